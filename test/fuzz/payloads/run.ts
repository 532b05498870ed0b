import { spoilDrops } from './over-drops.ts'
import { overHttp, spoilHttp } from './over-http.ts'
import { spoilPushes } from './over-push.ts'
import { spoilSql } from './over-sql.ts'
import type { Tally } from './tally.ts'

export interface Payloads {
  seed: number
  /** For each connector. */
  count: number
  /** For each form and place of files, which a hub looks at once a second. */
  files: number
  onDone?: (tally: Tally) => void
}

/**
 * Spoils payloads of every connector, one connector after the other. @returns what became of them; `sql` is left out
 * where no MariaDB is
 */
export async function spoilAll({ seed, count, files, onDone = () => {} }: Payloads): Promise<Tally[]> {
  const tallies: Tally[] = []
  const run = async (
    work: (t: { teardown(end: () => unknown): void }) => Promise<Tally | readonly Tally[] | undefined>
  ): Promise<void> => {
    const endings: (() => unknown)[] = []
    try {
      for (const tally of [await work({ teardown: end => {
        endings.push(end)
      } })].flat()) {
        if (tally === undefined) continue
        tallies.push(tally)
        onDone(tally)
      }
    } finally {
      for (const end of endings.toReversed()) await end()
    }
  }
  for (const over of overHttp) await run(t => spoilHttp(t, over, { seed, count }))
  await run(t => spoilSql(t, { seed, count }))
  await run(t => spoilPushes(t, { seed, count }))
  await run(t => spoilDrops(t, { seed, count: files }))
  return tallies
}
