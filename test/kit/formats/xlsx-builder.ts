import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipPart {
  name: string
  content: string | Buffer
  /** What the table of contents says, when it lies. */
  declaredSize?: number
  declaredCrc?: number
  method?: number
  flags?: number
  isStored?: boolean
}

/** Writes a zip archive byte by byte: nothing of it is shared with the reader. */
export function buildZip(parts: ZipPart[], comment = ''): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, content, declaredSize, declaredCrc, method, flags = 0, isStored = false } of parts) {
    const bytes = Buffer.from(content)
    const packed = isStored ? bytes : deflateRawSync(bytes)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(flags, 2)
    fields.writeUInt16LE(method ?? (isStored ? 0 : 8), 4)
    fields.writeUInt32LE(declaredCrc ?? crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(declaredSize ?? bytes.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, rest, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const table = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(table.length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...locals, table, end, Buffer.from(comment)])
}

export interface BuiltWorkbook {
  /** Name and the XML within `sheetData`. */
  sheets: { name: string; data: string; after?: string }[]
  /** XML of `si` elements. */
  texts?: string
  /** Codes of number formats from 164 on; cell style n shows format n - 1, style 0 is general. */
  formats?: (string | number)[]
  date1904?: boolean
  /** Parts that replace or join those above; undefined leaves one out. */
  parts?: Record<string, string | Buffer | undefined>
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const package_ = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'

/** A workbook as Excel lays it out. */
export function buildWorkbook(
  { sheets, texts = '', formats = [], date1904 = false, parts = {} }: BuiltWorkbook
): Buffer {
  const custom = formats.map((code, index) => ({ code, id: typeof code === 'number' ? code : 164 + index }))
  const all: Record<string, string | Buffer | undefined> = {
    '[Content_Types].xml':
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ` +
      'ContentType="application/xml"/></Types>',
    '_rels/.rels': `${head}<Relationships ${package_}><Relationship Id="rId1" Type="${office}/officeDocument" ` +
      'Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml': `${head}<workbook ${main} xmlns:r="${office}"><workbookPr${
      date1904 ? ' date1904="1"' : ''
    }/><sheets>${
      sheets
        .map(({ name }, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 10}"/>`)
        .join('')
    }</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      `${head}<Relationships ${package_}><Relationship Id="rId1" Type="${office}/styles" Target="styles.xml"/>` +
      `<Relationship Id="rId2" Type="${office}/sharedStrings" Target="/xl/sharedStrings.xml"/>${
        sheets
          .map((_, index) =>
            `<Relationship Id="rId${index + 10}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`
          )
          .join('')
      }</Relationships>`,
    'xl/styles.xml': `${head}<styleSheet ${main}><numFmts>${
      custom
        .filter(({ code }) => typeof code === 'string')
        .map(({ code, id }) =>
          `<numFmt numFmtId="${id}" formatCode="${String(code).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"/>`
        )
        .join('')
    }</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${
      custom.map(({ id }) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`).join('')
    }</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `${head}<sst ${main}>${texts}</sst>`,
    ...Object.fromEntries(
      sheets.map((
        { data, after = '' },
        index
      ) => [`xl/worksheets/sheet${index + 1}.xml`,
        `${head}<worksheet ${main}><sheetData>${data}</sheetData>${after}</worksheet>`]
      )
    ),
    ...parts
  }
  return buildZip(Object.entries(all).flatMap(([name, content]) => (content === undefined ? [] : [{ name, content }])))
}

/** A row of texts and numbers. */
export function cells(row: number, ...values: (string | number | null)[]): string {
  const written = values.map((value, index) => {
    const at = `${String.fromCharCode(65 + index)}${row}`
    if (value === null) return ''
    return typeof value === 'number'
      ? `<c r="${at}"><v>${value}</v></c>`
      : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
  })
  return `<row r="${row}">${written.join('')}</row>`
}
