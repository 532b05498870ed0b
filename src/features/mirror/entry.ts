import { hash } from 'node:crypto'
import type { Contract } from '../../contract/contract.ts'
import { recordSchemas, type ResourceName } from '../../contract/resources.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import { createHidePeople, type HidePeople } from '../../platform/privacy/named-people.ts'
import { createMask, type Mask } from '../../platform/privacy/visibility.ts'

/** A record as it is kept: without anything that a caller without personal scopes does not see. */
export interface Entry {
  system: string
  resource: ResourceName
  id: string
  record: Record<string, unknown>
  traits: unknown
  keys: readonly MirrorKey[]
  hash: string
  updatedAt: string
  /** ms since 1970 */
  seenAt: number
}

/** A keyed hash that a record is found by. */
export interface MirrorKey {
  kind: string
  hash: string
}

/** What is made of a whole record beside what is shown of it: keyed encodings, nothing personal in plain text. */
export type Encode = (
  resource: ResourceName,
  record: CanonicalRecord
) => { traits: unknown; keys: readonly MirrorKey[] }

export interface EntryMaker {
  /** Undefined for a record that nobody may see: of that nothing is kept. */
  make(system: string, resource: ResourceName, record: CanonicalRecord): Entry | undefined
  /** Of a record that was kept: what another version of the contract has let through is not shown. */
  shown(resource: ResourceName, record: unknown): Record<string, unknown> | undefined
}

const nothing: Encode = () => ({ traits: null, keys: [] })

export function createEntryMaker(
  { contract, encode = nothing }: { contract: Contract; encode?: Encode | undefined }
): EntryMaker {
  const masks = new Map<ResourceName, Mask>()
  const hiding = new Map<ResourceName, HidePeople>()
  const shown: EntryMaker['shown'] = (resource, record) => {
    let mask = masks.get(resource)
    if (mask === undefined) masks.set(resource, mask = createMask(contract, recordSchemas[resource]))
    return mask(record) as Record<string, unknown> | undefined
  }
  const hide = (resource: ResourceName, whole: CanonicalRecord): Record<string, unknown> | undefined => {
    let inTexts = hiding.get(resource)
    if (inTexts === undefined) hiding.set(resource, inTexts = createHidePeople(contract, recordSchemas[resource]))
    return inTexts(whole, shown(resource, whole))
  }

  return {
    shown,
    make(system, resource, record) {
      // What is kept can be searched: the texts tell nobody's name either.
      const seen = hide(resource, record)
      if (seen === undefined) return undefined
      const { traits, keys } = encode(resource, record)
      const { source } = record
      // When it was fetched is the same of all that was fetched then, and no part of what it says.
      const lasting = JSON.stringify([contract.version, { ...seen, source: { ...source, fetched_at: '' } }, traits])
      return {
        system,
        resource,
        id: record.id,
        record: seen,
        traits,
        keys,
        hash: hash('sha1', lasting, 'base64url'),
        updatedAt: source.updated_at,
        seenAt: Date.parse(source.fetched_at)
      }
    }
  }
}
