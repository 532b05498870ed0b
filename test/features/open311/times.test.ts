import t from 'tap'
import { createParams } from '../../../src/features/open311/params.ts'
import { isWithin, readTime, readWindow } from '../../../src/features/open311/times.ts'

const at = (text: string | undefined): string | undefined => {
  const time = text === undefined ? undefined : readTime(text)
  return time === undefined ? undefined : new Date(time).toISOString()
}
const DAY = 86_400_000
const NOW = Date.parse('2026-11-20T10:00:00Z')

t.test('times are read as clients write them', async t => {
  for (const text of ['2016-02-03T02:15:00Z', '2016-02-03T09:15:00+07:00', '2016-02-03T09:15:00+0700',
    '2016-02-03T09:15:00 0700', '2016-02-03t09:15:00', '2016-02-03T09:15', '2016-02-02T21:15:00.250-05:00'])
  {
    t.equal(at(text), '2016-02-03T02:15:00.000Z', text)
  }
  t.equal(at('2016-02-03'), '2016-02-02T17:00:00.000Z')
  for (const text of ['', 'now', '2016-02-30', '2016-13-01', '2016-02-03T25:00:00Z', '3 Feb 2016', '1454465700',
    '2016-02-03T09:15:00+7']) t.equal(at(text), undefined, text)
})

t.test('a window spans ninety days unless it is told, and never more', async t => {
  const window = (query: string): [number, number] => {
    const { start, end } = readWindow(createParams(new URLSearchParams(query)), NOW)
    return [(start - NOW) / DAY, (end - NOW) / DAY]
  }
  t.same(window(''), [-90, 0])
  t.same(window('start_date=&end_date='), [-90, 0])
  t.same(window('start_date=2026-11-19T10:00:00Z'), [-1, 0])
  t.same(window('start_date=2026-01-14T10:00:00Z'), [-310, -220])
  t.same(window('end_date=2026-11-10T10:00:00Z'), [-100, -10])
  t.same(window('start_date=2026-12-01T10:00:00Z'), [11, 11], 'nothing has happened yet')
  t.throws(() => window('start_date=2026-01-01&end_date=2026-11-01'), { errors: [{ field: 'start_date' }] })
  t.throws(() => window('start_date=2026-11-02&end_date=2026-11-01'), { errors: [{ field: 'end_date' }] })
})

t.test('dates alone mean whole days of the city', async t => {
  const window = readWindow(createParams(new URLSearchParams('start_date=2026-11-01&end_date=2026-11-01')), NOW)
  t.ok(isWithin('2026-11-01T00:00:00+07:00', window))
  t.ok(isWithin('2026-11-01T23:59:59+07:00', window))
  t.notOk(isWithin('2026-10-31T23:59:59+07:00', window))
  t.notOk(isWithin('2026-11-02T00:00:00+07:00', window))
})
