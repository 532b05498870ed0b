import iconv from 'iconv-lite'
import t from 'tap'
import { readXml } from '../../../src/kit/connectors/xml.ts'
import { readXmlRows, type XmlRowsOptions } from '../../../src/kit/formats/xml-rows.ts'
import { endless, failureOf, pieces, rowsOf } from './rows.ts'

const xml = (text: string | Buffer, options: Partial<XmlRowsOptions> = {}) =>
  readXmlRows([Buffer.from(text)], { rows: 'r', ...options })

const documents = [
  '<a><r><NO>1</NO><NAMA>Ujang &amp; Imas &#233;</NAMA></r><x>y</x><r><NO>2</NO></r></a>',
  '<?xml version="1.0"?>\n<s:a xmlns:s="u" xmlns:xsi="i"><s:r id="7" xsi:type="T"><ALAMAT ' +
  'kode="1"><RT>01</RT><RT>02</RT><w><d>x</d></w></ALAMAT></s:r><r xsi:nil="1"/></s:a>',
  '<a xmlns:xsi="i"><r><KOSONG/><SPASI> \n </SPASI><TIADA xsi:nil="true"/><m>a<b>c</b>d</m><n><![CDATA[<b>]]> ' +
  'x</n></r><r>teks</r><r/></a>',
  '<a>\n  <b><r><r><t>dalam</t></r></r></b>\n  <!-- catatan --><?php x?><r><constructor>1</constructor></r>\n</a>\n',
  '<r><x>1</x></r>'
]

t.test('rows are what readXml makes of them, whole or in pieces', async t => {
  for (const document of documents) {
    const expected = readXml(document, { rows: 'r' })
    for (const size of [1, 2, 3, 7, 1000]) {
      let fields: unknown
      const rows = await rowsOf(
        readXmlRows(pieces(Buffer.from(document), size), { rows: 'r', onEnd: end => (fields = end.fields) })
      )
      t.strictSame(rows, expected.rows, `pieces of ${size}`)
      t.strictSame(fields, expected.fields)
    }
  }
})

t.test('of a text around elements one blank stays where there were some, and none is made up', async t => {
  const texts: Record<string, string> = {
    'x<b/> <c/>y': 'x y',
    'x<b/><c/>y': 'xy',
    'x <b/>\n<c/>y': 'x y',
    '\n<b/>\n x\n': 'x',
    '<b/>\n<c/>\n': 'none'
  }
  for (const [inner, text] of Object.entries(texts)) {
    const document = `<d><r><t>${inner}</t></r></d>`
    const expected = text === 'none' ? undefined : text
    t.equal(readXml(document, { rows: 'r' }).rows[0]?.['t'], expected, inner)
    t.equal((await rowsOf(xml(document)))[0]?.['t'], expected, inner)
  }
})

t.test('rows come as they close, before the rest is there', async t => {
  const source = endless(Buffer.from('<r><NO>1</NO></r>\n'))
  const all = (async function*() {
    yield Buffer.from(`<a>${' '.repeat(300)}`)
    yield* source.source
  })()
  for await (const row of readXmlRows(all, { rows: 'r' })) {
    t.strictSame(row, { NO: '1' })
    break
  }
  t.ok(source.taken < 1000)
  t.ok(source.isClosed)
})

t.test('bytes are read in the character set of the mark, the option or the declaration', async t => {
  const document = (charset: string) => `<?xml version="1.0" encoding="${charset}"?><a><r><n>Café</n></r></a>`
  for (const charset of ['ISO-8859-1', 'windows-1252', 'utf-8', 'cp850', 'gbk']) {
    const bytes = iconv.encode(document(charset), charset)
    for (const size of [1, 50, 1000])
      t.strictSame(await rowsOf(readXmlRows(pieces(bytes, size), { rows: 'r' })), [{ n: 'Café' }], charset)
  }
  t.strictSame(await rowsOf(xml(iconv.encode(document('UTF-8'), 'windows-1252'), { charset: 'windows-1252' })), [{
    n: 'Café'
  }])
  t.strictSame(await rowsOf(xml(Buffer.from(`\uFEFF${document('ISO-8859-1')}`))), [{ n: 'Café' }])
  t.strictSame(await rowsOf(xml(Buffer.from(`\uFEFF${document('UTF-16')}`, 'utf16le'))), [{ n: 'Café' }])
  t.match(await failureOf(xml(document('X-KLINGON'))), { kind: 'unreadable',
    message: 'sent an XML file that declares a character set that is not known' })
  t.match(await failureOf(xml(iconv.encode(document('UTF-8'), 'windows-1252'))), { kind: 'unreadable',
    message: 'sent an XML file that is not in utf-8' })
})

