import { spoilAll } from '../test/fuzz/payloads/run.ts'
import { lineOf } from '../test/fuzz/payloads/tally.ts'

const EACH = 100

/**
 * Sends 100 spoilt payloads through every connector and prints what became of them, as a table of Markdown; the process
 * fails when one of them did what it must not.
 */
export async function fuzzPayloads(seed: number): Promise<void> {
  console.log(
    `| connector | payloads | refused, and named | read | kept of a fault | wrong |\n|---|--:|--:|--:|--:|--:|`
  )
  const tallies = await spoilAll({ seed, count: EACH, files: EACH, onDone: tally => {
    console.log(lineOf(tally))
  } })
  for (const { wrong } of tallies) for (const what of wrong) console.log(what)
  const sum = (of: (tally: (typeof tallies)[number]) => number): number =>
    tallies.reduce((total, tally) => total + of(tally), 0)
  console.log(
    `${sum(({ payloads }) => payloads)} payloads (seed ${seed}) of ${tallies.length} connectors: ${
      sum(({ refused }) => refused)
    } refused, ${sum(({ read }) => read)} read, ${sum(({ cached }) => cached)} kept of a fault, ${
      sum(({ wrong }) => wrong.length)
    } wrong`
  )
  process.exitCode = sum(({ wrong, cached }) => wrong.length + cached) > 0 ? 1 : 0
}
