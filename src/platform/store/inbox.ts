import { sql } from 'kysely'
import type { RowFilters, RowKeys } from '../snapshots/row-filters.ts'
import type { Store } from './database.ts'

/** A pushed record on its way in. */
export interface Pushed extends RowKeys {
  /** The legacy row as JSON. */
  row: string
  /** Says whether two pushes are one said again; undefined when each counts. */
  repeatKey?: string | undefined
}

/**
 * What legacy systems have pushed, in the durable store: nothing that was acknowledged is lost, and every process of
 * the hub sees it. Rejects with SatuError store_unavailable.
 */
export interface InboxStore {
  /**
   * Keeps the records of one push, all or none, on the disk when it is done. A newer record of the same key takes the
   * place of the older one, whichever came first; one that is a repeat within `repeatSeconds` is dropped.
   * @returns how many were kept
   */
  add(
    system: string,
    resource: string,
    records: readonly Pushed[],
    receivedAt: number,
    repeatSeconds: number
  ): Promise<number>
  get(system: string, resource: string, key: string): Promise<string | undefined>
  list(
    system: string,
    resource: string,
    offset: number,
    limit: number,
    filters: RowFilters
  ): Promise<{ rows: string[]; end: boolean }>
}

export function createInbox({ engine, read, write }: Pick<Store, 'engine' | 'read' | 'write'>): InboxStore {
  return {
    add: (system, resource, records, receivedAt, repeatSeconds) =>
      write(async db => {
        // Two processes may be told of one alarm in the same moment: SQLite has one writer, PostgreSQL is told to.
        if (engine === 'postgres')
          await sql`select pg_advisory_xact_lock(hashtext(${`pushed ${system} ${resource}`}))`
            .execute(db)
        let kept = 0
        for (const { key, id, updatedAt, status, agency, district, repeatKey, row } of records) {
          const isRepeat = repeatKey !== undefined && await db.selectFrom('pushed').select('key')
                .where('system', '=', system).where('resource', '=', resource).where('repeat_key', '=', repeatKey)
                .where('received_at', '>', receivedAt - repeatSeconds * 1_000).where('received_at', '<=', receivedAt)
                .limit(1).executeTakeFirst() !== undefined
          if (isRepeat) continue
          const state = { updated_at: updatedAt, status: status ?? null, agency: agency ?? null,
            district: district ?? null, repeat_key: repeatKey ?? null, received_at: receivedAt, row }
          await db.insertInto('pushed').values({ system, resource, key, id, ...state })
            .onConflict(conflict =>
              conflict.columns(['system', 'resource', 'key']).doUpdateSet(state).where('pushed.updated_at', '<=',
                updatedAt)
            )
            .execute()
          kept++
        }
        return kept
      }),
    async get(system, resource, key) {
      const found = await read(db =>
        db.selectFrom('pushed').select('row').where('system', '=', system).where('resource', '=', resource).where('key',
          '=', key).executeTakeFirst()
      )
      return found?.row
    },
    async list(system, resource, offset, limit, { updated_since, status, agency, district_code }) {
      const found = await read(db =>
        db.selectFrom('pushed').select('row')
          .where('system', '=', system).where('resource', '=', resource)
          .$if(updated_since !== undefined, query => query.where('updated_at', '>=', updated_since as string))
          .$if(status !== undefined, query => query.where('status', 'in', status as readonly string[]))
          .$if(agency !== undefined, query => query.where('agency', 'in', agency as readonly string[]))
          .$if(district_code !== undefined, query => query.where('district', 'in', district_code as readonly string[]))
          .orderBy('updated_at', 'desc').orderBy('id').limit(limit + 1).offset(offset).execute()
      )
      return { rows: found.slice(0, limit).map(({ row }) => row), end: found.length <= limit }
    }
  }
}
