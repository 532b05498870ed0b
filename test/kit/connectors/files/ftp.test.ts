import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { startTcp } from '../servers.ts'
import { aCall, aDrop, anFtp, clientOf, failureOf, password, touch, until } from './places.ts'

const size = 1024 * 1024

t.test('a wrong password is denied, and shown nowhere', async t => {
  const { url } = await anFtp(t, { root: aDrop(t) })
  const fault =
    (await failureOf(clientOf(t, { url: `${url}/drop`, password: 'kata-sandi-salah' }).list('*', aCall()))) as Error
  t.match(fault, { kind: 'denied', stage: 'connect', message: 'refused the login' })
  t.notMatch(JSON.stringify([fault.message, String(fault.cause), fault.stack]), /kata-sandi-salah/)
})

t.test('files come byte by byte as they are, in binary', async t => {
  const root = aDrop(t)
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256))
  writeFileSync(join(root, 'drop', 'semua.dbf'), bytes)
  const server = await anFtp(t, { root })
  t.ok((await clientOf(t, { url: `${server.url}/drop`, password }).read('semua.dbf', aCall())).equals(bytes))
  t.strictSame(server.transfers, ['binary'])
})

t.test('text mode lets the server translate, and does not compare sizes', async t => {
  const root = aDrop(t)
  writeFileSync(join(root, 'drop', 'teks.csv'), 'a\nb\n')
  const toCrLf = (stream: Readable) =>
    stream.pipe(new Transform({ transform: (chunk, _, done) => done(null, String(chunk).replaceAll('\n', '\r\n')) }))
  const server = await anFtp(t, { root, onRead: toCrLf })
  const client = clientOf(t, { url: `${server.url}/drop`, password, transfer: 'text', maxReadBytes: 6 })
  t.equal((await client.read('teks.csv', aCall())).toString(), 'a\r\nb\r\n')
  t.strictSame(server.transfers, ['ascii'])
  writeFileSync(join(root, 'drop', 'teks.csv'), 'a\n\n\n')
  t.match(await failureOf(client.read('teks.csv', aCall())), { kind: 'oversized',
    message: 'sent more than 6 bytes of teks.csv' })
  const binary = clientOf(t, { url: `${server.url}/drop`, password })
  t.match(await failureOf(binary.read('teks.csv', aCall())), { kind: 'reset', message: /it grew/ })
})

const pem = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

t.test('FTPS lists and reads over TLS when the certificate is trusted', async t => {
  const tls = { cert: pem('fixtures/this-host.cert.pem'), key: pem('fixtures/this-host.key.pem') }
  const { url } = await anFtp(t, { root: aDrop(t), tls })
  const client = clientOf(t, { url: `${url}/drop`, password, tls: { ca: readFileSync(tls.cert, 'utf8') } })
  t.equal((await client.list('*.txt', aCall())).length, 1)
  t.equal((await client.read('sppt_20261120.dbf', aCall())).length, 500_000)
  t.match(await failureOf(clientOf(t, { url: `${url}/drop`, password }).list('*', aCall())), {
    kind: 'unreachable',
    stage: 'connect',
    message: /certificate that is not trusted/
  })
})

t.test('FTPS with a certificate for another host is unreachable', async t => {
  const tls = { cert: pem('../fixtures/other-host.cert.pem'), key: pem('../fixtures/other-host.key.pem') }
  const { url } = await anFtp(t, { root: aDrop(t), tls })
  const client = clientOf(t, { url: `${url}/drop`, password, tls: { ca: readFileSync(tls.cert, 'utf8') } })
  t.match(await failureOf(client.list('*', aCall())), { kind: 'unreachable', stage: 'connect',
    message: 'has a certificate for another host' })
})

t.test('FTPS is not spoken with a server that has no TLS', async t => {
  const { url } = await anFtp(t, { root: aDrop(t) })
  const client = clientOf(t, { url: `${url.replace('ftp:', 'ftps:')}/drop`, password })
  t.match(await failureOf(client.list('*', aCall())), { kind: /unreachable|unreadable/, stage: 'connect' })
})

