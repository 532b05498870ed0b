import iconv from 'iconv-lite'
import t from 'tap'
import { charsetOf, dbfCharset, decodeBody, decodeCharset, decodeEntitiesOnce, decodeEntitiesTwice,
  repairMojibake } from '../../src/kit/encoding.ts'
import { seeded } from './seeded.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const CAFE_LATIN = bytes(0x43, 0x61, 0x66, 0xe9)

t.test('decodes UTF-8, declared or not', async t => {
  for (const opts of [{}, { contentType: 'application/json' }, { contentType: 'text/xml; charset="UTF-8"' }, {
    declared: 'utf8'
  }]) {
    t.same(decodeBody(utf8('Café “1”'), opts), { text: 'Café “1”', charset: 'utf-8', codes: [] })
  }
})

t.test('reads Latin-1 declared as UTF-8', async t => {
  for (const opts of [{}, { contentType: 'text/xml; charset=UTF-8' }]) {
    t.same(decodeBody(CAFE_LATIN, opts), { text: 'Café', charset: 'windows-1252', codes: ['encoding_repaired'] })
  }
})

t.test('reads UTF-8 declared as Latin-1', async t => {
  t.same(decodeBody(utf8('Café'), { declared: 'ISO-8859-1' }), { text: 'Café', charset: 'utf-8',
    codes: ['encoding_repaired'] })
})

t.test('reads Word’s quotes in what calls itself Latin-1', async t => {
  t.same(decodeBody(bytes(0x93, 0x78, 0x94, 0x20, 0x80), { declared: 'latin1' }), { text: '“x” €',
    charset: 'windows-1252', codes: [] })
})

t.test('lets what is declared in the document win over the header', async t => {
  t.same(decodeBody(bytes(0x82), { contentType: 'text/xml; charset=utf-8', declared: 'cp850' }), { text: 'é',
    charset: 'cp850', codes: [] })
})

t.test('lets the settings win over every declaration', async t => {
  const opts = { contentType: 'text/plain; charset=utf-8', actual: 'CP437' }
  t.same(decodeBody(bytes(0x82), opts), { text: 'é', charset: 'cp437', codes: ['encoding_repaired'] })
  t.same(decodeBody(bytes(0x82), { actual: 'ibm850' }), { text: 'é', charset: 'cp850', codes: [] })
})

t.test('lets a byte order mark win over all, and drops it', async t => {
  t.same(decodeBody(bytes(0xef, 0xbb, 0xbf, 0xc3, 0xa9)), { text: 'é', charset: 'utf-8', codes: [] })
  t.same(decodeBody(bytes(0xff, 0xfe, 0xe9, 0x00), { actual: 'cp850' }), { text: 'é', charset: 'utf-16le',
    codes: ['encoding_repaired'] })
  t.same(decodeBody(bytes(0xfe, 0xff, 0x00, 0xe9)), { text: 'é', charset: 'utf-16be', codes: ['encoding_repaired'] })
})

t.test('reads bytes of two character sets, each as what it is', async t => {
  const mixed = Buffer.concat([utf8('Café “Dago” '), CAFE_LATIN, utf8(' – '), bytes(0x93, 0x78, 0x94)])
  const wanted = { text: 'Café “Dago” Café – “x”', charset: 'windows-1252', codes: ['encoding_repaired'] }
  t.same(decodeBody(mixed), wanted)
  t.same(decodeBody(Buffer.concat([bytes(0xef, 0xbb, 0xbf), mixed])), wanted,
    'a mark that is not borne out counts for nothing')
  t.same(decodeBody(mixed, { declared: 'latin1' }).text.slice(0, 5), 'CafÃ©',
    'what is Latin-1 by its own word stays that')
})

t.test('notes no repair where the charset makes no difference', async t => {
  t.same(decodeBody(utf8('plain'), { declared: 'utf-8', actual: 'cp850' }).codes, [])
})

t.test('drops NUL padding', async t => {
  t.equal(decodeBody(bytes(0x41, 0x00, 0x00, 0x42)).text, 'AB')
  t.equal(decodeCharset(bytes(0x41, 0x00), 'cp1252'), 'A')
})

t.test('takes an unknown charset for none', async t => {
  t.same(decodeBody(utf8('é'), { declared: 'x-unknown' }), { text: 'é', charset: 'utf-8', codes: [] })
  t.same(decodeBody(CAFE_LATIN, { declared: 'x-unknown' }).text, 'Café')
})

