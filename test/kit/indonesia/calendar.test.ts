import t from 'tap'
import { createToday } from '../../../src/kit/indonesia/calendar.ts'

t.test('today changes at midnight in WIB, and back with a clock that is set back', t => {
  let now = Date.parse('2016-12-31T23:59:59+07:00')
  const today = createToday(() => now)
  t.same([today(), today()], ['2016-12-31', '2016-12-31'])
  now += 1_000
  t.equal(today(), '2017-01-01')
  now -= 2 * 86_400_000
  t.equal(today(), '2016-12-30')
  t.end()
})
