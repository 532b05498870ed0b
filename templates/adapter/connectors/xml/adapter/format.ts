import { readXmlRows, type ByteSource } from '../../../../../src/kit/index.ts'
import type { Izin } from '../../../resources/licences/adapter/wire.ts'

/** Names of the files. */
export const PATTERN = 'izin*.xml'

/** The elements of one file that repeat. The file says how many there must be. */
export function readIzin(bytes: ByteSource): AsyncIterable<Izin> {
  return readXmlRows<Izin>(bytes, { root: 'daftar', rows: 'izin', count: 'jumlah' })
}
