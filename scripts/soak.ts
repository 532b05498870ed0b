// npm run soak -- [--minutes 60] [--callers 6] [--seed 1]: an hour of mixed load on the whole demo city while its
// systems
// fail in turn; prints what was answered and whether what the hub holds grows.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runSoak } from '../test/soak/run.ts'

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, callers: { type: 'string', default: '6' },
    pause: { type: 'string', default: '200' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) } }
})
const [minutes, callers, pauseMs, seed] = [values.minutes, values.callers, values.pause, values.seed].map(Number) as [
  number,
  number,
  number,
  number
]
if (![minutes, callers, pauseMs, seed].every(number => number > 0))
  throw new Error('--minutes, --callers, --pause and --seed are numbers above 0')
const dataDir = mkdtempSync(join(tmpdir(), 'satu-soak-'))
try {
  const report = await runSoak({ dataDir, seconds: minutes * 60, callers, pauseMs, faultsMs: 60_000, sampleMs: 10_000,
    seed, say: line => {
      console.error(line)
    } })
  console.log(JSON.stringify(report))
  if ((report.statuses['500'] ?? 0) > 0 || report.unanswered > 0) process.exitCode = 1
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
