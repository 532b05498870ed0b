import t from 'tap'
import { readPage } from '../../../src/kit/connectors/html-page.ts'
import { readTable } from '../../../src/kit/connectors/html-table.ts'
import { failureOf } from './servers.ts'

const page = (html: string) => readPage({ bytes: Buffer.from(html), contentType: 'text/html' }, { stage: 'test' })
const columns = { nomor: ['Nomor Registrasi', 'No. Reg'], tanggal: 'Tanggal' } as const
const textsOf = async (html: string, wanted: Record<string, string | readonly string[]> = columns) =>
  readTable(await page(html), 'table', wanted).map(row =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell.text]))
  )
const faultOf = (html: string) =>
  failureOf(page(html).then($ => readTable($, 'table.data', columns, { stage: 'list requests' })))

const rows = [{ nomor: '001', tanggal: '3 Mei 2026' }]

t.test('finds columns by their headers wherever they stand', async t => {
  t.strictSame(await textsOf('<table><tr><th>Nomor Registrasi<th>Tanggal<tr><td>001<td>3 Mei 2026</table>'), rows)
  t.strictSame(
    await textsOf(
      '<table><thead><tr><th>No<th>Tanggal<th>Loket<th>Nomor Registrasi</thead><tbody><tr><td>1<td>3 Mei ' +
        '2026<td>A<td>001</table>'
    ),
    rows
  )
})

t.test('takes a header for the same in other spellings', async t => {
  for (const header of ['NOMOR  REGISTRASI', 'Nomor<br>Registrasi', 'nomor&nbsp;registrasi:', 'Nomor Registrasi ▲',
    'No.Reg.', '<a href="?urut=1">Nomor <b>Registrasi</b></a>'])
  {
    t.strictSame(await textsOf(`<table><tr><th>${header}<th>Tanggal<tr><td>001<td>3 Mei 2026</table>`), rows, header)
  }
})

t.test('takes the first row for headers where there are no header cells', async t => {
  t.strictSame(
    await textsOf('<table><tr><td>Tanggal</td><td>No. Reg</td></tr><tr><td>3 Mei 2026</td><td>001</td></tr></table>'),
    rows
  )
})

t.test('reads headers that span columns and rows', async t => {
  const html = `<table><tr><th rowspan=2>Nomor Registrasi<th colspan=2>Keberatan<th rowspan=2>Tanggal
    <tr><th>Alasan<th>Tanggal Diajukan<tr><td>001<td>Terlambat<td>9 Mei 2026<td>3 Mei 2026</table>`
  t.strictSame(await textsOf(html, { ...columns, alasan: 'Keberatan Alasan', diajukan: 'Tanggal Diajukan' }), [
    { ...rows[0], alasan: 'Terlambat', diajukan: '9 Mei 2026' }
  ])
})

t.test('cells that span columns or rows count for all of them', async t => {
  const html =
    '<table><tr><th>Tanggal<th>Loket<th>No. Reg<tr><td rowspan=2>3 Mei 2026<td>A<td>001<tr><td>B<td>002<tr><td ' +
    'colspan=2>4 Mei 2026<td>003</table>'
  t.strictSame(await textsOf(html), [...rows, { nomor: '002', tanggal: '3 Mei 2026' }, { nomor: '003',
    tanggal: '4 Mei 2026' }])
})

t.test('leaves out rows that say there are none, totals, and tables within', async t => {
  t.strictSame(await textsOf('<table><tr><th>No. Reg<th>Tanggal<tr><td colspan=2>Tidak ada data</table>'), [])
  t.strictSame(await textsOf('<table><tr><th>No. Reg<th>Tanggal</table>'), [])
  t.strictSame(
    await textsOf('<table><tr><th>No. Reg<th>Tanggal<tr><td>001<td>3 Mei 2026</tr><tfoot><tr><td>Jumlah<td>1</table>'),
    rows
  )
  const within =
    '<table><tr><th>No. Reg<th>Tanggal<tr><td>001<td>3 Mei 2026<table><tr><td>lampiran<td>x</table></table>'
  t.equal((await textsOf(within)).length, 1)
})

t.test('gives the tooltip and the link of a cell, and no script as text', async t => {
  const html = '<table><tr><th>No. Reg<th>Tanggal<tr><td><a href=" detail.php?id=7 " title="Rincian ' +
    'lengkap">001</a><script>var a</script><td title="x">3 Mei 2026</table>'
  t.strictSame(readTable(await page(html), 'table', columns), [
    { nomor: { text: '001', title: 'Rincian lengkap', link: 'detail.php?id=7' },
      tanggal: { text: '3 Mei 2026', title: 'x' } }
  ])
})

t.test('a row without a cell for a column has an empty one', async t => {
  t.strictSame(await textsOf('<table><tr><th>No. Reg<th>Loket<th>Tanggal<tr><td>001<td>A</table>'), [{ nomor: '001',
    tanggal: '' }])
})

t.test('names the columns that are missing or there twice, and no data', async t => {
  const table = (headers: string) => `<table class=data>${headers}<tr><td>SITI RAHMA<td>x</table>`
  const fault = { kind: 'unreadable', stage: 'list requests' }
  t.match(await faultOf(table('<tr><th>No. Reg<th>Tgl')), { ...fault, message: 'has no column "Tanggal" in its table' })
  t.match(await faultOf(table('<tr><th>Reg<th>Tgl')), { ...fault,
    message: 'has no column "Nomor Registrasi", no column "Tanggal" in its table' })
  t.match(await faultOf(table('<tr><th>No. Reg<th>Tanggal<th>Tanggal')), { ...fault,
    message: 'has more than one column "Tanggal" in its table' })
  t.match(await faultOf(table('')), { ...fault, message: /no column "Nomor Registrasi"/ })
  t.match(await faultOf('<table class=lain><tr><td>a</table>'), { ...fault,
    message: 'has no table "table.data" in its page' })
})

t.test('spans beyond measure fill no memory', async t => {
  const html = `<table><tr><th colspan=999999999>No. Reg<th>Tanggal${
    '<tr><td colspan=999999999 rowspan=999999999>1'.repeat(100)
  }</table>`
  t.match(await failureOf(textsOf(html)), { kind: 'unreadable' })
  t.strictSame(
    await textsOf(
      '<table><tr><th>No. Reg<th>Tanggal<tr><td>001<td colspan=999999999 rowspan=999999999>3 Mei 2026</table>'
    ),
    rows
  )
})
