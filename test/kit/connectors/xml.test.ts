import iconv from 'iconv-lite'
import t from 'tap'
import { readXml } from '../../../src/kit/connectors/xml.ts'
import { SystemFault } from '../../../src/kit/faults.ts'

t.test('rows are collected by the local name of their element, whatever its prefix and depth', t => {
  const { root, rows, fields } = readXml(
    '<s:Envelope xmlns:s="u"><s:Body><JUMLAH>2</JUMLAH><DATA>' +
      '<n:item><n:NO>1</n:NO><NAMA>Ujang</NAMA></n:item><item><NO>2</NO></item>' +
      '</DATA><PESAN>ok</PESAN></s:Body></s:Envelope>',
    { rows: 'item' }
  )
  t.equal(root, 'Envelope')
  t.strictSame(rows, [{ NO: '1', NAMA: 'Ujang' }, { NO: '2' }])
  t.strictSame(fields, { JUMLAH: '2', PESAN: 'ok' })
  t.end()
})

t.test('what lies deeper in a row is keyed by its path', t => {
  const { rows } = readXml('<a><r><ALAMAT><JALAN>Jl. Asia</JALAN><WIL><KEC>02</KEC></WIL></ALAMAT></r></a>', {
    rows: 'r'
  })
  t.strictSame(rows, [{ 'ALAMAT/JALAN': 'Jl. Asia', 'ALAMAT/WIL/KEC': '02' }])
  t.end()
})

t.test('what comes again is numbered, in each row anew', t => {
  const { rows, fields } = readXml(
    '<a><x>1</x><r><t>a</t><t>b</t><t>c</t></r><x>2</x><r><t>d</t><t>e</t></r><x>3</x></a>',
    { rows: 'r' }
  )
  t.strictSame(rows, [{ 't': 'a', 't[2]': 'b', 't[3]': 'c' }, { 't': 'd', 't[2]': 'e' }])
  t.strictSame(fields, { 'x': '1', 'x[2]': '2', 'x[3]': '3' })
  t.end()
})

t.test('attributes are fields too, but not the machinery of namespaces', t => {
  const xml = '<a versi="2" xmlns="u" xmlns:xsi="i"><r id="7" xsi:type="T"><nama bahasa="id" ' +
    'xsi:type="xsd:string">X</nama></r></a>'
  const { rows, fields } = readXml(xml, { rows: 'r' })
  t.strictSame(rows, [{ '@id': '7', 'nama@bahasa': 'id', 'nama': 'X' }])
  t.strictSame(fields, { 'a@versi': '2' })
  t.end()
})

t.test('an empty element is an empty text, a nil one is absent', t => {
  const { rows } = readXml(
    '<a xmlns:xsi="i"><r><KOSONG/><SPASI> \n </SPASI><TIADA xsi:nil="true"/><JUGA>0</JUGA><ADA ' +
      'xsi:nil="false">1</ADA></r><r/><r xsi:nil="1"/></a>',
    { rows: 'r' }
  )
  t.strictSame(rows, [{ KOSONG: '', SPASI: '', JUGA: '0', ADA: '1' }, {}])
  t.end()
})

t.test('texts are trimmed and joined over entities, CDATA and children', t => {
  const { rows } = readXml(
    '<a><r><n> PT A &amp; B &#233; </n><m><![CDATA[<b>]]> x</m><u>jalan <b>rusak</b> berat</u></r></a>',
    { rows: 'r' }
  )
  t.strictSame(rows, [{ 'n': 'PT A & B é', 'm': '<b> x', 'u/b': 'rusak', 'u': 'jalan  berat' }])
  t.end()
})

t.test('a row that is a text alone has it under its own name', t => {
  t.strictSame(readXml('<a><n>1</n><n>2</n></a>', { rows: 'n' }).rows, [{ n: '1' }, { n: '2' }])
  t.end()
})

t.test('without rows every element without children is a field', t => {
  t.strictSame(readXml('<a><b><c>1</c></b><d/></a>'), { root: 'a', rows: [], fields: { c: '1', d: '' },
    repaired: false })
  t.end()
})

t.test('names that every object has are ordinary names', t => {
  const { rows } = readXml('<a><r><constructor>1</constructor><toString>2</toString><__proto__>3</__proto__></r></a>', {
    rows: 'r'
  })
  t.equal(rows[0]?.['constructor'], '1')
  t.equal(rows[0]?.['toString'], '2')
  t.equal(Object.getPrototypeOf(rows[0]), Object.prototype)
  t.end()
})

