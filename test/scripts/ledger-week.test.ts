import t from 'tap'
import { ledgerWeek } from '../../scripts/ledger-week/days.ts'

t.test('as owners correct part of it over days the ledger shrinks, and only what changes is compared', async t => {
  const evenings = await Array.fromAsync(ledgerWeek({ days: 3, systems: ['transport', 'spatial'] }))
  const [first, ...later] = evenings
  const last = later.at(-1)
  t.ok((first?.counts.open ?? 0) > 10)
  t.match(first?.counts, { accepted: 0, corrected: 0, ignored: 0 })
  t.ok((first?.compared ?? 0) > 1_000)
  t.ok(later.every(({ compared, corrected, broken }) => compared <= corrected + broken),
    'what has not changed is not compared again')
  const corrected = later.reduce((sum, evening) => sum + evening.corrected, 0)
  t.ok(corrected > 0)
  t.ok((last?.counts.corrected ?? 0) > 0 && (last?.counts.corrected ?? 0) <= corrected,
    'they have closed by themselves')
  t.equal(last?.counts.ignored, 1)
  t.same(last?.standings.map(({ week, agency }) => `${week} ${agency ?? ''}`), ['2026-11-16 ', '2026-11-16 DISHUB',
    '2026-11-16 DISTARU', '2026-11-09 ', '2026-11-09 DISHUB', '2026-11-09 DISTARU'])
  const [now, , , before] = last?.standings ?? []
  t.equal(before?.open, first?.counts.open, 'the week before stays as it was at its end')
  t.ok((now?.index ?? Infinity) < (before?.index ?? 0), `${before?.index} to ${now?.index}`)
})
