import type { ServerResponse } from 'node:http'
import { setInterval as every } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { HttpFault } from '../http-proxy.ts'
import { type Obstacle, PASS_CALL } from './faults.ts'

/** Stands in bodies that must not be repeated to anybody. */
export const CANARY = 'canary-4b7e 3273021305859991'

const html = (title: string): string =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${CANARY}</p></body></html>`
const status = (code: number, headers: Record<string, string> = {}): HttpFault => response => {
  response.writeHead(code, { 'content-type': 'text/html', ...headers }).end(html(String(code)))
}
/** The answer's own head, with another body. */
const insteadOf = (body: string | Buffer): HttpFault => async (response, ask) => {
  const { answer } = await ask()
  response.writeHead(200, answer.headers).end(body)
}

const noise = Buffer.from(Array.from({ length: 2_048 }, (_, i) => (i * 167 + 29) & 0xff))
const MEBIBYTE = 1_048_576
/** More than any answer may have. */
const ENDLESS = 256 * MEBIBYTE
const blanks = Buffer.alloc(MEBIBYTE, ' ')

const externalEntity = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'

const unreadable =
  'Let the connector parse the answer, and check its shape before you use it: throw SystemFault `unreadable`.'

export const httpObstacles: readonly Obstacle<HttpFault>[] = [
  { name: 'a refused connection is told', kinds: ['unreachable', 'reset'],
    fix: 'Let the faults of the connector pass.' },
  { name: 'a connection that breaks before the answer is told', fault: response => {
    response.destroy()
  }, kinds: ['reset', 'unreachable'], fix: 'Let the faults of the connector pass.' },
  {
    name: 'no answer ends with the time-out',
    timeoutMs: 200,
    kinds: ['timeout'],
    fix: PASS_CALL,
    fault: waitForEver
  },
  {
    name: 'an answer of one byte at a time ends with the time-out',
    timeoutMs: 250,
    kinds: ['timeout'],
    fix: PASS_CALL,
    fault: drip
  },
  { inBody: true, name: 'an answer cut off is not taken for whole', fault: cut, kinds: ['truncated', 'reset'],
    fix: 'Let the faults of the connector pass.' },
  { inBody: true, name: 'half an answer is not taken for whole', fault: half,
    kinds: ['truncated', 'unreadable', 'failed'],
    fix: 'Check that the answer has its end: a total, a closing element, the last column.' },
  { inBody: true, name: 'an empty body is told', fault: insteadOf(''), kinds: ['unreadable', 'truncated', 'failed'],
    fix: unreadable },
  { name: 'HTTP 500 is told', fault: status(500), kinds: ['failed'], fix: 'Throw SystemFault `failed` for 5xx.' },
  { name: 'HTTP 400 is told, whatever its body says', fault: refused,
    kinds: ['rejected', 'failed', 'unreadable', 'denied'],
    fix: 'Look at the status first: what a system refuses is no answer.' },
  { name: 'HTTP 503 asks for patience', fault: status(503, { 'retry-after': '7' }), kinds: ['throttled', 'failed'],
    fix: 'Throw SystemFault `throttled` for 503, with `retryAfterMs`.' },
  { name: 'HTTP 429 asks for patience', fault: status(429, { 'retry-after': '7' }), kinds: ['throttled'],
    fix: 'Throw SystemFault `throttled` for 429, with `retryAfterMs`.' },
  { name: 'HTTP 401 is told as denied', fault: status(401), kinds: ['denied'],
    fix: 'Throw SystemFault `denied` for 401 and 403: it renews a session.' },
  { name: 'HTTP 403 is told as denied', fault: status(403), kinds: ['denied'],
    fix: 'Throw SystemFault `denied` for 401 and 403: it renews a session.' },
  { name: 'HTTP 404 for a list is no empty list', fault: status(404), kinds: ['failed', 'rejected', 'unreadable'],
    getMayFindNothing: true,
    fix: 'A path that the system does not have is a fault, of the url in the config most often.' },
  { name: 'a redirect to elsewhere is not followed', fault: status(302, { location: 'http://127.0.0.1:9/' }),
    kinds: ['unreadable', 'denied', 'failed'],
    fix: 'Let the faults of the connector pass; a redirect to a login page is `denied`.' },
  { name: 'redirects without end are refused', fault: redirect, kinds: ['unreadable', 'denied', 'failed'],
    fix: 'Let the faults of the connector pass; a redirect to a login page is `denied`.' },
  { inBody: true, name: 'NUL bytes in place of the second half are told', fault: hollow,
    kinds: ['truncated', 'unreadable', 'failed'],
    fix: 'Check that the answer has its end: a total, a closing element, the last column.' },
  { inBody: true, name: 'an HTML page in place of the data is told', fault: response => {
    response.writeHead(200, { 'content-type': 'text/html; charset=UTF-8' }).end(html('A PHP Error was encountered'))
  }, kinds: ['unreadable', 'failed', 'denied'], fix: unreadable },
  { inBody: true, name: 'bytes without meaning are told', fault: insteadOf(noise), kinds: ['unreadable', 'failed'],
    fix: unreadable },
  { inBody: true, name: 'an empty object in place of the data is told', fault: insteadOf('{}'),
    kinds: ['unreadable', 'failed'], fix: unreadable },
  { inBody: true, name: 'null in place of the data is told', fault: insteadOf('null'), kinds: ['unreadable', 'failed'],
    fix: unreadable },
  { inBody: true, name: 'a text in place of the data is told', fault: insteadOf('"ok"'),
    kinds: ['unreadable', 'failed'], fix: unreadable },
  { inBody: true, name: 'a number in place of the data is told', fault: insteadOf('42'),
    kinds: ['unreadable', 'failed'], fix: unreadable },
  { inBody: true, name: 'data nested without end are refused', fault: insteadOf('['.repeat(200_000)),
    kinds: ['unreadable', 'truncated', 'failed', 'oversized'], fix: unreadable },
  { inBody: true, name: 'entities that multiply are refused', fault: insteadOf(entityBomb()),
    kinds: ['unreadable', 'failed'], fix: unreadable },
  { inBody: true, name: 'entities that reach out are refused', fault: insteadOf(externalEntity),
    kinds: ['unreadable', 'failed'], fix: unreadable },
  { inBody: true, name: 'a body without end is refused', fault: endless, kinds: ['oversized', 'unreadable'],
    fix: 'Let the connector bound the body: `maxBodyBytes`.' },
  { inBody: true, name: 'a packed body without end is refused', fault: packed, kinds: ['oversized', 'unreadable'],
    fix: 'Let the connector unpack and bound the body: `maxBodyBytes`.' }
]

export function waitForEver(response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    response.once('close', resolve)
  })
}

/** Each one leads to another. */
function redirect(response: ServerResponse): void {
  response.writeHead(302, { location: `${response.req.url}0` }).end()
}

async function drip(response: ServerResponse, ask: Parameters<HttpFault>[1]): Promise<void> {
  const { answer } = await ask()
  response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length })
  let sent = 0
  for await (const _ of every(20)) {
    if (response.destroyed || sent >= answer.body.length) break
    response.write(answer.body.subarray(sent, ++sent))
  }
  response.end()
}

async function cut(response: ServerResponse, ask: Parameters<HttpFault>[1]): Promise<void> {
  const { answer } = await ask()
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Math.max(2, answer.body.length) })
  response.write(answer.body.subarray(0, Math.max(1, Math.floor(answer.body.length / 2))), () => response.destroy())
}

async function half(response: ServerResponse, ask: Parameters<HttpFault>[1]): Promise<void> {
  const { answer } = await ask()
  response.writeHead(answer.status, answer.headers).end(answer.body.subarray(0, Math.floor(answer.body.length / 2)))
}

async function refused(response: ServerResponse, ask: Parameters<HttpFault>[1]): Promise<void> {
  const { answer } = await ask()
  response.writeHead(400, answer.headers).end(answer.body)
}

async function hollow(response: ServerResponse, ask: Parameters<HttpFault>[1]): Promise<void> {
  const { answer } = await ask()
  const first = answer.body.subarray(0, Math.floor(answer.body.length / 2))
  response.writeHead(answer.status, answer.headers).end(
    Buffer.concat([first, Buffer.alloc(answer.body.length - first.length)])
  )
}

async function endless(response: ServerResponse, ask: Parameters<HttpFault>[1]): Promise<void> {
  const { answer } = await ask()
  response.writeHead(200, answer.headers)
  response.write(answer.body.subarray(0, 1))
  for (let sent = 0; sent < ENDLESS && !response.destroyed; sent += blanks.length) {
    if (!response.write(blanks)) await drained(response)
  }
  response.end()
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    const done = (): void => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.once('drain', done).once('close', done)
  })
}

async function packed(response: ServerResponse, ask: Parameters<HttpFault>[1]): Promise<void> {
  const { answer } = await ask()
  bomb ??= gzipSync(Buffer.alloc(64 * MEBIBYTE, ' '), { level: 1 })
  response.writeHead(200, { ...answer.headers, 'content-encoding': 'gzip' }).end(bomb)
}
let bomb: Buffer | undefined

function entityBomb(): string {
  const levels = Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`)
  return `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">${levels.join('')}]><x>&e12;</x>`
}
