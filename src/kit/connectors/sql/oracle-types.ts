import type { ColumnMetadata, FetchType, Oracledb } from 'oracledb'
import type { SqlField } from './driver.ts'
import { isoOf, isoOfLocal, wholeNumber } from './values.ts'

/** How each column is fetched: numbers as text first, so that no digit is lost on the way; LOBs whole. */
export function fetchTypes(oracledb: Oracledb): (column: ColumnMetadata) => FetchType | undefined {
  return ({ dbType, scale = 0 }) => {
    switch (dbType) {
      case oracledb.DB_TYPE_NUMBER:
        return { type: oracledb.DB_TYPE_VARCHAR,
          converter: value => (scale > 0 || typeof value !== 'string' ? value : wholeNumber(value)) }
      // oracledb gives these the hub's own time zone, so their local fields are those in the database.
      case oracledb.DB_TYPE_DATE:
      case oracledb.DB_TYPE_TIMESTAMP:
        return { converter: value => (value instanceof Date ? isoOfLocal(value) : value) }
      case oracledb.DB_TYPE_TIMESTAMP_TZ:
      case oracledb.DB_TYPE_TIMESTAMP_LTZ:
        return { converter: value => (value instanceof Date ? `${isoOf(value)}Z` : value) }
      case oracledb.DB_TYPE_CLOB:
      case oracledb.DB_TYPE_NCLOB:
        return { type: oracledb.DB_TYPE_VARCHAR }
      case oracledb.DB_TYPE_BLOB:
        return { type: oracledb.DB_TYPE_RAW }
      default:
        return undefined
    }
  }
}

export function fieldOf(value: unknown): SqlField {
  if (value === undefined || value === null) return null
  return typeof value === 'object' && !Buffer.isBuffer(value) ? JSON.stringify(value) : (value as SqlField)
}
