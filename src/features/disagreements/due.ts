import { sql } from 'kysely'
import type { Db, Store } from '../../platform/store/database.ts'

/** Names one record of the mirror. */
export interface RecordName {
  system: string
  resource: string
  id: string
}

export interface DueRecord extends RecordName {
  mark: number
}

/** The records that have to be compared anew. */
export interface Due {
  /**
   * Notes them within the transaction in which the mirror changes: none is missed, and none is compared before it is
   * there. In one order, so that no two processes wait for each other.
   */
  note(db: Db, names: readonly RecordName[]): Promise<void>
  /** Notes what says something under a rule, and is of none of these resources: the rule is about it no more. */
  noteClaims(db: Db, rule: string, resources: readonly string[]): Promise<void>
  /** @throws SatuError store_unavailable */
  next(most: number): Promise<DueRecord[]>
  /** They have been compared as they were then; what has changed since stays. */
  done(db: Db, records: readonly DueRecord[]): Promise<void>
  count(): Promise<number>
}

export function createDue(store: Pick<Store, 'read'>): Due {
  return {
    async note(db, names) {
      const rows = names.map(({ system, resource, id }) => ({ system, resource, record: id, mark: 1 })).toSorted(
        inOrder
      )
      if (rows.length === 0) return
      await db.insertInto('disagreement_due').values(rows)
        .onConflict(on =>
          on.columns(['system', 'resource', 'record']).doUpdateSet({ mark: sql<number>`disagreement_due.mark + 1` })
        ).execute()
    },
    async noteClaims(db, rule, resources) {
      await db.insertInto('disagreement_due').columns(['system', 'resource', 'record', 'mark'])
        .expression(({ selectFrom }) =>
          selectFrom('disagreement_claims').select(({ lit }) => ['system', 'resource', 'record', lit(1).as('mark')])
            .distinct().where('rule', '=', rule).where('resource', 'not in', resources)
        )
        .onConflict(on =>
          on.columns(['system', 'resource', 'record']).doUpdateSet({ mark: sql<number>`disagreement_due.mark + 1` })
        ).execute()
    },
    next: most =>
      store.read(async db => {
        const rows = await db.selectFrom('disagreement_due').selectAll().orderBy('system').orderBy('resource').orderBy(
          'record'
        ).limit(most).execute()
        return rows.map(({ record, ...row }) => ({ ...row, id: record }))
      }),
    async done(db, records) {
      for (const { system, resource, id, mark } of records) {
        await db.deleteFrom('disagreement_due').where('system', '=', system).where('resource', '=', resource).where(
          'record',
          '=',
          id
        ).where('mark', '=', mark).execute()
      }
    },
    count: () =>
      store.read(async db => {
        const { count } = await db.selectFrom('disagreement_due').select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        return count
      })
  }
}

function inOrder(
  a: { system: string; resource: string; record: string },
  b: { system: string; resource: string; record: string }
): number {
  const [one, other] = [`${a.system} ${a.resource} ${a.record}`, `${b.system} ${b.resource} ${b.record}`]
  return one < other ? -1 : one > other ? 1 : 0
}
