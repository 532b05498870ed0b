import { pipeline, Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import type { Problems } from './source.ts'

export interface ZipEntry {
  /** As declared, and held to when it is unpacked. */
  size: number
  packedSize: number
  crc: number
  isDeflated: boolean
  offset: number
}

export interface ZipLimits {
  /** Of one entry, unpacked. */
  maxEntryBytes: number
  /** How many times larger than packed an entry of more than a mebibyte may be. */
  maxRatio: number
}

const END = 0x06054b50
const END_LENGTH = 22
const CENTRAL = 0x02014b50
const CENTRAL_LENGTH = 46
const LOCAL = 0x04034b50
const LOCAL_LENGTH = 30
const MAX_ENTRIES = 10_000
const MAX_COMMENT = 0xffff
const RATIO_FROM = 1024 * 1024

/** What a zip archive declares, by name. Nothing is unpacked, nothing believed that contradicts itself. */
export function readZip(bytes: Buffer, limits: ZipLimits, problems: Problems): Map<string, ZipEntry> {
  const end = findEnd(bytes)
  if (end === undefined) {
    throw bytes.length >= 4 && bytes.readUInt32LE(0) === LOCAL
      ? problems.fault('truncated', 'ends before its table of contents')
      : problems.fault('unreadable', 'is no zip archive')
  }
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  if (count > MAX_ENTRIES) throw problems.fault('oversized', `has more than ${MAX_ENTRIES} parts`)
  const broken = (): Error => problems.fault('unreadable', 'has a broken table of contents')
  const entries = new Map<string, ZipEntry>()
  let packed = 0
  for (let index = 0; index < count; index++) {
    if (at + CENTRAL_LENGTH > end || bytes.readUInt32LE(at) !== CENTRAL) throw broken()
    const flags = bytes.readUInt16LE(at + 8)
    const method = bytes.readUInt16LE(at + 10)
    const packedSize = bytes.readUInt32LE(at + 20)
    const size = bytes.readUInt32LE(at + 24)
    const nameEnd = at + CENTRAL_LENGTH + bytes.readUInt16LE(at + 28)
    const offset = bytes.readUInt32LE(at + 42)
    if (nameEnd > end || offset + LOCAL_LENGTH + packedSize > end) throw broken()
    if (flags & 0x01) throw problems.fault('unreadable', 'is encrypted')
    if (method !== 0 && method !== 8) throw problems.fault('unreadable', 'is packed by a method that is not known')
    // Parts that share their bytes: a small file of many huge ones.
    if ((packed += packedSize) > bytes.length) throw broken()
    const isTooDense = size > RATIO_FROM && size > packedSize * limits.maxRatio
    if (size > limits.maxEntryBytes || isTooDense) throw tooLarge(limits, problems)
    entries.set(bytes.toString('utf8', at + CENTRAL_LENGTH, nameEnd).replace(/^\//, ''), {
      size,
      packedSize,
      crc: bytes.readUInt32LE(at + 16),
      isDeflated: method === 8,
      offset
    })
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** The bytes of one entry; never more than it declared. */
export async function* unpack(
  bytes: Buffer,
  entry: ZipEntry,
  problems: Problems
): AsyncGenerator<Buffer, void, undefined> {
  const { offset, packedSize, size, isDeflated } = entry
  if (bytes.readUInt32LE(offset) !== LOCAL)
    throw problems.fault('unreadable', 'has a part that is not where it is declared')
  const start = offset + LOCAL_LENGTH + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  const packed = bytes.subarray(start, start + packedSize)
  let got = 0
  let crc = 0
  for await (const chunk of isDeflated ? inflate(packed) : [packed]) {
    got += chunk.length
    if (got > size) throw problems.fault('unreadable', 'has a part that is larger than it declares')
    crc = crc32(chunk, crc)
    yield chunk
  }
  if (got < size) throw problems.fault('truncated', 'has a part that is smaller than it declares')
  if (crc !== entry.crc) throw problems.fault('unreadable', 'has a part whose checksum is wrong')

  async function* inflate(packed: Buffer): AsyncGenerator<Buffer> {
    const stream = createInflateRaw()
    pipeline(Readable.from([packed]), stream, () => {})
    try {
      for await (const chunk of stream) yield chunk as Buffer
    } catch (cause) {
      throw problems.fault((cause as { code?: unknown }).code === 'Z_BUF_ERROR' ? 'truncated' : 'unreadable',
        'has a part that cannot be unpacked', cause)
    }
  }
}

function tooLarge({ maxEntryBytes, maxRatio }: ZipLimits, problems: Problems): Error {
  return problems.fault('oversized',
    `has a part of more than ${maxEntryBytes} bytes, or of ${maxRatio} times its packed size`)
}

function findEnd(bytes: Buffer): number | undefined {
  for (let at = bytes.length - END_LENGTH; at >= 0 && at >= bytes.length - END_LENGTH - MAX_COMMENT; at--) {
    if (bytes.readUInt32LE(at) === END) return at
  }
  return undefined
}
