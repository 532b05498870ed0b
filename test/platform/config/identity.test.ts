import t from 'tap'
import { cityFile, read } from './city-file.ts'

const identity = `identity:
  issuers:
    city:
      issuer: https://sso.example.go.id/realms/city
      audience: satu
      persons: officer
    local: { issuer: "http://127.0.0.1:9000", audience: satu, jwks_uri: "http://localhost:9000/keys",
      algorithms: [ES256] }
  revocations: { file: revoked.txt }
consumers:
`
const file = cityFile.replace('consumers:\n', identity).replace('    agency: DISHUB\n    scopes: [licences:read]\n',
  found => `${found}    clients: { city: [kiosk-1, kiosk-2], local: [kiosk-1] }\n`)

t.test('identity providers and their clients are read, with what is usual filled in', async t => {
  const { config, problems } = read(t, file)
  t.same(problems, [])
  t.match(config?.identity, {
    own_tokens: ['development'],
    clock_skew_seconds: 30,
    revocations: { file: 'revoked.txt', seconds: 30 },
    issuers: {
      city: { issuer: 'https://sso.example.go.id/realms/city', audience: 'satu',
        algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'], persons: 'officer',
        claims: { client: ['client_id', 'azp'], scopes: 'scope', nik: 'nik' } },
      local: { algorithms: ['ES256'] }
    }
  })
  t.same(config?.consumers['kiosk']?.clients, { city: ['kiosk-1', 'kiosk-2'], local: ['kiosk-1'] })
})

t.test("without a word about it there is no issuer, and the hub's own tokens are for development", async t => {
  t.same(read(t, cityFile).config?.identity, { own_tokens: ['development'], clock_skew_seconds: 30, issuers: {} })
})

const wrong: [change: (text: string) => string, path: string, message: string | RegExp][] = [
  [text => text.replace('https://sso', 'http://sso'), 'identity.issuers.city.issuer',
    'must be https, unless it is on this machine'],
  [text => text.replace('http://localhost:9000/keys', 'http://10.0.0.1/keys'), 'identity.issuers.local.jwks_uri',
    'must be https, unless it is on this machine'],
  [text => text.replace('https://sso', 'https://user:canary@sso'), 'identity.issuers.city.issuer',
    'must not hold credentials'],
  [text => text.replace('"http://127.0.0.1:9000"', 'https://sso.example.go.id/realms/city'),
    'identity.issuers.local.issuer', 'is already the name of identity.issuers.city'],
  [text => text.replace('[ES256]', '[HS256]'), 'identity.issuers.local.algorithms[0]', /^must be one of RS256, /],
  [text => text.replace('[ES256]', '[none]'), 'identity.issuers.local.algorithms[0]', /^must be one of RS256, /],
  [text => text.replace('persons: officer', 'persons: admin'), 'identity.issuers.city.persons',
    /^must be one of officer or citizen/],
  [text => text.replace('      audience: satu\n', ''), 'identity.issuers.city.audience', 'is missing'],
  [text => text.replace('{ file: revoked.txt }', '{ seconds: 5 }'), 'identity.revocations', 'needs a file or a url'],
  [text => text.replace('{ file: revoked.txt }', '{ url: "http://10.0.0.1/revoked" }'), 'identity.revocations.url',
    'must be https, unless it is on this machine'],
  [text => text.replace('local: [kiosk-1]', 'lokal: [kiosk-1]'), 'consumers.kiosk.clients.lokal',
    'unknown issuer "lokal"; did you mean "local"?'],
  [text => text.replace('    name: App\n', found => `${found}    clients: { city: [kiosk-2] }\n`),
    'consumers.app.clients.city[0]', 'is already a client of consumers.kiosk'],
  [text => text.replace('    name: App\n', found => `${found}    fields: [name]\n`), 'consumers.app.fields',
    'needs an `agreement` that opens them'],
  [
    text =>
      text.replace('    name: App\n', found =>
        `${found}    fields: [name]\n    agreement: { number: 470/7/PKS, expires: 2030-12-31 }\n`),
    'consumers.app.fields',
    'needs `purposes` to see them for'
  ],
  [
    text =>
      text.replace('    name: App\n', found => `${found}    agreement: { number: 470/7/PKS, expires: 2030-02-30 }\n`),
    'consumers.app.agreement.expires',
    /date/
  ]
]
for (const [change, path, message] of wrong) {
  t.test(`refused: ${path}: ${String(message)}`, async t => {
    const changed = change(file)
    t.not(changed, file)
    const { problems } = read(t, changed)
    t.match(problems, [{ path, message }])
    t.equal(problems.length, 1)
    t.notMatch(JSON.stringify(problems), 'canary')
  })
}

t.test('a proxy that is believed is an address or a network, and not everybody', async t => {
  const proxies = (text: string): string => cityFile.replace('hub:\n', `hub:\n  trusted_proxies: [${text}]\n`)
  t.same(read(t, proxies('10.0.0.0/8, 192.0.2.1, "fd00::/8"')).problems, [])
  for (const [text, message] of [['10.0.0', /neither an address nor a network/], ['10.0.0.0/33', /from 1 to 32 bits/], [
    '0.0.0.0/0',
    /from 1 to 32 bits/
  ], ['"::/0"', /from 1 to 128 bits/]] as const) {
    t.match(read(t, proxies(text)).problems, [{ path: 'hub.trusted_proxies[0]', message }], text)
  }
})
