import t from 'tap'
import { readXlsx } from '../../../src/kit/formats/xlsx.ts'
import { readXmlRows } from '../../../src/kit/formats/xml-rows.ts'
import { heldBytes } from '../../services/memory.ts'
import { failureOf } from './rows.ts'
import { buildWorkbook, cells } from './xlsx-builder.ts'

// What is wrong with the XML within a workbook, which nobody sees from outside, and with a streamed document.

const sheet = (inner: string | Buffer): Buffer =>
  buildWorkbook({
    sheets: [{ name: 'Izin', data: `${cells(1, 'NO')}${cells(2, '1')}` }],
    parts: {
      'xl/worksheets/sheet1.xml': Buffer.concat([Buffer.from('<?xml version="1.0" encoding="UTF-8"?>'),
        Buffer.from(inner as string)])
    }
  })
const row = (text: string): string => `<row r="1"><c t="inlineStr"><is><t>${text}</t></is></c></row>`
const hidden = { 'an external entity': '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
  'a document type elsewhere': '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">' }
const inside: Record<string, [sheet: string, document: string | Buffer, kind: RegExp]> = {
  ...Object.fromEntries(
    Object.entries(hidden).map((
      [name, type]
    ) => [name, [`${type}<worksheet><sheetData>${row('&x;')}</sheetData></worksheet>`, `${type}<a><r>&x;</r></a>`,
      /^unreadable$/]]
    )
  ),
  'NUL bytes': [`<worksheet><sheetData>${row('a\u0000b')}</sheetData></worksheet>`, '<a><r>a\u0000b</r></a>',
    /^unreadable$/],
  'a million levels': [`<worksheet>${'<b>'.repeat(1_000_000)}`, '<a>'.repeat(1_000_000),
    /^(?:unreadable|oversized|truncated)$/]
}

for (const [name, [workbook, document, kind]] of Object.entries(inside)) {
  t.test(`${name} in a sheet, and in streamed XML, is refused in bounded memory`, async t => {
    for (const rows of [readXlsx([sheet(workbook)]), readXmlRows([Buffer.from(document as string)], { rows: 'r' })]) {
      const before = heldBytes()
      const fault = await failureOf(rows)
      t.match(fault, { name: 'SystemFault', kind, stage: 'parse' })
      t.notMatch(String(fault), /passwd|root:/)
      t.ok(heldBytes() - before < 16 * 1024 * 1024)
    }
  })
}

t.test('letters of two character sets in one document are refused, and not lost', async t => {
  const mixed = Buffer.concat([Buffer.from('<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>Café Caf'),
    Buffer.of(0xe9), Buffer.from('</t></is></c></row></sheetData></worksheet>')])
  t.match(await failureOf(readXlsx([sheet(mixed)])), { name: 'SystemFault', kind: 'unreadable' })
  const document = Buffer.concat([Buffer.from('<a><r><n>Café Caf'), Buffer.of(0xe9), Buffer.from('</n></r></a>')])
  t.match(await failureOf(readXmlRows([document], { rows: 'r' })), { kind: 'unreadable',
    message: 'sent an XML file that is not in utf-8' })
})
