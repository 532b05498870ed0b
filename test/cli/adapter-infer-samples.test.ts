import { openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { describeService } from '../../demo/systems/transport-wsdl.ts'
import { closeJson } from '../../src/cli/adapter/infer/cut-json.ts'
import { readSample, type SampleOptions } from '../../src/cli/adapter/infer/read-sample.ts'
import type { Sample } from '../../src/cli/adapter/infer/sample.ts'
import { buildDbf } from '../kit/formats/dbf-builder.ts'
import { buildWorkbook } from '../kit/formats/xlsx-builder.ts'
import { proposalOf, proposed } from './adapter-infer-bench.ts'

async function read(t: Test, name: string, content: string | Buffer, options: SampleOptions = {}): Promise<Sample> {
  const path = join(t.testdir(), name)
  writeFileSync(path, content)
  return readSample(path, options)
}

for (const [name, separator, words] of [['comma', ',', 'commas'], ['semicolon', ';', 'semicolons'], ['tab', '\t',
  'tabs'], ['bar', '|', 'bars']] as const)
{
  t.test(`CSV with a ${name} is read`, async t => {
    const { rows, place } = await read(t, 'a.csv',
      [['nik', 'nama', 'alamat'], ['1', 'Ani', '"Jl. A, B; C|D\tE"'], ['2', 'Budi', 'x']].map(line =>
        line.join(separator)
      ).join('\r\n'))
    t.match(place, `separated by ${words}`)
    t.strictSame(rows.map(row => row['nama']), ['Ani', 'Budi'])
    t.equal(rows[0]!['alamat'], 'Jl. A, B; C|D\tE')
  })
}

t.test('byte order marks and Windows-1252 are read for what they are', async t => {
  t.match(await read(t, 'bom.csv', '\ufeffnama;usaha\nAni;Café\n'), { rows: [{ nama: 'Ani', usaha: 'Café' }],
    place: /utf-8/ })
  t.match(await read(t, '1252.csv', Buffer.from('nama;usaha\nAni;Caf\xe9 \x93Indah\x94\n', 'latin1')), {
    rows: [{ usaha: 'Café “Indah”' }],
    place: /windows-1252/
  })
  t.match(
    await read(t, '16.csv',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('nama;usaha\nAni;Café\n', 'utf16le')])),
    { rows: [{ nama: 'Ani' }], place: /utf-16le/ }
  )
})

t.test('rulers, counts and rows of another length are passed over', async t => {
  const { rows, remarks } = await read(t, 'sqlcmd.csv',
    '\ufeffKd_Unit;Nm_Unit\r\n-------;-------\r\n1;DINAS\r\n2;BADAN\r\n\r\n(2 rows affected)\r\n')
  t.equal(rows.length, 2)
  t.same(remarks, ['1 rows cannot be read and are passed over'])
})

t.test('a table without names has numbered fields', async t => {
  const { rows, remarks } = await read(t, 'raw.csv',
    '3273021305859991,01-02-2016,Ani\n3273021305859992,03-02-2016,Budi\n')
  t.equal(rows.length, 2)
  t.same(Object.keys(rows[0]!), ['column_1', 'column_2', 'column_3'])
  t.match(remarks, ['has no row of names: fields are numbered'])
})

t.test('fields at fixed positions are read by their layout', async t => {
  const line = (nik: string, name: string): string => `${nik}${name.padEnd(10)}\r\n`
  const folder = t.testdir({
    'a.txt': line('3273021305859991', 'ANI') + line('3273021305859992', 'BUDI'),
    'layout.yaml': '- { name: NIK, from: 1, length: 16 }\n- { name: NAMA, from: 17, length: 10 }\n',
    'bad.yaml': 'NIK: 1\n'
  })
  const readBy = (layout: string): Promise<Sample> =>
    readSample(join(folder, 'a.txt'), { layout: join(folder, layout) })
  const { format, rows } = await readBy('layout.yaml')
  t.equal(format, 'fixed-width')
  t.same(rows, [{ NIK: '3273021305859991', NAMA: 'ANI' }, { NIK: '3273021305859992', NAMA: 'BUDI' }])
  await t.rejects(readBy('bad.yaml'), { message: /must be a list of fields/ })
  await t.rejects(readBy('no.yaml'), { message: /cannot be read \(ENOENT\)/ })
})

