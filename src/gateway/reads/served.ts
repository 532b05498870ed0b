/** Which systems old answers are served of. */
export interface Served {
  note(system: string, kept: { at: number; stale: boolean }): void
  /** Of when what was served last is, ms since 1970; undefined while it is fresh, or nobody has asked for some time. */
  staleSince(system: string): number | undefined
}

/** Nobody has asked any more: what would be served is not known. */
const FORGOTTEN_MS = 300_000

/** Remembers of each system whether its last answer was stale. */
export function createServed(now: () => number = Date.now): Served {
  const stale = new Map<string, { asOf: number; at: number }>()
  return {
    note(system, { at, stale: isStale }) {
      if (isStale) stale.set(system, { asOf: at, at: now() })
      else if (stale.size > 0) stale.delete(system)
    },
    staleSince(system) {
      const last = stale.get(system)
      return last !== undefined && now() - last.at < FORGOTTEN_MS ? last.asOf : undefined
    }
  }
}
