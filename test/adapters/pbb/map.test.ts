import t from 'tap'
import { mapBill, mapObject } from '../../../adapters/pbb/map.ts'
import { createTables } from '../../../adapters/pbb/settings.ts'
import type { BillRow, ObjectRow } from '../../../adapters/pbb/wire.ts'
import { contractErrors } from '../records.ts'
import { city, connect, copyExport, createTools, readAll, settingsOf } from './surroundings.ts'

const tables = createTables(settingsOf('file:///drop'), city)
const notesOf = (tools: ReturnType<typeof createTools>): string[] =>
  tools.notes.list().map(({ field, code }) => `${field} ${code}`)

function object(row: ObjectRow) {
  const tools = createTools()
  const mapped = mapObject(row, tools, tables)
  return { ...mapped, notes: notesOf(tools), errors: contractErrors('tax-objects', mapped, tools) }
}
function bill(row: BillRow) {
  const tools = createTools()
  const mapped = mapBill(row, tools, tables)
  return { ...mapped, notes: notesOf(tools), errors: contractErrors('tax-bills', mapped, tools) }
}

t.test('a recorded object, field by field', async t => {
  const [first] = await readAll<ObjectRow>('tax-objects', connect(t, copyExport(t).url))
  t.same(object(first!), {
    key: '327319000400100120',
    updatedAt: '2026-03-02T00:00:00+07:00',
    record: {
      identifiers: [],
      nop: '327319000400100120',
      owner_name: 'Siti Rahmawati Nurhasanah',
      location: { address: 'Jl. IR. H. JUANDA NO. 100', rt: '003', rw: '005', district_code: '32.73.02' },
      land_m2: 120,
      building_m2: 90,
      njop_land_idr: 137640000,
      njop_building_idr: 62865000
    },
    notes: ['owner_name name_truncated'],
    errors: []
  })
})

t.test('recorded objects with all that is wrong with them', async t => {
  const [, dead, nameless, elsewhere] = (await readAll<ObjectRow>('tax-objects', connect(t, copyExport(t).url))).map(
    object
  )
  t.match(dead, {
    updatedAt: '2026-11-20T00:00:00+07:00',
    record: { owner_name: /^René D.costa$/,
      location: { address: 'Komp. “Griya Asri” Blok C'.toUpperCase(), rw: '005', rt: undefined }, building_m2: 0 },
    errors: []
  }, 'dead owner, CP1252, RT 000, no date')
  t.match(nameless, {
    record: { owner_name: undefined, location: { rt: undefined, rw: undefined, district_code: '32.73.19' } },
    errors: []
  }, 'the subject is missing')
  t.match(elsewhere, { record: { location: undefined }, notes: ['location.district_code region_unknown'], errors: [] },
    'an unknown tax code')
})

t.test('a recorded bill, field by field', async t => {
  const bills = await readAll<BillRow>('tax-bills', connect(t, copyExport(t).url))
  t.same(bill(bills[1]!), {
    key: '327319000400100120-2025',
    updatedAt: '2025-10-14T10:20:08+07:00',
    record: {
      identifiers: [],
      status: { code: 'paid', raw_code: '1', changed_at: '2025-10-14T00:00:00+07:00' },
      nop: '327319000400100120',
      tax_year: 2025,
      cycle: 2,
      taxpayer_name: 'Siti Rahmawati Nurhasanah',
      district_code: '32.73.02',
      payable_idr: 188505,
      penalty_idr: 3770,
      due_on: '2025-09-30',
      payments: [{ seq: 1, paid_on: '2025-10-14', amount_idr: 192275, penalty_idr: 3770, bank: 'BNI' }]
    },
    notes: ['taxpayer_name name_truncated'],
    errors: []
  })
})

t.test('where bills stand, by code, payments and due date', async t => {
  const bills = (await readAll<BillRow>('tax-bills', connect(t, copyExport(t).url))).map(bill)
  t.same(bills.map(({ key, record }) => `${key.slice(10)} ${record.status.raw_code} ${record.status.code}`), [
    '00100120-2024 1 paid',
    '00100120-2025 1 paid',
    '00100120-2026 0 overdue',
    '00100130-2024 0 cancelled',
    '00100130-2025 0 partially_paid',
    '00100130-2026 0 unpaid',
    '00300010-2025 6 unknown',
    '00300010-2026 0 paid'
  ])
  t.same(bills.flatMap(({ errors }) => errors), [])
  t.same(bills[6]?.notes.filter(note => note.startsWith('status')), ['status status_unmapped'])
  t.same(bills[7]?.notes.filter(note => note.startsWith('status')), ['status out_of_order'],
    'paid in full, and the code does not say so')
  t.same(bills[6]?.record.due_on, undefined, '1900-01-01 is none')
  t.same(bills[6]?.notes.filter(note => note.startsWith('due_on')), [])
})

