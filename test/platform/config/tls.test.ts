import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { createAuthority } from '../../suites/authority.ts'
import { testFolder } from '../../suites/folder.ts'
import { cityFile, placeOf, read } from './city-file.ts'

const authority = createAuthority()
const hub = authority.issue('/CN=hub.example', { hosts: ['hub.example'] })
const other = authority.issue('/CN=other.example', { hosts: ['other.example'] })
const folder = testFolder()
const fileOf = (name: string, content: string, mode = 0o400): string => {
  const file = join(folder, name)
  writeFileSync(file, content, { mode })
  chmodSync(file, mode)
  return file
}

/** The city with this under `hub`, `consumers.kiosk` or `systems.permits`. */
const withTls = (lines: string): string => cityFile.replace('hub:\n', `hub:\n  tls: ${lines}\n`)
const withConsumer = (
  lines: string,
  tls = `{ certificate: ${hub.certificateFile}, key: ${hub.keyFile}, client_certificates: optional, client_ca: ` +
    `${authority.caFile} }`
): string => withTls(tls).replace('    name: Kiosk\n', `    name: Kiosk\n    ${lines}\n`)
const withSystem = (lines: string, url = 'https://permits.example'): string =>
  cityFile.replace('${PERMITS_URL}', url).replace('    resources: [licences]\n',
    `    resources: [licences]\n    tls: ${lines}\n`)
const messagesOf = (source: string): string[] =>
  read(t, source).problems.map(({ path, message }) => `${path}: ${message}`)

t.test('a good pair of files is read, and the files are named', async t => {
  const { config, problems, remarks, files } = read(t, withTls(
    `{ certificate: ${hub.certificateFile}, key: ${hub.keyFile}, client_ca: ${authority.caFile}, ` +
      'client_certificates: required, min_version: "1.3" }'
  ))
  t.same(problems, [])
  t.same(remarks.filter(({ message }) => !message.includes('mode 0400')), [])
  t.match(config?.tls, { certificate: hub.certificate, key: hub.key, clientCa: authority.ca,
    clientCertificates: 'required', minVersion: 'TLSv1.3', expiresAt: hub.expiresAt })
  t.same(files, [hub.certificateFile, hub.keyFile, authority.caFile])
})

t.test('without hub.tls callers come over plain HTTP; what it leaves out has its default', async t => {
  t.equal(read(t, cityFile).config?.tls, undefined)
  t.match(read(t, withTls(`{ certificate: ${hub.certificateFile}, key: ${hub.keyFile} }`)).config?.tls, {
    minVersion: 'TLSv1.2',
    clientCertificates: 'none',
    clientCa: undefined
  })
})

t.test('files lie beside the config file', async t => {
  const dir = t.testdir({ 'city.yaml': withTls('{ certificate: tls/hub.pem, key: tls/hub.key }'), 'tls': {} })
  copyFileSync(hub.certificateFile, `${dir}/tls/hub.pem`)
  copyFileSync(hub.keyFile, `${dir}/tls/hub.key`)
  const { readConfig } = await import('../../suites/config.ts')
  const { cityAdapters, cityEnv } = await import('./city-file.ts')
  t.equal(readConfig({ file: `${dir}/city.yaml`, env: cityEnv, adapters: cityAdapters }).config?.tls?.certificate,
    hub.certificate)
})

t.test('what stands behind the certificate in its file goes along, and what is none does not', async t => {
  const chain = fileOf('chain.pem', `Bag Attributes\n${hub.certificate}${hub.key}${authority.ca}`)
  t.equal(read(t, withTls(`{ certificate: ${chain}, key: ${hub.keyFile} }`)).config?.tls?.certificate,
    hub.certificate + authority.ca)
})

const locked = join(folder, 'locked.key')
execFileSync('openssl', ['pkcs8', '-topk8', '-in', hub.keyFile, '-out', locked, '-passout', 'pass:canary-9d1c'], {
  stdio: 'pipe'
})
execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:1024', '-nodes', '-days', '9', '-subj', '/CN=weak.example',
  '-keyout', join(folder, 'weak.key'), '-out', join(folder, 'weak.pem')], { stdio: 'pipe' })
const gone = authority.issue('/CN=hub.example', { hosts: ['hub.example'], days: -1 })

