import { type Call, type FilesClient, pick, readCsv, SystemFault } from '../../src/kit/index.ts'
import { type Kejadian, numberOf } from './wire.ts'

export const FILE = 'KEJADIAN.CSV'

export interface DiskarClient {
  /** The register's file; undefined when there is none. */
  newest(call: Call): Promise<{ size: number; writtenAt: string } | undefined>
  /** The turn-outs: of those that were corrected the last row, where the first one stood. */
  kejadian(call: Call): Promise<Kejadian[]>
  close(): Promise<void>
}

export interface DiskarOptions {
  files: FilesClient
  /** KD_OBJEK of what is nobody's home or car. */
  publicObjects: readonly string[]
}

// Without who reported it, whose it was, who was hurt, and what clerks wrote about them.
const columns = ['NO_KEJADIAN', 'TGL_KEJADIAN', 'JAM_KEJADIAN', 'JAM_LAPOR', 'JAM_BERANGKAT', 'JAM_TIBA', 'JAM_SELESAI',
  'KD_JENIS', 'JENIS', 'KD_OBJEK', 'OBJEK', 'PENYEBAB', 'KD_SKALA', 'KELURAHAN', 'KECAMATAN', 'UNIT', 'KD_STATUS',
  'TGL_UBAH'] as const
const place = ['ALAMAT', 'RT', 'RW', 'LINTANG', 'BUJUR'] as const
const TOTAL = 'JUMLAH'
const stage = `read ${FILE}`

/** The register of turn-outs: one file, written anew after each change, whose last line counts the others. */
export function createDiskarClient({ files, publicObjects }: DiskarOptions): DiskarClient {
  // Opened when the first row is asked for, and closed with the last.
  async function* bytes(call: Call): AsyncGenerator<Buffer> {
    yield* await files.open(FILE, call) as AsyncIterable<Buffer>
  }

  async function kejadian(call: Call): Promise<Kejadian[]> {
    // By number: a correction is a further row. Some thousands fit into memory.
    const found = new Map<string, Kejadian>()
    let rows = 0
    let total: number | undefined
    // What is not UTF-8 is Windows-1252, whichever program wrote it.
    const source = readCsv<Required<Kejadian>>(bytes(call), {
      separator: ';',
      fallbackCharset: 'windows-1252',
      required: [...columns, ...place],
      lastLineEnds: true,
      stage
    })
    for await (const row of source) {
      if (total !== undefined)
        throw new SystemFault('unreadable', { stage, detail: 'goes on behind the line that counts its rows' })
      if (row.NO_KEJADIAN === TOTAL) {
        total = Number(row.TGL_KEJADIAN || NaN)
        continue
      }
      rows++
      found.set(numberOf(row) ?? `row ${rows}`,
        publicObjects.includes(row.KD_OBJEK) ? pick(row, [...columns, ...place]) : pick(row, columns))
    }
    if (total === undefined)
      throw new SystemFault('truncated', { stage, detail: `does not end with the number of its rows (${TOTAL})` })
    if (rows !== total)
      throw new SystemFault('truncated', { stage, detail: `holds ${rows} rows, where its last line says ${total}` })
    return [...found.values()]
  }

  return {
    async newest(call) {
      const [file] = await files.list(FILE, call)
      return file && { size: file.size, writtenAt: file.modifiedAt }
    },
    kejadian,
    close: () => files.close()
  }
}
