import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { accountOf } from '../../../services/account.ts'
import { startMariadb } from '../../../services/mariadb.ts'
import { startPostgres } from '../../../services/postgres.ts'
import { maria, postgresql } from './engines.ts'
import { aCall, clientOf, faultOf, stage } from './surroundings.ts'

const folder = mkdtempSync(join(tmpdir(), 'satu-tls-'))
chmodSync(folder, 0o755)
t.teardown(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string): string => join(folder, name)

function openssl(...parameters: string[]): void {
  execFileSync('openssl', parameters, { cwd: folder, stdio: 'pipe' })
}

/** An authority of its own for each, and a certificate that it signed. */
function certify(name: string, host: string): { ca: string; cert: string; key: string } {
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name} authority`, '-keyout',
    `${name}-ca.key`, '-out', `${name}-ca.pem`)
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${host}`, '-keyout', `${name}.key`, '-out',
    `${name}.csr`)
  writeFileSync(file(`${name}.ext`), `subjectAltName=DNS:${host}\n`)
  openssl('x509', '-req', '-days', '2', '-in', `${name}.csr`, '-CA', `${name}-ca.pem`, '-CAkey', `${name}-ca.key`,
    '-CAcreateserial', '-extfile', `${name}.ext`, '-out', `${name}.pem`)
  return { ca: readFileSync(file(`${name}-ca.pem`), 'utf8'), cert: file(`${name}.pem`), key: file(`${name}.key`) }
}

/** The key as the server's account wants it: its own, and closed to all others. */
function keyFor(account: string, key: string): string {
  const own = file(`${account}.key`)
  copyFileSync(key, own)
  chmodSync(own, 0o600)
  accountOf(account).own(own)
  return own
}

const right = certify('right', 'localhost')
const other = certify('other', 'db.elsewhere')

const engines = [
  {
    ...maria,
    start: (cert: string, key: string) =>
      startMariadb({ settings: [`--ssl-cert=${cert}`, `--ssl-key=${keyFor('mysql', key)}`] }),
    encrypted:
      "SELECT variable_value <> '' AS yes FROM information_schema.session_status WHERE variable_name = 'Ssl_cipher'"
  },
  {
    ...postgresql,
    start: (cert: string, key: string) =>
      startPostgres({
        settings: ['-c', 'ssl=on', '-c', `ssl_cert_file=${cert}`, '-c', `ssl_key_file=${keyFor('postgres', key)}`]
      }),
    encrypted: 'SELECT ssl::int AS yes FROM pg_stat_ssl WHERE pid = pg_backend_pid()'
  }
]

for (const { name, start, encrypted, url } of engines) {
  t.test(`${name} over TLS`, async t => {
    const server = await start(right.cert, right.key)
    t.teardown(server.stop)
    const address = server.url.replace('127.0.0.1', 'localhost')
    const isEncrypted = (tls: 'off' | 'unverified' | 'verified', ca?: string) =>
      clientOf(t, address, { tls, ...(ca && { tlsWith: { ca } }) }).rows(encrypted, {}, { stage }, aCall())
    t.same(await isEncrypted('off'), [{ yes: 0 }])
    t.same(await isEncrypted('unverified'), [{ yes: 1 }])
    t.same(await isEncrypted('verified', right.ca), [{ yes: 1 }])
    t.match(await faultOf(isEncrypted('verified', other.ca)), { kind: 'unreachable', stage: 'connect',
      message: /certificate that is not trusted/ })
    t.match(await faultOf(isEncrypted('verified')), { kind: 'unreachable', message: /certificate that is not trusted/ })
    // mysql2 takes the certificate of `localhost` for every numeric address: there another certificate is needed.
    const strange = name === 'MariaDB' ? await start(other.cert, other.key) : server
    if (strange !== server) t.teardown(strange.stop)
    const client = clientOf(t, name === 'MariaDB' ? strange.url.replace('127.0.0.1', 'localhost') : strange.url, {
      tls: 'verified',
      tlsWith: { ca: strange === server ? right.ca : other.ca }
    })
    t.match(await faultOf(client.rows(encrypted, {}, { stage }, aCall())), { kind: 'unreachable', stage: 'connect',
      message: 'has a certificate for another host' })
    // The name is the config's, whatever the address says.
    const named = strange === server ? server.url : strange.url.replace('127.0.0.1', 'localhost')
    const asNamed = (serverName: string) =>
      clientOf(t, named, { tls: 'verified', tlsWith: { ca: strange === server ? right.ca : other.ca, serverName } })
        .rows(encrypted, {}, { stage }, aCall())
    t.same(await asNamed(strange === server ? 'localhost' : 'db.elsewhere'), [{ yes: 1 }])
    t.match(await faultOf(asNamed('db.nowhere')), { message: 'has a certificate for another host' })
    const big = clientOf(t, address, { tls: 'unverified', maxBytes: 1_000 })
    t.match(await faultOf(big.rows("SELECT REPEAT('x', 5000) AS t", {}, { stage }, aCall())), { kind: 'oversized' },
      'and the limits hold')
  })

  t.test(`${name} without TLS is not asked without it`, async t => {
    const client = clientOf(t, await url(), { tls: 'verified' })
    t.match(await faultOf(client.rows(encrypted, {}, { stage }, aCall())), { kind: 'unreachable', stage: 'connect',
      message: /has no connection \(/ })
  })
}
