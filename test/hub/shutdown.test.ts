import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import type { Hub } from '../../src/hub.ts'
import { until } from '../services/wait.ts'
import { createGate } from '../suites/core/gate.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { rawRequest } from '../suites/raw-http.ts'

async function start(t: Test) {
  const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('100001', day(1))],
    freshness: { fresh: 60, revalidate: 0, on_error: 0 } })
  const gate = createGate()
  const reached = createGate()
  const hub = await startHub(t, [legacy], {
    hub: { times: { headers_ms: 10_000, request_ms: 30_000, read_ms: 30_000, idle_ms: 72_000, drain_ms: 2_000 } }
  })
  legacy.before = operation => {
    if (operation !== 'list') return
    reached.open()
    return gate.opened
  }
  const { port } = hub.app.server.address() as AddressInfo
  return { hub, port, gate, reached }
}

/** A connection, and all that has come over it. */
function open(port: number): { socket: Socket; got: () => string; ended: Promise<unknown> } {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket.on('data', bytes => {
    text += bytes.toString()
  })
  return { socket, got: () => text, ended: once(socket, 'close') }
}

/** Waits until nothing can connect any more. */
async function shut({ app }: Hub): Promise<void> {
  while (app.server.listening)
    await new Promise(resolve => {
      setImmediate(resolve)
    })
}

t.test('a request that is on its way is answered, and its connection told to close', async t => {
  const { hub, port, gate, reached } = await start(t)
  const { socket, got, ended } = open(port)
  socket.write(rawRequest('/v1/complaints'))
  await reached.opened
  const closed = hub.close()
  await shut(hub)
  gate.open()
  await ended
  await closed
  t.match(got(), /^HTTP\/1\.1 200 OK\r\n/)
  t.match(got(), /\r\nconnection: close\r\n/i)
  t.match(got(), 'AAAA-100001')
})

t.test('a request over a connection that was there before is answered too', async t => {
  const { hub, port, gate, reached } = await start(t)
  const [early, late] = [open(port), open(port)]
  early.socket.write(rawRequest('/v1/complaints'))
  await Promise.all([reached.opened, late.socket.readyState === 'opening' ? once(late.socket, 'connect') : undefined])
  const closed = hub.close()
  await shut(hub)
  late.socket.write(rawRequest('/v1/complaints?limit=1'))
  gate.open()
  await Promise.all([early.ended, late.ended, closed])
  t.match(late.got(), /^HTTP\/1\.1 200 OK\r\n/)
  t.match(late.got(), /\r\nconnection: close\r\n/i)
})

t.test('a process that closes says so where it is asked whether it is ready', async t => {
  const { hub, port, gate, reached } = await start(t)
  const waiting = open(port)
  waiting.socket.write(rawRequest('/v1/complaints'))
  const { socket, got, ended } = open(port)
  await Promise.all([reached.opened, once(socket, 'connect')])
  const closed = hub.close()
  await shut(hub)
  socket.write(rawRequest('/readyz'))
  await ended
  gate.open()
  await Promise.all([waiting.ended, closed])
  t.match(got(),
    new RegExp(String.raw`^HTTP/1\.1 503 Service Unavailable\r\n[^{]*content-type: application/problem\+json[^{]*` +
      String.raw`\{.*"code":"shutting_down"`, 's'))
})

t.test('whoever has connected and asked nothing, or half of something, does not hold up the end', async t => {
  const { hub, port } = await start(t)
  const silent = [open(port), open(port), open(port)]
  await Promise.all(silent.map(({ socket }) => once(socket, 'connect')))
  silent[1]?.socket.write('GET /v1/complaints HTTP/1.1\r\nHost: h')
  // One that was answered and has begun to ask again.
  silent[2]?.socket.write(`${rawRequest('/livez')}GET /li`)
  await until(() => silent[2]?.got().includes('alive') === true)
  await Promise.all([hub.close(), ...silent.map(({ ended }) => ended)])
  t.equal(silent[0]?.got(), '')
})