t.test('a file that changes while it is read', async t => {
  const root = aDrop(t)
  const path = join(root, 'drop', 'besar.csv')
  const cases = [
    ['grows', () => appendFileSync(path, 'y'), { kind: 'reset', message: /^changed besar.csv while it was read/ }],
    ['shrinks', () => truncateSync(path, 10), { kind: /truncated|reset/ }],
    ['is written over', () => touch(path, 'z'.repeat(size)), { kind: 'reset',
      message: 'changed besar.csv while it was read' }]
  ] as const
  for (const [name, change, expected] of cases) {
    t.test(`that ${name} is a fault`, async t => {
      writeFileSync(path, Buffer.alloc(size, 'x'))
      const { url } = await anFtp(t, { root, onRead: stream => void stream.once('data', change) })
      t.match(await failureOf(clientOf(t, { url: `${url}/drop`, password }).read('besar.csv', aCall())), expected)
    })
  }
})

t.test('a transfer that ends too early although the server says it is whole is truncated', async t => {
  const { url } = await anFtp(t, { root: aDrop(t), onRead: () => Readable.from([Buffer.alloc(1000)]) })
  const fault = await failureOf(clientOf(t, { url: `${url}/drop`, password }).read('sppt_20261120.dbf', aCall()))
  t.match(fault, { kind: 'truncated', stage: 'read file',
    message: 'ended sppt_20261120.dbf after 1000 of its 500000 bytes' })
})

t.test('a server that breaks off in the middle is truncated', async t => {
  const broken = async (t: Test, end: (control: Socket, stream: Readable) => void): Promise<unknown> => {
    const { url } = await anFtp(t, {
      root: aDrop(t),
      onRead: (stream, connection) =>
        void stream.once('data', () => end((connection as unknown as { commandSocket: Socket }).commandSocket, stream))
    })
    return failureOf(
      clientOf(t, { url: `${url}/drop`, password, idleTimeoutMs: 2000 }).read('sppt_20261120.dbf', aCall())
    )
  }
  const expected = { kind: 'truncated', stage: 'read file', message: /broke off in the middle of sppt_20261120.dbf/ }
  t.match(await broken(t, control => control.destroy()), expected, 'the control connection')
  t.match(await broken(t, (_, stream) => stream.destroy(new Error('disk'))), expected, 'the file')
})

t.test('a server that stops sending is a time-out', async t => {
  const { url } = await anFtp(t, { root: aDrop(t), onRead: () => new Readable({ read() {} }) })
  const client = clientOf(t, { url: `${url}/drop`, password, idleTimeoutMs: 100 })
  t.match(await failureOf(client.read('catatan.txt', aCall())), { kind: 'timeout', stage: 'read file' })
})

/** Stands between client and server, and sees the client's control connections: those of the server outlive them. */
async function relayed(t: Test, server: string): Promise<{ url: string; open: Set<Socket> }> {
  const open = new Set<Socket>()
  const url = await startTcp(t, socket => {
    const onward = connect(Number(new URL(server).port), '127.0.0.1')
    open.add(socket.on('close', () => open.delete(socket)))
    onward.on('error', () => {}).pipe(socket)
    socket.pipe(onward)
  })
  return { url: url.replace('http://', 'ftp://drop@'), open }
}

t.test('connections end with their call, however it ends', async t => {
  const relay = await relayed(t, (await anFtp(t, { root: aDrop(t) })).url)
  const client = clientOf(t, { url: `${relay.url}/drop`, password })
  const none = () => until(() => relay.open.size === 0)
  await client.list('*', aCall())
  await none()
  await failureOf(client.read('tiada', aCall()))
  await none()
  await client.read('catatan.txt', aCall())
  await none()
  const control = new AbortController()
  const stream = await client.open('sppt_20261120.dbf', aCall(control.signal))
  t.equal(relay.open.size, 1)
  control.abort()
  await failureOf(stream.toArray())
  await none()
  for await (const chunk of await client.open('sppt_20261120.dbf', aCall())) {
    t.ok(chunk)
    break
  }
  await none()
})

