import type { Socket } from 'node:net'
import t, { type Test } from 'tap'
import type { Call } from '../../../src/kit/call.ts'
import { createFiles } from '../../../src/kit/connectors/files/files.ts'
import { createHttp } from '../../../src/kit/connectors/http.ts'
import { createMqtt } from '../../../src/kit/connectors/mqtt.ts'
import { createSql } from '../../../src/kit/connectors/sql/sql.ts'
import { heldBytes } from '../../services/memory.ts'
import { until } from '../../services/wait.ts'
import { failureOf, startTcp } from './servers.ts'

// Servers that never stop talking, in each protocol's own way of saying that more follows.

const MEBIBYTE = 1024 * 1024
const letters = Buffer.alloc(64 * 1024, 'x')
const lines = Buffer.from('x\r\n'.repeat(20_000))
const listing = Buffer.from('-rw-r--r-- 1 ftp ftp 10 Nov 20 10:00 x.dbf\r\n'.repeat(1_000))

/** Writes for as long as it is let; how many bytes so far. */
function flood(socket: Socket, chunk: Buffer): () => number {
  let sent = 0
  const pour = (): void => {
    while (!socket.destroyed) {
      sent += chunk.length
      if (!socket.write(chunk)) return
    }
  }
  socket.on('drain', pour)
  pour()
  return () => sent
}

const call = (t: Test): Call => {
  // Only for a test that fails: every connector ends this by itself.
  const control = new AbortController()
  const timer = setTimeout(() => {
    control.abort(new Error('it was let go on'))
  }, 20_000)
  t.teardown(() => {
    clearTimeout(timer)
  })
  return { signal: control.signal, requestId: 'req-1' }
}

const files = (scheme: string, port: string, call: Call): Promise<unknown> =>
  createFiles({ url: `${scheme}://satu@127.0.0.1:${port}`, password: 'sandi', trustFirst: true }).list('*', call)
const sql = (scheme: string, port: string, call: Call): Promise<unknown> =>
  createSql({ url: `${scheme}://satu@127.0.0.1:${port}/x`, password: 'sandi', connectTimeoutMs: 2_000 }).rows(
    scheme === 'oracle' ? 'SELECT 1 FROM dual' : 'SELECT 1',
    {},
    { stage: 'ask' },
    call
  )

const greetings: Record<string,
  [first: string | number[], chunk: Buffer, ask: (port: string, call: Call) => Promise<unknown>,
    kind: string | RegExp]> = {
    'an FTP greeting of one line': ['220-', letters, (port, call) => files('ftp', port, call), 'oversized'],
    'an FTP greeting of many lines': ['220-', lines, (port, call) => files('ftp', port, call), 'oversized'],
    'an SSH greeting of one line': ['SSH-2.0-', letters, (port, call) => files('sftp', port, call),
      /unreachable|unreadable/],
    'lines before an SSH greeting': ['', lines, (port, call) => files('sftp', port, call), /unreachable|unreadable/],
    'a first packet of MySQL': [[0xff, 0xff, 0xff, 0], letters, (port, call) => sql('mysql', port, call), 'unreadable'],
    'a first message of PostgreSQL': [[0x52, 0x7f, 0xff, 0xff, 0xff], letters,
      (port, call) => sql('postgres', port, call), 'unreadable'],
    'a first message of SQL Server': [[4, 0, 0xff, 0xff, 0, 0, 1, 0], letters,
      (port, call) => sql('sqlserver', port, call), /timeout|oversized|unreadable/],
    'a first packet of Oracle': [[0, 60, 0, 0, 2, 0, 0, 0], letters, (port, call) => sql('oracle', port, call),
      /timeout|oversized|unreadable/],
    'a header of HTTP': ['HTTP/1.1 200 OK\r\nx: ', letters,
      (port, call) => createHttp({ url: `http://127.0.0.1:${port}` }).send({ stage: 'ask' }, call), 'oversized'],
    'headers of HTTP': ['HTTP/1.1 200 OK\r\n', Buffer.from('x: y\r\n'.repeat(10_000)),
      (port, call) => createHttp({ url: `http://127.0.0.1:${port}` }).send({ stage: 'ask' }, call), 'oversized'],
    'a first packet of MQTT': [[0x20, 0xff, 0xff, 0xff, 0x7f], letters,
      (port, call) => createMqtt({ url: `mqtt://127.0.0.1:${port}`, clientId: 'satu' }).probe(call), 'oversized']
  }

