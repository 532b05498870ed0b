import { readFixedWidth, type ByteSource, type FixedField } from '../../../../../src/kit/index.ts'
import type { Izin } from '../../../resources/licences/adapter/wire.ts'

/** Names of the files. */
export const PATTERN = 'izin*.txt'

/** Where the fields stand in a line, counted from 1. */
export const layout: (FixedField & { name: keyof Izin })[] = [
  // each column
  { name: 'NO_IZIN', from: 1, length: 20 },
  { name: 'JENIS', from: 21, length: 10 },
  { name: 'STATUS', from: 31, length: 10 },
  { name: 'PEMEGANG', from: 41, length: 30 },
  { name: 'ALAMAT', from: 71, length: 80 },
  { name: 'TGL_TERBIT', from: 151, length: 20 },
  { name: 'TGL_HABIS', from: 171, length: 20 },
  { name: 'TGL_UBAH', from: 191, length: 20 }
  // end each
]

/** The last line, with the number of lines above it: `*JUMLAH        14`. */
const trailer = { starts: '*JUMLAH', layout: [{ name: 'JUMLAH', from: 8, length: 10, type: 'number' }], count: 'JUMLAH' } as const

/** The lines of one file. */
export function readIzin(bytes: ByteSource): AsyncIterable<Izin> {
  return readFixedWidth<Izin>(bytes, { charset: 'windows-1252', layout, trailer })
}
