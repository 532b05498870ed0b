// npm run fuzz -- [--requests 100000] [--seed 1] [--only N]: asks a whole hub over the demo's city what the contract
// allows, nearly allows and forbids, and holds every answer to it. `--only` sends one request again.
// npm run fuzz -- payloads: spoils what systems send in place of what callers ask (scripts/fuzz-payloads.ts).
import { parseArgs } from 'node:util'
import { repeated, startFuzzCity } from '../test/fuzz/city.ts'
import { render } from '../test/fuzz/draft.ts'
import { caseOf, describeFailure, fuzz, shrink, type Tally } from '../test/fuzz/run.ts'
import { fuzzPayloads } from './fuzz-payloads.ts'

const { values, positionals: [what] } = parseArgs({ allowPositionals: true,
  options: { requests: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' },
    only: { type: 'string' } } })
const seed = Number(values.seed)
if (what === 'payloads') await fuzzPayloads(seed)
if (what !== undefined) process.exit()
const endings: (() => unknown)[] = []
const fuzzed = await startFuzzCity({ teardown: end => {
  endings.push(end)
} })
const { ground, port } = fuzzed
const mebibytes = (): string => `${Math.round(process.memoryUsage.rss() / 1_048_576)} MiB`
const progress = ({ requests, failures }: Tally): void => {
  console.error(`${requests} requests, ${failures.length} failed, ${mebibytes()}`)
}

const from = values.only === undefined ? 0 : Number(values.only)
const count = values.only === undefined ? Number(values.requests) : 1
if (values.only !== undefined) console.log(render(caseOf(ground, seed, from).draft).toString('latin1'))
const started = performance.now()
const tally = await fuzz({ ground, port, seed, from, count, onProgress: progress })
const seconds = (performance.now() - started) / 1_000
// Each way of failing once.
for (const failure of new Map(tally.failures.map(one => [`${one.errors[0]}`, one])).values())
  console.log(describeFailure(seed, await shrink(ground, port, seed, failure)))
const told = await repeated(fuzzed)
for (const line of told) console.log(line)
console.log(
  `${tally.requests} requests (seed ${seed}) to ${tally.operations.size} of ` +
    `${ground.contract.operations.length} operations in ${seconds.toFixed(0)} s: ${tally.answers} answers, ` +
    `${tally.statuses.get(500) ?? 0} of 500, ${tally.failures.length} off the contract, ${mebibytes()}`
)
console.log(
  [...tally.statuses].toSorted(([a], [b]) => a - b).map(([status, times]) => `${status}: ${times}`).join(', ')
)
for (const end of endings.toReversed()) await end()
process.exitCode = tally.failures.length + told.length > 0 ? 1 : 0
