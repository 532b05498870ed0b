import { readCsv, type ByteSource } from '../../../../../src/kit/index.ts'
import { columns, type Izin } from '../../../resources/licences/adapter/wire.ts'

/** Names of the files. */
export const PATTERN = 'izin*.csv'

/**
 * The rows of one file. Without a control total, one that was cut exactly behind a line looks whole: ask its owner for a
 * number of rows, and compare it.
 */
export function readIzin(bytes: ByteSource): AsyncIterable<Izin> {
  return readCsv<Izin>(bytes, { separator: ';', charset: 'utf-8', required: columns, lastLineEnds: true })
}
