import { setImmediate as turn } from 'node:timers/promises'
import type { ResourceName } from '../../contract/resources.ts'
import type { Store } from '../../platform/store/database.ts'
import type { MirrorPlace, Shelf } from './shelf.ts'

/** Removes many records, in small transactions, so that nobody waits long behind it. */
export interface Removing {
  /**
   * Those of a system, or of a resource of it, that were last seen before a time, ms since 1970.
   * @param to in place of the store: that of a turn
   * @returns how many
   */
  before(
    system: string,
    resource: ResourceName | undefined,
    before: number,
    to?: Pick<Store, 'write'>
  ): Promise<number>
  /** Those that were last seen at a time and are not among these ids. @returns how many */
  unseen(
    system: string,
    resource: ResourceName,
    at: number,
    seen: ReadonlySet<string>,
    to: Pick<Store, 'write'>
  ): Promise<number>
}

const PAGE = 500

export function createRemoving(store: Pick<Store, 'read' | 'write'>, shelf: Pick<Shelf, 'remove'>): Removing {
  return {
    async before(system, resource, before, to = store) {
      let removed = 0
      for (;;) {
        const some = await to.write(async db => {
          const found = await db.selectFrom('mirror').select(['system', 'resource', 'id']).where('system', '=', system)
            .$if(resource !== undefined, query => query.where('resource', '=', resource as string))
            .where('seen_at', '<', before).limit(PAGE).execute()
          return { found: found.length, removed: await shelf.remove(db, found as MirrorPlace[]) }
        })
        removed += some.removed
        if (some.found < PAGE) return removed
        await turn()
      }
    },
    async unseen(system, resource, at, seen, to) {
      const rows = await store.read(db =>
        db.selectFrom('mirror').select('id').where('system', '=', system).where('resource', '=', resource).where(
          'seen_at',
          '=',
          at
        ).execute()
      )
      const unseen = rows.flatMap(({ id }) => (seen.has(id) ? [] : [{ system, resource, id }]))
      let removed = 0
      for (let i = 0; i < unseen.length; i += PAGE)
        removed += await to.write(db => shelf.remove(db, unseen.slice(i, i + PAGE)))
      return removed
    }
  }
}
