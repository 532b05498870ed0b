import type { ResourceName } from '../../contract/resources.ts'

/** A record that was left out of answers, and why. No value of it is kept. */
export interface QuarantineEntry {
  resource: ResourceName
  recordId: string | undefined
  reason: string
  /** RFC 3339 */
  at: string
}

export interface Quarantine {
  add(entry: QuarantineEntry): void
  /** How often a record was left out since the start. */
  total(): number
  /** The last ones, newest first; a record stands there once. */
  recent(): QuarantineEntry[]
}

const KEPT = 20

export function createQuarantine(): Quarantine {
  const kept = new Map<string, QuarantineEntry>()
  let total = 0
  return {
    add(entry) {
      total++
      const key = `${entry.resource} ${entry.recordId ?? ''} ${entry.reason}`
      kept.delete(key)
      kept.set(key, entry)
      const oldest = kept.keys().next().value
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    },
    total: () => total,
    recent: () => [...kept.values()].reverse()
  }
}