t.test('DBF tells types, and that names are cut', async t => {
  const { rows, declared, format } = await read(t, 'SPPT.DBF',
    buildDbf({ fields: [{ name: 'NM_WP_SPPT', type: 'C', length: 10 }, { name: 'NJOP', type: 'N', length: 8 }],
      records: [['ANI', '1000'], ['BUDI', '2000']], deleted: [1] }))
  t.equal(format, 'dbf')
  t.same(rows, [{ NM_WP_SPPT: 'ANI', NJOP: 1000 }])
  t.same(declared, { NM_WP_SPPT: { type: 'C(10)', isCut: true }, NJOP: { type: 'N(8)', isCut: false } })
})

t.test('XLSX is read from the row that has the names', async t => {
  const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
  const data = `<row r="1">${cell('A1', 'REKAP PERIZINAN TAHUN 2016')}</row><row r="3">${cell('A3', 'No. Registrasi')}${
    cell('B3', 'Nama Pemohon')
  }</row><row r="4">${cell('A4', 'R-1')}${cell('B4', 'ANI')}</row>`
  const { rows, place } = await read(t, 'rekap.xlsx', buildWorkbook({ sheets: [{ name: 'Rekap', data }] }))
  t.same(rows, [{ 'No. Registrasi': 'R-1', 'Nama Pemohon': 'ANI' }])
  t.equal(place, 'the first sheet, names in row 3')
})

t.test('the record of a JSON document is found wherever it stands', async t => {
  const rows = [{ id: 1, nama: 'Ani', anak: [{ nama: 'x' }] }, { id: 2, nama: 'Budi', anak: [] }]
  for (const [place, document] of [
    ['the list', rows],
    ['data[]', { status: 'ok', total: 2, data: rows }],
    ['d.results[]', { d: { results: rows } }],
    ['answer.body.data[]', { request: 'GET /x', answer: { status: 200, body: { data: rows } } }],
    ['data', { status: 'ok', data: { ...rows[0], alamat: 'x', rt: 1 } }]
  ] as const) {
    const found = await read(t, 'a.json', JSON.stringify(document))
    t.equal(found.place, place === 'the list' ? '[]' : place)
    t.match(found.rows[0], { id: 1, nama: 'Ani' })
  }
  t.match(await read(t, 'lines.json', rows.map(row => JSON.stringify(row)).join('\n')), {
    rows: [{ id: 1 }, { id: 2 }]
  })
  t.match(await read(t, 'grid.json', JSON.stringify({ aaData: [['1', '<a href="/x">A-1</a>'], ['2', 'A-2']] })), {
    rows: [{ column_1: '1', column_2: 'A-1' }, {}],
    place: 'aaData[][]'
  })
})

t.test('the beginning of a document is one', async t => {
  t.equal(closeJson('{"data":[{"a":1},{"a":[1,2]},{"a":'), '{"data":[{"a":1},{"a":[1,2]}]}')
  t.equal(closeJson('[{"a":"] \\" }"},{"b":[{"c":1},{"c"'), '[{"a":"] \\" }"}]')
  t.equal(closeJson('{"a":1}'), '{"a":1}')
  t.equal(closeJson('{"a":{"b":'), undefined)
})

t.test('of a huge file only the beginning is read', async t => {
  const path = join(t.testdir(), 'huge.json')
  const file = openSync(path, 'w')
  writeSync(file, '{"data":[')
  const row = JSON.stringify({ no_reg: 'A-1', nama_pemohon: 'ANI', keterangan: 'x'.repeat(1_000) })
  const block = `${row},`.repeat(1_000)
  for (let i = 0; i < 40; i++) writeSync(file, block)
  writeSync(file, `${row}]}`)
  const sample = await readSample(path, {})
  t.equal(sample.rows.length, 3_000)
  t.same(sample.remarks, ['only the first 8 MiB were read'])
  const csv = join(t.testdir(), 'huge.csv')
  writeFileSync(csv, `no_reg;keterangan\n${`A-1;${'x'.repeat(5_000)}\n`.repeat(4_000)}`)
  t.equal((await readSample(csv, {})).rows.length, 1_676)
})

