/** The last known record of a system, as everybody may see it. Times are ms since 1970, JSON is text. */
export interface MirrorTable {
  system: string
  resource: string
  /** Canonical. */
  id: string
  /** JSON */
  record: string
  /** What was made of the whole record, in keyed encodings, as JSON. */
  traits: string
  /** Of all this but the times: the same as long as nothing of it has changed. */
  hash: string
  /** `source.updated_at`, RFC 3339 in WIB. */
  updated_at: string
  first_seen_at: number
  /** When its system last gave it. */
  seen_at: number
  /** When this hub saw that it had changed. */
  changed_at: number
}

/** What of a mirrored record tells whom or what it is about. */
export interface MirrorKeysTable {
  kind: string
  /** Keyed hash. */
  hash: string
  system: string
  resource: string
  id: string
}

/** How far a resource of a system was read whole. */
export interface MirrorWalksTable {
  system: string
  resource: string
  /** This and the next two: of hubs of version 0.1, which kept their leases here. */
  due_at: number
  lease_owner: string | null
  lease_until: number
  /** When the last one that came to its end began; null before. */
  walked_at: number | null
  /** How many records it saw. */
  records: number | null
  /** The version that was read, of what comes whole. */
  as_of: number | null
}

declare module '../../platform/store/tables.ts' {
  interface Tables {
    mirror: MirrorTable
    mirror_keys: MirrorKeysTable
    mirror_walks: MirrorWalksTable
  }
}
