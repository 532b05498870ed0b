/** A data set as CKAN sends it, and only what the hub takes over of it. No value in it is to be trusted. */
export interface Kumpulan {
  /** Its name in addresses; the key. */
  name: unknown
  title: unknown
  notes: unknown
  license_id: unknown
  license_title: unknown
  /** Names, each in an object. */
  tags: unknown
  /** Its files. */
  resources: unknown
  /** UTC, without saying so. */
  metadata_created: unknown
  metadata_modified: unknown
}

/** What the client hands on. No other field goes further: what is left behind cannot leak. */
export const columns = ['name', 'title', 'notes', 'license_id', 'license_title', 'tags', 'resources', 'metadata_created', 'metadata_modified'] as const satisfies readonly (keyof Kumpulan)[]
