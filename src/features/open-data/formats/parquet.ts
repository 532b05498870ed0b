import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { ColumnType, Value } from '../model.ts'
import type { Format } from './format.ts'

/** Rows that are held and encoded at a time. */
const GROUP_ROWS = 20_000

/**
 * Apache Parquet, compressed with Snappy. Whole numbers have 64 bits, times are instants (UTC), and every column may be
 * without a value.
 */
export const parquet: Format = (output, { columns }) => {
  const writer = new ByteWriter()
  // Called by the package between groups: what was encoded need not be held.
  const flush = (): void => {
    // The package goes on in the same memory.
    output.bytes(writer.getBytes().slice())
    writer.index = 0
  }
  Object.assign(writer, { flush })
  const file = new ParquetWriter({
    writer,
    createdBy: 'satu',
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL' as const, ...types[type].schema }))
    ]
  })
  const empty = (): unknown[][] => columns.map(() => [])
  let group = empty()
  let waiting = 0

  const writeGroup = (): void => {
    if (waiting === 0) return
    void file.write({ columnData: columns.map(({ name }, i) => ({ name, data: group[i] ?? [] })),
      rowGroupSize: GROUP_ROWS })
    group = empty()
    waiting = 0
  }
  return {
    row(values) {
      for (const [i, { type }] of columns.entries()) {
        const value = values[i] ?? null
        group[i]?.push(value === null ? null : types[type].of(value))
      }
      if (++waiting === GROUP_ROWS) writeGroup()
    },
    end() {
      writeGroup()
      void file.finish()
      if (writer.offset === writer.index) correctEmptyList(writer.getBytes())
      flush()
    }
  }
}

/** Number of rows 0, then the list of groups: none, of no type. */
const NO_GROUPS = Buffer.from([0x16, 0x00, 0x19, 0x00])
const OF_STRUCTS = 0x0c

/**
 * Where there are no rows the package does not say what the list of row groups is a list of, which strict readers
 * refuse.
 */
function correctEmptyList(content: Uint8Array): void {
  const at = Buffer.from(content.buffer, content.byteOffset, content.byteLength).lastIndexOf(NO_GROUPS)
  if (at >= 0) content[at + NO_GROUPS.length - 1] = OF_STRUCTS
}

const types = {
  text: { schema: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, of: String },
  integer: { schema: { type: 'INT64' }, of: BigInt },
  number: { schema: { type: 'DOUBLE' }, of: Number },
  boolean: { schema: { type: 'BOOLEAN' }, of: Boolean },
  date: { schema: { type: 'INT32', converted_type: 'DATE' }, of: value => new Date(`${value}T00:00:00Z`) },
  timestamp: { schema: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }, of: value => new Date(String(value)) }
} as const satisfies Record<ColumnType, { schema: object; of(value: NonNullable<Value>): unknown }>
