import type { CharsetDecoder } from './charset.ts'
import type { Problems } from './source.ts'

/** Looks up memo texts by their block number. Undefined for a memo that the file does not wholly hold. */
export type MemoReader = (block: number) => string | undefined

const FOXPRO_VERSIONS = new Set([0x30, 0x31, 0x32, 0xf5])
const DBASE_BLOCK = 512
const END = 0x1a

/** Reads a memo file beside a DBF file of this version: FoxPro's FPT, or the DBT of dBASE III or IV. */
export function createMemoReader(
  bytes: Buffer,
  version: number,
  decoder: CharsetDecoder,
  problems: Problems
): MemoReader {
  if (bytes.length < DBASE_BLOCK) throw problems.fault('truncated', 'has a memo file without a header')
  if (FOXPRO_VERSIONS.has(version)) {
    const size = bytes.readUInt16BE(6) || DBASE_BLOCK
    return block => {
      const at = block * size
      if (at + 8 > bytes.length) return undefined
      return textOf(bytes, at + 8, bytes.readUInt32BE(at + 4), decoder)
    }
  }
  const size = version === 0x83 ? DBASE_BLOCK : bytes.readUInt16LE(20) || DBASE_BLOCK
  return block => {
    const at = block * size
    if (at + 8 > bytes.length) return undefined
    // dBASE IV: a mark, then the length with these eight bytes in it.
    if (bytes.readUInt32BE(at) === 0xff_ff_08_00) return textOf(bytes, at + 8, bytes.readUInt32LE(at + 4) - 8, decoder)
    const end = bytes.indexOf(END, at)
    return end === -1 ? undefined : textOf(bytes, at, end - at, decoder)
  }
}

function textOf(bytes: Buffer, start: number, length: number, decoder: CharsetDecoder): string | undefined {
  if (length < 0 || start + length > bytes.length) return undefined
  let end = start + length
  while (end > start && (bytes[end - 1] === END || bytes[end - 1] === 0)) end -= 1
  const text = withoutSoftBreaks(bytes.subarray(start, end))
  return decoder.decode(text, 0, text.length)
}

// dBASE's editor marks the lines that it broke by itself: 8D 0A.
function withoutSoftBreaks(bytes: Buffer): Buffer {
  return bytes.includes('\u008d\n', 0, 'latin1')
    ? Buffer.from(bytes.toString('latin1').replaceAll('\u008d\n', ' '), 'latin1')
    : bytes
}
