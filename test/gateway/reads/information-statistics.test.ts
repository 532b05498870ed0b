import t from 'tap'
import type { Facts } from '../../../src/features/deadlines/information-facts.ts'
import { objectionEnd } from '../../../src/features/deadlines/information-limit.ts'
import { shownParts } from '../../../src/features/deadlines/small-counts.ts'
import { countRequests } from '../../../src/features/deadlines/statistics.ts'
import { createWorkingDays } from '../../../src/kit/indonesia/working-days.ts'

const days = createWorkingDays()
const request = (more: Partial<Facts> = {}): Facts => ({ status: 'granted', decision: 'granted',
  received_on: '2026-02-02', due_on: '2026-02-16', decided_on: '2026-02-09', ...more })
const times = (count: number, more: Partial<Facts> = {}): Facts[] => Array.from({ length: count }, () => request(more))
const count = (...facts: Facts[]) => countRequests(facts, 2026, days)

t.test('a part of 1 to 4 is not told, nor what the whole would tell it by', t => {
  const shown = (counts: Record<string, number>) => Object.fromEntries(shownParts(new Map(Object.entries(counts))))
  t.same(shown({ a: 5, b: 0, c: 100 }), { a: 5, b: 0, c: 100 }, 'nobody is told')
  t.same(shown({ a: 4, b: 0, c: 100, d: 7 }), { a: null, b: 0, c: 100, d: null }, 'the smallest of the others goes too')
  t.same(shown({ a: 4, b: 1, c: 100 }), { a: null, b: null, c: 100 })
  t.same(shown({ a: 1, b: 1, c: 100, d: 9 }), { a: null, b: null, c: 100, d: null },
    'two that are left of a whole of two are one each')
  t.same(shown({ a: 3, b: 0 }), { a: null, b: 0 }, 'the whole is small as well')
  t.end()
})

t.test('requests are counted by month, decision, ground and objection', t => {
  const { received, answered, waiting, withdrawn, by_month: months, decisions, refusal_grounds: grounds, extended,
    objections } = count(
      ...times(10),
      ...times(6, { received_on: '2026-03-02', status: 'refused', decision: 'refused',
        grounds: ['personal_secret', 'other_law'] }),
      ...times(5, { received_on: '2026-03-02', status: 'objection_filed', decision: 'refused',
        grounds: ['personal_secret'], objection: { ground: 'refused', filed_on: '2026-04-01' } }),
      ...Array.from({ length: 7 },
        (): Facts => ({ status: 'received', received_on: '2026-02-02', due_on: '2026-02-16',
          extended_to: '2026-02-25' }))
    )
  t.match({ received, answered, waiting, withdrawn, extended }, { received: 28, answered: 21, waiting: 7, withdrawn: 0,
    extended: 7 })
  t.same(months.filter(({ received }) => received !== 0), [{ month: '2026-02', received: 17 }, { month: '2026-03',
    received: 11 }])
  t.equal(months.length, 12)
  t.same(decisions, [{ decision: 'granted', count: 10 }, { decision: 'partially_granted', count: 0 }, {
    decision: 'refused',
    count: 11
  }, { decision: 'transferred', count: 0 }])
  t.same(grounds.filter(({ count }) => count !== 0), [{ ground: 'personal_secret', count: 11 }, { ground: 'other_law',
    count: 6 }])
  t.match(objections, { filed: 5, answered: 0 })
  t.same(objections.grounds.filter(({ count }) => count !== 0), [{ ground: 'refused', count: 5 }])
  t.end()
})

t.test('answers are timed in working days, and are in time on their last day', t => {
  t.same(
    count(...times(10), ...times(10, { decided_on: '2026-02-16' }), ...times(5, { decided_on: '2026-02-17' }),
      ...times(5, { decided_on: '2026-02-25', extended_to: '2026-02-25' })).answer_time,
    { mean_working_days: Number(((10 * 5 + 10 * 10 + 5 * 11 + 5 * 17) / 30).toFixed(1)),
      share_in_time: Number((25 / 30).toFixed(3)) }
  )
  t.same(count(...times(4)).answer_time, { mean_working_days: null, share_in_time: null }, 'of few nothing is told')
  t.same(count(...times(10), ...times(2, { decided_on: '2026-02-17' })).answer_time.share_in_time, null,
    'a share would tell how few were late')
  t.same(count(...times(10)).answer_time.share_in_time, 1)
  t.same(count(...times(5, { decided_on: '2026-01-01' })).answer_time.mean_working_days, null,
    'what was decided before it came is a slip')
  t.end()
})

t.test('an objection may be made for thirty working days, from the answer or from the day it was due', t => {
  const record = (more: object) =>
    ({ status: { code: 'refused' }, received_on: '2026-02-02', due_on: '2026-02-16', decided_on: '2026-02-09',
      ...more }) as never
  t.equal(objectionEnd(record({}), days), days.add('2026-02-09', 30))
  t.equal(objectionEnd(record({ decided_on: undefined }), days), undefined, 'the system does not say since when')
  t.equal(objectionEnd(record({ status: { code: 'under_review' }, decided_on: undefined }), days),
    days.add('2026-02-16', 30))
  t.equal(
    objectionEnd(record({ status: { code: 'extended' }, decided_on: undefined, extended_to: '2026-02-25' }), days),
    days.add('2026-02-25', 30)
  )
  t.equal(objectionEnd(record({ status: { code: 'under_review' }, decided_on: undefined, due_on: '1970-01-01' }), days),
    days.add('2026-02-16', 30), 'a due date before receipt is a slip: ten working days count')
  for (const code of ['objection_filed', 'dispute', 'withdrawn', 'clarification_needed', 'unknown'])
    t.equal(objectionEnd(record({ status: { code } }), days), undefined, code)
  t.end()
})
