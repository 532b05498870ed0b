import { type RawBuilder, sql } from 'kysely'
import type { Store } from '../../platform/store/database.ts'
import type { Ask } from './ask.ts'
import type { SearchEntriesTable } from './tables.ts'

export type SearchEntry = SearchEntriesTable

/** Words and marks that a record must hold: of each group one. */
export type Groups = readonly (readonly string[])[]

/** What marks alone do not tell for sure. */
export interface Exact {
  resources: readonly string[] | undefined
  systems: readonly string[] | undefined
  agencies: readonly string[] | undefined
  updatedSince: string | undefined
}

/** What was found, what changed last first, and whether it is all, or all that is asked for. */
export interface Matches {
  entries: SearchEntry[]
  isWhole: boolean
}

/** Records that hold all of it. */
export type Match = (groups: Groups, exact: Exact, most: number) => Promise<Matches>

/**
 * Of so many words at most PostgreSQL puts all matches together and takes the newest; of more it goes through the
 * newest records.
 */
const FEW = 5_000
/** Records gone through for words that very many hold. */
const MOST_PASSED = 4_000

export function createMatch({ engine }: Pick<Store, 'engine'>, ask: Ask): (docs: number) => Match {
  const columns = sql`e.seq, e.system, e.resource, e.id, e.agency, e.districts, e.status, e.updated_at`
  const where = ({ resources, systems, agencies, updatedSince }: Exact): RawBuilder<unknown> =>
    sql.join([
      sql``,
      ...(resources === undefined ? [] : [sql`and e.resource in (${sql.join(resources)})`]),
      ...(systems === undefined ? [] : [sql`and e.system in (${sql.join(systems)})`]),
      ...(agencies === undefined ? [] : [sql`and e.agency in (${sql.join(agencies)})`]),
      ...(updatedSince === undefined ? [] : [sql`and e.updated_at >= ${updatedSince}`])
    ], sql` `)

  if (engine === 'sqlite') {
    // The index gives what holds all words in the order of numbers, and stops when it is enough.
    return () => async (groups, exact, most) => ({
      isWhole: true,
      entries: await ask(
        sql<SearchEntry>`
          select ${columns} from search_index join search_entries e on e.seq = search_index.rowid
          where search_index match ${
          groups.map(group => `(${group.map(word => `"${word}"`).join(' OR ')})`).join(' AND ')
        } ${where(exact)} order by search_index.rowid desc limit ${most}`
      )
    })
  }
  const query = (groups: Groups): string =>
    groups.map(group => `(${group.map(word => `'${word}'`).join(' | ')})`).join(' & ')
  return docs => async (groups, exact, most) => {
    const all = async (): Promise<Matches> => ({ isWhole: true, entries: await ask(
      sql<SearchEntry>`with found as materialized (select ${columns} from search_entries e where e.words @@ ${
        query(groups)
      }::tsquery ${where(exact)}) select * from found order by seq desc limit ${most}`
    ) })
    if (docs <= FEW) return all()
    const newest = await ask(
      sql<SearchEntry>`select ${columns} from (select * from search_entries order by seq desc limit ${
        sql.lit(MOST_PASSED)
      }) e where e.words @@ ${query(groups)}::tsquery ${where(exact)} order by e.seq desc limit ${most}`
    )
    // Words that are common, and rare together.
    return newest.length < Math.min(most, ENOUGH) ? all() : { entries: newest, isWhole: newest.length >= most }
  }
}

const ENOUGH = 20