t.test('bytes are read in the character set of the declaration', t => {
  const xml = '<?xml version="1.0" encoding="ISO-8859-1"?><a><n>Café</n></a>'
  t.match(readXml(iconv.encode(xml, 'latin1')), { fields: { n: 'Café' }, repaired: false })
  t.match(readXml(Buffer.from('\uFEFF<?xml version="1.0" encoding="utf-8"?><a><n>Café</n></a>')), {
    fields: { n: 'Café' },
    repaired: false
  })
  t.match(readXml(Buffer.from('\uFEFF<a><n>Café</n></a>', 'utf16le')), { fields: { n: 'Café' } })
  t.end()
})

t.test('Latin-1 that declares itself UTF-8 in both places is read right, and told', t => {
  const bytes = iconv.encode('<?xml version="1.0" encoding="UTF-8"?><a><n>Café “Asih”</n></a>', 'windows-1252')
  const { fields, repaired } = readXml(bytes, { contentType: 'text/xml; charset=utf-8' })
  t.strictSame(fields, { n: 'Café “Asih”' })
  t.equal(repaired, true)
  t.end()
})

t.test('a known character set wins over the declared one', t => {
  const bytes = iconv.encode('<?xml version="1.0" encoding="UTF-8"?><a><n>Café</n></a>', 'cp850')
  t.match(readXml(bytes, { assumeCharset: 'cp850' }), { fields: { n: 'Café' }, repaired: true })
  t.end()
})

const refused = [
  ['an unknown character set', Buffer.from('<?xml version="1.0" encoding="X-KLINGON"?><a/>'),
    'sent XML in a character set that is not known'],
  ['nothing', '', 'sent an empty answer instead of XML'],
  ['blanks', ' \n', 'sent an empty answer instead of XML'],
  ['an HTML page', '<!DOCTYPE html><html><p>Maaf<br></html>', 'sent HTML instead of XML'],
  ['an HTML page in capitals', '<HTML><BODY><P>Maaf</HTML>', 'sent HTML instead of XML'],
  ['an XHTML page', '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x" "y"><html/>', 'sent HTML instead of XML'],
  ['a PHP warning', '<br />\n<b>Warning</b>: mysql_connect()', 'sent HTML instead of XML'],
  ['JSON', '{"a":1}', 'sent something else than XML'],
  ['a wrong closing tag', '<a><b></a></b>', 'sent broken XML'],
  ['a bare ampersand', '<a>A & B</a>', 'sent broken XML'],
  ['an unknown entity', '<a>&rahasia;</a>', 'sent broken XML'],
  ['a NUL character', '<a>x\u0000y</a>', 'sent broken XML'],
  ['a control character', '<a>x\u0001y</a>', 'sent broken XML'],
  ['two roots', '<a/><b/>', 'sent broken XML'],
  ['an entity bomb',
    `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "${'b'.repeat(99)}"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>`,
    'sent XML with a document type, which is refused'],
  ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    'sent XML with a document type, which is refused'],
  ['an external document type', '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>',
    'sent XML with a document type, which is refused'],
  ['deep nesting', '<a>'.repeat(65) + '</a>'.repeat(65), 'sent XML nested deeper than 64 levels'],
  ['very deep nesting', '<a>'.repeat(1_000_000), 'sent XML nested deeper than 64 levels']
] as const
for (const [name, input, message] of refused) {
  t.test(`${name} is refused`, t => {
    t.throws(() => readXml(typeof input === 'string' ? input : Buffer.from(input), { stage: 'list' }), {
      kind: 'unreadable',
      stage: 'list',
      message
    })
    t.end()
  })
}

t.test('a document that ends too early is truncated, wherever it was cut', t => {
  const xml = '<?xml version="1.0"?><a><r n="1"><b>x &amp; y</b><!-- c --><c><![CDATA[z]]></c></r></a>'
  for (let length = xml.indexOf('<a>') + 1; length < xml.length; length++) {
    const message = 'broke off in the middle of its XML'
    t.throws(() => readXml(xml.slice(0, length)), { kind: 'truncated', stage: 'parse', message }, `cut at ${length}`)
  }
  t.end()
})

t.test('more elements and attributes than any answer has are refused', t => {
  const message = 'sent XML of more than 200000 elements and attributes'
  t.throws(() => readXml(`<a>${'<b/>'.repeat(200_000)}</a>`), { kind: 'oversized', message })
  const attributes = Array.from({ length: 200_000 }, (_, index) => `b${index}=""`).join(' ')
  t.throws(() => readXml(`<a ${attributes}/>`), { kind: 'oversized', message })
  t.end()
})

t.test('a hundred thousand repeats of one name are all read', t => {
  const { fields } = readXml(`<a>${'<b>1</b>'.repeat(100_000)}</a>`)
  t.equal(fields['b[100000]'], '1')
  t.end()
})

t.test('what was refused is a fault whose message quotes nothing', t => {
  const error = t.throws(() => readXml('<a><n>Ujang Rahasia 3273025203459991</x></a>')) as SystemFault
  t.type(error, SystemFault)
  t.notMatch(error.message, /Ujang|Rahasia|3273/)
  t.end()
})
