import { appendFileSync, readFileSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { createNames } from '../../../adapters/pbb/names.ts'
import type { BillRow, ObjectRow } from '../../../adapters/pbb/wire.ts'
import { dbfFile } from '../../../demo/dbf.ts'
import { sppt } from '../../../demo/systems/tax-tables.ts'
import { type ResourceName, SystemFault } from '../../../src/kit/index.ts'
import { call, connect, copyExport, readAll, readerOf } from './surroundings.ts'

type Row = Record<string, unknown>
const OBJECTS = 'DAT_OBJEK_PAJAK_20261120.DBF'
const SUBJECTS = 'DAT_SUBJEK_PAJAK_20261120.DBF'
const BILLS = 'SPPT_20261120.DBF'
const PAYMENTS = 'PEMBAYARAN_SPPT_20261120.CSV'
const CONTROL = 'KONTROL_20261120.TXT'

const edit = (path: string, change: (text: string) => string): void => {
  writeFileSync(path, change(readFileSync(path, 'latin1')), 'latin1')
}
async function faultOf(reading: Promise<unknown>): Promise<{ kind: string; message: string }> {
  try {
    await reading
  } catch (error) {
    if (error instanceof SystemFault) return { kind: error.kind, message: error.message }
    throw error
  }
  throw new Error('it was read')
}
const newest = (resource: ResourceName, client: unknown) =>
  readerOf<ResourceName, Row>(resource).snapshot!.newest(client, call)

t.test('joins objects with the names of their subjects, and keeps no identity number', async t => {
  const rows = await readAll<ObjectRow>('tax-objects', connect(t, copyExport(t).url))
  t.equal(rows.length, 4, 'deleted records are passed over')
  t.same(rows.map(({ NM_WP }) => NM_WP), ['SITI RAHMAWATI NURHASANAH, S.P', 'ALM. RENÉ D’COSTA', null,
    'SITI RAHMAWATI NURHASANAH, S.P'])
  t.notMatch(JSON.stringify(rows), /\d{12}9991/)
})

t.test('joins bills with their payments, the last issue of each', async t => {
  const rows = await readAll<BillRow>('tax-bills', connect(t, copyExport(t).url))
  t.same(
    rows.map(({ NOP, THN_PAJAK_SPPT, SIKLUS_SPPT, PEMBAYARAN }) =>
      `${NOP.slice(10)}-${THN_PAJAK_SPPT}/${SIKLUS_SPPT} ${PEMBAYARAN.length}`
    ),
    [
      '00100120-2024/1 1',
      '00100120-2025/2 1',
      '00100120-2026/1 0',
      '00100130-2024/1 0',
      '00100130-2025/1 1',
      '00100130-2026/1 0',
      '00300010-2025/1 0',
      '00300010-2026/1 2'
    ]
  )
})

t.test('names the newest night by its control file, and when that was written', async t => {
  const { folder, url } = copyExport(t)
  const client = connect(t, url)
  const at = new Date('2026-11-20T18:40:12Z')
  utimesSync(join(folder, CONTROL), at, at)
  t.match(await newest('tax-objects', client), { version: /^20261120 /, producedAt: '2026-11-21T01:40:12+07:00' })
  writeFileSync(join(folder, 'KONTROL_20261119.TXT'), 'older, though written later')
  t.match(await newest('tax-objects', client), { version: /^20261120 / })
  rmSync(join(folder, CONTROL))
  rmSync(join(folder, 'KONTROL_20261119.TXT'))
  t.equal(await newest('tax-objects', client), undefined, 'not finished yet')
})

t.test('has a new version when a file of its own changes, and only then', async t => {
  const { folder, url } = copyExport(t)
  const client = connect(t, url)
  const versions = async () =>
    (await Promise.all([newest('tax-objects', client), newest('tax-bills', client)])).map(found => found?.version)
  const [objects, bills] = await versions()
  t.same(await versions(), [objects, bills])
  appendFileSync(join(folder, BILLS), 'x')
  const [same, changed] = await versions()
  t.equal(same, objects)
  t.not(changed, bills)
})

t.test('has new bills each day, as they become overdue without a change in any file', async t => {
  const { url } = copyExport(t)
  const statusDay = async (today: string) => (await readAll<BillRow>('tax-bills', connect(t, url, today)))[0]?.TGL_BACA
  const [one, other] = [connect(t, url, '2026-11-21'), connect(t, url, '2026-11-22')]
  t.not((await newest('tax-bills', one))?.version, (await newest('tax-bills', other))?.version)
  t.equal((await newest('tax-objects', one))?.version, (await newest('tax-objects', other))?.version)
  t.same([await statusDay('2026-11-21'), await statusDay('2026-11-22')], ['2026-11-21', '2026-11-22'])
})

const spoilt: [name: string, resource: ResourceName, spoil: (folder: string) => void,
  fault: { kind: string; message: RegExp }][] = [
    ['a half-written DBF file', 'tax-objects', folder => truncateSync(join(folder, OBJECTS), 1_000), {
      kind: 'truncated',
      message: /has 2 of the 5 records that its header counts/
    }],
    ['a half-written file of subjects', 'tax-objects', folder => truncateSync(join(folder, SUBJECTS), 500), {
      kind: 'truncated',
      message: /of the 2 records/
    }],
    ['a half-written CSV file', 'tax-bills', folder => truncateSync(join(folder, PAYMENTS), 700), { kind: 'truncated',
      message: /ends within line/ }],
    ['a CSV file cut between two lines', 'tax-bills',
      folder => edit(join(folder, PAYMENTS), text => text.split('\r\n').slice(0, 4).join('\r\n') + '\r\n'), {
      kind: 'truncated',
      message: /holds 3 records in PEMBAYARAN_SPPT_20261120\.CSV, where its control file says 6/
    }],
    ['a control file that is not finished', 'tax-objects',
      folder => edit(join(folder, CONTROL), text => text.slice(0, 60)), { kind: 'truncated',
      message: /a control file without its end/ }],
    ['a control file cut between two lines', 'tax-objects',
      folder => edit(join(folder, CONTROL), text => text.split('SELESAI')[0]!), { kind: 'truncated',
      message: /a control file without its end/ }],
    ['a control file without one of the tables', 'tax-bills',
      folder => edit(join(folder, CONTROL), text => text.replace(/SPPT_20261120.DBF.*\r\n/, '')), { kind: 'truncated',
      message: /a control file without SPPT_20261120.DBF/ }],
    ['a wrong count', 'tax-objects', folder => edit(join(folder, CONTROL), text => text.replace('DBF|4|', 'DBF|5|')), {
      kind: 'truncated',
      message: /^holds 4 records in DAT_OBJEK_PAJAK_20261120\.DBF, where its control file says 5$/
    }],
    ['a wrong total', 'tax-objects',
      folder => edit(join(folder, CONTROL), text => text.replace('|1225005000', '|1225005001')), { kind: 'truncated',
      message:
        /^holds a total of 1225005000 in DAT_OBJEK_PAJAK_20261120\.DBF, where its control file says 1225005001$/ }],
    ['a wrong total of payments', 'tax-bills',
      folder => edit(join(folder, CONTROL), text => text.replace('|2218980', '|2218981')), { kind: 'truncated',
      message: /a total of 2218980 in PEMBAYARAN_SPPT/ }],
    ['an export that failed', 'tax-bills',
      folder => edit(join(folder, CONTROL), () => 'PBB-P2 EKSPOR 20261120\r\nGAGAL ORA-01555: snapshot too old\r\n'), {
      kind: 'failed',
      message: /^says that its export failed$/
    }],
    ['a control file of another night', 'tax-bills',
      folder => edit(join(folder, CONTROL), text => text.replace('20261120', '20261119')), { kind: 'unreadable',
      message: /of another kind/ }],
    ['a missing file', 'tax-objects', folder => rmSync(join(folder, SUBJECTS)), { kind: 'failed',
      message: /has no file DAT_SUBJEK_PAJAK_20261120.DBF/ }],
    ['garbage', 'tax-objects', folder => writeFileSync(join(folder, OBJECTS), Buffer.alloc(5_000, 0xa7)), {
      kind: 'unreadable',
      message: /DBF file/
    }],
    ['a changed layout', 'tax-bills',
      folder => edit(join(folder, BILLS), text => text.replace('PBB_YG_HAR', 'PBB_BAYAR\u0000')), { kind: 'unreadable',
      message: /has no column PBB_YG_HAR/ }],
    ['a changed header of the CSV file', 'tax-bills',
      folder => edit(join(folder, PAYMENTS), text => text.replace('DENDA_SPPT', 'DENDA')), { kind: 'unreadable',
      message: /has no column DENDA_SPPT/ }],
    ['payments in another order', 'tax-bills', folder =>
      edit(join(folder, PAYMENTS), text => {
        const [head, ...lines] = text.trimEnd().split('\r\n')
        return [head, ...lines.reverse(), ''].join('\r\n')
      }), { kind: 'unreadable', message: /^has PEMBAYARAN_SPPT in another order than by NOP and year$/ }]
  ]
for (const [name, resource, spoil, { kind, message }] of spoilt) {
  t.test(`refuses ${name}, and says so`, async t => {
    const { folder, url } = copyExport(t)
    spoil(folder)
    const fault = await faultOf(readAll(resource, connect(t, url)))
    t.equal(fault.kind, kind)
    t.match(fault.message, message)
  })
}

t.test('refuses bills in another order', async t => {
  const { folder, url } = copyExport(t)
  const cells = (
    sequence: string
  ) => ['32', '73', '190', '004', '001', sequence, '0', '2026', 1, 'IMAS', '20260930', '20260113', 1, 1, 1, 1, 2, 0, 2,
    5, 0, 5, '0', '0', '1', '0']
  writeFileSync(join(folder, BILLS),
    dbfFile({ columns: sppt, rows: [cells('0002'), cells('0001')], cells: row => row, updatedOn: new Date(0) }))
  t.match(await faultOf(readAll('tax-bills', connect(t, url))), { kind: 'unreadable',
    message: 'has SPPT in another order than by NOP and year' })
})

t.test('is unreachable while its folder is away', async t => {
  const { folder, url } = copyExport(t)
  const client = connect(t, url)
  renameSync(folder, `${folder}-away`)
  t.match(await faultOf(newest('tax-objects', client)), { kind: 'unreachable' })
  renameSync(`${folder}-away`, folder)
})

t.test('lets go of its files when the reader leaves', async t => {
  const client = connect(t, copyExport(t).url)
  const open = () => process.getActiveResourcesInfo().filter(name => /FileHandle|FSReq/.test(name)).length
  const before = open()
  for (const resource of ['tax-objects', 'tax-bills'] as const) {
    const { snapshot } = readerOf<ResourceName, Row>(resource)
    const { version } = (await snapshot!.newest(client, call))!
    for await (const row of snapshot!.rows(client, version, call)) if (row !== undefined) break
  }
  while (open() > before) await new Promise(resolve => setImmediate(resolve))
  t.pass('all are closed')
})

t.test('finds any of many names by its id', t => {
  const names = createNames()
  for (let index = 0; index < 20_000; index++) names.add(`3273${index}`, `NAMA ÉÉ ${index}`)
  names.add('32737', 'a second one')
  t.ok(Array.from({ length: 20_000 }, (_, index) => names.find(`3273${index}`) === `NAMA ÉÉ ${index}`).every(Boolean))
  for (const id of ['', '3273', '327320000', 'x'.repeat(2_000), '\u0000']) t.equal(names.find(id), undefined)
  names.add('', 'without an id')
  names.add('x'.repeat(300), 'too long an id')
  names.add('long', 'é'.repeat(300))
  t.equal(names.find(''), 'without an id')
  t.equal(names.find('x'.repeat(300)), undefined)
  t.equal(names.find('long'), 'é'.repeat(127))
  t.end()
})
