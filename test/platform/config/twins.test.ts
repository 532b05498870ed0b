import { readFileSync } from 'node:fs'
import t from 'tap'
import { loadContract } from '../../../src/contract/contract.ts'
import { sections } from '../../../src/features.ts'
import { agencyKinds } from '../../../src/platform/config/city-schema.ts'
import { describeConfiguration } from '../../../src/platform/config/describe.ts'
import { environmentVariables, readEnvironment } from '../../../src/platform/config/environment.ts'
import { COMMAND_CENTER_SCOPE, EVENTS_OPERATE_SCOPE, METRICS_SCOPE, personalFields, purposes, RAW_SCOPE, scopes,
  writable } from '../../../src/platform/config/scopes.ts'

const contract = loadContract()

t.test('consumers can have the scopes of the contract and no others', async t => {
  t.same([...scopes].sort(),
    [...new Set(contract.operations.flatMap(operation => operation.scopes)), RAW_SCOPE, METRICS_SCOPE,
      EVENTS_OPERATE_SCOPE, COMMAND_CENTER_SCOPE, ...writable.map(name => `${name}:operate`)].sort())
})

t.test('purposes and classes of personal data are those of the contract', async t => {
  t.match(contract.schemas['Purpose'], { enum: [...purposes] })
  const classes = new Set([...contract.text.matchAll(/"x-privacy": ?"(\w+)"/g)].map(([, name = '']) => name))
  t.same([...personalFields].sort(), [...classes].sort())
})

t.test('the kinds of agencies are those of the contract', async t => {
  t.match(contract.schemas['Agency'], { properties: { kind: { enum: [...agencyKinds] } } })
})

t.test('the documentation has every key and variable, as the schemas have them', async t => {
  const text = readFileSync('docs/configuration.md', 'utf8')
  t.equal(describeConfiguration(text, sections), text, 'src/platform/config/describe.ts writes its tables')
  t.throws(() => describeConfiguration('# Configuration', sections), /the markers of keys are missing/)
})

t.test('every variable of the documentation is read, and no other', async t => {
  const read = new Set<string | symbol>()
  // Without an address for traces the other variables of traces are not looked at.
  const env = new Proxy<NodeJS.ProcessEnv>({ SATU_JWT_SECRET: 'x'.repeat(32), SATU_DATA_DIR: t.testdir({}),
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, {
    get: (target, name) => {
      read.add(name)
      return target[name as string]
    }
  })
  readEnvironment(env)
  t.same([...read].map(String).sort(), environmentVariables.flatMap(
    variable => [variable.name, ...('secret' in variable ? [`${variable.name}_FILE`] : [])]
  ).sort())
})
