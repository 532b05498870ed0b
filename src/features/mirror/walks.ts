import type { Selectable } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Store } from '../../platform/store/database.ts'
import type { MirrorWalksTable } from './tables.ts'

export type WalkState = Selectable<MirrorWalksTable>

/**
 * What is read whole, so that of all processes of the hub one reads at a time, and none again what another has read.
 */
export interface Walks {
  /** Takes one that is due, or is wanted now; undefined when it is neither, or another process has it. */
  claim(system: string, resource: string, isWanted: boolean): Promise<WalkState | undefined>
  /** @returns false when it was lost to another */
  renew(walk: WalkState): Promise<boolean>
  /** Says what came of it, and when it is due again. */
  release(walk: WalkState, dueAt: number): Promise<void>
  /** When the last one that came to its end began, ms since 1970. */
  walkedAt(system: string, resource: string): Promise<number | undefined>
}

const LEASE_MS = 120_000

export function createWalks(store: Store): Walks {
  const owner = randomUUID()
  return {
    claim: (system, resource, isWanted) =>
      store.write(async db => {
        const now = Date.now()
        await db.insertInto('mirror_walks').values({ system, resource, due_at: 0, lease_owner: null, lease_until: 0,
          walked_at: null, records: null, as_of: null })
          .onConflict(on => on.doNothing()).execute()
        return db.updateTable('mirror_walks').set({ lease_owner: owner, lease_until: now + LEASE_MS })
          .where('system', '=', system).where('resource', '=', resource).where('lease_until', '<', now)
          .$if(!isWanted, query => query.where('due_at', '<=', now))
          .returningAll().executeTakeFirst()
      }),
    renew: ({ system, resource }) =>
      store.write(async db => {
        const { numUpdatedRows } = await db.updateTable('mirror_walks').set({ lease_until: Date.now() + LEASE_MS })
          .where('system', '=', system).where('resource', '=', resource).where('lease_owner', '=', owner)
          .executeTakeFirst()
        return numUpdatedRows > 0n
      }),
    release: async ({ system, resource, walked_at, records, as_of }, dueAt) => {
      await store.write(db =>
        db.updateTable('mirror_walks').set({ walked_at, records, as_of, due_at: dueAt, lease_owner: null,
          lease_until: 0 })
          .where('system', '=', system).where('resource', '=', resource).where('lease_owner', '=', owner).execute()
      )
    },
    async walkedAt(system, resource) {
      const row = await store.read(db =>
        db.selectFrom('mirror_walks').select('walked_at').where('system', '=', system).where('resource', '=', resource)
          .executeTakeFirst()
      )
      return row?.walked_at ?? undefined
    }
  }
}
