import t from 'tap'
import { mapProposal } from '../../../adapters/musrenbang/map.ts'
import type { Usulan } from '../../../adapters/musrenbang/wire.ts'
import { contractErrors } from '../records.ts'
import { badColumns, type Columns, createTools, knownRows, surroundings } from './surroundings.ts'

const rows = knownRows.map((row): Columns => ({ ...row, BERUBAH: row['TGL_UBAH'] ?? row['TGL_INPUT'] ?? null }))
const [proposal, second, third, , big] = rows as [Columns, Columns, Columns, Columns, Columns]

function map(row: Columns) {
  const tools = createTools()
  const mapped = mapProposal(row as unknown as Usulan, tools, surroundings)
  return { ...mapped, notes: tools.notes.list(), errors: contractErrors('proposals', mapped, tools) }
}

function spoiled(name: string): Columns {
  const columns = badColumns[name]
  if (columns === undefined) throw new Error(`no fixture ${name}`)
  return { ...proposal, ...columns }
}

t.test('maps a whole proposal', async t => {
  t.same(map(proposal), {
    key: '451',
    updatedAt: '2016-02-03T09:15:00+07:00',
    record: {
      identifiers: [],
      kind: 'musrenbang',
      title: 'Perbaikan saluran air RW 05',
      description: 'Panjang 120 m.\nSering banjir saat hujan.',
      rw: '005',
      location: { rt: '003', rw: '005', village_code: '32.73.02.1004', district_code: '32.73.02' },
      agency_id: 'SKPD-DPU',
      amount_idr: 75_000_000,
      year: 2016
    },
    notes: [],
    errors: []
  })
})

t.test('says nothing of who proposed it', async t => {
  t.notMatch(JSON.stringify(map(proposal)), /ENTIN/i)
})

t.test('finds the place though the zero is lost, and leaves out what is not there', async t => {
  const { record, errors } = map({ ...second, BERUBAH: '2016-01-21T10:00:00' })
  t.same(errors, [])
  t.same(record.location, { rw: '005', village_code: '32.73.02.1004', district_code: '32.73.02' })
  t.same(map({ ...second, BERUBAH: '2016-01-21T10:00:00', KD_KEC: 2, KD_KEL: 1004 }).record.location, record.location)
  t.equal(record.kind, 'pippk')
  t.notOk('agency_id' in record)
  t.notOk('description' in record)
  t.same(Object.keys(map(third).record).sort(), ['agency_id', 'identifiers', 'kind', 'location', 'title', 'year'])
  t.same(map(big).record.location, { rw: '012', district_code: '32.73.06' })
  t.equal(map(big).key, '9007199254740993')
})

t.test('refuses what the contract cannot do without', async t => {
  t.throws(() => map(spoiled('no title')), { message: 'has no title (USULAN)' })
  t.throws(() => map(spoiled('no date')), { message: 'has no date of change (TGL_INPUT, TGL_UBAH)' })
  t.throws(() => map(spoiled('null date')), { message: 'has no date of change (TGL_INPUT, TGL_UBAH)' })
})

t.test('leaves out what it cannot use, and says so', async t => {
  for (const [name, field, code] of [
    ['kind nobody knows', 'kind', 'invalid_value'],
    ['district of another city', 'location.district_code', 'region_unknown'],
    ['village of another district', 'location.village_code', 'region_unknown'],
    ['agency of last year', 'agency_id', 'invalid_value'],
    ['money in words', 'amount_idr', 'invalid_value'],
    ['year of a slip', 'year', 'invalid_value'],
    ['RW in words', 'location.rw', 'invalid_value'],
    ["title longer than the contract's", 'title', 'invalid_value']
  ] as const) {
    const { notes, errors } = map(spoiled(name))
    t.match(notes.find(note => note.field === field), { code }, name)
    t.same(errors, [], name)
  }
  t.notOk(map(spoiled('district of another city')).record.location?.village_code,
    'a village number says nothing without its district')
})
