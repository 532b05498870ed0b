import { dbfCharset } from '../encoding.ts'
import { type CharsetDecoder, createDecoder } from './charset.ts'
import { columnNames, type Problems } from './source.ts'

export interface DbfField {
  name: string
  /** C text, N and F numbers, D date, L yes or no, M memo, I integer, T date and time, B double, Y currency... */
  type: string
  /** From the beginning of a record, the deletion mark included. */
  offset: number
  length: number
  /** FoxPro: its bit in the record's null flags; undefined when it cannot be null. */
  nullBit: number | undefined
  /** FoxPro's V: its bit that says whether the last byte is a length. */
  lengthBit: number | undefined
}

export interface DbfHeader {
  /** Byte 0: 0x03 dBASE III, 0x83 with memo, 0x8B dBASE IV with memo, 0x30 Visual FoxPro, 0xF5 FoxPro 2 with memo... */
  version: number
  /** Records that the file must have, deleted ones included. */
  records: number
  headerLength: number
  recordLength: number
  /** Day of the last change as the header has it; undefined when it has none. */
  updatedOn: string | undefined
  decoder: CharsetDecoder
  fields: DbfField[]
  /** Where a record's null flags begin. */
  nullFlags: number | undefined
}

export const START_LENGTH = 32
const DESCRIPTOR_LENGTH = 32
const FIELDS_END = 0x0d
const KNOWN = new Set([0x03, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x7b, 0x83, 0x8b, 0x8e, 0xcb, 0xe5, 0xf5, 0xfb])
const FOXPRO = new Set([0x30, 0x31, 0x32])
const READ = new Set(['C', 'N', 'F', 'D', 'L', 'M', 'I', 'T', 'B', 'Y', 'V', '@', '+'])
// Objects, pictures, binary memos and FoxPro's own null flags: nothing that a record of a city is made of.
const LEFT_OUT = new Set(['G', 'P', 'W', 'Q', '0'])

/** How long the header is, from its first 32 bytes. */
export function headerLengthOf(start: Buffer, problems: Problems): number {
  const version = start[0]!
  if (version === 0x04 || version === 0x8c) throw problems.fault('unreadable', 'is of dBASE 7, whose layout is another')
  if (!KNOWN.has(version)) throw problems.fault('unreadable', 'does not begin as a DBF file does')
  if (start[14] === 1) throw problems.fault('truncated', 'is in the middle of a transaction')
  if (start[15] === 1) throw problems.fault('unreadable', 'is encrypted')
  const headerLength = start.readUInt16LE(8)
  if (headerLength < START_LENGTH + DESCRIPTOR_LENGTH + 1 || start.readUInt16LE(10) < 2) {
    throw problems.fault('unreadable', 'has a header without fields')
  }
  return headerLength
}

/** @throws SystemFault `unreadable` for a header that contradicts itself */
export function readDbfHeader(bytes: Buffer, charset: string | undefined, problems: Problems): DbfHeader {
  const version = bytes[0]!
  const headerLength = bytes.length
  const recordLength = bytes.readUInt16LE(10)
  const decoder = createDecoder(charset ?? dbfCharset(bytes[29]!))
  const descriptors: Buffer[] = []
  let at = START_LENGTH
  while (at + DESCRIPTOR_LENGTH <= headerLength && bytes[at] !== FIELDS_END) {
    descriptors.push(bytes.subarray(at, at + DESCRIPTOR_LENGTH))
    at += DESCRIPTOR_LENGTH
  }
  if (bytes[at] !== FIELDS_END) throw problems.fault('unreadable', 'has a header whose list of fields does not end')
  const lengths = fieldLengths(descriptors, recordLength)
  if (lengths === undefined) throw problems.fault('unreadable', 'has a header whose fields do not make up its records')
  const names = columnNames(descriptors.map(descriptor => nameOf(descriptor, decoder)))
  const fields: DbfField[] = []
  let offset = 1
  let bit = 0
  let nullFlags: number | undefined
  for (const [index, descriptor] of descriptors.entries()) {
    const type = String.fromCharCode(descriptor[11]!)
    const length = lengths[index]!
    if (!READ.has(type) && !LEFT_OUT.has(type))
      throw problems.fault('unreadable', `has a field of a type that is not known`)
    if (type === '0') nullFlags = offset
    const lengthBit = type === 'V' || type === 'Q' ? bit++ : undefined
    const nullBit = FOXPRO.has(version) && descriptor[18]! & 0x02 ? bit++ : undefined
    if (READ.has(type)) fields.push({ name: names[index]!, type, offset, length, nullBit, lengthBit })
    offset += length
  }
  const records = bytes.readUInt32LE(4)
  return { version, records, headerLength, recordLength, updatedOn: dayOf(bytes), decoder, fields, nullFlags }
}

/**
 * Clipper writes lengths above 255 over two bytes, the second in the place of the decimals: only then do they add up.
 */
function fieldLengths(descriptors: Buffer[], recordLength: number): number[] | undefined {
  const plain = descriptors.map(descriptor => descriptor[16]!)
  const long = descriptors.map(descriptor => (descriptor[11] === 0x43 ? descriptor.readUInt16LE(16) : descriptor[16]!))
  return [plain, long].find(lengths => lengths.reduce((sum, length) => sum + length, 1) === recordLength)
}

function nameOf(descriptor: Buffer, decoder: CharsetDecoder): string {
  const end = descriptor.indexOf(0)
  return decoder.decode(descriptor, 0, end === -1 || end > 11 ? 11 : end) ?? ''
}

// Years since 1900, or the last two digits: 126 and 26 are both 2026.
function dayOf(bytes: Buffer): string | undefined {
  const [year, month, day] = [bytes[1]!, bytes[2]!, bytes[3]!]
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  return [year < 80 ? 2000 + year : 1900 + year, twoDigits(month), twoDigits(day)].join('-')
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