t.test('the repeated element of an XML document is found, and a charset that it does not declare', async t => {
  const envelope = (name: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?><E><Body><return><TOTAL>2</TOTAL><DATA>${
      ['Ani', name].map(nama => `<item><NO>1</NO><NAMA>${nama}</NAMA><SYARAT>a</SYARAT><SYARAT>b</SYARAT></item>`).join(
        ''
      )
    }</DATA></return></Body></E>`
  const found = await read(t, 'a.xml', Buffer.from(envelope('Caf\xe9'), 'latin1'))
  t.equal(found.place, '<item>')
  t.same(found.rows[1], { NO: '1', NAMA: 'Café', SYARAT: ['a', 'b'] })
  t.same(found.remarks, ['declares another character set than it is in (windows-1252)'])
})

t.test('a WSDL that names fields is matched by their names', async t => {
  const path = join(t.testdir(), 'izin.wsdl')
  const element = (name: string): string => `<xsd:element name="${name}" type="xsd:string" nillable="true"/>`
  const fields = ['NOMOR_IZIN', 'NM_PEMILIK', 'NO_KTP', 'TGL_TERBIT', 'KD_JENIS', 'STATUS', 'TGL_UBAH'].map(element)
    .join('')
  writeFileSync(path,
    '<definitions xmlns:xsd="http://www.w3.org/2001/XMLSchema" name="izin"><types><xsd:schema><xsd:complexType ' +
      `name="DataIzin"><xsd:sequence>${fields}</xsd:sequence></xsd:complexType></xsd:schema></types><portType ` +
      'name="p"><operation name="DaftarIzin"/></portType></definitions>')
  const proposal = await proposalOf(path)
  t.equal(proposal.resource, 'licences')
  t.same(proposed(proposal).filter(({ sure }) => sure).map(({ name, path }) => `${name} ${path}`), [
    'NOMOR_IZIN number',
    'NM_PEMILIK holder.name',
    'NO_KTP holder.nik',
    'TGL_TERBIT issued_on',
    'KD_JENIS permit_type',
    'STATUS status.code',
    'TGL_UBAH source.updated_at'
  ])
  t.match(proposal.files.get('wire.ts'), 'export interface DataIzin {')
  t.match(proposal.files.get('wire.ts'), 'NO_KTP?: string | null')
})

t.test('a WSDL that does not name them says so', async t => {
  // The demo's service describes its rows as anything.
  const described = describeService('http://127.0.0.1/ws/izin.php').replace(
    /<xsd:complexType name="Baris">.*?<\/xsd:complexType>/s,
    '<xsd:complexType name="Baris"><xsd:sequence><xsd:any minOccurs="0"/></xsd:sequence></xsd:complexType>'
  )
  await t.rejects(read(t, 'a.wsdl', described), {
    message: new RegExp(
      String.raw`describes \d+ operations \(DaftarIzin, .*\), but not the fields of what they answer: ` +
        'give a recorded answer of one$'
    )
  })
})

t.test('recorded fixtures are samples, too', async t => {
  t.match(await readSample('adapters/lapor/fixtures/getstreams.json', {}), { format: 'json',
    place: 'answer.body.data[]' })
  t.match(await readSample('adapters/dishub/fixtures/daftar-izin.xml', {}), { format: 'xml', place: '<item>' })
  t.equal((await readSample('adapters/pbb/fixtures/SPPT_20261120.DBF', {})).rows.length,
    readFileSync('adapters/pbb/fixtures/SPPT_20261120.DBF').readUInt32LE(4) - 1)
})
