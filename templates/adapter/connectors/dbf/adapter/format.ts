import { readDbf, type ByteSource } from '../../../../../src/kit/index.ts'
import { columns, type Izin } from '../../../resources/licences/adapter/wire.ts'

/** Names of the files. */
export const PATTERN = 'izin*.dbf'

/** The records of one file that are not deleted. Its header says how many there must be. */
export function readIzin(bytes: ByteSource): AsyncIterable<Izin> {
  // Name the `charset` where the header is known to be wrong.
  return readDbf<Izin>(bytes, { required: columns })
}
