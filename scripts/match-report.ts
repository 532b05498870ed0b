// npm run match-report -- [--seed held-out] [--weights] [--blocks 800000]: how well the hub finds who is the same where
// no number tells it, over the demo's systems with a city that the weights were not made with. With --weights it prints
// what the weights in src/features/matching/weights.ts follow from, over the city of the seed "training"; with --blocks
// only how many records are compared with one when there are so many people.
import { parseArgs } from 'node:util'
import { measureBlocks } from './match-report/blocks.ts'
import { gather } from './match-report/gather.ts'
import { estimate, measure, type Measured } from './match-report/measure.ts'
import { MOST_IN_A_BLOCK } from './match-report/pairs.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string' }, weights: { type: 'boolean', default: false }, blocks: { type: 'string' } }
})
if (values.blocks !== undefined) {
  const { people, blocks, compared, passedOver } = measureBlocks(Number(values.blocks))
  console.log(
    `${people} people, ${blocks.mean.toFixed(1)} blocks each (at most ${blocks.most}): one is compared with ` +
      `${compared.median} others (median), ${compared.p99} (99th percentile), at most ${compared.most}; ` +
      `${(passedOver * 100).toFixed(2)} % of blocks hold more than ${MOST_IN_A_BLOCK} and are passed over`
  )
  process.exit()
}
const seed = values.seed ?? (values.weights ? 'training' : 'held-out')
const started = performance.now()
const known = await gather({ seed })
const read = performance.now()
console.log(
  `${known.length} people and businesses in records of ${
    new Set(known.map(({ system }) => system)).size
  } systems, city "${seed}": read and encoded in ${((read - started) / 1_000).toFixed(0)} s`
)

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`
let isEnough = true
for (const kind of ['person', 'business'] as const) {
  if (values.weights) {
    console.log(`\n${kind}: field, level, m, u, log2(m/u)`)
    for (const { field, level, m, u, bits } of estimate(known, kind))
      console.log(
        `  ${field.padEnd(11)} ${level.padEnd(19)} ${m.toFixed(4)} ${u.toFixed(5)} ${bits.toFixed(1).padStart(6)}`
      )
    continue
  }
  const measured = measure(known, kind)
  print(measured)
  isEnough &&= measured.precision >= 0.99 && measured.recall >= 0.95
}
if (!values.weights)
  console.log(`\nthe bar is precision 99 %, recall 95 % on pairs without a number: ${isEnough ? 'held' : 'NOT held'}`)
process.exitCode = isEnough ? 0 : 1

function print(
  { kind, parties, compared, largestBlock, certain, truePairs, direct, byWay, precision, recall, possible, misses,
    faults }: Measured
): void {
  console.log(
    `\n${kind}: ${parties} in records, ${compared} pairs of two systems compared of ${
      ((parties * (parties - 1)) / 2 / 1e6).toFixed(1)
    } million, largest block ${largestBlock} (of more than ${MOST_IN_A_BLOCK} none is looked at)`
  )
  console.log(`  by a number:        ${certain.pairs} pairs, ${certain.wrong} wrong`)
  console.log(`  without a number:   ${truePairs} pairs are of one ${kind}`)
  console.log(
    `  likely:             ${direct.right} right, ${direct.wrong} wrong; by way of a third record ${byWay.right} ` +
      `right, ${byWay.wrong} wrong: precision ${percent(precision)}, recall ${percent(recall)}`
  )
  console.log(
    `  possible:           ${possible.right} right, ${possible.wrong} wrong: shown apart, for a person to decide`
  )
  for (const [title, list] of [['missed', misses], ['wrong', faults]] as const) {
    console.log(`  ${title}:`)
    for (const { pattern, pairs, right, example } of list.slice(0, 12))
      console.log(
        `    ${String(pairs).padStart(5)}  ${pattern}${right > 0 ? ` (${right} right)` : ''}\n             ${example}`
      )
    if (list.length > 12)
      console.log(
        `    ${String(list.slice(12).reduce((sum, { pairs }) => sum + pairs, 0)).padStart(5)}  in ${
          list.length - 12
        } other ways`
      )
  }
}
