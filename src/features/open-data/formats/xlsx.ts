import { Zip, ZipDeflate } from 'fflate'
import type { ColumnType, Value } from '../model.ts'
import type { Format } from './format.ts'
import { isFormula } from './formula.ts'

// Office Open XML (ECMA-376), as little of it as a table needs. Cells hold their texts themselves: shared texts would
// all
// have to be held until the end.

/** Rows of a sheet, the first one included: more do not fit into what spreadsheets can open. */
const SHEET_ROWS = 1_048_576
const PIECE = 65_536
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
/** Places in the table of styles. */
const STYLES = { plain: 0, header: 1, quoted: 2, date: 3 }

/**
 * A workbook with a sheet of a million rows, and further ones for what is left. Numbers are numbers, dates are dates,
 * times are text, which keeps their zone. A text is never a formula here; one that looks like it is marked as quoted,
 * so that it is none either when somebody edits it.
 */
export const xlsx: Format = (output, { columns }) => {
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error
    output.bytes(chunk)
  })
  const letters = columns.map((_column, i) => letterOf(i))
  let sheets = 0
  let rows = 0
  let sheet: Part | undefined

  const openSheet = (): Part => {
    sheet = openPart(zip, `xl/worksheets/sheet${++sheets}.xml`)
    sheet.text(
      `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" ` +
        'topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
    )
    sheet.text(
      `<row r="1">${columns.map(({ name }, i) => textCell(`${letters[i]}1`, name, STYLES.header)).join('')}</row>`
    )
    rows = 1
    return sheet
  }
  const closeSheet = (): void => {
    sheet?.text('</sheetData></worksheet>')
    sheet?.end()
    sheet = undefined
  }
  return {
    row(values) {
      if (rows === SHEET_ROWS) closeSheet()
      const part = sheet ?? openSheet()
      const number = ++rows
      part.text(
        `<row r="${number}">${
          values.map((value, i) => cellOf(`${letters[i]}${number}`, value, columns[i]?.type ?? 'text')).join('')
        }</row>`
      )
    },
    end() {
      if (sheet === undefined) openSheet()
      closeSheet()
      for (const [path, text] of Object.entries(partsOf(sheets))) {
        const part = openPart(zip, path)
        part.text(HEAD + text)
        part.end()
      }
      zip.end()
    }
  }
}

interface Part {
  text(text: string): void
  end(): void
}

function openPart(zip: Zip, path: string): Part {
  const file = new ZipDeflate(path, { level: 6 })
  // The same rows make the same bytes, whenever they are written. ZIP knows no time before 1980.
  file.mtime = '1980-01-01T00:00:00'
  zip.add(file)
  let waiting: string[] = []
  let length = 0
  const flush = (isLast: boolean): void => {
    file.push(Buffer.from(waiting.join('')), isLast)
    waiting = []
    length = 0
  }
  return {
    text(text) {
      waiting.push(text)
      length += text.length
      if (length > PIECE) flush(false)
    },
    end() {
      flush(true)
    }
  }
}

function cellOf(place: string, value: Value, type: ColumnType): string {
  if (value === null) return ''
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`
  const day = type === 'date' ? dayNumber(value) : undefined
  if (day !== undefined) return `<c r="${place}" s="${STYLES.date}"><v>${day}</v></c>`
  return textCell(place, value, isFormula(value) ? STYLES.quoted : STYLES.plain)
}

/** A cell holds 32,767 characters. What a file of XML cannot hold is written as the format's own escape. */
function textCell(place: string, text: string, style: number): string {
  const escaped = text.slice(0, 32_767)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    // oxlint-disable-next-line no-control-regex -- these are what XML 1.0 cannot hold
    .replace(/[\u0000-\u0008\u000b\u000c\u000d\u000e-\u001f\ufffe\uffff]/g,
      character => `_x${character.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`)
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<c r="${place}" t="inlineStr"${
    style === STYLES.plain ? '' : ` s="${style}"`
  }><is><t xml:space="preserve">${escaped.toWellFormed()}</t></is></c>`
}

const DAY_MS = 86_400_000
/** Days are counted from the end of 1899. Before 1 March 1900 spreadsheets disagree by a day that never was. */
const DAY_ZERO = Date.UTC(1899, 11, 30)
const FIRST_SURE = 61

function dayNumber(date: string): number | undefined {
  const day = (Date.parse(`${date}T00:00:00Z`) - DAY_ZERO) / DAY_MS
  return Number.isInteger(day) && day >= FIRST_SURE ? day : undefined
}

function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter
}

function partsOf(sheets: number): Record<string, string> {
  const numbers = Array.from({ length: sheets }, (_, i) => i + 1)
  const type = (part: string, kind: string): string =>
    `<Override PartName="/${part}" ` +
    `ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`
  return {
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${
      numbers.map(n => `<sheet name="data${n === 1 ? '' : ` ${n}`}" sheetId="${n}" r:id="rId${n}"/>`).join('')
    }</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${
      numbers.map(n => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
        .join('')
    }<Relationship Id="rId${sheets + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" ` +
      `formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name ` +
      'val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills ' +
      'count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill ' +
      'patternType="gray125"/></fill></fills><borders ' +
      'count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf ' +
      'numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" ' +
      'fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" ' +
      'applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/><xf ' +
      'numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>',
    '_rels/.rels':
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" ` +
      'Target="xl/workbook.xml"/></Relationships>',
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ` +
      'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      type('xl/workbook.xml', 'sheet.main') + type('xl/styles.xml', 'styles') +
      `${numbers.map(n => type(`xl/worksheets/sheet${n}.xml`, 'worksheet')).join('')}</Types>`
  }
}