const wrong: Record<string, [string, string]> = {
  'a certificate that is not there': [`{ certificate: /nowhere/hub.pem, key: ${hub.keyFile} }`,
    'hub.tls.certificate: there is no such file'],
  'a key that is not there': [`{ certificate: ${hub.certificateFile}, key: /nowhere/hub.key }`,
    'hub.tls.key: there is no such file'],
  'a folder': [`{ certificate: ${folder}, key: ${hub.keyFile} }`, 'hub.tls.certificate: is a folder, not a file'],
  'a key in place of the certificate': [`{ certificate: ${hub.keyFile}, key: ${hub.keyFile} }`,
    'hub.tls.certificate: holds no certificate in PEM'],
  'a certificate in place of the key': [`{ certificate: ${hub.certificateFile}, key: ${hub.certificateFile} }`,
    'hub.tls.key: holds no private key in PEM'],
  'a certificate that was cut off': [
    `{ certificate: ${
      fileOf('broken.pem', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n')
    }, key: ${hub.keyFile} }`,
    'hub.tls.certificate: holds a certificate that is broken'
  ],
  'the key of another certificate': [`{ certificate: ${hub.certificateFile}, key: ${other.keyFile} }`,
    'hub.tls.key: does not belong to the certificate, which must stand first in its file'],
  'an authority in front of the certificate': [
    `{ certificate: ${fileOf('order.pem', authority.ca + hub.certificate)}, key: ${hub.keyFile} }`,
    'hub.tls.key: does not belong to the certificate, which must stand first in its file'
  ],
  'a key with a passphrase': [`{ certificate: ${hub.certificateFile}, key: ${locked} }`,
    'hub.tls.key: has a passphrase: give the key without one, readable by the hub alone'],
  'a key that is too short': [`{ certificate: ${join(folder, 'weak.pem')}, key: ${join(folder, 'weak.key')} }`,
    'hub.tls.key: cannot be used with the certificate (ERR_SSL_EE_KEY_TOO_SMALL)'],
  'a certificate that has expired': [`{ certificate: ${gone.certificateFile}, key: ${gone.keyFile} }`,
    `hub.tls.certificate: has expired on ${new Date(gone.expiresAt).toISOString().slice(0, 10)}: renew it`],
  'authorities that are none': [
    `{ certificate: ${hub.certificateFile}, key: ${hub.keyFile}, client_certificates: optional, client_ca: ` +
    `${hub.keyFile} }`,
    'hub.tls.client_ca: holds no certificate in PEM'
  ],
  'certificates that are required by nobody': [
    `{ certificate: ${hub.certificateFile}, key: ${hub.keyFile}, client_certificates: required }`,
    'hub.tls.client_certificates: needs a `client_ca` that tells whose certificates are believed'
  ],
  'authorities without a use': [
    `{ certificate: ${hub.certificateFile}, key: ${hub.keyFile}, client_ca: ${authority.caFile} }`,
    'hub.tls.client_ca: has no use while `client_certificates` is none'
  ],
  'a version without its quotes': [`{ certificate: ${hub.certificateFile}, key: ${hub.keyFile}, min_version: 1.2 }`,
    'hub.tls.min_version: must be one of 1.2 or 1.3 (is 1.2)'],
  'a version that is too old': [`{ certificate: ${hub.certificateFile}, key: ${hub.keyFile}, min_version: "1.1" }`,
    'hub.tls.min_version: must be one of 1.2 or 1.3; did you mean "1.2"? (is "1.1")']
}
for (const [name, [lines, message]] of Object.entries(wrong)) {
  t.test(`refuses ${name}, at its place`, async t => {
    const { config, problems } = read(t, withTls(lines))
    t.equal(config, undefined)
    t.same(problems.map(({ path, message: said }) => `${path}: ${said}`), [message])
    t.match(problems, [{ line: placeOf(withTls(lines), '  tls:').line }])
    t.notMatch(JSON.stringify(problems), /BEGIN|canary/)
  })
}

t.test('a certificate that ends soon, and a key that everybody may read, are remarked on', async t => {
  const soon = authority.issue('/CN=hub.example', { hosts: ['hub.example'], days: 3 })
  chmodSync(soon.keyFile, 0o444)
  const { config, remarks } = read(t, withTls(`{ certificate: ${soon.certificateFile}, key: ${soon.keyFile} }`))
  t.ok(config)
  t.match(remarks.map(({ path, message }) => `${path}: ${message}`).sort(), [
    /^hub\.tls\.certificate: ends on \d{4}-\d{2}-\d{2}: renew it$/,
    /^hub\.tls\.key: can be read by every user of this machine/
  ])
})

t.test('a certificate that has expired while it was in use stops no other change', async t => {
  const source = withTls(`{ certificate: ${gone.certificateFile}, key: ${gone.keyFile} }`)
  const running = { tls: { ...gone, minVersion: 'TLSv1.2', clientCa: undefined, clientCertificates: 'none' },
    systems: [] } as const
  const { config, remarks } = read(t, source, { running })
  t.equal(config?.tls?.certificate, gone.certificate)
  t.match(remarks, [{ path: 'hub.tls.certificate', message: /^has expired on/ }])
  t.equal(read(t, source, { running: { ...running, tls: { ...running.tls, certificate: hub.certificate } } }).config,
    undefined, 'it is refused as a new one')
})

