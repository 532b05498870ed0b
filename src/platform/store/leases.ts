import { randomUUID } from 'node:crypto'
import type { Store } from './database.ts'

/** A worker that says nothing for so long has lost what it had. */
const LEASE_MS = 10_000
const RENEW_MS = 3_000
/** Whoever begins to send has it for so long at least, by every clock of the hub. */
const MARGIN_MS = 3_000

/** What this process is working at, so that no other works at it too. */
export interface Leases {
  /** Names this process, for as long as it runs. */
  readonly owner: string
  /** When a lease that begins now ends. */
  until(): number
  /** @returns lets go of it again, unless it was taken anew since */
  hold(id: string): () => void
  /** Whether it is surely this process's own. */
  holds(id: string): boolean
  readonly size: number
  close(): void
}

/**
 * Leases are short and said again while the process lives: what a killed one had goes on within seconds.
 * @param table whose rows are held, by their ids
 */
export function createLeases(
  store: Pick<Store, 'write'>,
  table: 'submissions' | 'subscriptions'
): Leases {
  const owner = randomUUID()
  const held = new Map<string, { until: number }>()

  async function renew(): Promise<void> {
    if (held.size === 0) return
    const until = Date.now() + LEASE_MS
    const ids = [...held.keys()]
    try {
      const rows = await store.write(db =>
        db.updateTable(table).set({ lease_until: until })
          .where('id', 'in', ids).where('lease_owner', '=', owner).where('lease_until', '>', 0).returning('id')
          .execute()
      )
      const ours = new Set(rows.map(({ id }) => id))
      for (const id of ids) {
        const lease = held.get(id)
        // What ran out while this process was held up may be another's by now.
        if (lease !== undefined) lease.until = ours.has(id) ? until : 0
      }
    } catch {
      // The store tells the operators. What was held runs out.
    }
  }
  const timer = setInterval(() => {
    void renew()
  }, RENEW_MS)
  timer.unref()

  return {
    owner,
    until: () => Date.now() + LEASE_MS,
    hold(id) {
      const lease = { until: Date.now() + LEASE_MS }
      held.set(id, lease)
      return () => {
        if (held.get(id) === lease) held.delete(id)
      }
    },
    holds: id => (held.get(id)?.until ?? 0) > Date.now() + MARGIN_MS,
    get size() {
      return held.size
    },
    close() {
      clearInterval(timer)
    }
  }
}
