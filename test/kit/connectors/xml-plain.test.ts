import t from 'tap'
import { readPlainXml } from '../../../src/kit/connectors/xml-plain.ts'
import { parseXml } from '../../../src/kit/connectors/xml.ts'
import type { XmlCollector } from '../../../src/kit/formats/xml-collector.ts'
import { type Seeded, seeded } from '../seeded.ts'

const LIMITS = { depth: 64, nodes: 200_000 }

const shown = (collected: XmlCollector): object => ({ root: collected.root, depth: collected.depth,
  rows: collected.takeRows(), fields: { ...collected.fields }, fieldCount: collected.fieldCount })

/** What the parser makes of it; a text when it refuses. */
function parsed(document: string): object | string {
  try {
    return shown(parseXml(document, 'r', 'list'))
  } catch (error) {
    return (error as Error).message
  }
}

const NAMES = ['r', 'r', 'NO', 'NAMA', 'n:r', 's:item', 'a-b.c', 'constructor', '__proto__', '_x', 'n:', ':n', 'a:b:c',
  '1a', 'é']
const VALUES = ['1', 'Ujang, Imas', ' Jl. Asia\tAfrika \n', 'A &amp; B', '&#233;', '&#xE9;&#10;',
  '&lt;b&gt;&quot;&apos;', 'Café “Asih”', '😀', '', '  ', ']]', 'a]]>b', '&', 'Ujang & Imas', '\u00a0', '&nbsp;',
  '&#0;', '&#13;', '&#xD800;', '&#x1F600;', '&#xFFFE;', '\ud800', '\uffff', 'x\u0001', '\r\n', '\r', '\u0085\u2028',
  '>', '=', '\u0000']
const ATTRIBUTES = ['id="7"', "id='8'", 'id="9"', 'xsi:type="xsd:string"', 'xsi:nil="true"', 'xsi:nil="1"',
  'xsi:nil="false"', 'xmlns="u"', 'xmlns:n="u"', 'nama="a>b"', "nama='\"'", 'nama="&amp;"', 'nama="a\tb"', 'nama="<"',
  'nama=x', 'nama', 'é="1"', 'constructor="1"']
const BETWEEN = ['', '', '', '', '<!-- c -->', '<![CDATA[<b>]]>', '<?php x?>', '<!DOCTYPE a>', '\n  ']
const BEFORE = ['', '', '<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-8"?>\n',
  "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>", '<?xml version="1.1"?>',
  '<?xml version="1.0" encoding=""?>', '<?xml  version="1.0"?>', '\n', '\uFEFF', 'x', '\u00a0',
  '<!DOCTYPE a [<!ENTITY x "y">]>']
const AFTER = ['', '', '', '\n', '\u00a0', '<!-- c -->', '<b/>', 'x', '</a>', '&amp;', '<']

/** An element with what is usual, what is odd, and what is wrong. */
function element(random: Seeded, odd: number, depth: number): string {
  const usual = <T>(
    values: readonly T[],
    first: number
  ): T => (random.int(0, 99) < odd ? random.pick(values) : random.pick(values.slice(0, first)))
  const name = usual(NAMES, 8)
  const gap = usual([' ', ' ', '  ', '\n', '\t', ''], 2)
  const attributes = Array.from({ length: random.pick([0, 0, 0, 1, 1, 2]) }, () => gap + usual(ATTRIBUTES, 8)).join('')
  const end = usual(['', '', ' ', '\n', '/'], 2)
  if (random.int(0, 9) === 0) return `<${name}${attributes}${end}/>`
  const children = depth === 0 ? 0 : random.pick([0, 0, 1, 3, 5])
  const inner = Array.from({ length: children },
    () => usual(BETWEEN, 4) + usual(VALUES, 8) + element(random, odd, depth - 1)).join('')
  const close = random.int(0, 199) < odd ? random.pick(NAMES) : name
  return `<${name}${attributes}${end}>${inner}${usual(VALUES, 12)}</${close}${usual(['', '', ' ', '\n'], 2)}>`
}

