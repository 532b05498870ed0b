import type { Store } from '../../platform/store/database.ts'
import { createLeases } from '../../platform/store/leases.ts'

const ID = 'alerts'

/** Which process of the hub watches and tells. */
export interface Duty {
  /**
   * Takes it over where nobody has it.
   * @throws SatuError store_unavailable
   */
  isMine(): Promise<boolean>
  /** Leaves it to another process. */
  close(): Promise<void>
}

/**
 * One process watches and tells: two would tell everything twice. What a killed one had to do another goes on with
 * within seconds.
 */
export function createDuty(store: Pick<Store, 'read' | 'write'>): Duty {
  const leases = createLeases(store, 'alert_duty')
  let letGo: (() => void) | undefined

  return {
    async isMine() {
      if (letGo !== undefined && leases.holds(ID)) return true
      letGo?.()
      letGo = undefined
      const now = Date.now()
      const row = await store.read(db =>
        db.selectFrom('alert_duty').selectAll().where('id', '=', ID).executeTakeFirst()
      )
      if (row !== undefined && row.lease_until > now && row.lease_owner !== leases.owner) return false
      const taken = await store.write(async db => {
        const lease = { lease_owner: leases.owner, lease_until: leases.until() }
        return db.insertInto('alert_duty').values({ id: ID, ...lease })
          .onConflict(on =>
            on.column('id').doUpdateSet(lease).where(({ or, eb }) =>
              or([eb('alert_duty.lease_until', '<=', now), eb('alert_duty.lease_owner', '=', leases.owner)])
            )
          )
          .returning('id').executeTakeFirst()
      })
      if (taken !== undefined) letGo = leases.hold(ID)
      return taken !== undefined
    },
    async close() {
      leases.close()
      if (letGo === undefined) return
      await store.write(db =>
        db.updateTable('alert_duty').set({ lease_until: 0 }).where('id', '=', ID).where('lease_owner', '=',
          leases.owner).execute()
      ).catch(() => {})
    }
  }
}
