// npm run ledger-week: the ledger of disagreements over a part of the demo city for seven days, in which owners correct
// part
// of what differs and new contradictions come; then how each agency stood in the week before and stands at the end.
import { type Evening, ledgerWeek } from './ledger-week/days.ts'

const started = performance.now()
const line = (cells: readonly (string | number)[]): void => {
  console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(12) : String(cell).padStart(11))).join(''))
}

line(['day', 'compared', 'corrected', 'broken', 'open', 'accepted', 'closed', 'ignored'])
let last: Evening | undefined
for await (const evening of ledgerWeek()) {
  last = evening
  const { day, compared, corrected, broken, counts } = evening
  line([day, compared, corrected, broken, counts.open, counts.accepted, counts.corrected, counts.ignored])
}
if (last === undefined) throw new Error('there was no evening')

console.log('\nopen or accepted at the end, by rule')
for (const [rule, count] of last.openByRule) console.log(`  ${rule.padEnd(20)}${String(count).padStart(5)}`)

console.log('\nindex: open or accepted, for each 1,000 subjects that could be compared')
line(['agency', 'week', 'open', 'to correct', 'subjects', 'index'])
const byAgency = Map.groupBy(last.standings, ({ agency }) => agency ?? '(city)')
for (const [agency, standings] of byAgency) {
  for (const { week, open, toCorrect, subjects, index } of standings.toReversed())
    line([agency, week, open, toCorrect, subjects, index ?? '-'])
}
const [now, before] = byAgency.get('(city)') ?? []
console.log(
  `\nthe index of the city ${
    (now?.index ?? 0) < (before?.index ?? 0) ? 'fell' : 'did NOT fall'
  } from ${before?.index} to ${now?.index}; ${((performance.now() - started) / 1_000).toFixed(0)} s`
)
process.exitCode = (now?.index ?? 0) < (before?.index ?? 0) ? 0 : 1
