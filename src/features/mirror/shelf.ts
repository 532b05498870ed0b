import { sql } from 'kysely'
import type { ResourceName } from '../../contract/resources.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import type { Entry } from './entry.ts'
import type { MirrorTable } from './tables.ts'

/** Names one record in the mirror. */
export interface MirrorPlace {
  system: string
  resource: ResourceName
  id: string
}

/** What lives of the mirror's records, and changes in the same transaction as they. */
export interface Follower {
  /** These are new, or have changed. */
  kept(db: Db, entries: readonly Entry[]): Promise<void>
  /** These are gone. */
  gone(db: Db, places: readonly MirrorPlace[]): Promise<void>
}

/** What became of records that were handed in. */
export interface KeptCounts {
  new: number
  changed: number
  /** Known as they are. */
  seen: number
  /** A newer one was there. */
  older: number
}

/** The mirror's rows. Everything within a unit of work of the store. */
export interface Shelf {
  /** An older record never takes the place of a newer one, whichever process of the hub has which. */
  keep(db: Db, entries: readonly Entry[], at: number): Promise<KeptCounts>
  /** @returns how many there were */
  remove(db: Db, places: readonly MirrorPlace[]): Promise<number>
}

export function createShelf({ engine }: Pick<Store, 'engine'>, followers: readonly Follower[]): Shelf {
  return {
    async keep(db, entries, at) {
      if (entries.length === 0) return { new: 0, changed: 0, seen: 0, older: 0 }
      await takeTurn(db, engine)
      const known = new Map<string, Pick<MirrorTable, 'hash' | 'seen_at' | 'updated_at'>>()
      for (const { system, resource, rows } of grouped(entries)) {
        const found = await db.selectFrom('mirror').select(['id', 'hash', 'seen_at', 'updated_at'])
          .where('system', '=', system).where('resource', '=', resource).where('id', 'in', rows.map(({ id }) => id))
          .execute()
        for (const row of found) known.set(placeText({ system, resource, id: row.id }), row)
      }
      const counts: KeptCounts = { new: 0, changed: 0, seen: 0, older: 0 }
      const fresh: Entry[] = []
      const same: Entry[] = []
      for (const entry of entries) {
        const before = known.get(placeText(entry))
        if (before === undefined) counts.new++
        else if (isOlder(entry, before)) counts.older++
        else if (before.hash === entry.hash) counts.seen++
        else counts.changed++
        if (before === undefined || (before.hash !== entry.hash && !isOlder(entry, before))) fresh.push(entry)
        else if (before.hash === entry.hash && entry.seenAt > before.seen_at) same.push(entry)
      }
      for (const { system, resource, rows } of grouped(same)) {
        for (const [seenAt, ids] of idsByTime(rows)) {
          await db.updateTable('mirror').set({ seen_at: seenAt }).where('system', '=', system).where('resource', '=',
            resource)
            .where('id', 'in', ids).where('seen_at', '<', seenAt).execute()
        }
      }
      if (fresh.length === 0) return counts
      await db.insertInto('mirror').values(fresh.map(entry => rowOf(entry, at)))
        .onConflict(on =>
          on.columns(['system', 'resource', 'id']).doUpdateSet(({ ref }) => ({
            record: ref('excluded.record'),
            traits: ref('excluded.traits'),
            hash: ref('excluded.hash'),
            updated_at: ref('excluded.updated_at'),
            seen_at: ref('excluded.seen_at'),
            changed_at: ref('excluded.changed_at')
          }))
        ).execute()
      await removeKeys(db, fresh)
      const keys = fresh.flatMap(({ system, resource, id, keys: own }) =>
        own.map(key => ({ ...key, system, resource, id }))
      )
      if (keys.length > 0) await db.insertInto('mirror_keys').values(keys).onConflict(on => on.doNothing()).execute()
      for (const follower of followers) await follower.kept(db, fresh)
      return counts
    },
    async remove(db, places) {
      if (places.length === 0) return 0
      await takeTurn(db, engine)
      const gone: MirrorPlace[] = []
      for (const { system, resource, rows } of grouped(places)) {
        const deleted = await db.deleteFrom('mirror').where('system', '=', system).where('resource', '=', resource)
          .where('id', 'in', rows.map(({ id }) => id)).returning('id').execute()
        gone.push(...deleted.map(({ id }) => ({ system, resource, id })))
      }
      if (gone.length === 0) return 0
      await removeKeys(db, gone)
      for (const follower of followers) await follower.gone(db, gone)
      return gone.length
    }
  }
}

/** By when its system gave it; of one second, by when its system changed it. */
function isOlder(entry: Entry, before: Pick<MirrorTable, 'seen_at' | 'updated_at'>): boolean {
  return entry.seenAt < before.seen_at || (entry.seenAt === before.seen_at && entry.updatedAt < before.updated_at)
}

async function removeKeys(db: Db, places: readonly MirrorPlace[]): Promise<void> {
  for (const { system, resource, rows } of grouped(places)) {
    await db.deleteFrom('mirror_keys').where('system', '=', system).where('resource', '=', resource).where('id', 'in',
      rows.map(({ id }) => id)).execute()
  }
}

function rowOf({ system, resource, id, record, traits, hash, updatedAt, seenAt }: Entry, at: number): MirrorTable {
  return {
    system,
    resource,
    id,
    record: JSON.stringify(record),
    traits: JSON.stringify(traits),
    hash,
    updated_at: updatedAt,
    first_seen_at: seenAt,
    seen_at: seenAt,
    changed_at: at
  }
}

function grouped<T extends MirrorPlace>(places: readonly T[]): { system: string; resource: ResourceName; rows: T[] }[] {
  const groups = new Map<string, { system: string; resource: ResourceName; rows: T[] }>()
  for (const place of places) {
    const name = `${place.system} ${place.resource}`
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { system: place.system, resource: place.resource, rows: [place] })
    else group.rows.push(place)
  }
  return [...groups.values()]
}

function idsByTime(entries: readonly Entry[]): Map<number, string[]> {
  const times = new Map<number, string[]>()
  for (const { seenAt, id } of entries) times.set(seenAt, [...(times.get(seenAt) ?? []), id])
  return times
}

export function placeText({ system, resource, id }: MirrorPlace): string {
  return `${system} ${resource} ${id}`
}

/** Any number, the same in every process: who holds the lock writes the mirror. */
const MIRROR = 7_324_615

/**
 * Of all processes one writes at a time: what is looked up holds until it is written, and none waits for one that waits
 * for it. SQLite has one writer anyway.
 */
export async function takeTurn(db: Db, engine: Store['engine']): Promise<void> {
  if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${MIRROR})`.execute(db)
}
