import type { ExtraField } from './tables.ts'

/** What the mapping reads of a data set. Portals are filled in by many hands: no value is of a certain type. */
export interface Package extends Partial<Record<Column, unknown>> {
  /** What the extras hold that the contract has a field for. */
  found: Extras
  /** Why the HTML in its notes cannot be read. */
  refused?: string
}

/**
 * The columns that go further than the client. Those of the people who care for a data set, with their addresses, do
 * not.
 */
export const columns = ['id', 'name', 'title', 'private', 'state', 'notes', 'license_id', 'license_title',
  'organization', 'tags', 'groups', 'resources', 'metadata_created', 'metadata_modified'] as const
type Column = (typeof columns)[number]

export interface Organization {
  name?: unknown
  title?: unknown
}

/** A tag or a group. */
export interface Label {
  name?: unknown
  display_name?: unknown
}

export type Extras = Partial<Record<ExtraField, unknown>>

export interface Resource {
  id?: unknown
  name?: unknown
  description?: unknown
  url?: unknown
  format?: unknown
  mimetype?: unknown
  size?: unknown
  hash?: unknown
  state?: unknown
  created?: unknown
  last_modified?: unknown
}
