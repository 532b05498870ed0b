import type { Db, Store } from '../../platform/store/database.ts'
import type { SuccessionDifferencesTable } from './tables.ts'

export type DifferenceKind = SuccessionDifferencesTable['kind']

/** A difference as it is kept: values as everybody may see them. */
export interface NotedDifference {
  field: string
  kind: DifferenceKind
  old?: unknown
  new?: unknown
}

export interface FieldSummary {
  field: string
  kind: DifferenceKind
  count: number
  example: { record: string; old: unknown; new: unknown; firstAt: number }
}

/** The differences that are open. One that is gone when its record is compared again has no row any more. */
export interface Differences {
  /**
   * All that differs on a record now; none when it agrees.
   * @param to of the turn that has compared it
   * @param also what belongs to it, in the same unit of work; left out where nothing differs now or did before
   */
  note(
    to: Pick<Store, 'write'>,
    succession: string,
    record: string,
    found: readonly NotedDifference[],
    also?: (db: Db) => Promise<void>
  ): Promise<void>
  summary(succession: string): Promise<FieldSummary[]>
  /** Records that one of the two does not have. */
  missing(succession: string): Promise<number>
  /** Of one field or all, the longest open first. */
  list(
    succession: string,
    query: { field?: string | undefined; kind?: DifferenceKind | undefined; limit: number; offset: number }
  ): Promise<SuccessionDifferencesTable[]>
}

/** So many records are remembered; further ones that differ are left out until some of these agree. */
const MOST = 10_000
const LONGEST_VALUE = 200

export function createDifferences({ store, now = Date.now }: { store: Store; now?: () => number }): Differences {
  return {
    note: (to, succession, record, found, also) =>
      to.write(async db => {
        const at = now()
        const known = await db.selectFrom('succession_differences').select('field').where('succession', '=', succession)
          .where('record', '=', record).execute()
        const gone = known.map(({ field }) => field).filter(field => !found.some(one => one.field === field))
        if (gone.length > 0)
          await db.deleteFrom('succession_differences').where('succession', '=', succession).where('record', '=',
            record).where('field', 'in', gone).execute()
        if (found.length === 0) {
          if (known.length > 0) await also?.(db)
          return
        }
        if (known.length === 0) {
          const { count } = await db.selectFrom('succession_differences').select(({ fn }) =>
            fn.countAll<number | string>().as('count')
          ).where('succession', '=', succession).executeTakeFirstOrThrow()
          if (Number(count) >= MOST) return
        }
        await db.insertInto('succession_differences').values(found.map(({ field, kind, old, new: fresh }) => ({
          succession,
          record,
          field,
          kind,
          old_value: textOf(old),
          new_value: textOf(fresh),
          first_at: at,
          last_at: at
        }))).onConflict(on =>
          on.columns(['succession', 'record', 'field']).doUpdateSet(({ ref }) => ({
            kind: ref('excluded.kind'),
            old_value: ref('excluded.old_value'),
            new_value: ref('excluded.new_value'),
            last_at: at
          }))
        ).execute()
        await also?.(db)
      }),
    summary: succession =>
      store.read(async db => {
        const groups = await db.selectFrom('succession_differences').select(['kind', 'field']).select((
          { fn }
        ) => [fn.countAll<number | string>().as('count'), fn.min('record').as('record')])
          .where('succession', '=', succession).groupBy(['kind', 'field']).execute()
        const summaries: FieldSummary[] = []
        for (const { kind, field, count, record } of groups) {
          const row = await db.selectFrom('succession_differences').selectAll().where('succession', '=', succession)
            .where('record', '=', record).where('field', '=', field).executeTakeFirst()
          if (row !== undefined)
            summaries.push({ kind, field, count: Number(count),
              example: { record, old: valueOf(row.old_value), new: valueOf(row.new_value), firstAt: row.first_at } })
        }
        return summaries.toSorted((a, b) => b.count - a.count || (a.field < b.field ? -1 : 1))
      }),
    missing: succession =>
      store.read(async db => {
        const { count } = await db.selectFrom('succession_differences').select(({ fn }) =>
          fn.countAll<number | string>().as('count')
        ).where('succession', '=', succession).where('kind', 'in', ['missing_new', 'missing_old'])
          .executeTakeFirstOrThrow()
        return Number(count)
      }),
    list: (succession, { field, kind, limit, offset }) =>
      store.read(async db => {
        let query = db.selectFrom('succession_differences').selectAll().where('succession', '=', succession).orderBy(
          'first_at'
        ).orderBy('record').orderBy('field').limit(limit).offset(offset)
        if (field !== undefined) query = query.where('field', '=', field)
        if (kind !== undefined) query = query.where('kind', '=', kind)
        return query.execute()
      })
  }
}

function textOf(value: unknown): string | null {
  if (value === undefined) return null
  const text = JSON.stringify(value)
  return text.length <= LONGEST_VALUE ? text : JSON.stringify(`${text.slice(0, LONGEST_VALUE)}…`)
}

export function valueOf(text: string | null): unknown {
  return text === null ? null : JSON.parse(text)
}
