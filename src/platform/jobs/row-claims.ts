import { randomUUID } from 'node:crypto'
import type { Store } from '../store/database.ts'
import type { JobRunner } from './jobs.ts'

/** A worker that says nothing for so long has lost what it had. */
const LEASE_MS = 10_000
const RENEW_MS = 3_000
/** Whoever begins to send has it for so long at least, by every clock of the hub. */
const MARGIN_MS = 3_000

/** The rows of a queue that this process is working at, so that no other works at them too. */
export interface RowClaims {
  /** Names this process, for as long as it runs. */
  readonly owner: string
  /** When a lease that begins now ends. */
  until(): number
  /** @returns lets go of it again, unless it was taken anew since */
  hold(id: string): () => void
  /** Whether it is surely this process's own. */
  holds(id: string): boolean
  readonly size: number
  close(): Promise<void>
}

/**
 * Claims of rows are short and renewed while the process lives: what a killed one had goes on within seconds. The row
 * itself is the fence: whoever takes it over writes its name into it, and each write of its state checks the name.
 * @param table whose rows are held, by their ids
 */
export function createRowClaims(
  { store, jobs, table }: { store: Pick<Store, 'write'>; jobs: JobRunner; table: 'submissions' | 'subscriptions' }
): RowClaims {
  const owner = randomUUID()
  const held = new Map<string, { until: number }>()

  async function renew(): Promise<void> {
    if (held.size === 0) return
    const until = Date.now() + LEASE_MS
    const ids = [...held.keys()]
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
  }
  // A store that is away tells the operators. What was held runs out.
  const job = jobs.add({ name: `claims-of-${table}`, about: `Renews the claims of this process on ${table}.`,
    firstMs: RENEW_MS, everyMs: RENEW_MS, backoff: { firstMs: RENEW_MS, maxMs: RENEW_MS },
    isNeeded: () => Promise.resolve(held.size > 0), run: renew })

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
    close: job.close
  }
}
