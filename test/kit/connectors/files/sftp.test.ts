import { appendFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ssh2 from 'ssh2'
import t from 'tap'
import { startTcp } from '../servers.ts'
import { aCall, aDrop, anSftp, clientOf, failureOf, password, touch, until } from './places.ts'

const size = 1024 * 1024

t.test('the right host key and password open the door', async t => {
  const { url, hostKey } = await anSftp(t, { root: aDrop(t) })
  const stranger = `SHA256:${'a'.repeat(43)}`
  t.equal(
    (await clientOf(t, { url: `${url}/drop`, password, hostKey: [stranger, hostKey] }).read('catatan.txt', aCall()))
      .toString(),
    'catatan'
  )
  const fault = await failureOf(clientOf(t, { url: `${url}/drop`, password, hostKey: stranger }).list('*', aCall()))
  t.match(fault, { kind: 'unreachable', stage: 'connect',
    message: `has another host key than the settings allow: ${hostKey}` })
})

t.test('the first key that was trusted stays the only one', async t => {
  const root = aDrop(t)
  const first = await anSftp(t, { root })
  const client = clientOf(t, { url: `${first.url}/drop`, password, trustFirst: true })
  t.equal((await client.list('catatan.txt', aCall())).length, 1)
  const { port } = new URL(first.url)
  await first.stop()
  // Another server, with a key of its own, in the place of the first.
  await anSftp(t, { root, port: Number(port) })
  t.match(await failureOf(client.list('catatan.txt', aCall())), { kind: 'unreachable',
    message: /has another host key/ })
})

t.test('a wrong password is denied, and shown nowhere', async t => {
  const { url, hostKey } = await anSftp(t, { root: aDrop(t) })
  const fault = (await failureOf(
    clientOf(t, { url: `${url}/drop`, password: 'kata-sandi-salah', hostKey }).list('*', aCall())
  )) as Error
  t.match(fault, { kind: 'denied', stage: 'connect', message: 'refused the login' })
  t.notMatch(JSON.stringify([fault.message, String(fault.cause), fault.stack]), /kata-sandi-salah/)
})

t.test('a private key opens the door, another one does not', async t => {
  const pair = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 })
  const { url, hostKey } = await anSftp(t, { root: aDrop(t), publicKey: pair.public })
  t.equal(
    (await clientOf(t, { url: `${url}/drop`, privateKey: pair.private, hostKey }).list('catatan.txt', aCall())).length,
    1
  )
  const other = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 }).private
  t.match(await failureOf(clientOf(t, { url: `${url}/drop`, privateKey: other, hostKey }).list('*', aCall())), {
    kind: 'denied'
  })
})

t.test('a private key that is none is a fault that does not show it', async t => {
  const { url, hostKey } = await anSftp(t, { root: aDrop(t) })
  const fault = (await failureOf(
    clientOf(t, { url: `${url}/drop`, privateKey: 'BEGIN rahasia', hostKey }).list('*', aCall())
  )) as Error
  t.match(fault, { kind: 'denied', message: 'cannot be logged into with this private key' })
  t.notMatch(String(fault.cause), /rahasia/)
})

t.test('a large file comes whole, in order, whatever the server gives at a time', async t => {
  const root = aDrop(t)
  const bytes = Buffer.from(Array.from({ length: 700_001 }, (_, index) => (index * 31) % 251))
  writeFileSync(join(root, 'drop', 'besar.dbf'), bytes)
  for (const most of [Infinity, 1000, 32_767]) {
    const { url, hostKey } = await anSftp(t, { root, most })
    t.ok((await clientOf(t, { url: `${url}/drop`, password, hostKey }).read('besar.dbf', aCall())).equals(bytes),
      `${most} bytes at a time`)
  }
})

t.test('a file that changes while it is read', async t => {
  const root = aDrop(t)
  const path = join(root, 'drop', 'besar.csv')
  const cases = [
    ['grows', () => appendFileSync(path, 'y'), { kind: 'reset', message: 'changed besar.csv while it was read' }],
    ['shrinks', () => truncateSync(path, 10), { kind: 'truncated' }],
    ['is written over', () => touch(path, 'z'.repeat(size)), { kind: 'reset',
      message: 'changed besar.csv while it was read' }]
  ] as const
  for (const [name, change, expected] of cases) {
    t.test(`that ${name} is a fault`, async t => {
      writeFileSync(path, Buffer.alloc(size, 'x'))
      const { url, hostKey } = await anSftp(t, { root, onRead: block => (block === 3 ? change() : undefined) })
      t.match(await failureOf(clientOf(t, { url: `${url}/drop`, password, hostKey }).read('besar.csv', aCall())),
        expected)
    })
  }
})

