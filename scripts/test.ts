// npm test [-- part ...]: starts the services that the tests need, runs those of the short tier or the ones named, and
// ends with the slowest files and one line of counts. --long runs the other tier, --all both.
import { parseArgs } from 'node:util'
import { services } from '../test/services.ts'
import { startCanary } from './canary.ts'
import { needGenerated } from './generate/files.ts'
import { neededServices } from './needed-services.ts'
import { runFiles, type RunResult } from './run-files.ts'
import { provideServices } from './services.ts'
import { formatCounts } from './tap-report.ts'
import { chooseFiles, groupFiles } from './test-files.ts'
import { recordTimes, slowestFirst } from './test-times.ts'

needGenerated()
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    long: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    timeout: { type: 'string', default: '120' },
    jobs: { type: 'string' }
  }
})
const canary = startCanary()
const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupt.abort())

async function run(): Promise<RunResult> {
  const files = chooseFiles(positionals, values.all ? 'all' : values.long ? 'long' : 'short')
  const provided = await provideServices(neededServices(services, files))
  try {
    return await runFiles({
      groups: slowestFirst(groupFiles(files)),
      preloads: [new URL('untracked-promises.ts', import.meta.url).href, canary.preload],
      environment: provided.environment,
      ...(values.jobs !== undefined && { jobs: Number(values.jobs) }),
      timeoutS: Number(values.timeout),
      limitS: Number(process.env['TEST_LIMIT_S'] ?? 45 * 60),
      silenceS: Number(process.env['TEST_SILENCE_S'] ?? 5 * 60),
      signal: interrupt.signal
    })
  } finally {
    await provided.stop()
  }
}

const { counts, files: ended } = await run().catch((error: unknown): RunResult => {
  console.error(error instanceof Error ? error.message : error)
  return { files: [], counts: { passed: 0, failed: 1, skipped: 0 } }
})
recordTimes(ended)
const slowest = ended.toSorted((one, other) => other.timeMs - one.timeMs).slice(0, 10)
if (slowest.length > 1) {
  console.log(`\n${ended.length} files in ${Math.round(performance.now() / 1000)} s; the slowest:`)
  for (const { name, timeMs } of slowest) console.log(`${(timeMs / 1000).toFixed(1).padStart(6)} s  ${name}`)
}
const { report, leaks } = canary.end()
for (const line of report) console.log(line)
console.log(formatCounts(counts))
process.exitCode = interrupt.signal.aborted ? 130 : counts.failed === 0 && leaks === 0 ? 0 : 1
