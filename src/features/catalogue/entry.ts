import type { Sdi as DeclaredSdi } from '../open-data/index.ts'
import type { Group } from './groups.ts'
import type { Licence } from './licences.ts'
import type { Organization } from './organizations.ts'

/** Statistical metadata of a dataset, with who answers for it (walidata), as people call them. */
export interface Sdi extends DeclaredSdi {
  steward?: string
}

/** A variable of a table: a column, in the words of Satu Data Indonesia. */
export interface Variable extends DeclaredSdi {
  name: string
  title?: string
}

/** A file of a dataset (CKAN calls it a resource, DCAT a distribution). */
export interface File {
  id: string
  name: string
  description?: string
  /** In capitals: `CSV`, `GeoJSON`. */
  format?: string
  /** `text/csv` */
  mediaType?: string
  /** Where it is. A path of this hub begins with a slash. */
  url: string
  /** What is there is the file itself and not a page about it. */
  isDownload: boolean
  /** Bytes. */
  size?: number
  hash?: string
  /** ms since 1970 */
  createdAt?: number
  modifiedAt?: number
  /** Its rows can be asked for here. */
  hasRows: boolean
}

/** The words of a text in languages of which they are known. */
export type Translations = Readonly<Partial<Record<'id' | 'en', string>>>

/** A dataset of the catalogue: of a connected portal or the hub's own. */
export interface Entry {
  /** A UUID that never changes while the dataset is the same. */
  id: string
  /** Its name in addresses, which no other has. */
  name: string
  title: string
  notes?: string
  /** Where more than one language is known. */
  titles?: Translations
  descriptions?: Translations
  organization?: Organization
  contact?: { name: string; email?: string }
  licence?: Licence
  tags: readonly string[]
  groups: readonly Group[]
  /** How often it is brought up to date, in the contract's words: `annual`. */
  frequency?: string
  /** YYYY-MM-DD, both included. */
  temporalStart?: string
  temporalEnd?: string
  /** ms since 1970 */
  createdAt?: number
  modifiedAt: number
  files: readonly File[]
  sdi: Sdi
  /** The agency that answers for it, where it is one of the city. */
  steward?: Organization
  variables: readonly Variable[]
  /** The standard that its columns follow. */
  conformsTo?: string
  /** Where people and programs find more about it: a path of this hub. */
  page?: string
  /** The part of the world that it is about. */
  place?: string
  /** Id of the record in `/v1`; for one of the hub's own its name. */
  key: string
  /** Id of the system that it comes from; undefined for the hub's own. */
  system?: string
  /** What else it may be asked for by: the key in its own system. */
  aliases: readonly string[]
}