t.test('a connection that breaks in the middle of a file is truncated', async t => {
  const root = aDrop(t)
  writeFileSync(join(root, 'drop', 'besar.csv'), Buffer.alloc(size, 'x'))
  const { url, hostKey } = await anSftp(t, { root,
    onRead: (block, connection) => void (block === 3 && connection.end()) })
  const fault = await failureOf(clientOf(t, { url: `${url}/drop`, password, hostKey }).read('besar.csv', aCall()))
  t.match(fault, { kind: 'truncated', stage: 'read file', message: 'broke off in the middle of besar.csv' })
})

t.test('a server that stops answering is a time-out', async t => {
  const root = aDrop(t)
  const { url, hostKey } = await anSftp(t, { root, onRead: () => new Promise(() => {}) })
  const client = clientOf(t, { url: `${url}/drop`, password, hostKey, idleTimeoutMs: 50 })
  t.match(await failureOf(client.read('catatan.txt', aCall())), { kind: 'timeout', stage: 'read file' })
  const mute = await anSftp(t, { root, mute: true })
  const other = clientOf(t, { url: `${mute.url}/drop`, password, hostKey: mute.hostKey, idleTimeoutMs: 50 })
  t.match(await failureOf(other.list('*', aCall())), { kind: 'timeout', message: 'did not answer within 50 ms' })
})

t.test('connections end with their call, however it ends', async t => {
  const root = aDrop(t)
  const server = await anSftp(t, { root })
  const client = clientOf(t, { url: `${server.url}/drop`, password, hostKey: server.hostKey })
  await client.list('*', aCall())
  await until(() => server.connections === 0)
  await failureOf(client.read('tiada', aCall()))
  await until(() => server.connections === 0)
  await client.read('catatan.txt', aCall())
  await until(() => server.connections === 0)
  const control = new AbortController()
  const stream = await client.open('sppt_20261120.dbf', aCall(control.signal))
  t.equal(server.connections, 1)
  control.abort()
  await failureOf(stream.toArray())
  await until(() => server.connections === 0)
  const left = await client.open('sppt_20261120.dbf', aCall())
  left.destroy()
  await until(() => server.connections === 0)
  t.pass('none is left')
})

t.test('a call that is cancelled while it waits ends at once', async t => {
  const root = aDrop(t)
  const server = await anSftp(t, { root, mute: true })
  const client = clientOf(t, { url: `${server.url}/drop`, password, hostKey: server.hostKey })
  const control = new AbortController()
  const reason = new Error('the caller left')
  const listing = failureOf(client.list('*', aCall(control.signal)))
  await until(() => server.connections === 1)
  control.abort(reason)
  t.equal(await listing, reason)
  await until(() => server.connections === 0)
})

t.test('links out of the folder are refused', async t => {
  const { url, hostKey } = await anSftp(t, { root: aDrop(t) })
  const client = clientOf(t, { url: `${url}/drop`, password, hostKey })
  for (const name of ['luar.dbf', 'luar'])
    t.match(await failureOf(client.read(name, aCall())), { kind: 'rejected',
      message: `has ${name} only as a link out of its folder` })
  t.notOk((await client.list('*', aCall())).some(({ name }) => name.startsWith('luar')))
})

t.test('what is no SFTP server is named', async t => {
  const hostKey = `SHA256:${'a'.repeat(43)}`
  const at = (url: string) =>
    clientOf(t, { url: url.replace('http://', 'sftp://drop@'), password, hostKey, connectTimeoutMs: 300 })
  const http = await startTcp(t, socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  t.match(await failureOf(at(http).list('*', aCall())), { kind: /unreadable|unreachable/, stage: 'connect' })
  const closing = await startTcp(t, socket => socket.destroy())
  t.match(await failureOf(at(closing).list('*', aCall())), { kind: 'unreachable', stage: 'connect',
    message: 'broke off the connection while it was being made' })
  const mute = await startTcp(t, () => {})
  t.match(await failureOf(at(mute).list('*', aCall())), { kind: 'timeout', stage: 'connect' })
  const gone = await startTcp(t, () => {})
  const refusing = gone.replace(/\d+$/, '1')
  t.match(await failureOf(at(refusing).list('*', aCall())), { kind: 'unreachable', stage: 'connect',
    message: 'refused the connection' })
  t.match(await failureOf(at('http://tidak-ada.invalid:22').list('*', aCall())), { kind: 'unreachable',
    message: /host name/ })
})

t.test('a server that lets in but speaks no SFTP is unreadable, and the process lives', async t => {
  const { url, hostKey } = await anSftp(t, { root: aDrop(t), garbage: true })
  const fault = await failureOf(clientOf(t, { url, password, hostKey, connectTimeoutMs: 1000 }).list('*', aCall()))
  t.match(fault, { kind: /unreadable|unreachable|timeout/, stage: 'connect' })
})
