import type { Selectable } from 'kysely'
import type { Store } from '../../platform/store/database.ts'
import type { EventWatchesTable } from '../../platform/store/tables.ts'

/** How far looks for changes in a resource of a system have come. */
export type Watch = Omit<Selectable<EventWatchesTable>, 'due_at' | 'lease_owner' | 'lease_until'>

/** Of hubs of version 0.1, which kept their leases here. */
const UNUSED = { due_at: 0, lease_owner: null, lease_until: 0 }

/**
 * @param begunAt when it counts as known since, if nobody has looked at it before, ms since 1970; null until a look has
 *   ended
 */
export async function readWatch(
  store: Pick<Store, 'read'>,
  system: string,
  resource: string,
  begunAt: number | null
): Promise<Watch> {
  const known = await store.read(db =>
    db.selectFrom('event_watches').select(['system', 'resource', 'begun_at', 'high_water', 'as_of', 'looked_at'])
      .where('system', '=', system).where('resource', '=', resource).executeTakeFirst()
  )
  return known ?? { system, resource, begun_at: begunAt, high_water: null, as_of: null, looked_at: null }
}

export async function keepWatch(
  store: Pick<Store, 'write'>,
  { system, resource, ...state }: Watch
): Promise<void> {
  await store.write(db =>
    db.insertInto('event_watches').values({ system, resource, ...UNUSED, ...state })
      .onConflict(on => on.columns(['system', 'resource']).doUpdateSet(state)).execute()
  )
}
