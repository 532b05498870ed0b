import type { FormatName } from '../model.ts'
import { csv } from './csv.ts'
import type { Format } from './format.ts'
import { geojson } from './geojson.ts'
import { json } from './json.ts'
import { parquet } from './parquet.ts'
import { xlsx } from './xlsx.ts'

export interface FormatKind {
  mediaType: string
  write: Format
  /** Much smaller when it is packed, which the others are by themselves. */
  isText: boolean
}

export const formats: Readonly<Record<FormatName, FormatKind>> = {
  csv: { mediaType: 'text/csv; charset=utf-8; header=present', write: csv, isText: true },
  json: { mediaType: 'application/json; charset=utf-8', write: json, isText: true },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: xlsx, isText: false },
  geojson: { mediaType: 'application/geo+json', write: geojson, isText: true },
  parquet: { mediaType: 'application/vnd.apache.parquet', write: parquet, isText: false }
}
