import type { ResourceName } from '../../contract/resources.ts'

/** What a purge touches: a system, one of its resources, or one record of it and the lists that may hold it. */
export interface PurgeTarget {
  system: string
  resource?: ResourceName
  /** The record's key in its system. */
  key?: string
}

/** On what something kept stands. */
export interface Basis {
  /** The purges that had been when the making began. */
  seq: number
  readonly tags: readonly string[]
}

/**
 * What may not be used any more. Nothing is searched and nothing deleted: whatever is kept remembers how many purges
 * there had been when its making began, and what it was made of. So a purge also ends what is still on its way.
 */
export interface Purges {
  /** How many there have been. */
  readonly seq: number
  purge(tags: readonly string[]): void
  /** Whether nothing that it was made of was purged since. */
  holds(basis: Basis): boolean
}

const REMEMBERED = 100_000

export function createPurges(): Purges {
  // In the order of their last purge.
  const last = new Map<string, number>()
  let seq = 0
  let forgotten = 0
  return {
    get seq() {
      return seq
    },
    purge(tags) {
      seq++
      for (const tag of tags) {
        last.delete(tag)
        last.set(tag, seq)
        if (last.size <= REMEMBERED) continue
        const [oldest] = last
        if (oldest === undefined) continue
        // What is forgotten counts as purged: rather asked once too often than wrong.
        forgotten = Math.max(forgotten, oldest[1])
        last.delete(oldest[0])
      }
    },
    holds(basis) {
      if (basis.seq === seq) return true
      if (basis.seq < forgotten || basis.tags.some(tag => (last.get(tag) ?? 0) > basis.seq)) return false
      basis.seq = seq
      return true
    }
  }
}

/** What is said about a system in answers, beside its records: whether operators have it asked. */
export function holdTag(system: string): string {
  return `${system} hold`
}

/** Of what a list is made. */
export function listTags(system: string, resource: ResourceName): string[] {
  return [system, `${system} ${resource}`, `${system} ${resource} *`]
}

/** Of what a record is made. */
export function recordTags(system: string, resource: ResourceName, key: string): string[] {
  return [system, `${system} ${resource}`, `${system} ${resource} =${key}`]
}

/** A changed record may come into any list of its resource, or leave it; other records stay as they are. */
export function purgedTags({ system, resource, key }: PurgeTarget): string[] {
  if (resource === undefined) return [system]
  return key === undefined ? [`${system} ${resource}`] : [`${system} ${resource} *`, `${system} ${resource} =${key}`]
}
