import { Aedes } from 'aedes'
import { spawn } from 'node:child_process'
import { createServer as createHttpsServer } from 'node:https'
import { connect } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import t, { type Test } from 'tap'
import { createFiles } from '../../../src/kit/connectors/files/files.ts'
import { createMqtt } from '../../../src/kit/connectors/mqtt.ts'
import { createSql } from '../../../src/kit/connectors/sql/sql.ts'
import type { SystemTls } from '../../../src/kit/tls.ts'
import { freePort, until } from '../../services/wait.ts'
import { createAuthority, type Issued } from '../../suites/authority.ts'
import { aDrop, anFtp, password } from './files/places.ts'
import { aCall, clientOf, failureOf, listening } from './servers.ts'

const agency = createAuthority('Authority of the agency')
const stranger = createAuthority('Another authority')
const server = agency.issue('/CN=legacy', { hosts: ['127.0.0.1'] })
const elsewhere = agency.issue('/CN=legacy', { hosts: ['permits.internal'] })
const hub = agency.issue('/CN=hub')
const unknown = stranger.issue('/CN=hub')
const stage = 'list permits'

const clientWith = (shown?: Issued): SystemTls => ({ ca: agency.ca,
  ...(shown && { client: { certificate: shown.certificate, key: shown.key } }) })
async function startSystem(t: Test, options: TlsOptions): Promise<string> {
  const system = createHttpsServer(options, (_request, response) => {
    response.end('{}')
  })
  t.teardown(() => {
    system.closeAllConnections()
    return new Promise(done => system.close(done))
  })
  return (await listening(system)).replace('http:', 'https:')
}

/**
 * OpenSSL's own server: it tells a client in the words of TLS why it is refused, as most systems do and Node's does
 * not.
 */
async function startOpenssl(t: Test, version: string): Promise<string> {
  const port = await freePort()
  const process = spawn('openssl', [
    's_server',
    '-accept',
    `127.0.0.1:${port}`,
    '-cert',
    server.certificateFile,
    '-key',
    server.keyFile,
    '-CAfile',
    agency.caFile,
    '-Verify',
    '1',
    '-verify_return_error',
    '-www',
    '-quiet',
    version
  ], { stdio: 'ignore' })
  t.teardown(() => process.kill())
  await until(() =>
    new Promise<boolean>(resolve => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      }).on('error', () => {
        resolve(false)
      })
    }), { what: 'the server' })
  return `https://127.0.0.1:${port}`
}

const REFUSED = { kind: 'denied', stage: 'connect', message: /^wants a client certificate that it knows \(ERR_SSL_/ }

t.test("a system that wants to know who calls is shown the hub's certificate (TLS 1.3)", async t => {
  const url = await startOpenssl(t, '-tls1_3')
  const send = (tls: SystemTls) => clientOf(t, url, { tls }).send({ stage }, aCall())
  t.match(await send(clientWith(hub)), { status: 200 })
  t.match(await failureOf(send(clientWith())), REFUSED, 'it is shown none')
  t.match(await failureOf(send(clientWith(unknown))), REFUSED, 'it is shown one of another authority')
})

t.test("a system that wants to know who calls is shown the hub's certificate (TLS 1.2)", async t => {
  const url = await startOpenssl(t, '-tls1_2')
  const send = (tls: SystemTls) => clientOf(t, url, { tls }).send({ stage }, aCall())
  t.match(await send(clientWith(hub)), { status: 200 })
  t.match(await failureOf(send(clientWith())), { kind: 'unreachable', stage: 'connect',
    message: /^does not agree to speak TLS: it may want a client certificate/ }, 'it is shown none')
  t.match(await failureOf(send(clientWith(unknown))), REFUSED, 'it is shown one of another authority')
})

t.test('a system is who its certificate says, or who the config expects it to be', async t => {
  const url = await startSystem(t, { cert: elsewhere.certificate, key: elsewhere.key })
  const send = (tls: SystemTls) => clientOf(t, url, { tls }).send({ stage }, aCall())
  t.match(await failureOf(send({ ca: agency.ca })), { kind: 'unreachable', stage: 'connect',
    message: 'has a certificate for another host' })
  t.match(await send({ ca: agency.ca, serverName: 'permits.internal' }), { status: 200 })
  t.match(await failureOf(send({ ca: agency.ca, serverName: 'others.internal' })), {
    message: 'has a certificate for another host'
  })
  t.match(await failureOf(send({ ca: stranger.ca, serverName: 'permits.internal' })), { kind: 'unreachable',
    message: /^has a certificate that is not trusted \(/ })
})

t.test("a broker that wants to know who calls is shown the hub's certificate", async t => {
  const aedes = await Aedes.createBroker()
  const broker = createTlsServer({ cert: server.certificate, key: server.key, ca: agency.ca, requestCert: true,
    rejectUnauthorized: true }, socket => {
    aedes.handle(socket)
  })
  broker.on('tlsClientError', () => {})
  t.teardown(async () => {
    await new Promise<void>(done => aedes.close(done))
    await new Promise(done => broker.close(done))
  })
  const url = (await listening(broker)).replace('http', 'mqtts')
  const probe = (tls: SystemTls): Promise<void> => createMqtt({ url, clientId: 'satu', tls }).probe(aCall())
  await t.resolves(probe(clientWith(hub)))
  t.match(await failureOf(probe(clientWith(unknown))), { kind: 'reset',
    message: 'broke off the connection without an answer' })
})

t.test('files are fetched from a server of another name than its address', async t => {
  const { url } = await anFtp(t, { root: aDrop(t), tls: { cert: elsewhere.certificateFile, key: elsewhere.keyFile } })
  const files = (tls: SystemTls) => createFiles({ url: `${url}/drop`, password, tls }).list('*.txt', aCall())
  t.equal((await files({ ca: agency.ca, serverName: 'permits.internal' })).length, 1)
  t.match(await failureOf(files({ ca: agency.ca })), { kind: 'unreachable', stage: 'connect',
    message: 'has a certificate for another host' })
})

t.test('what cannot be had over TLS is not asked as if it could', async t => {
  const tls = clientWith(hub)
  t.throws(() => createMqtt({ url: 'mqtt://127.0.0.1', clientId: 'satu', tls }), {
    message: 'tls has no use: the address of the broker is not mqtts'
  })
  for (const url of ['ftp://a@127.0.0.1', 'sftp://a@127.0.0.1'])
    t.throws(() => createFiles({ url, tls }), { message: 'tls has no use: the address of the files is not ftps' })
  t.throws(() => createSql({ url: 'mysql://a@127.0.0.1/b', password: 'c', tlsWith: tls }), {
    message: 'the tls of the system has no use: that of its database is off'
  })
  t.throws(() => createSql({ url: 'oracle://a@127.0.0.1/b', password: 'c', tls: 'verified', tlsWith: tls }), TypeError)
})
