import { randomBytes } from 'node:crypto'
import type { Store } from '../../platform/store/database.ts'
import type { Silence } from './book.ts'

/** What a silence is about: all that is given has to fit. */
export interface SilenceScope {
  system?: string | undefined
  /** Id of an agency: its systems, and what it is late with. */
  agency?: string | undefined
  kind?: string | undefined
  rule?: string | undefined
}

export interface NewSilence extends SilenceScope {
  /** ms since 1970 */
  from: number
  until: number
  reason: string
  by: string
}

/** What nobody is told of for some time, and by whose wish. */
export interface Silences {
  /** Those that hold, or will; newest first. */
  list(now?: number): Promise<Silence[]>
  /**
   * A page of them.
   * @param after where the page before ended
   * @returns with where the next one begins; undefined after the last
   */
  page(query: { limit: number; after: number | undefined }): Promise<{ items: Silence[]; next: number | undefined }>
  add(silence: NewSilence): Promise<Silence>
  /** @returns what it was; undefined when there is none of this id */
  remove(id: string): Promise<Silence | undefined>
}

export function createSilences(store: Pick<Store, 'read' | 'write'>): Silences {
  return {
    list: (now = Date.now()) =>
      store.read(db =>
        db.selectFrom('alert_silences').selectAll().where('until_at', '>', now).orderBy('seq', 'desc').execute()
      ),
    page: ({ limit, after }) =>
      store.read(async db => {
        let query = db.selectFrom('alert_silences').selectAll().where('until_at', '>', Date.now()).orderBy('seq',
          'desc').limit(limit + 1)
        if (after !== undefined) query = query.where('seq', '<', after)
        const rows = await query.execute()
        const items = rows.slice(0, limit)
        return { items, next: rows.length > limit ? items.at(-1)?.seq : undefined }
      }),
    add: ({ system = null, agency = null, kind = null, rule = null, from, until, reason, by }) =>
      store.write(db =>
        db.insertInto('alert_silences')
          .values({ id: `sil-${randomBytes(8).toString('hex')}`, system, agency, kind, rule, from_at: from,
            until_at: until, reason, by, created_at: Date.now() }).returningAll().executeTakeFirstOrThrow()
      ),
    remove: id =>
      store.write(db => db.deleteFrom('alert_silences').where('id', '=', id).returningAll().executeTakeFirst())
  }
}