const refused = [
  ['an HTML page', '<!DOCTYPE html><html><p>Maaf<br></html>', 'unreadable', 'that is HTML'],
  ['a PHP warning', '<br />\n<b>Warning</b>: mysql_connect()', 'unreadable', 'that is HTML'],
  ['JSON', '{"a":1}', 'unreadable', 'that is something else'],
  ['nothing', '', 'truncated', 'that is empty'],
  ['a mark and blanks', '\uFEFF \n', 'truncated', 'that is empty'],
  ['an entity bomb',
    `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "${'b'.repeat(99)}"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>`,
    'unreadable', 'that has a document type, which is refused'],
  ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'unreadable',
    'that has a document type, which is refused'],
  ['a wrong closing tag', '<a><r></a></r>', 'unreadable', 'that is broken'],
  ['a bare ampersand', '<a><r>A & B</r></a>', 'unreadable', 'that is broken'],
  ['a NUL character', '<a><r>x\u0000y</r></a>', 'unreadable', 'that is broken'],
  ['deep nesting', '<a>'.repeat(1_000_000), 'unreadable', 'that is nested deeper than 64 levels'],
  ['a thousand fields outside rows', `<a>${'<b/>'.repeat(1001)}</a>`, 'oversized',
    'that has more than 1000 elements outside its rows']
] as const
for (const [name, text, kind, message] of refused) {
  t.test(`${name} is refused`, async t => {
    t.match(await failureOf(xml(text, { stage: 'read bills' })), { kind, stage: 'read bills',
      message: `sent an XML file ${message}` })
  })
}

t.test('a document that was cut anywhere is truncated', async t => {
  const text = '<?xml version="1.0"?><a><r n="1"><b>é &amp; y</b><!-- c --><c><![CDATA[z]]></c></r></a>'
  const bytes = Buffer.from(text)
  for (let length = bytes.indexOf('<a>') + 1; length < bytes.length; length++) {
    t.match(await failureOf(xml(bytes.subarray(0, length))), { kind: 'truncated' }, `cut at ${length}`)
  }
})

t.test('another outermost element than promised is refused', async t => {
  t.match(await failureOf(xml('<galat>maaf</galat>', { root: 'data' })), { kind: 'unreadable',
    message: 'sent an XML file that does not begin with the element data' })
  t.strictSame(await rowsOf(xml('<s:data xmlns:s="u"/>', { root: 'data' })), [])
})

t.test('a number of rows in the document is compared', async t => {
  t.equal((await rowsOf(xml('<a><n>2</n><r/><r/></a>', { count: 'n' }))).length, 2)
  t.match(await failureOf(xml('<a><n>2</n><r/></a>', { count: 'n' })), { kind: 'truncated',
    message: 'sent an XML file that has 1 rows where n counts 2' })
  for (const text of ['<a><r/></a>', '<a><n>dua</n><r/></a>'])
    t.match(await failureOf(xml(text, { count: 'n' })), { kind: 'unreadable', message: /has no number of rows in n/ })
})

const floods = [
  ['a text', '<a><r><b>', 'x'],
  ['a text outside rows', '<a>', 'x'],
  ['an attribute', '<a><r b="', 'x'],
  ['a comment', '<a><!-- ', 'x'],
  ['a tag', '<a><', 'x'],
  ['an entity', '<a>&', 'x'],
  ['blanks before the document', ' ', ' '],
  ['a row', '<a><r>', '<b>x</b>'],
  ['attributes', '<a><r', ' x="1"']
] as const
for (const [name, start, more] of floods) {
  t.test(`${name} without end is refused in bounded memory`, async t => {
    const flood = endless(Buffer.from(more.repeat(64 * 1024 / more.length)))
    const source = (async function*() {
      yield Buffer.from(start)
      yield* flood.source
    })()
    const fault = await failureOf(readXmlRows(source, { rows: 'r' }))
    t.match(fault, { kind: /oversized|unreadable/ })
    t.ok(flood.taken <= 4 * 1024 * 1024)
    t.ok(flood.isClosed)
  })
}

t.test('a row of very many repeats is read in linear time', async t => {
  const [row] = await rowsOf(xml(`<a><r>${'<b/>'.repeat(200_000)}</r></a>`))
  t.equal(Object.keys(row!).length, 200_000)
})

t.test('blanks between rows are not kept', async t => {
  t.equal((await rowsOf(xml(`<a>${`<r/>${' '.repeat(1000)}`.repeat(1200)}</a>`))).length, 1200)
})
