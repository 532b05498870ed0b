import type { Test } from 'tap'
import { type ChaosOptions, runChaos } from './harness.ts'

/** A run of some seconds; the longer one is `npm run chaos`. */
export async function holdsUnderChaos(
  t: Test,
  place: Pick<ChaosOptions, 'dataDir' | 'databaseUrl' | 'ports' | 'seed'>
): Promise<void> {
  const { wrong, ...report } = await runChaos({
    ...place,
    kills: 4,
    writers: 4,
    pauseMs: 200,
    mostMs: 1_500,
    say: line => {
      t.comment(line)
    }
  })
  t.comment(JSON.stringify(report))
  t.ok(report.acknowledged > 0, `${report.acknowledged} acknowledged`)
  t.same(Object.entries(wrong).filter(([, count]) => count > 0), [])
}
