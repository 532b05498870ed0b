import t from 'tap'
import { encodeBody, encodeText, mapBody, readBody, throughMarkup } from '../../src/cli/adapter/record/bodies.ts'
import { readCsvTable } from '../../src/cli/adapter/record/csv-table.ts'
import { mapForm, mapUrl } from '../../src/cli/adapter/record/form-body.ts'
import { mapJson } from '../../src/cli/adapter/record/json-body.ts'
import { mapMarkup } from '../../src/cli/adapter/record/markup-body.ts'

/** Says under which key each value was seen, and replaces those of Asep. */
function watching(): { seen: string[]; visit: (key: string, text: string) => string } {
  const seen: string[] = []
  return {
    seen,
    visit(key, text) {
      seen.push(`${key}=${text}`)
      return text.replaceAll('Asep', 'Hemi')
    }
  }
}

t.test('JSON: values change, keys, order and the spelling of numbers do not', async t => {
  const { seen, visit } = watching()
  const text = '{"Asep":{"nama":"Asep","lat":-6.880000,"nop":327301000100100040,"big":12345678901234567890,' +
    '"ok":true,"none":null},"rows":[["Asep",1]]}'
  t.equal(JSON.stringify(mapJson(text, visit)), text.replaceAll('"Asep"', '"Hemi"').replace('"Hemi":', '"Asep":'))
  t.ok(seen.includes('nama=Asep'))
  t.ok(seen.includes('nop=327301000100100040'))
  t.ok(seen.includes('rows[0]=Asep'), 'the cells of a grid go by their place')
})

t.test('JSON: what takes the place of a number is one', async t => {
  t.equal(JSON.stringify(mapJson('{"a":12,"b":12}', (key, text) => (key === 'a' ? '007' : `${text}3`))),
    '{"a":12,"b":123}')
})

t.test('XML: texts, CDATA and attributes go by their element; every other byte stays', async t => {
  const { seen, visit } = watching()
  const text =
    '<?xml version="1.0"?>\r\n<ns:a xmlns:ns="urn:Asep"><nama xsi:type="xsd:string"> Asep &amp; Asep </nama><!-- ' +
    'Asep --><b><![CDATA[Asep <br>]]></b><pemohon nama="Asep"/><tutup>'
  t.equal(mapMarkup(text, visit, { isHtml: false }),
    text.replace(' Asep &amp; Asep ', ' Hemi &amp; Hemi ').replace('[Asep', '[Hemi').replace('nama="Asep"',
      'nama="Hemi"'))
  t.ok(seen.includes('nama=Asep &amp; Asep'))
  t.ok(seen.includes('b=Asep <br>'))
})

t.test('HTML: a cell goes by the heading of its column or its line, though nobody closed it', async t => {
  const { seen, visit } = watching()
  const text = '<table><tr><th>Nama ' +
    'Pemohon<th>No&nbsp;HP</tr><tr><td>Asep<td>0812</tr></table><table><tr><th>Alamat</th><td>Jl. ' +
    'Asep</td></tr></table><a href="/p?nama=Asep&amp;b=1">x</a><script>var Asep</script><input name="nik" ' +
    'value="Asep">'
  t.equal(mapMarkup(text, visit, { isHtml: true }),
    text.replace('<td>Asep', '<td>Hemi').replace('Jl. Asep', 'Jl. Hemi').replace('nama=Asep', 'nama=Hemi').replace(
      'value="Asep"',
      'value="Hemi"'
    ))
  t.ok(seen.includes('Nama Pemohon=Asep'))
  t.ok(seen.includes('Alamat=Jl. Asep'))
  t.ok(seen.includes('nik=Asep'))
})

t.test('forms and addresses: what does not change keeps its spelling', async t => {
  const { seen, visit } = watching()
  t.equal(mapForm('nama=Asep+S&kata=%41%2f&leer=&x', visit), 'nama=Hemi+S&kata=%41%2f&leer=&x')
  t.ok(seen.includes('kata=A/'))
  t.equal(mapUrl('/a/Asep%20S/b?nama=Asep#c', visit), '/a/Hemi%20S/b?nama=Hemi#c')
  t.equal(mapUrl('http://Asep.example/Asep', visit), 'http://Asep.example/Hemi')
  t.equal(mapUrl('/%E0%A4%A/x', visit), '/%E0%A4%A/x', 'what is no UTF-8 is left alone')
})

t.test('pieces of HTML within a value', async t => {
  const { seen, visit } = watching()
  t.equal(throughMarkup(visit)('nama', '<b>Asep</b>'), '<b>Hemi</b>')
  t.same(seen, ['nama=Asep'])
})

for (const [what, bytes, type, kind] of [
  ['JSON that says it is HTML', '{"a":1}', 'text/html', 'json'],
  ['JSON with a mark', '\ufeff[1]', '', 'json'],
  ['XML', '<?xml version="1.0"?><a/>', '', 'xml'],
  ['a page', '<!DOCTYPE html><p>x', '', 'html'],
  ['a form', 'a=b', 'application/x-www-form-urlencoded', 'form'],
  ['words', 'Token expired', 'application/json', 'text'],
  ['an image', 'x', 'image/png', 'binary'],
  ['bytes', 'a\0b', '', 'binary'],
  ['nothing', '', 'application/json', 'none'],
  ['JSON that was cut', '{"a":', 'application/json', 'text']
] as const) {
  t.test(`${what} is ${kind}, whatever its content type says`, async t =>
    t.equal(readBody(Buffer.from(bytes), type).kind, kind))
}

t.test('a body keeps its character set, those of two as well', async t => {
  const bytes = Buffer.from('<a>Caf\xe9 Asep \x81\x92</a>', 'latin1')
  const body = readBody(bytes, 'text/xml; charset=windows-1252')
  const mapped = mapBody(body, (_, text) => text.replace('Asep', 'Hemi'))
  t.equal(encodeBody('text' in mapped ? mapped.text : '', body).toString('latin1'), '<a>Caf\xe9 Hemi \x81\x92</a>')
  t.equal(encodeText('\u20ac', 'windows-1252').toString('latin1'), '\x80')
  t.equal(encodeText('\u4e16', 'windows-1252').toString('latin1'), '?')
  const marked = readBody(Buffer.from('\ufeffAsep'))
  t.equal(encodeBody(marked.text, marked).toString(), '\ufeffAsep')
})

t.test('CSV: quotes, rulers, line ends, the character set of each field, and lines that count', async t => {
  const bytes = Buffer.from(
    '\u00ef\u00bb\u00bfNO;NAMA;KET\r\n--;----;---\r\n1;"Asep ' +
      '""A"";B";Caf\xe9\r\n2;Asep;Caf\u00c3\u00a9\r\n3;Udin;\r\n;3;\r\n\r\n(3 rows affected)\r\n',
    'latin1'
  )
  const table = readCsvTable('a.csv', bytes)!
  t.same(table.columns, ['NO', 'NAMA', 'KET'])
  t.equal(table.rows.length, 3)
  const written = table.write(table.rows.slice(0, 2), (_, text) => text.replace('Asep', 'Hemi').replace('é', 'ê'))
  t.equal(written.toString('latin1'), '\u00ef\u00bb\u00bfNO;NAMA;KET\r\n--;----;---\r\n1;"Hemi ' +
    '""A"";B";Caf\xea\r\n2;Hemi;Caf\u00c3\u00aa\r\n;2;\r\n\r\n(2 rows affected)\r\n')
  t.equal(readCsvTable('a.txt', Buffer.from('no table\nat all\n')), undefined)
})