for (const [name, [first, chunk, ask, kind]] of Object.entries(greetings)) {
  t.test(`${name} that never ends is refused in bounded memory`, async t => {
    let sent = (): number => 0
    let open = 0
    const url = await startTcp(t, socket => {
      open++
      socket.resume().on('close', () => open--)
      socket.write(Buffer.from(first as string))
      sent = flood(socket, chunk)
    })
    // Nobody is there: what the driver itself takes is loaded before.
    await failureOf(ask('1', call(t)))
    const before = heldBytes()
    const fault = await failureOf(ask(new URL(url).port, call(t)))
    t.match(fault, { name: 'SystemFault', kind, stage: /./, message: /./ })
    t.notMatch(String(fault), /xxx|sandi/)
    t.ok(sent() < 64 * MEBIBYTE, `${Math.round(sent() / MEBIBYTE)} MiB were taken`)
    await until(() => open === 0, { what: 'the connection being let go' })
    await until(() => heldBytes() - before < 32 * MEBIBYTE, { what: 'the memory being let go' })
  })
}

const replies: Record<string, [command: string, chunk: Buffer, where: 'control' | 'data', kind: string]> = {
  'a reply of one line': ['EPSV', Buffer.from(`229-${'x'.repeat(60_000)}`), 'control', 'oversized'],
  'a reply of many lines': ['EPSV', Buffer.from('229-x\r\n'.repeat(10_000)), 'control', 'oversized'],
  'a listing of one line': ['LIST', letters, 'data', 'oversized'],
  'a listing of many lines': ['LIST', listing, 'data', 'oversized'],
  'a file that was to have ten bytes': ['RETR', letters, 'data', 'reset']
}

for (const [name, [command, chunk, where, kind]] of Object.entries(replies)) {
  t.test(`${name} of an FTP server that never ends is refused in bounded memory`, async t => {
    let sent = (): number => 0
    const data = await startTcp(t, socket => {
      sent = flood(socket, chunk)
    })
    const answers: Record<string, string> = {
      USER: '230 in',
      EPSV: `229 ok (|||${new URL(data).port}|)`,
      SIZE: '213 10',
      MDTM: '213 20261120100000',
      LIST: '150 here it comes',
      RETR: '150 here it comes',
      FEAT: '500 none',
      MLSD: '500 none'
    }
    const url = await startTcp(t, socket => {
      socket.write('220 ready\r\n')
      socket.on('data', asked => {
        for (const line of String(asked).split('\r\n').filter(Boolean)) {
          const [word = ''] = line.split(' ')
          if (word === command && where === 'control') sent = flood(socket, chunk)
          else socket.write(`${answers[word] ?? '200 ok'}\r\n`)
        }
      })
    })
    const client = createFiles({ url: `ftp://satu@127.0.0.1:${new URL(url).port}`, password: 'sandi' })
    const before = heldBytes()
    const fault = await failureOf(command === 'RETR' ? client.read('x.dbf', call(t)) : client.list('*', call(t)))
    t.match(fault, { name: 'SystemFault', kind, message: command === 'RETR'
      ? 'changed x.dbf while it was read: it grew'
      : 'sends a reply or a listing without end' })
    t.ok(sent() < 64 * MEBIBYTE, `${Math.round(sent() / MEBIBYTE)} MiB were taken`)
    t.ok(heldBytes() - before < 32 * MEBIBYTE, 'and none are kept')
  })
}

t.test('what is no reply of an FTP server takes no memory, and is left with the call', async t => {
  const control = new AbortController()
  let sent = (): number => 0
  const url = await startTcp(t, socket => {
    socket.write('220 ready\r\n')
    socket.once('data', () => {
      sent = flood(socket, letters)
    })
  })
  const before = heldBytes()
  const asked = createFiles({ url: `ftp://satu@127.0.0.1:${new URL(url).port}`, password: 'sandi',
    connectTimeoutMs: 20_000 }).list('*', { signal: control.signal, requestId: 'req-1' })
  asked.catch(() => {})
  await until(() => sent() > 256 * MEBIBYTE)
  t.ok(heldBytes() - before < 32 * MEBIBYTE)
  control.abort(new Error('the caller left'))
  await t.rejects(asked, { message: 'the caller left' })
})
