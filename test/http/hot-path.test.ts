import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import type { Answer } from '../../src/gateway/reads/answers.ts'
import { createPurges } from '../../src/gateway/reads/purges.ts'
import { createAddresses } from '../../src/http/addresses.ts'
import type { Session } from '../../src/http/auth.ts'
import { createCors } from '../../src/http/browsers.ts'
import { credentialOf } from '../../src/http/credentials.ts'
import { createHotPath } from '../../src/http/hot-path.ts'
import { createWindow, type RateWindow } from '../../src/http/rate-window.ts'
import { MASKED } from '../../src/platform/privacy/visibility.ts'
import type { RequestLine } from '../../src/platform/telemetry/log.ts'
import { operation } from '../suites/core/hub.ts'

const answer = (body: string): Answer => ({
  seq: 0,
  tags: ['a'],
  systems: ['a'],
  madeAt: Date.now(),
  body,
  etag: 'W/"a"',
  asOf: Date.now(),
  freshUntil: Date.now() + 60_000,
  outcome: 'ok',
  headers: { 'satu-source': 'a;state=ok' }
})
const session = (consumer: string, requests: number): Session => ({
  consumer,
  kind: 'app',
  person: undefined,
  marks: [],
  scopes: new Set(['licences:read']),
  agreement: { number: undefined, purposes: new Set(), visibility: MASKED },
  expiresAt: Date.now() + 60_000,
  epoch: 0,
  window: createWindow({ requests, seconds: 60 })
})

