import { randomBytes } from 'node:crypto'
import type net from 'node:net'
import t, { type Test } from 'tap'
import { until } from '../../../services/wait.ts'
import { startTcp } from '../servers.ts'
import { aCall, clientOf, deadPort, faultOf, stage, textOf } from './surroundings.ts'

// What can be produced for all four without their servers: nobody there, silence, garbage, a closed door.
const schemes = ['mysql', 'postgres', 'sqlserver', 'oracle'] as const
type Scheme = (typeof schemes)[number]

const query: Record<Scheme, string> = {
  mysql: 'SELECT 1 AS n',
  postgres: 'SELECT 1 AS n',
  sqlserver: 'SELECT 1 AS n',
  oracle: 'SELECT 1 AS n FROM dual'
}
const urlOf = (scheme: Scheme, port: string): string => `${scheme}://satu:kata-sandi-93@127.0.0.1:${port}/musrenbang`

const ask = (t: Test, scheme: Scheme, port: string, options = {}) => {
  const client = clientOf(t, urlOf(scheme, port), { connectTimeoutMs: 1_000, ...options })
  return { client, fault: faultOf(client.rows(query[scheme], {}, { stage }, aCall())) }
}

/** A server that does this with each connection; how many are open. */
async function serverThat(t: Test, does: (socket: net.Socket) => void): Promise<{ port: string; open: () => number }> {
  let open = 0
  const url = await startTcp(t, socket => {
    open++
    // One that does not read does not see the end either.
    socket.resume().on('close', () => open--)
    does(socket)
  })
  return { port: new URL(url).port, open: () => open }
}

t.test('postgres: a greeting over which its driver throws', async t => {
  // An authentication of a kind that does not exist: pg throws in its 'data' handler, where nobody could catch it.
  const { port } = await serverThat(t, socket => socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 99])))
  t.match(await ask(t, 'postgres', port).fault, { kind: 'unreadable', stage: 'connect' })
})

for (const scheme of schemes) {
  t.test(`${scheme}: nobody listens`, async t => {
    const { fault } = ask(t, scheme, await deadPort())
    t.match(await fault, { kind: 'unreachable', stage: 'connect' })
    t.notMatch(textOf(await fault), 'kata-sandi')
  })

  t.test(`${scheme}: a host name that nobody knows`, async t => {
    const client = clientOf(t, `${scheme}://satu:x@host.invalid/musrenbang`)
    t.match(await faultOf(client.rows(query[scheme], {}, { stage }, aCall())), { kind: 'unreachable',
      stage: 'connect' })
  })

  t.test(`${scheme}: a server that says nothing`, async t => {
    const { port, open } = await serverThat(t, () => {})
    const { fault } = ask(t, scheme, port, { connectTimeoutMs: 300 })
    t.match(await fault, { kind: 'timeout', stage: 'connect' })
    await until(() => open() === 0, { what: 'the connection being given up' })
  })

  t.test(`${scheme}: a caller who leaves while the connection is being made`, async t => {
    const { port, open } = await serverThat(t, () => {})
    const control = new AbortController()
    const client = clientOf(t, urlOf(scheme, port), { connectTimeoutMs: 2_000 })
    const asked = client.rows(query[scheme], {}, { stage }, aCall(control.signal))
    asked.catch(() => {})
    await until(() => open() === 1)
    control.abort(new Error('the caller left'))
    await t.rejects(asked, { message: 'the caller left' })
    await until(() => open() === 0, { what: 'the connection being given up' })
  })

  t.test(`${scheme}: a server that closes at once`, async t => {
    const { port } = await serverThat(t, socket => socket.destroy())
    const { fault } = ask(t, scheme, port)
    t.match(await fault, { kind: 'unreachable', stage: 'connect' })
  })

  t.test(`${scheme}: a server of another kind`, async t => {
    for (const bytes of [Buffer.from('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'),
      Buffer.from('220 FTP ready\r\n'), Buffer.alloc(5_000, 0xff), Buffer.alloc(64)])
    {
      const { port, open } = await serverThat(t, socket => socket.write(bytes))
      const { fault } = ask(t, scheme, port)
      // Oracle's driver waits for more of a packet that never comes.
      t.match((await fault).kind, scheme === 'oracle' ? /^(?:unreadable|timeout|unreachable)$/ : 'unreadable',
        bytes.toString('latin1', 0, 10))
      await until(() => open() === 0)
    }
  })

  t.test(`${scheme}: random bytes bring nothing down`, async t => {
    for (let round = 0; round < (scheme === 'oracle' ? 3 : 30); round++) {
      // Some begin as the protocol does, and go on at random.
      const begin =
        { mysql: [10, 0, 0, 0, 10], postgres: [0x52, 0, 0, 0, 12, 0, 0, 0, 10], sqlserver: [4, 1, 0, 40, 0, 0, 1, 0],
          oracle: [0, 60, 0, 0, 2, 0, 0, 0] }[scheme]
      const bytes = Buffer.concat([Buffer.from(round % 2 === 0 ? begin : []), randomBytes(1 + round * 50)])
      const { port } = await serverThat(t, socket => socket.end(bytes))
      const { fault } = ask(t, scheme, port)
      t.match((await fault).kind, /^(?:unreadable|unreachable|timeout|failed|denied|oversized)$/, bytes.toString('hex'))
    }
  })
}
