import t from 'tap'
import { SatuError } from '../../../src/errors.ts'
import { readFilters } from '../../../src/gateway/reads/filters.ts'
import { city } from '../../suites/core/city.ts'

const read = (values: Record<string, unknown>, hidden: Parameters<typeof readFilters>[2] = []) =>
  readFilters(values, city, hidden)
const wrong = (values: Record<string, unknown>, hidden: Parameters<typeof readFilters>[2] = []): string[] => {
  try {
    read(values, hidden)
    return []
  } catch (error) {
    if (!(error instanceof SatuError) || error.code !== 'invalid_request') throw error
    return (error.errors ?? []).map(({ field, code }) => `${field} ${code}`)
  }
}

t.test('what is no filter is none', async t => {
  t.same(read({ 'limit': 20, 'cursor': 'x', 'require': 'all', 'X-Request-Id': 'y' }), {})
})

t.test('the same question has one form', async t => {
  t.same(read({ status: ['closed', 'assigned', 'closed'] }), { status: ['assigned', 'closed'] })
  t.same(read({ q: '  Lampu\t JALAN ' }), { q: 'lampu jalan' })
  t.same(read({ agency: ['DPU', 'SKPD-DISHUB', 'SKPD-DPU'] }), { agency: ['SKPD-DISHUB', 'SKPD-DPU'] })
  t.same(read({ district_code: ['32.73.19', '32.73.02'] }), { district_code: ['32.73.02', '32.73.19'] })
})

t.test('late and in time are two questions, and neither is a third', async t => {
  t.same(read({ overdue: true }), { overdue: true })
  t.same(read({ overdue: false }), { overdue: false })
  t.same(read({}), {})
})

t.test('a time is taken in any zone, and no record before it matches', async t => {
  const since = '2026-11-20T10:00:00+07:00'
  for (const same of ['2026-11-20T03:00:00Z', '2026-11-20T03:00:00.000Z', '2026-11-19t22:00:00-05:00',
    '2026-11-20 03:00:00z']) t.equal(read({ updated_since: same }).updated_since, since, same)
  // Records know whole seconds: those of 10:00:00 changed before 10:00:00.5.
  t.equal(read({ updated_since: '2026-11-20T03:00:00.5Z' }).updated_since, '2026-11-20T10:00:01+07:00')
  t.equal(read({ updated_since: '2016-12-31T23:59:60Z' }).updated_since, '2017-01-01T06:59:59+07:00')
})

t.test('a time that no clock shows, a box without an inside, a stranger and no word are refused', async t => {
  for (const updated_since of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-11-20T03:00:00+07'])
    t.same(wrong({ updated_since }), ['updated_since range'], updated_since)
  for (const bbox of [[107.7, -6.9, 107.6, -6.8], [107.6, -6.8, 107.7, -6.9], [107.6, -6.9, 107.6, -6.8]])
    t.same(wrong({ bbox }), ['bbox order'])
  t.same(wrong({ agency: ['DPU', 'NASA'] }), ['agency unknown'])
  t.same(wrong({ district_code: ['32.73.99'] }), ['district_code unknown'])
  t.same(wrong({ q: ' \t ' }), ['q blank'])
})

t.test('each wrong filter is named', async t => {
  t.same(wrong({ agency: ['NASA'], district_code: ['32.73.99'], q: ' ' }), ['agency unknown', 'district_code unknown',
    'q blank'])
})

t.test('a filter that looks at what nobody sees is refused, when it is used', async t => {
  t.same(wrong({ bbox: [107.6, -6.9, 107.7, -6.8] }, ['bbox']), ['bbox hidden'])
  t.same(wrong({ q: 'a' }, ['bbox']), [])
})