const row: BillRow = {
  NOP: '327319000400100120',
  THN_PAJAK_SPPT: '2026',
  SIKLUS_SPPT: 1,
  NM_WP_SPPT: 'IMAS',
  TGL_JATUH_TEMPO_SPPT: '2026-09-30',
  TGL_TERBIT_SPPT: '2026-01-13',
  PBB_YG_HARUS_DIBAYAR_SPPT: 100_000,
  STATUS_PEMBAYARAN_SPPT: '0',
  STATUS_PEMBATALAN: '0',
  PEMBAYARAN: [],
  TGL_EKSPOR: '2026-11-20',
  TGL_BACA: '2026-11-21'
}
const payment = (amount: string, penalty: string) => ({
  PEMBAYARAN_SPPT_KE: '1',
  KD_BANK_PERSEPSI: '777',
  TGL_PEMBAYARAN_SPPT: '02/03/2026',
  JML_SPPT_YG_DIBAYAR: amount,
  DENDA_SPPT: penalty,
  TGL_REKAM_BYR_SPPT: ''
})
const statusOf = (more: Partial<BillRow>) => bill({ ...row, ...more }).record.status.code

t.test('a bill is overdue on the day after it was due', async t => {
  t.equal(statusOf({ TGL_BACA: '2026-09-30' }), 'unpaid')
  t.equal(statusOf({ TGL_BACA: '2026-10-01' }), 'overdue')
  t.equal(statusOf({ TGL_JATUH_TEMPO_SPPT: null }), 'unpaid', 'nobody knows when')
})

t.test('a penalty pays nothing of the bill', async t => {
  t.equal(statusOf({ PEMBAYARAN: [payment('100000', '4000')] }), 'partially_paid')
  t.equal(statusOf({ PEMBAYARAN: [payment('104000', '4000')] }), 'paid')
  t.equal(statusOf({ PEMBAYARAN: [payment('4000', '4000')] }), 'overdue')
})

t.test('a code that says paid is believed without payments, with a note', async t => {
  t.match(bill({ ...row, STATUS_PEMBAYARAN_SPPT: '1' }), {
    record: { status: { code: 'paid', changed_at: undefined }, penalty_idr: undefined },
    notes: ['status out_of_order']
  })
})

t.test('the status may be a number, and codes of one city come from its settings', async t => {
  t.equal(statusOf({ STATUS_PEMBAYARAN_SPPT: 1 }), 'paid')
  const local = createTables(
    settingsOf('file:///drop', { codes: { status: { '2': 'cancelled' }, bank: { '777': 'Bank Contoh' } } }),
    city
  )
  const mapped =
    mapBill({ ...row, STATUS_PEMBAYARAN_SPPT: '2', PEMBAYARAN: [payment('1', '0')] }, createTools(), local).record
  t.equal(mapped.status.code, 'cancelled')
  t.equal(mapped.payments?.[0]?.bank, 'Bank Contoh')
  t.equal(bill({ ...row, PEMBAYARAN: [payment('1', '0')] }).record.payments?.[0]?.bank, '777',
    'an unknown bank keeps its code')
})

t.test('a payment that cannot be read is left out and noted', async t => {
  const mapped = bill({ ...row,
    PEMBAYARAN: [{ ...payment('1', '0'), TGL_PEMBAYARAN_SPPT: '31/02/2026' }, payment('x', '0')] })
  t.same(mapped.record.payments, [])
  t.same(mapped.notes, ['payments.0.paid_on invalid_value', 'payments.1.amount_idr invalid_value'])
})

t.test('rows without what makes a record say so', async t => {
  t.throws(() => bill({ ...row, NOP: '' }), { message: 'has no number' })
  t.throws(() => bill({ ...row, THN_PAJAK_SPPT: '26' }), { message: 'has no year' })
  t.throws(() => bill({ ...row, PBB_YG_HARUS_DIBAYAR_SPPT: '***************' }), { message: 'has no amount' })
})

t.test('a tax code that stands for no district of the city is refused with the settings', async t => {
  t.throws(() => createTables(settingsOf('file:///drop', { district_codes: { '010': '32.74.01' } }), city), {
    message: 'the city has no district with the code 32.74.01'
  })
})
