import t from 'tap'
import { type CompareOptions, compareRecords } from '../../../src/features/migrations/compare.ts'
import type { CanonicalRecord } from '../../../src/gateway/systems/records.ts'

const options: CompareOptions = { ignore: [], tolerance: {}, prefixes: { old: 'OLDA', new: 'NEWB' } }
const base = { id: 'OLDA-1',
  source: { system: 'a', record_id: '1', fetched_at: '2026-11-01T00:00:00+07:00',
    updated_at: '2026-11-01T09:00:00+07:00' }, quality: [], identifiers: [], status: { code: 'active', raw_code: '1' } }
const differences = (old: object, fresh: object, more: Partial<CompareOptions> = {}): string[] =>
  compareRecords({ ...base, ...old } as unknown as CanonicalRecord,
    { ...base, id: 'NEWB-9', ...fresh } as unknown as CanonicalRecord, { ...options, ...more }).map(({ field, kind }) =>
      `${kind} ${field}`
    )

for (const [name, old, fresh, expected, more] of [
  ['the same', { number: '1' }, { number: '1' }, []],
  ['another value', { number: '1' }, { number: '2' }, ['differs number']],
  ['nothing where the old one says something', { number: '1' }, {}, ['lacks number']],
  ['something where the old one says nothing', {}, { number: '2' }, []],
  ['unknown for absent', { kind: 'unknown' }, {}, []],
  ['an empty list for none', { updates: [] }, {}, []],
  ['capitals and blanks', { name: 'Jl.  MELATI\u00a0No. 8 ' }, { name: 'jl. melati no. 8' }, []],
  ['another zone of the same time', { at: '2026-11-01T09:00:00+07:00' }, { at: '2026-11-01T02:00:00Z' }, []],
  ['fractions of a second', { at: '2026-11-01T09:00:00+07:00' }, { at: '2026-11-01T02:00:00.480Z' }, []],
  ['another time', { at: '2026-11-01T09:00:00+07:00' }, { at: '2026-11-01T02:00:09Z' }, ['differs at']],
  ['another time within what is allowed', { at: '2026-11-01T09:00:00+07:00' }, { at: '2026-11-01T02:00:09Z' }, [], {
    tolerance: { at: 10 }
  }],
  ['the time of last change', { source: base.source }, {
    source: { ...base.source, updated_at: '2026-11-02T09:00:00+07:00' }
  }, ['differs source.updated_at']],
  ['a number within what is allowed', { fee_idr: 100_000 }, { fee_idr: 100_400 }, [], { tolerance: { fee_idr: 500 } }],
  ['a number beyond it', { fee_idr: 100_000 }, { fee_idr: 100_600 }, ['differs fee_idr'], {
    tolerance: { fee_idr: 500 }
  }],
  ['a list in another order', { list: [{ a: 1, b: 'X' }, { a: 2 }] }, { list: [{ a: 2 }, { b: 'x', a: 1 }] }, []],
  ['a list with something else in it', { list: [1, 2] }, { list: [1, 3] }, ['differs list']],
  ['a shorter list', { list: [1, 2] }, { list: [1] }, ['differs list']],
  ['other words for the same status', { status: { code: 'active', raw_code: '1', raw_label: 'Aktif' } }, {
    status: { code: 'active', raw_code: 'A' }
  }, []],
  ['another status', {}, { status: { code: 'expired', raw_code: '1' } }, ['differs status.code']],
  ['ids of each its own', { application_id: 'OLDA-12' }, { application_id: 'NEWB-a-77' }, []],
  ['an id of something else', { agency_id: 'SKPD-DPU' }, { agency_id: 'SKPD-DISHUB' }, ['differs agency_id']],
  ['identifiers in another order', { identifiers: [{ scheme: 'a', value: '1' }, { scheme: 'b', value: '2' }] }, {
    identifiers: [{ scheme: 'b', value: '2' }, { scheme: 'c', value: '3' }, { scheme: 'a', value: '1' }]
  }, []],
  ['an identifier that is gone', { identifiers: [{ scheme: 'a', value: '1' }] }, {
    identifiers: [{ scheme: 'c', value: '1' }]
  }, ['lacks identifiers.a']],
  ['for ever for a date', { valid_until: null }, { valid_until: '2027-01-01' }, ['differs valid_until']],
  ['what is to be ignored', { location: { lat: 1, long: 2 }, number: '1' }, { location: { lat: 3 }, number: '2' }, [
    'differs number'
  ], { ignore: ['location'] }],
  ['quality notes', { quality: [{ field: 'a', code: 'invalid_value', severity: 'warning' }] }, {}, []]
] as const) {
  t.test(`${name}: ${expected.length === 0 ? 'no difference' : expected.join(', ')}`, async t => {
    t.same(differences(old, fresh, more), expected)
  })
}