/** A server of which every line is scripted: what real ones would not do. */
async function scripted(
  t: Test,
  answers: Record<string, string | ((socket: Socket) => void)>,
  greeting = '220 ready'
): Promise<string> {
  const url = await startTcp(t, socket => {
    socket.write(`${greeting}\r\n`)
    socket.on('data', data => {
      for (const line of data.toString().split('\r\n').filter(Boolean)) {
        const command = line.split(' ')[0]!.toUpperCase()
        const answer = answers[command] ?? { USER: '331 password', PASS: '230 in', TYPE: '200 ok' }[command] ?? '502 no'
        if (typeof answer === 'string') socket.write(`${answer}\r\n`)
        else answer(socket)
      }
    })
  })
  return url.replace('http://', 'ftp://drop@')
}

t.test('what FTP servers reply is told apart', async t => {
  const at = (url: string, connectTimeoutMs = 10_000) => clientOf(t, { url, password, connectTimeoutMs })
  const full = await scripted(t, {}, '421 too many connections')
  t.match(await failureOf(at(full).list('*', aCall())), { kind: 'throttled', stage: 'connect',
    message: 'has no connection free' })
  const http = await startTcp(t, socket => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'))
  t.match(await failureOf(at(http.replace('http://', 'ftp://drop@'), 300).list('*', aCall())), {
    kind: /unreachable|unreadable|timeout/,
    stage: 'connect'
  })
  const closing = await startTcp(t, socket => socket.destroy())
  t.match(await failureOf(at(closing.replace('http://', 'ftp://drop@')).list('*', aCall())), { kind: 'unreachable',
    stage: 'connect' })
  const mute = await startTcp(t, () => {})
  t.match(await failureOf(at(mute.replace('http://', 'ftp://drop@'), 300).list('*', aCall())), { kind: 'timeout',
    stage: 'connect' })
  t.match(await failureOf(at('ftp://drop@127.0.0.1:1').list('*', aCall())), { kind: 'unreachable',
    message: 'refused the connection' })
  const withoutSize = await scripted(t, { SIZE: '500 what?' })
  t.match(await failureOf(at(withoutSize).read('a.csv', aCall())), { kind: 'unreadable', stage: 'find file',
    message: 'offers no passive mode' })
  const withoutTimes = await scripted(t, { SIZE: '213 5', MDTM: '502 no' })
  t.match(await failureOf(at(withoutTimes).read('a.csv', aCall())), { kind: 'unreadable',
    message: 'does not know a command that the hub needs (reply 502)' })
})

t.test('a server that leaves in the middle has broken off, whatever it was asked', async t => {
  const leave = (socket: Socket): void => {
    socket.end()
  }
  const reset = (socket: Socket): void => {
    socket.resetAndDestroy()
  }
  for (const end of [leave, reset]) {
    const broken = { kind: 'reset', stage: 'list files', message: 'broke off the connection without an answer' }
    for (const answers of [{ EPSV: end }, { PASV: end }]) {
      t.match(
        await failureOf(
          clientOf(t, { url: await scripted(t, answers), password, idleTimeoutMs: 2000 }).list('*', aCall())
        ),
        broken
      )
    }
    const found = { SIZE: '213 5', MDTM: '213 20261120091522' }
    for (const answers of [{ SIZE: end }, { ...found, MDTM: end }]) {
      t.match(await failureOf(clientOf(t, { url: await scripted(t, answers), password }).read('a.csv', aCall())), {
        kind: 'reset',
        stage: 'find file'
      })
    }
    t.match(
      await failureOf(
        clientOf(t, { url: await scripted(t, { ...found, EPSV: end }), password }).read('a.csv', aCall())
      ),
      { kind: 'truncated', stage: 'read file' }
    )
  }
})

t.test('data is fetched from the server itself and nowhere else', async t => {
  const url = await scripted(t, { PASV: '227 Entering Passive Mode (10,255,255,1,4,1)', EPSV: '502 no' })
  const fault = await failureOf(clientOf(t, { url, password, idleTimeoutMs: 2000 }).list('*', aCall()))
  t.match(fault, { kind: 'unreadable', message: 'sends the hub to another host for its data, which is refused' })
})

t.test('a call that is cancelled while it waits ends at once', async t => {
  const url = await scripted(t, { PASV: '', EPSV: '' })
  const control = new AbortController()
  const reason = new Error('the caller left')
  const listing = failureOf(clientOf(t, { url, password }).list('*', aCall(control.signal)))
  setImmediate(() => control.abort(reason))
  t.equal(await listing, reason)
})