t.test('a file is checked away from its hub without its certificates', async t => {
  t.same(
    read(t, withTls('{ certificate: /nowhere/hub.pem, key: /nowhere/hub.key }'), { skipEnvironment: true }).problems,
    []
  )
})

t.test('a consumer has certificates by fingerprint, as OpenSSL prints it or not, and by subject', async t => {
  const printed = (other.sha256.match(/../g) ?? []).join(':').toUpperCase()
  const { config, problems } = read(t, withConsumer(
    `certificates: [{ sha256: "${hub.sha256}" }, { sha256: "${printed}", subject: { CN: other.example } }, { ` +
      'subject: { CN: kiosk, O: DPMPTSP } }]'
  ))
  t.same(problems, [])
  t.equal(config?.consumers['kiosk']?.certificates.length, 3)
  t.same([config?.consumers['app']?.certificates, config?.consumers['app']?.needs_certificate], [[], false])
})

t.test('certificates of consumers that could let nobody in, or two in, are refused', async t => {
  const pair = `certificate: ${hub.certificateFile}, key: ${hub.keyFile}`
  t.match(messagesOf(withConsumer('needs_certificate: true')), [
    'consumers.kiosk.needs_certificate: needs `certificates` that it may be'
  ])
  t.match(messagesOf(withConsumer(`certificates: [{ sha256: "${hub.sha256}" }]`, `{ ${pair} }`)), [
    'consumers.kiosk.certificates: needs `hub.tls.client_certificates`: the hub asks nobody for a certificate'
  ])
  t.match(
    messagesOf(
      cityFile.replace('    name: Kiosk\n', `    name: Kiosk\n    certificates: [{ sha256: "${hub.sha256}" }]\n`)
    ),
    ['consumers.kiosk.certificates: needs `hub.tls.client_certificates`: the hub asks nobody for a certificate']
  )
  t.match(
    messagesOf(
      withConsumer('certificates: [{ subject: { CN: kiosk } }]', `{ ${pair}, client_certificates: optional }`)
    ),
    ['consumers.kiosk.certificates[0].subject: needs a `hub.tls.client_ca` that vouches for it']
  )
  t.match(messagesOf(withConsumer('certificates: [{}]')), [
    'consumers.kiosk.certificates[0]: needs a `sha256` or a `subject`'
  ])
  t.match(messagesOf(withConsumer('certificates: [{ sha256: abc }]')), [
    /^consumers\.kiosk\.certificates\[0\]\.sha256: must look like/
  ])
  const twice = withConsumer(`certificates: [{ sha256: "${hub.sha256}" }]`).replace('    name: App\n',
    `    name: App\n    certificates: [{ sha256: "${hub.sha256.toUpperCase()}" }]\n`)
  t.match(messagesOf(twice), ['consumers.app.certificates[0]: is already a certificate of consumers.kiosk'])
})

t.test('a system has its own authority, client certificate and name', async t => {
  const { config, problems, files } = read(t, withSystem(
    `{ ca: ${authority.caFile}, certificate: ${other.certificateFile}, key: ${other.keyFile}, server_name: ` +
      'permits.internal }'
  ))
  t.same(problems, [])
  t.match(config?.systems[0]?.tls, { ca: authority.ca, client: { certificate: other.certificate, key: other.key },
    serverName: 'permits.internal' })
  t.same(files, [authority.caFile, other.certificateFile, other.keyFile])
  t.notOk('tls' in (config?.systems[1] ?? {}))
})

t.test('what is wrong with the TLS of a system is told at its place', async t => {
  t.match(messagesOf(withSystem(`{ certificate: ${other.certificateFile} }`)), [
    'systems.permits.tls: needs both, `certificate` and `key`'
  ])
  t.match(messagesOf(withSystem(`{ certificate: ${other.certificateFile}, key: ${hub.keyFile} }`)), [
    'systems.permits.tls.key: does not belong to the certificate, which must stand first in its file'
  ])
  t.match(messagesOf(withSystem(`{ ca: ${authority.caFile} }`, 'http://permits.example')), [
    'systems.permits.tls: has no use: the address of the system is not https'
  ])
  t.match(messagesOf(withSystem('{ ca: /nowhere/ca.pem }')), ['systems.permits.tls.ca: there is no such file'])
  t.match(messagesOf(withSystem('{ server_name: "https://permits" }')), [
    /^systems\.permits\.tls\.server_name: must look like/
  ])
})
