import t from 'tap'
import { createTimetable } from '../../../src/gateway/systems/hours.ts'
import { type OpeningHours, openSpans, weekdays } from '../../../src/platform/config/week.ts'
import { seeded } from '../../kit/seeded.ts'

const MINUTE = 60_000
const at = (time: string): number => Date.parse(`${time}:00+07:00`)
const every = [...weekdays]

// 2026-11-20 is a Friday.
t.test('a system without hours is always open', async t => {
  t.equal(createTimetable({}), undefined)
})

t.test('office hours end on Friday and begin on Monday, in the city', async t => {
  const office = createTimetable({ hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:30', to: '16:00' }] })
  t.equal(office?.closedUntil(at('2026-11-20T07:29')), at('2026-11-20T07:30'))
  t.equal(office?.closedUntil(at('2026-11-20T07:30')), undefined)
  t.equal(office?.closedUntil(at('2026-11-20T15:59')), undefined)
  t.equal(office?.closedUntil(at('2026-11-20T16:00')), at('2026-11-23T07:30'))
  t.equal(office?.closedUntil(at('2026-11-22T23:59')), at('2026-11-23T07:30'))
})

t.test('a backup over midnight closes for some hours', async t => {
  const backup = createTimetable({ closed: [{ days: every, from: '23:00', to: '02:30' }] })
  t.equal(backup?.closedUntil(at('2026-11-20T22:59')), undefined)
  t.equal(backup?.closedUntil(at('2026-11-20T23:00')), at('2026-11-21T02:30'))
  t.equal(backup?.closedUntil(at('2026-11-21T02:29')), at('2026-11-21T02:30'))
  t.equal(backup?.closedUntil(at('2026-11-22T23:30')), at('2026-11-23T02:30'), 'from Sunday to Monday too')
  t.equal(backup?.closedUntil(at('2026-11-23T02:30')), undefined)
})

t.test('a clock that is set back is followed', async t => {
  const timetable = createTimetable({ hours: [{ days: every, from: '06:00', to: '22:00' }] })
  t.equal(timetable?.closedUntil(at('2026-11-20T12:00')), undefined)
  t.equal(timetable?.closedUntil(at('2026-11-20T05:00')), at('2026-11-20T06:00'))
})

t.test('tells at any time what the week says', async t => {
  const random = seeded(3)
  const time = (): string => `${String(random.int(0, 23)).padStart(2, '0')}:${random.pick(['00', '17', '45'])}`
  for (let round = 0; round < 200; round++) {
    const some = () =>
      Array.from({ length: random.int(1, 3) }, () => ({ days: every.filter(() =>
        random.int(0, 2) > 0
      ), from: time(), to: time() }))
    const limits: OpeningHours = { hours: random.int(0, 1) === 0 ? some() : undefined, closed: some() }
    const spans = openSpans(limits)
    if (spans.length === 0) continue
    const timetable = createTimetable(limits)
    const monday = at('2026-11-16T00:00')
    const isOpen = (now: number): boolean =>
      spans.some(([from, to]) => (now - monday) / MINUTE % 10_080 >= from && (now - monday) / MINUTE % 10_080 < to)
    for (let i = 0; i < 50; i++) {
      const now = monday + random.int(0, 3 * 10_080 * 60 - 1) * 1_000
      const opens = timetable?.closedUntil(now)
      if ((opens === undefined) !== isOpen(now)) t.fail(`round ${round}, ${new Date(now).toISOString()}`)
      if (opens !== undefined && (opens <= now || !isOpen(opens) || isOpen(opens - 1)))
        t.fail(`round ${round}: opens at ${new Date(opens).toISOString()}`)
    }
  }
  t.pass()
})
