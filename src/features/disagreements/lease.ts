import type { Selectable } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Store } from '../../platform/store/database.ts'
import type { DisagreementPassesTable } from './tables.ts'

export type Pass = Selectable<DisagreementPassesTable>

/** The right to compare, so that of all processes of the hub one does it at a time. */
export interface Lease {
  /** As it stands, whoever has it. */
  look(): Promise<Pass | undefined>
  /**
   * @param early whether it is claimed before it is due
   * @returns undefined when it is not due, or another process has it
   */
  claim(now: number, early: boolean): Promise<Pass | undefined>
  /** @returns false when it was lost to another */
  renew(now: number): Promise<boolean>
  /** All was compared with these rules. */
  release(versions: string, dueAt: number): Promise<void>
}

const NAME = 'ledger'
/** A process that says nothing for so long is gone. */
const LEASE_MS = 60_000
const LATEST = Number.MAX_SAFE_INTEGER

export function createLease(store: Store): Lease {
  const owner = randomUUID()
  return {
    look: () =>
      store.read(db => db.selectFrom('disagreement_passes').selectAll().where('name', '=', NAME).executeTakeFirst()),
    claim: (now, early) =>
      store.write(async db => {
        await db.insertInto('disagreement_passes').values({ name: NAME, lease_owner: null, lease_until: 0, due_at: 0,
          versions: '{}' }).onConflict(on => on.doNothing()).execute()
        return db.updateTable('disagreement_passes').set({ lease_owner: owner, lease_until: now + LEASE_MS })
          .where('name', '=', NAME).where('due_at', '<=', early ? LATEST : now).where('lease_until', '<', now)
          .returningAll().executeTakeFirst()
      }),
    renew: now =>
      store.write(async db => {
        const { numUpdatedRows } = await db.updateTable('disagreement_passes').set({ lease_until: now + LEASE_MS })
          .where('name', '=', NAME).where('lease_owner', '=', owner).executeTakeFirst()
        return numUpdatedRows > 0n
      }),
    release: (versions, dueAt) =>
      store.write(async db => {
        await db.updateTable('disagreement_passes').set({ versions, due_at: dueAt, lease_until: 0 }).where('name', '=',
          NAME).where('lease_owner', '=', owner).execute()
      })
  }
}
