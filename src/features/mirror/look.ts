import { setImmediate as turn } from 'node:timers/promises'
import type { ResourceName } from '../../contract/resources.ts'
import type { Store } from '../../platform/store/database.ts'
import type { EntryMaker } from './entry.ts'
import type { MirrorPlace } from './shelf.ts'
import type { MirrorTable } from './tables.ts'

/** A record that a system once gave, as everybody may see it. Times are ms since 1970. */
export interface Mirrored extends MirrorPlace {
  /** The canonical record, with public and masked fields only. */
  record: Record<string, unknown>
  /** What was made of the whole record: keyed encodings only, never plain personal data; null when nothing was. */
  traits: unknown
  firstSeenAt: number
  /** When its system last gave it. */
  seenAt: number
  /** When the hub last saw a change of it. */
  changedAt: number
}

export interface Scan {
  resource?: ResourceName
  system?: string
  /** Only what has changed at or after this, ms since 1970. */
  changedSince?: number
}

export interface MirrorState {
  system: string
  resource: ResourceName
  records: number
  /** RFC 3339 in WIB. */
  latestChange: string | undefined
  /** When all of it was last read, ms since 1970; undefined when it never was. */
  walkedAt: number | undefined
}

/** What is in the mirror. Rejects with SatuError store_unavailable when the store cannot answer. */
export interface Look {
  get(system: string, resource: ResourceName, id: string): Promise<Mirrored | undefined>
  /** Records that hold a key, named by its keyed hash; at most a thousand. */
  byKey(kind: string, hash: string): Promise<Mirrored[]>
  /** How many there are of a resource of a system. */
  count(system: string, resource: ResourceName): Promise<number>
  /** What there is, by system and resource. */
  states(): Promise<MirrorState[]>
  /** Records of a list in its own order, newest first; of those that were seen at or after a time, ms since 1970. */
  list(
    system: string,
    resource: ResourceName,
    page: { offset: number; limit: number; seenSince: number }
  ): Promise<Mirrored[]>
  /** All records, page by page, by system, resource and id. */
  scan(options?: Scan): AsyncIterable<Mirrored[]>
}

const PAGE = 500
const MOST_BY_KEY = 1_000

const columns = ['system', 'resource', 'id', 'record', 'traits', 'first_seen_at', 'seen_at', 'changed_at'] as const
type Row = Pick<MirrorTable, (typeof columns)[number]>

export function createLook(store: Pick<Store, 'read'>, maker: Pick<EntryMaker, 'shown'>): Look {
  const view = (row: Row): Mirrored | undefined => {
    const { system, id, first_seen_at: firstSeenAt, seen_at: seenAt, changed_at: changedAt } = row
    const resource = row.resource as ResourceName
    const record = maker.shown(resource, JSON.parse(row.record))
    return record &&
      { system, resource, id, record, traits: JSON.parse(row.traits) as unknown, firstSeenAt, seenAt, changedAt }
  }

  async function* scan({ resource, system, changedSince }: Scan = {}): AsyncIterable<Mirrored[]> {
    for (let after: MirrorPlace | undefined;;) {
      const last = after
      const rows = await store.read(db =>
        db.selectFrom('mirror').select(columns)
          .$if(resource !== undefined, query => query.where('resource', '=', resource as string))
          .$if(system !== undefined, query => query.where('system', '=', system as string))
          .$if(changedSince !== undefined, query => query.where('changed_at', '>=', changedSince as number))
          .$if(last !== undefined, query =>
            query.where(({ eb, refTuple, tuple }) =>
              eb(refTuple('system', 'resource', 'id'), '>',
                tuple(last?.system ?? '', last?.resource ?? '', last?.id ?? ''))
            ))
          .orderBy('system').orderBy('resource').orderBy('id').limit(PAGE).execute()
      )
      const page = rows.map(view).filter(record => record !== undefined)
      if (page.length > 0) yield page
      if (rows.length < PAGE) return
      after = rows.at(-1) as MirrorPlace
      await turn()
    }
  }

  return {
    async get(system, resource, id) {
      const row = await store.read(db =>
        db.selectFrom('mirror').select(columns).where('system', '=', system).where('resource', '=', resource).where(
          'id',
          '=',
          id
        ).executeTakeFirst()
      )
      return row && view(row)
    },
    async byKey(kind, hash) {
      const rows = await store.read(db =>
        db.selectFrom('mirror').innerJoin('mirror_keys', join =>
          join
            .onRef('mirror_keys.system', '=', 'mirror.system').onRef('mirror_keys.resource', '=', 'mirror.resource')
            .onRef('mirror_keys.id', '=', 'mirror.id'))
          .select(columns.map(name => `mirror.${name}` as const))
          .where('kind', '=', kind).where('mirror_keys.hash', '=', hash)
          .orderBy('mirror.system').orderBy('mirror.resource').orderBy('mirror.id').limit(MOST_BY_KEY).execute()
      )
      return rows.map(view).filter(record => record !== undefined)
    },
    scan,
    async count(system, resource) {
      const { count: all } = await store.read(db =>
        db.selectFrom('mirror').select(({ fn }) => fn.countAll<number>().as('count')).where('system', '=', system)
          .where('resource', '=', resource).executeTakeFirstOrThrow()
      )
      return all
    },
    async states() {
      const kept = await store.read(db => db.selectFrom('mirror').select(['system', 'resource']).distinct().execute())
      const walked = await store.read(db =>
        db.selectFrom('mirror_walks').select(['system', 'resource', 'walked_at']).execute()
      )
      const states: MirrorState[] = []
      for (const { system, resource } of kept) {
        // Each by itself: a million records are counted in a tenth of a second.
        await turn()
        const row = await store.read(db =>
          db.selectFrom('mirror').select((
            { fn }
          ) => [fn.countAll<number>().as('records'), fn.max('updated_at').as('latest')])
            .where('system', '=', system).where('resource', '=', resource).executeTakeFirst()
        )
        const walk = walked.find(one => one.system === system && one.resource === resource)
        states.push({ system, resource: resource as ResourceName, records: row?.records ?? 0,
          latestChange: row?.latest ?? undefined, walkedAt: walk?.walked_at ?? undefined })
      }
      return states
    },
    async list(system, resource, { offset, limit, seenSince }) {
      const rows = await store.read(db =>
        db.selectFrom('mirror').select(columns).where('system', '=', system).where('resource', '=', resource)
          .where('seen_at', '>=', seenSince).orderBy('updated_at', 'desc').orderBy('id').offset(offset).limit(limit)
          .execute()
      )
      return rows.map(view).filter(record => record !== undefined)
    }
  }
}
