import { sql } from 'kysely'
import type { Contract } from '../../contract/contract.ts'
import type { ResourceName } from '../../contract/resources.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import { createDocuments, type SearchDocument } from './document.ts'
import { createReaders, tokensOf } from './marks.ts'
import type { SearchEntriesTable } from './tables.ts'
import { isSpelled, slips, wordsIn } from './words.ts'

/** Raise it when records would be found by other words: the index is then made anew of the mirror. */
export const INDEX_VERSION = '3'

/** A record that is to be found, or is gone. */
interface Place {
  system: string
  resource: ResourceName
  id: string
}

export interface Indexer {
  /** These are new, or have changed: within the transaction that keeps them. */
  kept(db: Db, records: readonly (Place & { record: Readonly<Record<string, unknown>> })[]): Promise<void>
  gone(db: Db, places: readonly Place[]): Promise<void>
  /** Takes everything out. */
  clear(db: Db): Promise<void>
}

interface Made extends Place {
  seq: number
  document: SearchDocument
}

/** Numbers of one second: more records than any system changes in one. */
const PER_SECOND = 4_000_000
/** Numbers beyond it are not exact: what changes later is found all the same, in no order. */
const LAST_SECOND = Math.floor(Number.MAX_SAFE_INTEGER / PER_SECOND) - 1
/** Values of one statement. */
const AT_ONCE = 500
const WORDS_AT_ONCE = 2_000

