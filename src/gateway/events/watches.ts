import type { Selectable } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Store } from '../../platform/store/database.ts'
import type { EventWatchesTable } from '../../platform/store/tables.ts'

export type Watch = Selectable<EventWatchesTable>

/** What is looked at, so that of all processes of the hub one looks at a time. */
export interface Watches {
  /** Takes a watch that is due; undefined when it is not, or another process has it. */
  claim(system: string, resource: string): Promise<Watch | undefined>
  /**
   * What each process looks at by itself: nobody else has it.
   * @param begunAt when it counts as known since, if nobody has looked at it before, ms since 1970
   */
  open(system: string, resource: string, begunAt: number): Promise<Watch>
  /** @returns false when it was lost to another */
  renew(watch: Watch): Promise<boolean>
  /** Says how far it has come, and when it is due again. */
  release(watch: Watch, dueAt: number): Promise<void>
}

const LEASE_MS = 60_000

export function createWatches(store: Store): Watches {
  const owner = randomUUID()
  const fresh = (system: string, resource: string, begunAt: number | null): Watch => ({ system, resource,
    begun_at: begunAt, high_water: null, as_of: null, due_at: 0, lease_owner: null, lease_until: 0, looked_at: null })
  return {
    claim: (system, resource) =>
      store.write(async db => {
        const now = Date.now()
        await db.insertInto('event_watches').values(fresh(system, resource, null)).onConflict(on => on.doNothing())
          .execute()
        return db.updateTable('event_watches').set({ lease_owner: owner, lease_until: now + LEASE_MS })
          .where('system', '=', system).where('resource', '=', resource).where('due_at', '<=', now).where('lease_until',
            '<', now)
          .returningAll().executeTakeFirst()
      }),
    open: (system, resource, begunAt) =>
      store.write(async db => {
        await db.insertInto('event_watches').values(fresh(system, resource, begunAt)).onConflict(on => on.doNothing())
          .execute()
        return db.selectFrom('event_watches').selectAll().where('system', '=', system).where('resource', '=', resource)
          .executeTakeFirstOrThrow()
      }),
    renew: ({ system, resource }) =>
      store.write(async db => {
        const { numUpdatedRows } = await db.updateTable('event_watches').set({ lease_until: Date.now() + LEASE_MS })
          .where('system', '=', system).where('resource', '=', resource).where('lease_owner', '=', owner)
          .executeTakeFirst()
        return numUpdatedRows > 0n
      }),
    release: ({ system, resource, begun_at, high_water, as_of, lease_owner, looked_at }, dueAt) =>
      store.write(async db => {
        let query = db.updateTable('event_watches').set({ begun_at, high_water, as_of, looked_at, due_at: dueAt,
          lease_until: 0 }).where('system', '=', system).where('resource', '=', resource)
        if (lease_owner !== null) query = query.where('lease_owner', '=', owner)
        await query.execute()
      })
  }
}
