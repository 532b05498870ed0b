import type { FormatName } from '../model.ts'
import type { Format } from './format.ts'

export interface FormatKind {
  mediaType: string
  /** Loaded where files are written: what Parquet and XLSX need is large. */
  load(): Promise<Format>
  /** Much smaller when it is packed, which the others are by themselves. */
  isText: boolean
}

export const formats: Readonly<Record<FormatName, FormatKind>> = {
  csv: { mediaType: 'text/csv; charset=utf-8; header=present', isText: true,
    load: async () => (await import('./csv.ts')).csv },
  json: { mediaType: 'application/json; charset=utf-8', isText: true,
    load: async () => (await import('./json.ts')).json },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', isText: false,
    load: async () => (await import('./xlsx.ts')).xlsx },
  geojson: { mediaType: 'application/geo+json', isText: true,
    load: async () => (await import('./geojson.ts')).geojson },
  parquet: { mediaType: 'application/vnd.apache.parquet', isText: false,
    load: async () => (await import('./parquet.ts')).parquet }
}
