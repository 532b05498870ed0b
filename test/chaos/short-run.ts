import type { Test } from 'tap'
import { runChaos, type ChaosOptions } from './harness.ts'

/** A run of some seconds; the longer one is `npm run chaos`. */
export async function holdsUnderChaos(t: Test, place: Pick<ChaosOptions, 'dataDir' | 'databaseUrl' | 'ports' | 'seed'>): Promise<void> {
  const { lost, waiting, doubled, wrong, internal, acknowledged, states } = await runChaos({
    ...place, kills: 4, writers: 4, pauseMs: 200, mostMs: 1_500, say: line => { t.comment(line) }
  })
  t.comment(JSON.stringify(states))
  t.ok(acknowledged > 0, `${acknowledged} acknowledged`)
  t.same({ lost, waiting, doubled, wrong, internal }, { lost: 0, waiting: 0, doubled: 0, wrong: 0, internal: 0 })
}
