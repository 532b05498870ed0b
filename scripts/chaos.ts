// npm run chaos -- [--kills 100] [--writers 8] [--seed 1] [--engine sqlite|postgres]: kills the hub at random moments
// while
// writers send complaints and files into legacy systems that fail in every way, and counts what was lost or doubled.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runChaos } from '../test/chaos/harness.ts'
import { postgresService, startPostgres } from '../test/services/postgres.ts'
import { freePort } from '../test/services/wait.ts'
import { provideServices } from './services.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    writers: { type: 'string', default: '8' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    engine: { type: 'string', multiple: true, default: ['sqlite', 'postgres'] }
  }
})
const [kills, writers, seed] = [values.kills, values.writers, values.seed].map(Number) as [number, number, number]
let failed = false

for (const engine of values.engine) {
  const dataDir = mkdtempSync(join(tmpdir(), 'satu-chaos-'))
  // Provided to have it installed where it is not; the run has one of its own, which is never told to hurry.
  const provided = engine === 'postgres' ? await provideServices([postgresService]) : undefined
  const postgres = engine === 'postgres' ? await startPostgres({ settings: ['-c', 'fsync=on'] }) : undefined
  try {
    const ports = await Promise.all(Array.from({ length: postgres ? 2 : 1 }, freePort))
    const report = await runChaos({
      dataDir,
      ...(postgres && { databaseUrl: postgres.url }),
      ports,
      kills,
      writers,
      seed,
      pauseMs: 400,
      mostMs: 2_000,
      say: line => {
        console.log(`${engine}: ${line}`)
      }
    })
    console.log(`${engine}: ${JSON.stringify(report)}`)
    failed ||= Object.values(report.wrong).some(count => count > 0)
  } finally {
    await postgres?.stop()
    await provided?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
console.log(failed ? 'something was lost, doubled or not ended' : 'nothing was lost, nothing was doubled')
process.exitCode = failed ? 1 : 0
