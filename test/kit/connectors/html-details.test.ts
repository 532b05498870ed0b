import t from 'tap'
import { readDetails } from '../../../src/kit/connectors/html-details.ts'
import { readPage } from '../../../src/kit/connectors/html-page.ts'
import { failureOf } from './servers.ts'

const page = (html: string) => readPage({ bytes: Buffer.from(html), contentType: 'text/html' }, { stage: 'test' })
const labels = { nomor: ['Nomor Registrasi', 'No. Reg'], nama: 'Nama Pemohon' } as const
const read = async (html: string) =>
  readDetails(await page(html), '.rincian', labels, { optional: { alasan: 'Alasan Penolakan' }, stage: 'open request' })
const expected = { nomor: '001', nama: 'SITI RAHMA' }

t.test('reads labels and values from tables and definition lists', async t => {
  t.strictSame(
    await read(
      '<table class=rincian><tr><th>No. Reg.</th><td>001</td></tr><tr><th>NAMA PEMOHON</th><td> SITI  RAHMA ' +
        '</td></tr></table>'
    ),
    expected
  )
  t.strictSame(
    await read('<table class=rincian><tr><td>No. Reg<td>:<td>001<tr><td>Nama Pemohon:<td>:<td>SITI RAHMA</table>'),
    expected
  )
  t.strictSame(await read('<table class=rincian><tr><td>No. Reg<td>001<td>Nama Pemohon<td>SITI RAHMA</table>'),
    expected)
  t.strictSame(await read('<dl class=rincian><dt>No. Reg<dd>001<dt>Nama Pemohon<dd>SITI RAHMA</dl>'), expected)
  t.strictSame(
    await read(
      '<div class=rincian><table><tr><th>No. Reg<td>001</table><p>x</p><table><tr><th>Nama Pemohon<td>SITI ' +
        'RAHMA</table></div>'
    ),
    expected
  )
})

t.test('keeps the lines of values', async t => {
  const html = '<table class=rincian><tr><th>No. Reg<td>001<tr><th>Nama Pemohon<td>satu\n dua<br>tiga ' +
    '<p>empat</p><script>x</script></table>'
  t.strictSame(await read(html), { ...expected, nama: 'satu dua\ntiga\nempat' })
})

t.test('a field that a record does not have is absent, one without a value is empty', async t => {
  const html = (last: string) =>
    `<table class=rincian><tr><th>No. Reg<td><tr><th>Nama Pemohon<td>SITI RAHMA${last}</table>`
  t.strictSame(await read(html('')), { ...expected, nomor: '' })
  t.strictSame(await read(html('<tr><th>Alasan Penolakan')), { ...expected, nomor: '', alasan: '' })
  t.strictSame(await read(html('<tr><th>Alasan Penolakan<td>Rahasia pribadi')), { ...expected, nomor: '',
    alasan: 'Rahasia pribadi' })
})

t.test('names the labels that are missing or there twice', async t => {
  const fault = { kind: 'unreadable', stage: 'open request' }
  t.match(await failureOf(read('<table class=rincian><tr><th>Nama<td>SITI</table>')), { ...fault,
    message: 'has no field "Nomor Registrasi", no field "Nama Pemohon" in its page' })
  t.match(
    await failureOf(
      read('<table class=rincian><tr><th>No. Reg<td>1<tr><th>Nomor Registrasi<td>2<tr><th>Nama Pemohon<td>x</table>')
    ),
    { ...fault, message: /^has more than one field "Nomor Registrasi"/ }
  )
  t.match(await failureOf(read('<p>kosong')), { ...fault, message: 'has nothing at ".rincian" in its page' })
})
