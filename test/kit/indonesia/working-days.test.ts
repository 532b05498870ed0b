import t from 'tap'
import { createWorkingDays } from '../../../src/kit/indonesia/working-days.ts'
import { seeded } from '../seeded.ts'

const february2016 = createWorkingDays({
  holidays: [{ year: 2016, dates: ['2016-03-09', '2016-02-08', '2016-05-22'] }]
})

t.test('weekends and days off are no working days', async t => {
  const days = ['2016-02-05', '2016-02-06', '2016-02-07', '2016-02-08', '2016-02-09']
  t.same(days.filter(february2016.isWorkingDay), ['2016-02-05', '2016-02-09'])
})

t.test('the day itself is not counted, the last one is', async t => {
  t.equal(february2016.add('2016-02-02', 5), '2016-02-10', 'over a weekend and Imlek')
  t.equal(february2016.add('2016-02-06', 1), '2016-02-09', 'from a Saturday')
  t.equal(february2016.add('2016-02-02', 0), '2016-02-02')
  t.equal(february2016.between('2016-02-02', '2016-02-10'), 5)
  t.equal(february2016.between('2016-02-10', '2016-02-02'), -5)
  t.equal(february2016.between('2016-02-05', '2016-02-08'), 0, 'a weekend and a day off hold none')
  t.equal(february2016.between('2016-02-05', '2016-02-05'), 0)
})

t.test('what comes after hours or on a day off is received on the next working day', async t => {
  for (const [time, day] of [
    ['2016-02-02T00:00:00+07:00', '2016-02-02'],
    ['2016-02-02T15:59:59+07:00', '2016-02-02'],
    ['2016-02-02T16:00:00+07:00', '2016-02-03'],
    ['2016-02-05T16:00:00+07:00', '2016-02-09'],
    ['2016-02-06T09:00:00+07:00', '2016-02-09'],
    ['2016-02-08T23:59:59+07:00', '2016-02-09'],
    ['2016-02-02', '2016-02-02'],
    ['2016-02-07', '2016-02-09']
  ] as const) t.equal(february2016.receivedOn(time), day, time)
  t.equal(createWorkingDays({ closes: '14:30' }).receivedOn('2016-02-02T14:30:00+07:00'), '2016-02-03')
})

t.test('offices may work on other days of the week', async t => {
  const six = createWorkingDays({ weekdays: [1, 2, 3, 4, 5, 6] })
  t.equal(six.add('2016-02-05', 1), '2016-02-06')
  t.equal(six.between('2016-02-01', '2016-02-29'), 24)
  t.throws(() => createWorkingDays({ weekdays: [] }), /no day of the week is a working day/)
})

t.test('only the years that are listed are known, whichever date comes first', async t => {
  t.ok(february2016.knows('2016-01-01', '2016-12-31'))
  t.notOk(february2016.knows('2015-12-31', '2016-01-04'))
  t.notOk(february2016.knows('2017-01-02', '2016-12-30'))
  t.notOk(createWorkingDays().knows('2016-02-01', '2016-02-02'))
})

const DAY = 86_400_000
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
const daysFrom = (date: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => dateOf(Date.parse(date) + i * DAY))

t.test('for any days off, counting is what walking from day to day finds', async t => {
  const random = seeded(20_160_208)
  const someDay = (): string => dateOf(Date.UTC(random.int(1968, 2031), random.int(0, 11), random.int(1, 28)))
  for (let round = 0; round < 300; round++) {
    const weekdays = [1, 2, 3, 4, 5, 6, 7].filter(() => random.int(0, 3) > 0)
    if (weekdays.length === 0) weekdays.push(random.int(1, 7))
    const from = someDay()
    const days = daysFrom(from, 120)
    const off = Array.from({ length: random.int(0, 40) }, () => random.pick(days))
    const { add, between, isWorkingDay, receivedOn } = createWorkingDays({ weekdays,
      holidays: [{ year: 2000, dates: off }] })
    const works = (date: string): boolean => weekdays.includes(new Date(date).getUTCDay() || 7) && !off.includes(date)
    t.same(days.filter(isWorkingDay), days.filter(works), from)

    const walked = days.slice(1).filter(works)
    const count = random.int(1, Math.max(1, walked.length))
    if (walked.length >= count) {
      t.equal(add(from, count), walked[count - 1], `${count} after ${from}`)
      t.equal(between(from, add(from, count)), count)
    }
    const to = random.pick(days)
    t.equal(between(from, to), days.slice(1).filter(date => date <= to && works(date)).length, `${from} to ${to}`)
    t.equal(between(to, from), 0 - between(from, to))
    const received = receivedOn(`${to}T${random.pick(['00:00', '15:59', '16:00', '23:59'])}:00+07:00`)
    t.ok(received >= to && isWorkingDay(received), `${to} is received on ${received}`)
  }
})
