import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'
import { readSqlcmd } from '../../../adapters/simda/client.ts'
import { adapter } from '../../../adapters/simda/index.ts'
import { createRegister } from '../../../adapters/simda/register.ts'
import { joinYears } from '../../../adapters/simda/units.ts'
import type { UnitRow } from '../../../adapters/simda/wire.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { districts } from '../../../demo/city/regions.ts'
import { startLegacySystem } from '../../../demo/legacy-system.ts'
import { createFinanceSystem } from '../../../demo/systems/finance.ts'
import { loadContract } from '../../../src/contract/contract.ts'
import { createValidation } from '../../../src/contract/validation.ts'
import { createFieldReader } from '../../../src/kit/fields.ts'
import { toId } from '../../../src/kit/ids.ts'
import { type Call, type City, type Mapped, type MapTools, type Reader, SystemFault } from '../../../src/kit/index.ts'
import { createRegions } from '../../../src/kit/indonesia/regions.ts'
import { createNotes } from '../../../src/kit/quality.ts'

const call: Call = { signal: new AbortController().signal, requestId: 'req-test' }
const agency = (code: string, name: string, skpd_codes: string[], aliases: string[] = []) => ({ id: `SKPD-${code}`,
  code, name, skpd_codes, aliases })
const city: City = {
  name: 'Kota Bandung',
  box: { south: -6.98, north: -6.83, west: 107.54, east: 107.74 },
  phoneArea: '022',
  regions: createRegions({ province: { code: '32', name: '' }, regency: { code: '32.73', name: '' }, districts }),
  agencies: [
    agency('DPU', 'Dinas Pekerjaan Umum', [], ['DBMP', 'Dinas Bina Marga dan Pengairan']),
    agency('DISKAR', 'Dinas Kebakaran dan Penanggulangan Bencana', ['1.20.05.01'], [
      'Dinas Pencegahan dan Penanggulangan Kebakaran'
    ]),
    agency('KEC-COBLONG', 'Kecamatan Coblong', ['1.20.12.01'])
  ]
}
const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../../adapters/simda/fixtures/${name}`, import.meta.url))
const read = (name: string) => readSqlcmd(fixture(name), name)
const reader = adapter.resources.agencies as unknown as Reader<'agencies', unknown, UnitRow>
const validation = createValidation(loadContract())

/** A folder with the recorded files of some years. */
function dropOf(t: Test, years: readonly number[]): string {
  return pathToFileURL(
    t.testdir(Object.fromEntries(years.map(year => [`Ref_Sub_Unit_${year}.csv`, fixture(`Ref_Sub_Unit_${year}.csv`)])))
  ).href
}
function connect(t: Test, url: string, settings: object = {}, today = '2017-11-20'): unknown {
  const client = adapter.connect({ files: { url }, first_year: 2015, names: {}, ...settings }, {
    system: { id: 'finance', name: 'SIMDA', prefix: 'SIMDA', agencyId: undefined },
    url: '',
    city,
    today: () => today
  })
  t.teardown(() => adapter.close(client))
  return client
}
function map(row: UnitRow, client: unknown): Mapped<'agencies'> {
  const notes = createNotes()
  const tools: MapTools = { notes, read: createFieldReader(notes, { today: '2026-11-20' }),
    id: key => toId('SIMDA', key) }
  const made = reader.map(row, tools, client)
  const source = { system: 'finance', record_id: made.key, fetched_at: '2026-11-20T10:00:00+07:00',
    updated_at: made.updatedAt }
  t.same(validation.errorsOf('Agency', { id: tools.id(made.key), ...made.record, source, quality: notes.list() }), [])
  return made
}
async function rowsOf(client: unknown): Promise<UnitRow[]> {
  const newest = await reader.snapshot?.newest(client, call)
  const rows: UnitRow[] = []
  for await (const row of reader.snapshot?.rows(client, newest?.version ?? '', call) ?? []) rows.push(row)
  return rows
}

t.test('joins the years: renamed, renumbered, given to others, spelled anew', async t => {
  const years = await Promise.all(
    [2015, 2016, 2017].map(async year => ({ year, rows: await read(`Ref_Sub_Unit_${year}.csv`) }))
  )
  const client = connect(t, 'file:///drop')
  const rows = joinYears(years, createRegister(city, {}).identify)
  const records = new Map(rows.map(row => [`${row.Kode} ${row.Tahun_Awal}`, map(row, client)]))
  t.same([...records.keys()], ['1.03.01.01 2015', '1.20.05.01 2015', '1.20.12.01 2015', '1.20.12.02 2015',
    '1.21.01.01 2015', '1.05.01.01 2017', '1.20.05.01 2017'])
  t.same(records.get('1.03.01.01 2015'), {
    key: '1-03-01-01-2015',
    updatedAt: '2015-01-01T00:00:00+07:00',
    record: {
      identifiers: [{ scheme: 'simda', value: '1.03.01.01' }, { scheme: 'agency_code', value: 'DPU' }],
      code: '1.03.01.01',
      skpd_codes: ['1.03.01.01'],
      name: 'Dinas Pekerjaan Umum',
      aliases: ['Dinas Bina Marga & Pengairan', 'DINAS BINA MARGA DAN PENGAIRAN'],
      kind: 'dinas',
      valid_from: '2015-01-01',
      valid_to: null,
      successor_id: 'SKPD-DPU'
    }
  }, 'renamed, in the same place')
  t.match(records.get('1.20.05.01 2015'), {
    updatedAt: '2016-12-31T00:00:00+07:00',
    record: { skpd_codes: ['1.20.05.01', '1.05.01.01'], valid_to: '2016-12-31', successor_id: 'SIMDA-1-05-01-01-2017',
      aliases: ['Dinas Kebakaran dan Penanggulangan Bencana'] }
  }, 'renumbered')
  t.match(records.get('1.05.01.01 2017')?.record, { skpd_codes: ['1.05.01.01', '1.20.05.01'],
    successor_id: 'SKPD-DISKAR', valid_to: null }, 'and leads to the agency of the register')
  t.match(records.get('1.20.05.01 2017')?.record, { name: 'Badan Kepegawaian, Pendidikan dan Pelatihan',
    skpd_codes: ['1.20.05.01'], aliases: [], successor_id: undefined }, "the code is another agency's now")
  t.match(records.get('1.20.12.02 2015')?.record, { parent_id: 'SKPD-KEC-COBLONG', kind: 'kelurahan',
    aliases: ['Kel. Dago'], valid_to: null }, 'spelled anew each year')
  t.match(records.get('1.21.01.01 2015')?.record, { valid_to: '2016-12-31', successor_id: undefined,
    name: 'KANTOR KETAHANAN PANGAN' }, 'dissolved; a year without a name is no change')
})

t.test('leaves to the register what it tells itself: the present codes that it knows', async t => {
  const rows = await rowsOf(connect(t, dropOf(t, [2015, 2016, 2017])))
  t.same(rows.map(({ Kode, Tahun_Awal }) => `${Kode} ${Tahun_Awal}`), ['1.03.01.01 2015', '1.20.05.01 2015',
    '1.20.12.02 2015', '1.21.01.01 2015', '1.05.01.01 2017', '1.20.05.01 2017'])
  const [row] = rows.slice(-1)
  t.match(
    row &&
      map(row, connect(t, 'file:///drop', { names: { 'Badan Kepegawaian, Pendidikan dan Pelatihan': 'DPU' } })).record,
    { successor_id: 'SKPD-DPU' },
    'names of this system alone'
  )
  t.throws(() => connect(t, 'file:///drop', { names: { X: 'NOBODY' } }), /no agency with the code NOBODY/)
})

t.test('waits for the files of all years', async t => {
  const lacks = (years: number[], today: string) =>
    rowsOf(connect(t, dropOf(t, years), {}, today)).then(() => 'nothing', (error: unknown) =>
      `${(error as SystemFault).kind}: ${(error as Error).message}`)
  t.equal(await lacks([2015, 2016, 2017], '2017-11-20'), 'nothing')
  t.equal(await lacks([2015, 2016, 2017], '2016-11-20'), 'nothing', "next year's may be there already")
  t.equal(await lacks([2015, 2016, 2017], '2018-01-01'), 'truncated: has no file of the budget year 2018')
  t.equal(await lacks([2015, 2017], '2017-11-20'), 'truncated: has no file of the budget year 2016')
  t.equal(await lacks([2016, 2017], '2017-11-20'), 'truncated: has no file of the budget year 2015')
})

t.test('tells units of one name apart by their codes', t => {
  const row = (Kd_Sub: string, Nm_Sub_Unit: string) => ({ Kd_Urusan: '1', Kd_Bidang: '2', Kd_Unit: '3', Kd_Sub,
    Nm_Sub_Unit })
  const years = [2015, 2016].map(year => ({ year, rows: [row('1', 'UPT'), row('2', 'UPT'), row('x', 'no code')] }))
  t.same(joinYears(years, name => name).map(({ Kode, Kode_Lain, Penerus }) => [Kode, Kode_Lain, Penerus]), [[
    '1.02.03.01',
    [],
    null
  ], ['1.02.03.02', [], null]])
  t.end()
})

t.test('reads what sqlcmd writes, and refuses what is not whole', async t => {
  const rows = await read('Ref_Sub_Unit_2016.csv')
  t.equal(rows.length, 5)
  t.same(rows[0], { Kd_Urusan: '1', Kd_Bidang: '3', Kd_Unit: '1', Kd_Sub: '1',
    Nm_Sub_Unit: 'Dinas Bina Marga & Pengairan' })
  const whole = fixture('Ref_Sub_Unit_2016.csv')
  const faultOf = (bytes: Buffer) =>
    readSqlcmd(bytes, 'x').then(() => 'read',
      (error: unknown) => (error instanceof SystemFault ? error.kind : String(error)))
  for (let length = 1; length < whole.length - 2; length += 7)
    t.equal(await faultOf(whole.subarray(0, length)), length < 4 ? 'unreadable' : 'truncated', `cut at ${length}`)
  t.equal(await faultOf(Buffer.from(whole.toString().replace('(5 rows', '(6 rows'))), 'truncated')
  t.equal(await faultOf(fixture('sqlcmd-error.csv')), 'failed')
  t.equal(await faultOf(Buffer.from('\u0000\u0001\u0002 garbage')), 'unreadable')
  t.equal(await faultOf(Buffer.from(whole.toString().replace('Nm_Sub_Unit', 'Nama'))), 'unreadable')
})

t.test('serves the units of the demo city, and survives what happens to the files', async t => {
  const system = await startLegacySystem(
    createFinanceSystem(createDemoCity(), { writtenAt: new Date('2026-11-20T05:00:00Z') })
  )
  t.teardown(() => system.stop())
  const client = connect(t, system.environment['FINANCE_FILES_URL'] ?? '', {}, '2026-11-20')
  const rows = await rowsOf(client)
  const made = rows.map(row => map(row, client))
  t.equal(new Set(made.map(({ key }) => key)).size, rows.length)
  t.ok(rows.length > 200 && rows.length < 260, `${rows.length} units: spelling makes none of its own`)
  t.ok(made.some(({ record }) => record.successor_id !== undefined))
  const read = () => rowsOf(client).then(found => found.length, (error: unknown) => (error as SystemFault).kind)
  for (const [kind, expected] of [['down', 'unreachable'], ['error', 'failed'], ['garbage', 'unreadable'], ['truncate',
    'truncated'], ['none', rows.length]] as const)
  {
    await system.setFault({ kind })
    t.equal(await read(), expected, kind)
  }
})