/** A server of the hot path alone; what it leaves to the framework is answered 418. */
async function serve(t: Test, sessions: Record<string, Session> = {}) {
  const lines: RequestLine[] = []
  const anonymous: RateWindow = createWindow({ requests: 1_000, seconds: 60 })
  const state = {
    serving: {
      auth: {
        known: (
          header: string,
          now: number
        ) => ((sessions[header]?.expiresAt ?? 0) > now ? sessions[header] : undefined),
        authenticate: () => undefined,
        isCredential: () => false,
        authorize: () => {},
        holds: ({ expiresAt }: Session, now: number) => expiresAt > now,
        beginEpoch: () => {}
      },
      addressWindow: () => anonymous,
      credentialOf: ({ headers }: Pick<IncomingMessage, 'headers'>) => credentialOf(headers),
      cors: createCors({ origins: [] }),
      addressOf: createAddresses([])
    }
  }
  const purges = createPurges()
  const hotPath = createHotPath({
    transport: {},
    serving: () => state.serving,
    isClosing: () => false,
    answered: undefined,
    maxBytes: 1_000_000,
    purges,
    log: { logger: pino({ enabled: false }), request: line => {
      lines.push(line)
    }, flush: () => {} }
  })
  const server = createServer({ keepAliveTimeout: 72_000 }, (request, response) => {
    if (!hotPath.serve(request, response)) response.writeHead(418).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo

  /** Sends text as it stands, and gives what comes until so many bodies of the length have come or the end. */
  const raw = (text: string, isWhole: (got: string) => boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      let got = ''
      socket.on('data', bytes => {
        got += bytes.toString('utf8')
        if (isWhole(got)) socket.destroy()
      })
      socket.on('close', () => {
        resolve(got)
      })
      socket.on('error', reject)
    })
  return { hotPath, purges, lines, raw, state, port }
}

const never = async (): Promise<void> => {}

const ask = (path: string, headers: readonly string[] = [], { method = 'GET', version = '1.1' } = {}): string =>
  [`${method} ${path} HTTP/${version}`, 'Host: a', ...headers, '', ''].join('\r\n')

/** The head's lines, without the values that change from one request to the next. */
const linesOf = (text: string): string[] =>
  (text.split('\r\n\r\n')[0] ?? '').split('\r\n').map(line =>
    line.replace(/^(ratelimit|x-request-id|date|age|cache-status|cache-control): .*/i, '$1')
  )

t.test('a repeated head is as Node writes it', async t => {
  const { hotPath, raw } = await serve(t)
  hotPath.remember('/a', operation('listLicences'), answer('{"a":1}'), never)
  const got = await raw(ask('/a').repeat(3), text => text.split('{"a":1}').length === 4)
  const [first = '', second = '', third = ''] = got.split('{"a":1}')
  t.same(linesOf(second), linesOf(first))
  t.same(linesOf(third), linesOf(first))
  t.match(linesOf(first), ['HTTP/1.1 200 OK', 'ratelimit', 'ratelimit-policy: "default";q=1000;w=60', 'x-request-id'])
  t.match(first, /\r\nDate: /)
  t.match(first, /\r\nConnection: keep-alive\r\nKeep-Alive: timeout=72/)
  t.match(first, /\r\ncontent-length: 7\r\n/)
  const ids = [first, second, third].map(text => /x-request-id: (\S+)/.exec(text)?.[1])
  t.equal(new Set(ids).size, 3)
  const left = [first, second, third].map(text => /ratelimit: "default";r=(\d+)/.exec(text)?.[1])
  t.same(left, ['999', '998', '997'])
})

t.test('a caller who closes, or speaks HTTP/1.0, is told so after the head was prepared', async t => {
  const { hotPath, raw } = await serve(t)
  hotPath.remember('/a', operation('listLicences'), answer('{"a":1}'), never)
  await raw(ask('/a').repeat(2), text => text.split('{"a":1}').length === 3)
  const closing = await raw(ask('/a', ['Connection: close']), () => false)
  t.match(closing, /\r\nConnection: close\r\n/)
  t.match(closing, /\{"a":1\}$/)
  const old = await raw(ask('/a', [], { version: '1.0' }), () => false)
  t.match(old, /\r\nConnection: close\r\n/)
  const again = await raw(ask('/a'), text => text.endsWith('{"a":1}'))
  t.match(again, /\r\nConnection: keep-alive\r\n/)
})

t.test('HEAD has the headers of GET and no body', async t => {
  const { hotPath, raw } = await serve(t)
  hotPath.remember('/a', operation('listLicences'), answer('{"a":1}'), never)
  const got = await raw(ask('/a') + ask('/a', [], { method: 'HEAD' }) + ask('/b'), text => text.includes('418'))
  const [get = '', rest = ''] = got.split('{"a":1}')
  t.same(linesOf(rest), linesOf(get))
  t.match(rest, /\r\n\r\nHTTP\/1\.1 418/)
})

t.test('letters beyond ASCII come whole', async t => {
  const { hotPath, raw } = await serve(t)
  const body = '{"name":"Café – ŝatu"}'
  hotPath.remember('/a', operation('listLicences'), answer(body), never)
  const got = await raw(ask('/a').repeat(2), text => text.split(body).length === 3)
  t.match(got, `content-length: ${Buffer.byteLength(body)}\r\n`)
})

t.test('each consumer sees its own limit under one prepared head', async t => {
  const { hotPath, raw, lines } = await serve(t, { one: session('one', 10), two: session('two', 20) })
  hotPath.remember('/a', operation('listLicences'), answer('{"a":1}'), never)
  const got = await raw(
    ask('/a', ['Authorization: one']) + ask('/a', ['Authorization: two']) + ask('/a', ['Authorization: one']),
    text => text.split('{"a":1}').length === 4
  )
  t.same([...got.matchAll(/ratelimit: "default";r=(\d+)/g)].map(found => found[1]), ['9', '19', '8'])
  t.same([...got.matchAll(/ratelimit-policy: "default";q=(\d+)/g)].map(found => found[1]), ['10', '20', '10'])
  t.same(lines.map(({ consumer }) => consumer), ['one', 'two', 'one'])
})

t.test('a connection remembers no caller beyond its session or its configuration', async t => {
  const one = session('one', 10)
  const { hotPath, port, state } = await serve(t, { one })
  hotPath.remember('/a', operation('listLicences'), answer('{"a":1}'), never)
  const socket = connect(port, '127.0.0.1')
  t.teardown(() => socket.destroy())
  const next = async (): Promise<string> => {
    socket.write(ask('/a', ['Authorization: one']))
    const [bytes] = (await once(socket, 'data')) as [Buffer]
    return bytes.toString().slice(9, 12)
  }
  t.equal(await next(), '200')
  const { auth } = state.serving
  state.serving = { ...state.serving, auth: { ...auth, known: () => undefined } }
  t.equal(await next(), '418')
  state.serving = { ...state.serving, auth }
  t.equal(await next(), '200')
  one.expiresAt = 0
  t.equal(await next(), '418')
})

t.test('a flood of distinct URLs stays within the bytes it may take', async t => {
  const { hotPath, raw } = await serve(t)
  for (let index = 0; index < 5_000; index++)
    hotPath.remember(`/a?${index}`, operation('listLicences'), answer('{"a":1}'), never)
  const first = await raw(ask('/a?0'), text => text.includes('\r\n\r\n'))
  t.match(first, /^HTTP\/1\.1 418/)
  const last = await raw(ask('/a?4999'), text => text.endsWith('{"a":1}'))
  t.match(last, /^HTTP\/1\.1 200/)
})

t.test('what is often asked for is made anew before it ends, once, and by nobody who waits', async t => {
  const { hotPath, raw } = await serve(t)
  const near: Answer = { ...answer('{"a":1}'), madeAt: Date.now() - 90_000, freshUntil: Date.now() + 10_000 }
  const renewed: string[] = []
  const renew = (url: string) => async () => {
    renewed.push(url)
    throw new Error('the system is ill')
  }
  hotPath.remember('/often', operation('listComplaints'), near, renew('/often'))
  hotPath.remember('/seldom', operation('listComplaints'), near, renew('/seldom'))
  hotPath.remember('/young', operation('listComplaints'), answer('{"a":1}'), renew('/young'))
  for (const [path, times] of [['/often', 6], ['/seldom', 3], ['/young', 6]] as const) {
    const got = await raw(ask(path).repeat(times), text => text.split('{"a":1}').length === times + 1)
    t.equal(got.split('200 OK').length, times + 1)
  }
  t.same(renewed, ['/often'])
})

t.test('what was purged is not sent again, and what was not is', async t => {
  const { hotPath, purges, raw } = await serve(t)
  hotPath.remember('/a', operation('listComplaints'), { ...answer('{"a":1}'), tags: ['a'] }, never)
  hotPath.remember('/b', operation('listComplaints'), { ...answer('{"b":1}'), tags: ['b'] }, never)
  purges.purge(['a'])
  t.match(await raw(ask('/a'), text => text.includes('\r\n\r\n')), /418/)
  t.match(await raw(ask('/b'), text => text.includes('{"b":1}')), /200 OK/)
})

t.test('tells what each system was spared, once', async t => {
  const { hotPath, raw } = await serve(t)
  hotPath.remember('/a', operation('listComplaints'), { ...answer('{"a":1}'), systems: ['a', 'b'] }, never)
  hotPath.remember('/b', operation('listComplaints'), { ...answer('{"b":1}'), systems: ['b'] }, never)
  await raw(ask('/a').repeat(3) + ask('/b'), text => text.includes('{"b":1}'))
  t.same([...hotPath.takeSpared()], [['a', 3], ['b', 4]])
  t.same([...hotPath.takeSpared()], [])
  await raw(ask('/a'), text => text.includes('{"a":1}'))
  t.same([...hotPath.takeSpared()], [['a', 1], ['b', 1]])
})
