import type { SqlField } from './driver.ts'
import { AnswerFault } from './socket.ts'
import type { SqlValue } from './statement.ts'
import { isoOf, shortest, wholeNumber } from './values.ts'

/** A value as tedious hands it over, with what it knows of the column. */
export interface Column {
  value: unknown
  metadata: { colName: string; type: { name: string }; scale?: number | undefined; dataLength?: number | undefined }
}

export type ParameterType = 'VarChar' | 'NVarChar' | 'VarBinary' | 'Bit' | 'Int' | 'BigInt' | 'Float'

/** The type under which a value is bound. */
export function parameterType(value: SqlValue): ParameterType {
  if (typeof value === 'boolean') return 'Bit'
  if (typeof value === 'bigint') return 'BigInt'
  if (typeof value === 'number')
    return !Number.isSafeInteger(value)
      ? 'Float'
      : (value | 0) === value
      ? 'Int'
      : 'BigInt'
  if (Buffer.isBuffer(value)) return 'VarBinary'
  // Compared with a VARCHAR column, an NVARCHAR value makes the server convert the column, past its index.
  return value === null || /^[ -~]*$/.test(value) ? 'VarChar' : 'NVarChar'
}

export function fieldOf({ value, metadata }: Column): SqlField {
  const { type, scale, dataLength } = metadata
  if (value === null || value === undefined) return null
  if (value instanceof Date) return dateOf(value, type.name)
  switch (type.name) {
    case 'BigInt':
    case 'IntN':
      return typeof value === 'string' ? wholeNumber(value) : (value as number)
    case 'NumericN':
    case 'DecimalN':
    case 'Numeric':
    case 'Decimal':
      return decimal(value as number, scale ?? 0, metadata.colName)
    case 'MoneyN':
    case 'Money':
    case 'SmallMoney':
      return decimal(value as number, 4, metadata.colName)
    case 'Real':
      return shortest(value as number)
    case 'FloatN':
      return dataLength === 4 ? shortest(value as number) : (value as number)
    default:
      return typeof value === 'object' && !Buffer.isBuffer(value) ? JSON.stringify(value) : (value as SqlField)
  }
}

/** tedious makes a JavaScript number of a DECIMAL: past 2^53 its last digits are lost, and nobody could tell. */
function decimal(value: number, scale: number, column: string): string {
  const text = value.toFixed(scale)
  if (Number.isSafeInteger(Number(text.replace('.', '')))) return text
  throw new AnswerFault('unreadable',
    `sent a number in ${column} with more digits than can be read: cast it to VARCHAR in the statement`)
}

/** tedious keeps the fields of a date in UTC, as they are in the database. */
function dateOf(date: Date, type: string): string {
  const text = isoOf(date)
  if (type === 'Date') return text.slice(0, 10)
  if (type === 'Time') return text.slice(11)
  return type === 'DateTimeOffset' ? `${text}Z` : text
}
