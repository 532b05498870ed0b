import iconv from 'iconv-lite'

/** A field as it is described, and how a value of it is written: as text of the field's length, or as bytes. */
export interface BuiltField {
  name: string
  type: string
  length: number
  decimals?: number
  /** FoxPro: 2 may be null. */
  flags?: number
}

export interface BuiltDbf {
  version?: number
  fields: BuiltField[]
  /** Values in the order of the fields; a record that begins with `*` in `deleted` is marked so. */
  records: (string | Buffer)[][]
  deleted?: number[]
  charset?: string
  languageDriver?: number
  /** In the header, when it is not the number of records. */
  count?: number
  recordLength?: number
  endMark?: boolean
  /** FoxPro's 263 bytes behind the list of fields. */
  backlink?: boolean
  changedOn?: [year: number, month: number, day: number]
}

/** Writes a DBF file byte by byte: nothing of it is shared with the reader. */
export function buildDbf({
  version = 0x03,
  fields,
  records,
  deleted = [],
  charset = 'windows-1252',
  languageDriver = 0x03,
  count = records.length,
  recordLength = fields.reduce((sum, { length }) => sum + length, 1),
  endMark = true,
  backlink = false,
  changedOn = [126, 11, 20]
}: BuiltDbf): Buffer {
  const header = Buffer.alloc(32)
  header.set([version, ...changedOn])
  header.writeUInt32LE(count, 4)
  header.writeUInt16LE(32 + fields.length * 32 + 1 + (backlink ? 263 : 0), 8)
  header.writeUInt16LE(recordLength, 10)
  header[29] = languageDriver
  const descriptors = fields.map(({ name, type, length, decimals = 0, flags = 0 }) => {
    const descriptor = Buffer.alloc(32)
    descriptor.write(name, 0, 11, 'latin1')
    descriptor.write(type, 11, 1, 'latin1')
    if (length > 255) descriptor.writeUInt16LE(length, 16)
    else descriptor.set([length, decimals], 16)
    descriptor[18] = flags
    return descriptor
  })
  const body = records.map((values, index) => {
    const parts = fields.map(({ type, length }, at) => {
      const value = values[at] ?? ''
      if (Buffer.isBuffer(value)) return value
      const bytes = iconv.encode(value, charset)
      const padding = Buffer.alloc(Math.max(0, length - bytes.length), ' ')
      return (type === 'N' || type === 'F' || type === 'M'
        ? Buffer.concat([padding, bytes])
        : Buffer.concat([bytes, padding])).subarray(0, length)
    })
    return Buffer.concat([Buffer.from(deleted.includes(index) ? '*' : ' '), ...parts])
  })
  return Buffer.concat([
    header,
    ...descriptors,
    Buffer.from([0x0d]),
    Buffer.alloc(backlink ? 263 : 0),
    ...body,
    Buffer.from(endMark ? [0x1a] : [])
  ])
}