export function createIndexer({ engine, contract }: Pick<Store, 'engine'> & { contract: Contract }): Indexer {
  const documentOf = createDocuments(contract)
  const { isPublic } = createReaders(contract)
  const classOf = (resource: ResourceName): string => (isPublic(resource) ? '' : resource)

  return {
    async kept(db, records) {
      const found = records.flatMap(({ system, resource, id, record }) => {
        const document = documentOf(resource, record)
        return document === undefined ? [] : [{ system, resource, id, document }]
      })
      if (found.length === 0) return
      const words = new Counts()
      await remove(db, found, words)
      const made = await numbered(db, found)
      for (let i = 0; i < made.length; i += AT_ONCE) await insert(db, made.slice(i, i + AT_ONCE))
      for (const { resource, document } of made)
        for (const word of document.words) words.add(word, classOf(resource), 1)
      await settle(db, words)
    },
    async gone(db, places) {
      const words = new Counts()
      await remove(db, places, words)
      await settle(db, words)
    },
    async clear(db) {
      for (const table of ['search_entries', 'search_texts', 'search_words', 'search_slips'] as const)
        await db.deleteFrom(table).execute()
      if (engine === 'sqlite') await sql`insert into search_index(search_index) values('delete-all')`.execute(db)
    }
  }

  /** By the second of its change, behind those of that second that are there. */
  async function numbered(db: Db, found: readonly (Place & { document: SearchDocument })[]): Promise<Made[]> {
    const next = new Map<number, number>()
    const made: Made[] = []
    for (const one of found) {
      const base = Math.min(secondOf(one.document.updatedAt), LAST_SECOND) * PER_SECOND
      let seq = next.get(base)
      if (seq === undefined) {
        const last = await db.selectFrom('search_entries').select(({ fn }) => fn.max<number | null>('seq').as('last'))
          .where('seq', '>=', base).where('seq', '<', base + PER_SECOND).executeTakeFirst()
        seq = (last?.last ?? base - 1) + 1
      }
      next.set(base, seq + 1)
      made.push({ ...one, seq })
    }
    // An index of words is written in their order.
    return made.sort((a, b) => a.seq - b.seq)
  }

  async function insert(db: Db, made: readonly Made[]): Promise<void> {
    const rows = made.map((
      { seq, system, resource, id, document: { agency, districts, status, updatedAt } }
    ): SearchEntriesTable => ({ seq, system, resource, id, agency, districts: districts.join(','), status,
      updated_at: updatedAt })
    )
    const tokens = made.map(({ system, resource, document }) =>
      tokensOf(system, resource, isPublic(resource), document)
    )
    if (engine === 'sqlite') {
      await db.insertInto('search_entries').values(rows).execute()
      await sql`insert into search_index(rowid, words) values ${
        sql.join(rows.map(({ seq }, i) => sql`(${seq}, ${(tokens[i] ?? []).join(' ')})`))
      }`.execute(db)
    } else {
      const entries = rows.map((row, i) =>
        sql`(${row.seq}::bigint, ${row.system}, ${row.resource}, ${row.id}, ${row.agency}, ${row.districts},
          ${row.status}, ${row.updated_at}, array_to_tsvector(${tokens[i]}::text[]))`
      )
      await sql`
        insert into search_entries(seq, system, resource, id, agency, districts, status, updated_at, words)
        values ${sql.join(entries)}`.execute(db)
    }
    await db.insertInto('search_texts').values(made.map(({ seq, document: { title, text } }) => ({ seq, title, text })))
      .execute()
  }

  async function remove(db: Db, places: readonly Place[], words: Counts): Promise<void> {
    for (const [, some] of Map.groupBy(places, ({ system, resource }) => `${system} ${resource}`)) {
      const { system = '', resource = 'complaints' } = some[0] ?? {}
      for (let i = 0; i < some.length; i += AT_ONCE) {
        const old = await db.selectFrom('search_entries').innerJoin('search_texts', 'search_texts.seq',
          'search_entries.seq').select(['search_entries.seq', 'title', 'text'])
          .where('system', '=', system).where('resource', '=', resource).where('id', 'in',
            some.slice(i, i + AT_ONCE).map(({ id }) => id)).execute()
        if (old.length === 0) continue
        const seqs = old.map(({ seq }) => seq)
        await db.deleteFrom('search_entries').where('seq', 'in', seqs).execute()
        await db.deleteFrom('search_texts').where('seq', 'in', seqs).execute()
        if (engine === 'sqlite') await sql`delete from search_index where rowid in (${sql.join(seqs)})`.execute(db)
        for (const { title, text } of old) {
          const own = new Set([...wordsIn(title), ...wordsIn(text)].map(({ word }) => word))
          for (const word of own) words.add(word, classOf(resource), -1)
        }
      }
    }
  }

  async function settle(db: Db, counts: Counts): Promise<void> {
    const rows = counts.rows()
    for (let i = 0; i < rows.length; i += WORDS_AT_ONCE) {
      const some = rows.slice(i, i + WORDS_AT_ONCE)
      const names = [...new Set(some.map(({ word }) => word))]
      const known = new Set(
        (await db.selectFrom('search_words').select('word').distinct().where('word', 'in', names).execute()).map((
          { word }
        ) => word)
      )
      await db.insertInto('search_words').values(some)
        .onConflict(on =>
          on.columns(['word', 'class']).doUpdateSet(({ eb, ref }) => ({
            docs: eb('search_words.docs', '+', ref('excluded.docs'))
          }))
        ).execute()
      const fresh = names.filter(word => !known.has(word) && isSpelled(word)).flatMap(word =>
        slips(word).map(slip => ({ slip, word }))
      )
      for (let j = 0; j < fresh.length; j += WORDS_AT_ONCE)
        await db.insertInto('search_slips').values(fresh.slice(j, j + WORDS_AT_ONCE)).onConflict(on => on.doNothing())
          .execute()
      const fewer = some.flatMap(({ word, docs }) => (docs < 0 ? [word] : []))
      if (fewer.length === 0) continue
      await db.deleteFrom('search_words').where('word', 'in', fewer).where('docs', '<=', 0).execute()
      // A word that nothing holds any more is not suggested to anybody.
      const left = new Set(
        (await db.selectFrom('search_words').select('word').where('word', 'in', fewer).execute()).map(({ word }) =>
          word
        )
      )
      const lost = fewer.filter(word => !left.has(word))
      if (lost.length > 0) await db.deleteFrom('search_slips').where('word', 'in', lost).execute()
    }
  }
}

const DAY_MS = 86_400_000

/**
 * A change that is said to lie in the future, or at no time at all, is ordered as the oldest: it must not lead each
 * answer.
 */
function secondOf(updatedAt: string): number {
  const at = Date.parse(updatedAt)
  return at > 0 && at <= Date.now() + DAY_MS ? Math.floor(at / 1_000) : 0
}

/** How many more or fewer records hold each word. */
class Counts {
  readonly #counts = new Map<string, Map<string, number>>()

  add(word: string, of: string, by: number): void {
    const classes = this.#counts.get(word) ?? new Map<string, number>()
    classes.set(of, (classes.get(of) ?? 0) + by)
    this.#counts.set(word, classes)
  }

  rows(): { word: string; class: string; docs: number }[] {
    return [...this.#counts].flatMap(([word, classes]) =>
      [...classes].flatMap(([of, docs]) => (docs === 0 ? [] : [{ word, class: of, docs }]))
    )
  }
}
