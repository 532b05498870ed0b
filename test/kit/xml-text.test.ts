import t from 'tap'
import { readXml } from '../../src/kit/connectors/xml.ts'
import { escapeXml, fitsXml, writeXmlText } from '../../src/kit/xml-text.ts'

t.test('what is written is read again, in ASCII alone', t => {
  const text = `<isi> & "itu" 'ini' — café 😀 ]]>\r\nbaris kedua`
  t.match(escapeXml(text), /^[\n\x20-\x7e]+$/)
  t.equal(readXml(`<x><y>${escapeXml(text)}</y></x>`).fields['y'], text)
  const line = text.replace(/\s+/g, ' ')
  t.equal(readXml(`<x><y a="${escapeXml(line)}">1</y></x>`, { rows: 'y' }).rows[0]?.['@a'], line)
  t.end()
})

t.test('a character for which XML has no place becomes a blank', t => {
  for (const char of ['\u0000', '\u001b', '\u0085', '\ud800', '\ufffe']) {
    t.notOk(fitsXml(`a${char}b`))
    t.equal(writeXmlText(`a${char}b`), 'a b')
  }
  t.ok(fitsXml('a\t\n\rb 😀'))
  t.end()
})
