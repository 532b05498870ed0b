import type { Selectable } from 'kysely'
import type { Store } from '../../platform/store/database.ts'
import type { MirrorWalksTable } from './tables.ts'

/** How far the mirror has read a resource of a system whole. */
export type WalkState = Omit<Selectable<MirrorWalksTable>, 'due_at' | 'lease_owner' | 'lease_until'>

/** The job that reads them; its entries are `<system> <resource>`. */
export const WALK_JOB = 'mirror-walk'

/** Of hubs of version 0.1, which kept their leases here. */
const UNUSED = { due_at: 0, lease_owner: null, lease_until: 0 }

export async function readWalk(store: Pick<Store, 'read'>, system: string, resource: string): Promise<WalkState> {
  const known = await store.read(db =>
    db.selectFrom('mirror_walks').select(['system', 'resource', 'walked_at', 'records', 'as_of'])
      .where('system', '=', system).where('resource', '=', resource).executeTakeFirst()
  )
  return known ?? { system, resource, walked_at: null, records: null, as_of: null }
}

export async function keepWalk(
  store: Pick<Store, 'write'>,
  { system, resource, ...state }: WalkState
): Promise<void> {
  await store.write(db =>
    db.insertInto('mirror_walks').values({ system, resource, ...UNUSED, ...state })
      .onConflict(on => on.columns(['system', 'resource']).doUpdateSet(state)).execute()
  )
}

/** When the last reading that came to its end began, ms since 1970. */
export async function walkedAt(
  store: Pick<Store, 'read'>,
  system: string,
  resource: string
): Promise<number | undefined> {
  return (await readWalk(store, system, resource)).walked_at ?? undefined
}