t.test('decodes an empty body', async t => {
  t.same(decodeBody(bytes()), { text: '', charset: 'utf-8', codes: [] })
})

t.test('decodes a part of a larger buffer', async t => {
  const whole = bytes(0x78, 0x43, 0x61, 0x66, 0xe9, 0x78)
  t.equal(decodeCharset(whole.subarray(1, 5), 'latin1'), 'Café')
})

t.test('finds the charset of a media type', async t => {
  t.equal(charsetOf('text/html; charset=ISO-8859-1'), 'ISO-8859-1')
  t.equal(charsetOf('text/html;boundary=x; Charset = "utf-8"'), 'utf-8')
  t.equal(charsetOf('text/html'), undefined)
  t.equal(charsetOf(undefined), undefined)
})

t.test('finds the charset of a DBF file', async t => {
  t.same([0x01, 0x02, 0x03, 0x57, 0x00, 0x99].map(dbfCharset), ['cp437', 'cp850', 'windows-1252', 'windows-1252',
    'windows-1252', 'windows-1252'])
})

for (const [wrong, right] of [
  ['CafÃ©', 'Café'],
  ['â€œhaiâ€\u009d', '“hai”'],
  ['itâ€™s', 'it’s'],
  ['ÃƒÂ©', 'é'],
  ['5Â°', '5°'],
  ['Ã\u00a0', 'à'],
  ['é and Ã©', 'é and é'],
  ['Ã¢â‚¬Å“', '“'],
  ['ðŸ˜€', '😀'],
  ['ï»¿No', '\ufeffNo']
] as const) {
  t.test(`repairs ${wrong}`, async t => {
    t.same(repairMojibake(wrong), { text: right, codes: ['encoding_repaired'] })
  })
}

for (const text of ['Café', '“hai”', 'Ã', 'naïve “x” €', '日本', '😀', 'plain', '', 'Â', 'é è ü', 'Café”…', 'CAFÉ…',
  'é½°', 'ï¿½'])
{
  t.test(`leaves ${JSON.stringify(text)} alone`, async t => {
    t.same(repairMojibake(text), { text, codes: [] })
  })
}

t.test('repairs whatever was stored as windows-1252, and never text that is right', async t => {
  const random = seeded(10)
  const wrong: unknown[] = []
  for (let round = 0; round < 1_000; round += 1) {
    const text = random.text('abc é ü “ ” ’ – € … ° ½ ñ', 1, 12)
    const stored = decodeCharset(utf8(text), 'windows-1252')
    if (repairMojibake(stored).text !== text) wrong.push([text, stored, repairMojibake(stored)])
    if (repairMojibake(text).text !== text) wrong.push([text, repairMojibake(text)])
  }
  t.same(wrong, [])
})

t.test('decodes what iconv encodes in each legacy charset', async t => {
  for (const [charset, text] of [['cp437', 'é ü ñ ½ ░'], ['cp850', 'é ü ñ ½ Ø'], ['windows-1252', 'é ü ñ ½ “€”'], [
    'utf-16le',
    'é €'
  ]] as const) {
    t.same(decodeBody(iconv.encode(text, charset), { declared: charset }), { text, charset, codes: [] })
  }
})

t.test('decodes entities in one pass', async t => {
  t.equal(
    decodeEntitiesOnce(
      'A &amp; B &lt;b&gt; &quot;x&quot; &#39;y&#x27; &eacute;&Eacute;&frac12;&yuml;&nbsp;&rsquo;&hellip;'
    ),
    'A & B <b> "x" \'y\' éÉ½ÿ\u00a0’…'
  )
  t.equal(decodeEntitiesOnce('&amp;nbsp; &amp;amp;'), '&nbsp; &amp;')
})

t.test('decodes entities that were escaped twice', async t => {
  t.equal(decodeEntitiesTwice('Dago &amp;amp; Riau &amp;#8217;s &amp;quot;x&amp;quot;'), 'Dago & Riau ’s "x"')
})

t.test('reads numeric entities below 160 as Word meant them', async t => {
  t.equal(decodeEntitiesOnce('&#146;&#147;&#x94;'), '’“”')
})

t.test('leaves alone what is no entity', async t => {
  for (const text of ['&foo;', '&', 'a & b;', '&#0;', '&#xD800;', '&#x110000;', '&#9999999;', '&amp', '&constructor;'])
    t.equal(decodeEntitiesOnce(text), text)
})
