import { open, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { SampleError } from './sample.ts'

/** The beginning of a file. */
export interface Head {
  path: string
  /** Without folder and extension. */
  name: string
  extension: string
  bytes: Buffer
  /** Of the whole file. */
  size: number
  /** False when the bytes are all of it. */
  isCut: boolean
}

/** Of a larger file no more is read. */
const MOST_BYTES = 8 * 1024 * 1024

/** @throws SampleError for what is no file, or an empty one */
export async function readHead(path: string, most = MOST_BYTES): Promise<Head> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new SampleError(
      error.code === 'ENOENT' || error.code === 'ENOTDIR'
        ? `there is no file ${path}`
        : `${path} cannot be read (${error.code})`
    )
  })
  if (found.isDirectory()) throw new SampleError(`${path} is a folder: name one file in it`)
  if (!found.isFile()) throw new SampleError(`${path} is no file`)
  if (found.size === 0) throw new SampleError(`${path} is empty`)
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new SampleError(`${path} cannot be read (${error.code})`)
  })
  try {
    const bytes = Buffer.alloc(Math.min(found.size, most))
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0)
    const extension = extname(path).slice(1).toLowerCase()
    return { path, name: basename(path, extname(path)), extension, bytes: bytes.subarray(0, bytesRead),
      size: found.size, isCut: found.size > bytesRead }
  } finally {
    await handle.close()
  }
}

export type FileKind = 'json' | 'xml' | 'csv' | 'dbf' | 'xlsx'

const DBF_VERSIONS = new Set([0x03, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x7b, 0x83, 0x8b, 0x8e, 0xcb, 0xe5, 0xf5, 0xfb])

/** What a file is, by what it begins with: its extension may say anything. */
export function kindOf({ path, bytes, extension }: Head): FileKind {
  const start = bytes.toString('latin1', 0, 1_000)
  if (start.startsWith('PK\u0003\u0004')) return 'xlsx'
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0'))
    throw new SampleError(`${path} is an old Excel file (xls): save it as xlsx or CSV`)
  if (start.startsWith('%PDF')) throw new SampleError(`${path} is a PDF: ask for the data behind it`)
  if (start.startsWith('\u001f\u008b')) throw new SampleError(`${path} is compressed: unpack it first`)
  if (isDbf(bytes, extension)) return 'dbf'
  const text = textStart(bytes)
  if (text === undefined)
    throw new SampleError(
      `${path} is neither text nor a format that is known: JSON, XML, WSDL, CSV, fixed width, DBF or XLSX`
    )
  if (text === '') throw new SampleError(`${path} holds nothing but blanks`)
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?<(?:!doctype\s+html|html|head|body|table|script|br|b)\b/i.test(text)) {
    throw new SampleError(
      `${path} is HTML${
        /password|kata sandi|login|masuk/i.test(bytes.toString('latin1')) ? ', as of a login page' : ''
      }: give the data itself`
    )
  }
  if (text.startsWith('<')) return 'xml'
  return /^[[{]/.test(text) ? 'json' : 'csv'
}

function isDbf(bytes: Buffer, extension: string): boolean {
  const version = bytes[0] ?? 0
  if (bytes.length < 65 || !DBF_VERSIONS.has(version)) return false
  const [headerLength, recordLength] = [bytes.readUInt16LE(8), bytes.readUInt16LE(10)]
  // Some versions are letters: a text may begin with one.
  return extension === 'dbf' || (headerLength >= 65 && headerLength % 32 <= 9 && recordLength > 1 && bytes.includes(0))
}

/** The first characters, without a mark and blanks; undefined for what is no text. */
function textStart(bytes: Buffer): string | undefined {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe
    ? 'utf-16le'
    : bytes[0] === 0xfe && bytes[1] === 0xff
    ? 'utf-16be'
    : undefined
  if (utf16 !== undefined) return new TextDecoder(utf16).decode(bytes.subarray(0, 2_000)).trimStart()
  const piece = bytes.subarray(0, 4_096)
  const odd = piece.reduce((count, byte) => count + (byte < 32 && ![9, 10, 12, 13, 26].includes(byte) ? 1 : 0), 0)
  if (odd > piece.length * 0.02) return undefined
  return piece.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '').trimStart()
}
