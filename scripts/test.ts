// npm test: starts the services that tests need, runs tap with the parameters given, and ends with one line of counts.
import { services } from '../test/services.ts'
import { startCanary } from './canary.ts'
import { needGenerated } from './generate/files.ts'
import { neededServices } from './needed-services.ts'
import { runTap } from './run-tap.ts'
import type { TapRun } from './run-tap.ts'
import { provideServices } from './services.ts'
import { formatCounts } from './tap-report.ts'
import { withoutFolders } from './test-files.ts'

needGenerated()
const parameters = withoutFolders(process.argv.slice(2))
const canary = startCanary()
const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupt.abort())

async function run(): Promise<TapRun> {
  const provided = await provideServices(neededServices(services, parameters))
  try {
    return await runTap({
      parameters: [canary.parameter, ...parameters],
      environment: provided.environment,
      limitS: Number(process.env['TEST_LIMIT_S'] ?? 45 * 60),
      silenceS: Number(process.env['TEST_SILENCE_S'] ?? 5 * 60),
      signal: interrupt.signal
    })
  } finally {
    await provided.stop()
  }
}

const { succeeded, counts } = await run().catch((error: unknown): TapRun => {
  console.error(error instanceof Error ? error.message : error)
  return { succeeded: false, counts: { passed: 0, failed: 1, skipped: 0 } }
})
const { report, leaks } = canary.end()
for (const line of report) console.log(line)
console.log(formatCounts(counts))
process.exitCode = interrupt.signal.aborted ? 130 : succeeded && counts.failed === 0 && leaks === 0 ? 0 : 1
