import { readXlsx, type ByteSource } from '../../../../../src/kit/index.ts'
import { columns, type Izin } from '../../../resources/licences/adapter/wire.ts'

/** Names of the files. */
export const PATTERN = 'izin*.xlsx'

/** The rows of the first sheet. */
export function readIzin(bytes: ByteSource): AsyncIterable<Izin> {
  // `sheet` names another one, `headerRow` says where a title stands above the names of the columns.
  return readXlsx<Izin>(bytes, { required: columns })
}
