import type { Readable } from 'node:stream'
import type { ResourceName } from '../../contract/resources.ts'
import { dataFormats } from './settings.ts'

/** The same words in Indonesian and English. */
export interface Words {
  id: string
  en: string
}

/** Formats that a dataset is published in; also the ends of the paths of its files. */
export const formatNames = dataFormats
export type FormatName = (typeof formatNames)[number]

/** `date` is YYYY-MM-DD; `timestamp` is RFC 3339 in the city's time, without fractions. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'timestamp'

/** A column of a dataset: an entry of its data dictionary. Variable metadata are those of Satu Data Indonesia. */
export interface Column {
  /** As it stands in the files. */
  name: string
  type: ColumnType
  title: Words
  definition?: Words
  /** Unit of the values, such as `m²` or `IDR`. */
  unit?: string
  /** Concept that it refers to (rujukan konsep). */
  concept?: string
  /** How its values are grouped (klasifikasi). */
  classification?: string
  /** What is measured (ukuran), such as `count`. */
  measure?: string
  /** Code list that its values are from (kode referensi). */
  reference_code?: string
  /** All values that it can have, where these are a closed list. */
  values?: readonly string[]
  /** Whether a row may be without it. */
  isOptional: boolean
}

/** Statistical metadata of a dataset (Satu Data Indonesia, Perpres 39/2019). */
export interface Sdi {
  concept?: string
  definition?: string
  classification?: string
  measure?: string
  unit?: string
  reference_code?: string
}

/** Codes of the EU's vocabulary of frequencies, which DCAT-AP asks for. */
export type Frequency = 'UPDATE_CONT' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'ANNUAL'

export interface Licence {
  /** SPDX id, such as `CC-BY-4.0`. */
  id: string
  title: string
  url: string
}

/** A dataset as the configuration declares it. */
export interface Dataset {
  /** Its name in addresses: lower-case letters, digits and hyphens. Never changed. */
  name: string
  title: Words
  description: Words
  licence: Licence
  /** Code of the agency that makes the data (produsen data). */
  agency: string
  /** Code of the agency that answers for its publication (walidata). */
  steward: string
  contact?: { name: string; email?: string }
  /** A theme of the EU's vocabulary, such as `GOVE`. */
  theme: string
  tags: readonly string[]
  /** How often it is made anew, in seconds, and what catalogues call that. */
  refreshSeconds: number
  frequency: Frequency
  sdi: Sdi
  /** In the order of the files. */
  columns: readonly Column[]
  formats: readonly FormatName[]
  /** The resource that it is a query over. */
  resource: ResourceName
  /** `records`: a row for each record, or each entry of a list in it. `counts`: numbers about groups of them. */
  kind: 'records' | 'counts'
  /** The columns with the position of a row, where rows have one (WGS 84, degrees). */
  position?: { lat: string; long: string }
  /** The standard that its columns follow, such as `https://permitdata.org/` (BLDS). */
  conformsTo?: string
}

/** A file of an edition. */
export interface EditionFile {
  format: FormatName
  /** `text/csv; charset=utf-8` */
  mediaType: string
  /** `/data/licences.csv`; `/data/licences/history/2026-11-28.csv` of a former edition. */
  path: string
  /** Bytes, unpacked. */
  size: number
  /** SHA-256 of the file, in hex. */
  sha256: string
  /** Bytes when it is sent packed with gzip; text alone is. */
  packedSize?: number
}

/** The rows of a dataset as they were at a time. An edition never changes; the same rows make the same edition. */
export interface Edition {
  dataset: string
  /** Hash of its columns and rows. */
  id: string
  /** The day it stands for in the history, in the city's time: that on which it was made. */
  day: string
  /** When it was made, ms since 1970. */
  modifiedAt: number
  rows: number
  files: readonly EditionFile[]
}

/** How a dataset stands in this moment. */
export interface DatasetState {
  /** When its first edition was made, ms since 1970; undefined before that. */
  createdAt?: number
  /** When the systems were last asked for all of it and the edition in force was found to be true, ms since 1970. */
  checkedAt?: number
  /** Why the last attempt to build it came to nothing: the edition in force is older than it should be. */
  failure?: { at: number; code: string; detail: string }
}

export type Value = string | number | boolean | null
/** By name of column, in the order of the columns asked for. */
export type Row = Readonly<Record<string, Value>>

/** What is wanted of an edition's rows; all of them, in their order, without it. */
export interface RowQuery {
  /** Values that a column has one of. */
  filters?: Readonly<Record<string, readonly Value[]>>
  /** Words that all stand somewhere in a row, in any case of letters. */
  q?: string
  /** Columns, in this order. */
  fields?: readonly string[]
  /** Each different row once. */
  distinct?: boolean
  sort?: readonly { field: string; descending: boolean }[]
  offset?: number
  limit?: number
}

/** The city's open data: what is declared, and the editions that were built of it. */
export interface OpenData {
  /** All that are declared, in the order of the configuration, built or not. */
  list(): readonly Dataset[]
  get(name: string): Dataset | undefined
  state(name: string): DatasetState
  /**
   * The edition in force.
   * @param on a day (YYYY-MM-DD): the edition that was in force at its end
   * @returns undefined when there is none, or none of so long ago
   */
  edition(name: string, on?: string): Edition | undefined
  /** The edition in force and the former ones that are kept, newest first. */
  history(name: string): readonly Edition[]
  /**
   * Rows of the edition in force; each has its number within the edition, from 1, which stays the same for as long as
   * it does. None when there is no edition yet.
   * @throws TypeError for a column that the dataset does not have
   */
  rows(name: string, query?: RowQuery): AsyncIterable<{ number: number; row: Row }>
  /** How many rows a query finds, whatever its offset and limit, and whether they differ. */
  count(name: string, query?: RowQuery): Promise<number>
  /**
   * Opens a file of an edition; undefined when it is not there any more.
   * @param isPacked as packed with gzip, where it has a `packedSize`
   */
  open(edition: Edition, format: FormatName, options?: { isPacked?: boolean }): Promise<OpenFile | undefined>
}

/** A file that stays as it is, whatever takes its place. */
export interface OpenFile {
  /** Its bytes from `start` to `end` inclusive. Closes it at its end. */
  stream(range: { start: number; end: number }): Readable
  close(): Promise<void>
}
