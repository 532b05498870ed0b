import type { ResourceName } from '../../contract/resources.ts'
import type { ComparisonConfig, RuleConfig, Severity } from './settings.ts'

/** A record as the mirror keeps it: its public and masked fields, and keyed encodings of its personal ones. */
export interface KeptRecord {
  system: string
  resource: ResourceName
  /** Canonical id. */
  id: string
  record: Readonly<Record<string, unknown>>
  traits: unknown
  /** ms since 1970 */
  firstSeenAt: number
  changedAt: number
}

/** What the ledger reads of the mirror. */
export interface Kept {
  get(system: string, resource: ResourceName, id: string): Promise<KeptRecord | undefined>
  /** All records of a resource, page by page. */
  scan(options: { resource: ResourceName }): AsyncIterable<readonly KeptRecord[]>
}

/** A personal value in the form in which it can be compared and not read. */
export interface Encoded {
  /** The same for the same value, told alike: a keyed hash. */
  exact: string
  /** What likeness is told by, where there is one: a keyed encoding. */
  alike?: string
  /** Id of the key of both: what was encoded with another cannot be compared. */
  key: string
}

/** What is known of people without knowing them: made by `src/features/matching/` when a record is kept. */
export interface Encodings {
  /** Keyed hashes of the numbers of a kind (`nik`, `npwp`) that the record holds. */
  keys(kept: KeptRecord, kind: string): readonly string[]
  /** Of a personal field; undefined where the record does not say it. */
  of(kept: KeptRecord, path: string, privacy: string): Encoded | undefined
  /** 0 to 1, of two `alike`. */
  likeness(privacy: string, one: string, other: string): number
}

/** A comparison of a rule, with what the contract says of its fields. */
export interface Comparison extends Omit<ComparisonConfig, 'field' | 'fields'> {
  name: string
  /** Field of each resource that says something of it. */
  paths: ReadonlyMap<ResourceName, readonly string[]>
  /** Class of personal data of the field, where it is personal. */
  privacy?: string
}

/** A rule of the configuration, ready to be used. */
export interface Rule {
  name: string
  title: RuleConfig['title']
  resources: ReadonlySet<ResourceName>
  systems?: ReadonlySet<string>
  key: { personal: string } | { path: readonly string[] }
  /** Records that were last changed before then do not count, ms since 1970. */
  from: number
  comparisons: readonly Comparison[]
  /** Changes when what it finds may be other: everything is compared anew then. */
  version: string
}

/** What one record says of one comparison. */
export interface Said {
  /** The same for the same value: a digest, keyed where the value is personal. */
  digest: string
  /** As everybody may see it; left out where nothing may be seen. */
  shown?: string | number | boolean | readonly string[]
  /** Of a personal value, what likeness is told by, and the id of the key. */
  alike?: string
  key?: string
  /** When the hub first saw this record say so, ms since 1970. */
  since: number
}

/** What one record says under a key of a rule. */
export interface Claim {
  rule: string
  /** Of the rule. */
  version: string
  /** What the records are joined by: a digest, never the number itself. */
  subject: string
  system: string
  resource: ResourceName
  record: string
  /** Code of the agency of the system. */
  agency: string | null
  district: string | null
  /** When the record was last changed in its system, as that says, ms since 1970. */
  updatedAt: number
  said: Readonly<Record<string, Said>>
}

/** What somebody says, as it stands in a disagreement. */
export interface Party extends Omit<Said, 'alike' | 'key'> {
  system: string
  resource: ResourceName
  record: string
  agency: string | null
  district: string | null
  updatedAt: number
  /** Who says the same has the same number, from 1 on in the order in which it was first said. */
  version: number
}

/** Claims that contradict each other in one comparison. */
export interface Contradiction {
  comparison: string
  severity: Severity
  parties: readonly Party[]
  /** Of which system says what: the same contradiction again has the same, whichever records say it. */
  fingerprint: string
  /** Place among the parties of the one whose record changed last. */
  newer: number
  /** Place of the one who knows best, by the rule. */
  suggested: number
  /** Whether the rule names that one as its owner, or it is only the newer. */
  isOwner: boolean
}

export type DisagreementState = 'open' | 'accepted' | 'corrected' | 'ignored'
