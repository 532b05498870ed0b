import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { ConsumerConfig, IssuerConfig } from '../../../src/platform/config/schema.ts'
import { JWT_SECRET, startCity } from '../../suites/demo-city.ts'
import { AUDIENCE, startIdentityProvider } from '../../suites/identity-provider.ts'
import { signToken } from '../../suites/token.ts'
import { buildClient, nodes, type Ran, run, source } from './built.ts'

const provider = await startIdentityProvider(t, { clients: ['demo-client'], scopes: ['systems:read'] })
const issuer: IssuerConfig = { issuer: provider.issuer, audience: AUDIENCE, algorithms: ['RS256'], persons: 'officer',
  claims: { client: ['client_id'], scopes: 'scope', nik: 'nik' } }
const city = await startCity({ change: config => ({
  ...config,
  identity: { ...config.identity, issuers: { city: issuer } },
  consumers: { ...config.consumers,
    'demo-app': { ...config.consumers['demo-app'] as ConsumerConfig, clients: { city: ['demo-client'] } } }
}) })
t.teardown(() => city.close())
const token = signToken(JWT_SECRET, { sub: 'demo-app',
  scope: (city.config.consumers['demo-app']?.scopes ?? []).join(' ') })

/** What each says; the environment that it needs beside the hub and the token. */
const expected: Record<string,
  { says: RegExp; env?: Record<string, string>; onOutput?: () => (stdout: string) => void }> = {
    'list-licences': { says: /^(?:\S+ \S+ ended .* \(\S+\)\n){3}\d+ licences\n$/ },
    'send-complaint': {
      says: /^receipt [0-9A-Z-]{14}: delivered\nin its system as LAPOR-\d+, due on \d{4}-\d\d-\d\d\n$/
    },
    'follow-events': {
      says: /^listening\n(?:\d+ id\.go\.bandung\.complaint\.(?:created|status_changed) LAPOR-\d+\n){3}$/,
      onOutput: () => {
        let isListening = false
        return stdout => {
          if (isListening || !stdout.includes('listening')) return
          isListening = true
          for (const description of ['Satu.', 'Dua.', 'Tiga.'])
            void city.post('/v1/complaints', { description }, { headers: { 'idempotency-key': `"${Math.random()}"` } })
        }
      }
    },
    'handle-problems': {
      says: new RegExp([
        /^404 not_found, at fault: caller\. .*/,
        /400 invalid_request, at fault: caller\. .*/,
        / {2}query limit .*/,
        /401 unauthenticated, at fault: caller\. .*/,
        /unreachable after 1 attempt\n$/
      ].map(({ source }) => source).join('\n'))
    },
    'renew-tokens': { says: /^(?:[a-z-]+: \w+\n)+$/,
      env: { TOKEN_URL: `${provider.issuer}/token`, RESOURCE: AUDIENCE, CLIENT_ID: 'demo-client',
        CLIENT_SECRET: 'a secret between a client and the provider' } }
  }

const app = buildClient(t)
const names = readdirSync(join(source, 'examples')).map(name => name.replace(/\.ts$/, ''))

t.test('each example has its expectation', t => {
  t.same(names.toSorted(), Object.keys(expected).toSorted())
  t.end()
})

for (const name of names) {
  const { says, env = {}, onOutput } = expected[name] ?? { says: /^$/ }
  const given = { SATU_URL: city.url, SATU_TOKEN: token, ...env }
  const check = (t: import('tap').Test, { code, stdout, stderr }: Ran): void => {
    t.match(stdout, says)
    t.equal(code, 0, stderr)
  }
  t.test(`${name} runs as it stands in the repository`, async t => {
    check(t,
      await run(process.execPath, ['--conditions', 'satu-source', join(source, `examples/${name}.ts`)], given,
        onOutput?.()))
  })
  for (const { program, version } of nodes()) {
    t.test(`${name} runs on the built package under Node ${version}`, async t => {
      // Examples use no types but those of the client's answers: without them they are JavaScript.
      const { stripTypeScriptTypes } = await import('node:module')
      const file = join(app, `${name}.js`)
      writeFileSync(file, stripTypeScriptTypes(readFileSync(join(source, `examples/${name}.ts`), 'utf8')))
      check(t, await run(program, [file], given, onOutput?.()))
    })
  }
}
