import t from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import type { DropFile } from '../../demo/legacy-system.ts'
import { createTaxSystem } from '../../demo/systems/tax.ts'
import { readCsv, readDbf } from '../../src/kit/index.ts'

const city = createDemoCity()
const exportedAt = new Date('2026-11-20T19:00:00Z')
const make = () => createTaxSystem(city, { exportedAt, objects: 2_000 })
const files = make().files()
const named = (start: string): DropFile => files.find(({ name }) => name.startsWith(start))!

async function dbf(start: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = []
  for await (const row of readDbf<Record<string, unknown>>([named(start).bytes])) rows.push(row)
  return rows
}
async function csv(): Promise<Record<string, string>[]> {
  const rows: Record<string, string>[] = []
  for await (const row of readCsv<Record<string, string>>([named('PEMBAYARAN').bytes], { charset: 'windows-1252' }))
    rows.push(row)
  return rows
}
const objects = await dbf('DAT_OBJEK')
const subjects = await dbf('DAT_SUBJEK')
const bills = await dbf('SPPT')
const payments = await csv()
const sum = (rows: readonly Record<string, unknown>[], ...columns: string[]): number =>
  rows.reduce((total, row) => total + columns.reduce((part, column) => part + Number(row[column]), 0), 0)

t.test('the export has four tables of one night, and the control file last', t => {
  t.same(files.map(({ name }) => name), ['DAT_OBJEK_PAJAK_20261121.DBF', 'DAT_SUBJEK_PAJAK_20261121.DBF',
    'SPPT_20261121.DBF', 'PEMBAYARAN_SPPT_20261121.CSV', 'KONTROL_20261121.TXT'], "by the city's clock")
  t.ok(files.every(({ modifiedAt }) => modifiedAt === exportedAt))
  t.ok(make().files().every(({ bytes }, index) => bytes.equals(files[index]!.bytes)), 'the same at every start')
  t.end()
})

t.test('the control file counts the records that are not deleted, and sums their amounts', t => {
  t.equal(named('KONTROL').bytes.toString('latin1'), [
    'PBB-P2 EKSPOR 20261121',
    `DAT_OBJEK_PAJAK_20261121.DBF|${objects.length}|${sum(objects, 'NJOP_BUMI', 'NJOP_BNG')}`,
    `DAT_SUBJEK_PAJAK_20261121.DBF|${subjects.length}|0`,
    `SPPT_20261121.DBF|${bills.length}|${sum(bills, 'PBB_YG_HAR')}`,
    `PEMBAYARAN_SPPT_20261121.CSV|${payments.length}|${sum(payments, 'JML_SPPT_YG_DIBAYAR')}`,
    'SELESAI 2026-11-21 02:00:00',
    ''
  ].join('\r\n'))
  t.ok(objects.length < 2_000, 'some are deleted')
  t.end()
})

t.test('has the defects of the real one', t => {
  t.ok(subjects.some(({ NM_WP }) => /[“”’]/.test(String(NM_WP))), 'text out of Word, in Windows-1252')
  t.ok(subjects.some(({ NM_WP }) => String(NM_WP).length === 30), 'names cut at 30')
  t.ok(subjects.some(({ SUBJEK_PAJ }) => String(SUBJEK_PAJ).startsWith('WP')), 'made-up ids')
  const known = new Set(subjects.map(({ SUBJEK_PAJ }) => String(SUBJEK_PAJ)))
  t.ok(objects.some(({ SUBJEK_PAJ }) => !known.has(String(SUBJEK_PAJ))), 'owners that are missing')
  t.ok(payments.some(({ KD_KECAMATAN }) => /^[1-9]\d$/.test(KD_KECAMATAN ?? '')), '060 came out of a spreadsheet as 60')
  t.ok(bills.some(({ SIKLUS_SPP }) => Number(SIKLUS_SPP) > 1), 'issued again')

  const keyOf = (...parts: unknown[]): string => parts.map(Number).join('.')
  const paid = new Set(
    payments.map(row =>
      keyOf(row['KD_KECAMATAN'], row['KD_KELURAHAN'], row['KD_BLOK'], row['NO_URUT'], row['THN_PAJAK_SPPT'])
    )
  )
  const isPaid = (row: Record<string, unknown>) =>
    paid.has(keyOf(row['KD_KECAMAT'], row['KD_KELURAH'], row['KD_BLOK'], row['NO_URUT'], row['THN_PAJAK_']))
  t.ok(bills.some(row => row['STATUS_PEM'] === '0' && isPaid(row)), 'unpaid, with payments')
  t.ok(bills.some(row => row['STATUS_PEM'] === '1' && !isPaid(row)), 'paid, without')
  t.ok(bills.some(row => ['2', '6'].includes(String(row['STATUS_PEM']))), 'codes of local meaning')
  t.end()
})

t.test('points at no real person', t => {
  const niks = new Set(city.people.map(({ nik }) => nik))
  const used = subjects.map(({ SUBJEK_PAJ }) => String(SUBJEK_PAJ)).filter(id => /^\d{16}$/.test(id))
  t.ok(used.length > 100)
  t.same(used.filter(id => !niks.has(id)), [])
  t.end()
})

t.test('an export that failed says so in the control file alone', t => {
  const [control, ...others] = make().failure()
  t.same(others, [])
  t.match(control?.bytes.toString(), /^PBB-P2 EKSPOR 20261121\r\nGAGAL ORA-01555/)
  t.end()
})
