import type { Store } from '../../platform/store/database.ts'
import { type AlertRow, type Known, knownOf, seqOf } from './book.ts'
import type { AlertView } from './notices.ts'

/** An alert as operators see it. */
export interface AlertSeen extends AlertView {
  acknowledged?: { by: string; at: number; reason: string | null }
  /** When each receiver was told last, ms since 1970. */
  told: Readonly<Record<string, number>>
}

/** Seeing what is wrong, and saying that somebody is at it. */
export interface Acknowledging {
  /** Those that are open, newest first; with `all` those that are over too. */
  list(
    query: { all: boolean; limit: number; after: number | undefined }
  ): Promise<{ items: AlertSeen[]; next: number | undefined }>
  /**
   * Somebody is at it: it is not told again. Its end still is.
   * @returns undefined when there is none of this id that is open
   */
  acknowledge(id: string, by: string, reason: string): Promise<AlertSeen | undefined>
}

export function createAcknowledging(
  { store, view }: { store: Pick<Store, 'read' | 'write'>; view(alert: Known): AlertView }
): Acknowledging {
  const see = (row: AlertRow): AlertSeen => {
    const known = knownOf(row)
    const { acknowledged_by: by, acknowledged_at: at, acknowledged_reason: reason } = row
    return { ...view(known), ...(by !== null && at !== null && { acknowledged: { by, at, reason } }),
      told: Object.fromEntries(Object.entries(known.told).map(([receiver, told]) => [receiver, told.at])) }
  }
  return {
    list: ({ all, limit, after }) =>
      store.read(async db => {
        const rows = await db.selectFrom('alerts').selectAll().$if(!all,
          query => query.where('resolved_at', 'is', null)).$if(after !== undefined,
            query => query.where('seq', '<', after ?? 0))
          .orderBy('seq', 'desc').limit(limit + 1).execute()
        return { items: rows.slice(0, limit).map(see), next: rows.length > limit ? rows[limit - 1]?.seq : undefined }
      }),
    async acknowledge(id, by, reason) {
      const seq = seqOf(id)
      if (seq === undefined) return undefined
      const row = await store.write(db =>
        db.updateTable('alerts').set({ acknowledged_by: by, acknowledged_at: Date.now(), acknowledged_reason: reason })
          .where('seq', '=', seq).where('resolved_at', 'is', null).returningAll().executeTakeFirst()
      )
      return row && see(row)
    }
  }
}
