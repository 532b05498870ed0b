import t from 'tap'
import { type Hours, minutesOf, openSpans, WEEK_MINUTES, weekdays } from '../../../src/platform/config/week.ts'
import { seeded } from '../../kit/seeded.ts'

const DAY = 1_440
const every = [...weekdays]

t.test('a system without hours is always open', async t => {
  t.same(openSpans({}), [[0, WEEK_MINUTES]])
})

t.test('hours open, windows close', async t => {
  t.same(
    openSpans({ hours: [{ days: ['mon', 'wed'], from: '08:00', to: '16:00' }],
      closed: [{ days: every, from: '12:00', to: '13:00' }] }),
    [[480, 720], [780, 960], [2 * DAY + 480, 2 * DAY + 720], [2 * DAY + 780, 2 * DAY + 960]]
  )
})

t.test('a window over midnight belongs to the day that it begins on', async t => {
  t.same(openSpans({ closed: [{ days: ['sat'], from: '23:00', to: '02:00' }] }), [[0, 5 * DAY + 1_380], [6 * DAY + 120,
    WEEK_MINUTES]])
  t.same(openSpans({ closed: [{ days: ['sun'], from: '23:00', to: '02:00' }] }), [[120, 6 * DAY + 1_380]],
    'into the next week')
})

t.test('the end of a day is the beginning of the next', async t => {
  t.same(openSpans({ hours: [{ days: every, from: '00:00', to: '24:00' }] }), [[0, WEEK_MINUTES]])
})

t.test('every minute of a week is open when some hours have it and no window has it', async t => {
  const random = seeded(7)
  const time = (): string => `${String(random.int(0, 23)).padStart(2, '0')}:${random.int(0, 1) === 0 ? '00' : '30'}`
  const some = (): Hours[] =>
    Array.from({ length: random.int(1, 4) }, () => ({ days: every.filter(() =>
      random.int(0, 1) === 1
    ), from: time(), to: time() }))
  const has = (list: readonly Hours[], minute: number): boolean =>
    list.some(({ days, from, to }) =>
      days.some(day => {
        const since = (minute - weekdays.indexOf(day) * DAY - minutesOf(from) + WEEK_MINUTES) % WEEK_MINUTES
        const length = (minutesOf(to) - minutesOf(from) + DAY) % DAY || DAY
        return since < length
      })
    )
  for (let round = 0; round < 50; round++) {
    const [hours, closed] = [some(), some()]
    const spans = openSpans({ hours, closed })
    const wrong: number[] = []
    for (let minute = 0; minute < WEEK_MINUTES; minute += 15) {
      const open = spans.some(([from, to]) => minute >= from && minute < to)
      if (open !== (has(hours, minute) && !has(closed, minute))) wrong.push(minute)
    }
    t.same(wrong, [], `round ${round}`)
    t.ok(spans.every(([from, to], i) => from < to && (spans[i - 1]?.[1] ?? -1) < from), 'in order and apart')
  }
})
