import type { IncomingMessage, ServerResponse } from 'node:http'
import t, { type Test } from 'tap'
import type { Call } from '../../../src/kit/call.ts'
import { createSoap, type SoapClient } from '../../../src/kit/connectors/soap.ts'
import { aCall, clientOf, failureOf, startHttp } from './servers.ts'

type Act = (request: IncomingMessage, response: ServerResponse) => void

const envelope = (body: string): string =>
  '<?xml version="1.0"?><s:Envelope ' +
  `xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`
const answer = (body: string, status = 200): Act => (_request, response) => {
  response.writeHead(status, { 'content-type': 'text/xml' }).end(body)
}
const fault = (code: string, status = 500): Act =>
  answer(envelope(`<s:Fault><faultcode>s:${code}</faultcode><faultstring>x</faultstring></s:Fault>`), status)

/** A service that has read the whole call before it does this. */
async function start(
  t: Test,
  act: Act,
  options: Parameters<typeof clientOf>[2] = {}
): Promise<{ soap: SoapClient; calls: () => number }> {
  let calls = 0
  const url = await startHttp(t, (request, response) => {
    request.resume().on('end', () => {
      calls++
      act(request, response)
    })
  })
  return { soap: createSoap({ http: clientOf(t, url, options), namespace: 'urn:x', deniedCodes: ['Client.Login'] }),
    calls: () => calls }
}

const write = (soap: SoapClient, call: Call = aCall()): Promise<unknown> =>
  soap.call('Tambah', { isi: 'Lampu mati' }, { stage: 'create', isWrite: true }, call)

t.test('what is written is sent once and answered', async t => {
  const { soap, calls } = await start(t, answer(envelope('<nomor>7</nomor>')))
  t.match(await write(soap), { fields: { nomor: '7' } })
  t.equal(calls(), 1)
})

t.test('an end that leaves it unclear whether it was written is never told as sure, and never sent again', async t => {
  const cases: [name: string, act: Act, kind: string][] = [
    ['a 503, as of a proxy that has handed it on', answer('busy', 503), 'failed'],
    ['a 503 with a page', (_request, response) => {
      response.writeHead(503, { 'content-type': 'text/html', 'retry-after': '7' }).end('<h1>503</h1>')
    }, 'failed'],
    ['a 500', answer('<h1>500</h1>', 500), 'failed'],
    ['a 504', answer('', 504), 'failed'],
    ['a fault of the server', fault('Server'), 'failed'],
    ['a fault of the server with status 200', fault('Server', 200), 'failed'],
    ['a connection that is cut', request => {
      request.socket.destroy()
    }, 'reset'],
    ['half an answer', (request, response) => {
      response.writeHead(200, { 'content-type': 'text/xml', 'content-length': 500 }).write('<?xml', () => {
        request.socket.destroy()
      })
    }, 'truncated'],
    ['no XML', answer('ok'), 'unreadable'],
    ['no SOAP', answer('<html/>'), 'unreadable'],
    ['an empty answer', answer(''), 'unreadable']
  ]
  for (const [name, act, kind] of cases) {
    const { soap, calls } = await start(t, act)
    t.match(await failureOf(write(soap)), { name: 'SystemFault', kind }, name)
    t.equal(calls(), 1, name)
  }
})

t.test('no answer in time is told as that, and never sent again', async t => {
  const { soap, calls } = await start(t, () => {}, { firstByteTimeoutMs: 150 })
  t.match(await failureOf(write(soap)), { kind: 'timeout' })
  t.equal(calls(), 1)
})

t.test('what was turned away at the door, or is refused, is told as that', async t => {
  const cases: [name: string, act: Act, kind: string][] = [
    ['a 401', answer('', 401), 'denied'],
    ['a 429', answer('', 429), 'throttled'],
    ['a login that is wrong', fault('Client.Login', 200), 'denied'],
    ['a no of the service', fault('Client.Validasi', 200), 'rejected']
  ]
  for (const [name, act, kind] of cases) {
    const { soap, calls } = await start(t, act)
    t.match(await failureOf(write(soap)), { kind }, name)
    t.equal(calls(), 1, name)
  }
})

t.test('a 503 to what only reads asks for patience', async t => {
  const { soap } = await start(t, (_request, response) => {
    response.writeHead(503, { 'retry-after': '7' }).end()
  })
  t.match(await failureOf(soap.call('Daftar', {}, { stage: 'list' }, aCall())), { kind: 'throttled',
    retryAfterMs: 7_000 })
})

t.test('a service that cannot be reached is told as that: nothing was sent', async t => {
  const soap = createSoap({ http: clientOf(t, 'http://127.0.0.1:9'), namespace: 'urn:x' })
  t.match(await failureOf(write(soap)), { kind: 'unreachable', stage: 'connect' })
})

t.test('a caller who leaves ends the call', async t => {
  const control = new AbortController()
  const reason = new Error('has left')
  let closed: Promise<unknown> = Promise.resolve()
  const { soap, calls } = await start(t, (_request, response) => {
    closed = new Promise(resolve => {
      response.once('close', resolve)
    })
    control.abort(reason)
  })
  t.equal(await failureOf(write(soap, aCall(control.signal))), reason)
  await closed
  t.equal(calls(), 1)
})