/** Cut, doubled, or with a character of its kind in another place. */
function damaged(random: Seeded, document: string): string {
  const at = random.int(0, document.length)
  const to = Math.min(document.length, at + random.int(0, 4))
  return document.slice(0, at) +
    random.pick(['', document.slice(at, to).repeat(2), random.text('<>&;/!?[]"\'= \n\u0000ab:', 1, 1)]) +
    document.slice(to)
}

t.test('what is read the short way is what the parser reads, in 30,000 random documents', async t => {
  const random = seeded(4)
  let plain = 0
  const wrong: string[] = []
  for (let round = 0; round < 30_000; round++) {
    const odd = random.pick([0, 0, 3, 20])
    const [before, after] = odd === 0 ? [BEFORE[random.int(0, 3)] ?? '', ''] : [random.pick(BEFORE), random.pick(AFTER)]
    const whole = `${before}<a>${element(random, odd, 4)}</a>${after}`
    const document = random.int(0, 3) === 0 ? damaged(random, whole) : whole
    const read = readPlainXml(document, 'r', LIMITS)
    if (read === undefined) continue
    plain++
    const [one, other] = [shown(read), parsed(document)]
    if (JSON.stringify(one) !== JSON.stringify(other)) wrong.push(document)
  }
  t.same(wrong.slice(0, 3), [])
  t.ok(plain > 8_000, `${plain} of them the short way`)
})

t.test('documents as services write them are read the short way', async t => {
  const documents = [
    '<a/>',
    '<?xml version="1.0" encoding="UTF-8"?>\r\n<a>\r\n  <r>\r\n    <NAMA>Café &amp; Asih</NAMA>\r\n  </r>\r\n</a>\r\n',
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><n:X xmlns:n="u"><return ' +
    'xsi:type="n:T[2]"><r xsi:type="n:R"><NO xsi:type="xsd:string">1</NO><K ' +
    'xsi:nil="true"/></r></return></n:X></s:Body></s:Envelope>',
    '<a><r id="7"><ALAMAT kode="1">Jl. [x] <RT>01</RT><RT>02</RT></ALAMAT></r><r/></a>',
    '<a><n>😀 &#65;</n></a>'
  ]
  for (const document of documents) {
    const read = readPlainXml(document, 'r', LIMITS)
    t.same(read && shown(read), parsed(document), document.slice(0, 40))
  }
})

t.test('whatever else there may be is left to the parser', async t => {
  const documents = [
    '',
    ' ',
    'x',
    '{"a":1}',
    '<a>',
    '<a',
    '<a><b></a></b>',
    '<a></a><b/>',
    '<a/>x',
    '<a/>&amp;',
    '&amp;<a/>',
    '\uFEFF<a/>',
    '<a>&x;</a>',
    '<a>A & B</a>',
    '<a>&#0;</a>',
    '<a>&#xD800;</a>',
    '<a>\ud800</a>',
    '<a>x\u0000</a>',
    '<a>]]></a>',
    '<a x="1" x="2"/>',
    '<a x=1/>',
    '<a x="&lt;"/>',
    '<a x="a>b"/>',
    '<a x="é"/>',
    '<é/>',
    '<a><!-- c --></a>',
    '<a><![CDATA[x]]></a>',
    '<a><?php x?></a>',
    '<!DOCTYPE a><a/>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<?xml version="1.1"?><a/>',
    '<a>'.repeat(65) + '</a>'.repeat(65),
    `<a>${'<b/>'.repeat(200_000)}</a>`
  ]
  for (const document of documents) t.equal(readPlainXml(document, 'r', LIMITS), undefined, document.slice(0, 40))
  t.ok(readPlainXml('<a>'.repeat(64) + '</a>'.repeat(64), 'r', LIMITS))
  t.ok(readPlainXml(`<a>${'<b/>'.repeat(199_999)}</a>`, 'r', LIMITS))
})
