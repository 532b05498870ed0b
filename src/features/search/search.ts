import { sql } from 'kysely'
import { hash } from 'node:crypto'
import type { Contract } from '../../contract/contract.ts'
import type { ResourceName } from '../../contract/resources.ts'
import { SatuError } from '../../errors.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { Store } from '../../platform/store/database.ts'
import type { Ask } from './ask.ts'
import { createReaders, EVERYBODY, mark, marksSince } from './marks.ts'
import { createMatch, type Exact, type Groups, type Matches, type SearchEntry } from './match.ts'
import { rank, type Ranked } from './rank.ts'
import { nearWords, readTerms, type Term } from './terms.ts'

export interface SearchQuery {
  q: string
  resources?: readonly ResourceName[] | undefined
  systems?: readonly string[] | undefined
  /** Ids. */
  agencies?: readonly string[] | undefined
  districts?: readonly string[] | undefined
  statuses?: readonly string[] | undefined
  /** RFC 3339 in WIB. */
  updatedSince?: string | undefined
  limit: number
  cursor?: string | undefined
  /** What the caller may read beside what everybody may. */
  scopes: ReadonlySet<string>
}

export interface SearchHit extends Ranked {
  entry: SearchEntry
}

export interface Facet {
  value: string
  count: number
}

export interface SearchResult {
  hits: SearchHit[]
  nextCursor: string | null
  /** Records that match; when not exact, there are so many at least. */
  total: { count: number; isExact: boolean }
  facets: Record<'resource' | 'system' | 'agency' | 'district_code' | 'status', Facet[]>
  /** How each word was read. */
  terms: { written: string; readAs: string[] }[]
}

/** Finds records of all resources by their words, as far as the caller may read them. */
export interface Search {
  /** @throws SatuError store_unavailable; invalid_request for a cursor of another question */
  find(query: SearchQuery): Promise<SearchResult>
}

/** Matches that are counted, by their last change, newest first. */
const MOST_COUNTED = 300
/** Matches that are weighed: of those with the words in their title, and of all. */
const MOST_TITLES = 75
const MOST_RANKED = 150
const MOST_FACETS = 20
/** Fewer than this, and slips of the pen are looked for in words that are known, too. */
const FEW = 1

export function createSearch(
  { store, ask, contract }: { store: Pick<Store, 'engine'>; ask: Ask; contract: Contract }
): Search {
  const readers = createReaders(contract)
  const matchFor = createMatch(store, ask)

  return {
    async find(query) {
      const readable = readers.readableBy(query.scopes)
      const classes = ['', ...readable]
      const place = readCursor(query)
      let terms = await readTerms(ask, query.q, classes)
      if (terms.length === 0 || terms.some(({ same, near }) => same.length + near.length === 0)) return nothing(terms)
      const { groups, exact } = narrowed(query, readable)
      const run = (words: Groups, most: number): Promise<Matches> =>
        matchFor(Math.min(...terms.map(({ docs }) => docs)))([...words, ...groups], exact, most)
      let found = await run(terms.map(all), MOST_COUNTED + 1)
      if (found.entries.length < FEW && terms.some(({ near }) => near.length === 0)) {
        const wider = await Promise.all(terms.map(async term => {
          const near = term.near.length > 0 ? term.near : await nearWords(ask, term.written, classes)
          return { ...term, near }
        }))
        if (wider.some(({ near }, i) => near.length > (terms[i]?.near.length ?? 0))) {
          terms = wider
          found = await run(terms.map(all), MOST_COUNTED + 1)
        }
      }
      const isExact = found.isWhole && found.entries.length <= MOST_COUNTED
      const counted = found.entries.slice(0, MOST_COUNTED)
      // Where there are more than can be weighed, those with the words in their titles are not to be missed.
      const titled = isExact && counted.length <= MOST_RANKED
        ? []
        : (await run(terms.map(term => all(term).map(word => mark('title', word))), MOST_TITLES)).entries
      const weighed = new Map([...titled, ...counted.slice(0, MOST_RANKED)].map(entry => [entry.seq, entry]))
      const hits = await weigh(weighed, terms)
      const start = place === undefined
        ? 0
        : hits.findIndex(({ score, seq }) => score < place.score || (score === place.score && seq < place.seq))
      const page = start < 0 ? [] : hits.slice(start, start + query.limit)
      const last = page.at(-1)
      const isLast = last === undefined || last === hits.at(-1)
      return {
        hits: page,
        nextCursor: isLast ? null : writeCursor(query, last),
        total: { count: counted.length, isExact },
        facets: facetsOf(counted),
        terms: terms.map(({ written, same, near }) => ({ written, readAs: [...same, ...near] }))
      }
    }
  }

  async function weigh(entries: ReadonlyMap<number, SearchEntry>, terms: readonly Term[]): Promise<SearchHit[]> {
    if (entries.size === 0) return []
    const texts = await ask(
      sql<{ seq: number; title: string; text: string }>`select seq, title, text from search_texts where seq in (${
        sql.join([...entries.keys()])
      })`
    )
    const ranked = await rank(texts, terms)
    return ranked.flatMap(one => {
      const entry = entries.get(one.seq)
      return entry === undefined ? [] : [{ ...one, entry }]
    })
  }

  /** What the caller wants of it, and may have. */
  function narrowed(
    { resources, systems, agencies, districts, statuses, updatedSince }: SearchQuery,
    readable: readonly ResourceName[]
  ): { groups: Groups; exact: Exact } {
    const groups: string[][] = []
    const one = (kind: Parameters<typeof mark>[0], values: readonly string[] | undefined): void => {
      if (values !== undefined) groups.push(values.map(value => mark(kind, value)))
    }
    const wanted = resources?.filter(name => readers.isPublic(name) || readable.includes(name))
    // A resource that the caller may not read is as one that holds nothing.
    if (wanted === undefined) groups.push([EVERYBODY, ...readable.map(name => mark('resource', name))])
    else one('resource', wanted.length === 0 ? ['nothing'] : wanted)
    one('system', systems)
    one('agency', agencies)
    one('district', districts)
    one('status', statuses)
    if (updatedSince !== undefined) groups.push(marksSince(updatedSince, toWib(new Date())))
    return { groups, exact: { resources: wanted?.length === 0 ? undefined : wanted, systems, agencies, updatedSince } }
  }
}

function all({ same, near }: Term): string[] {
  return [...same, ...near]
}

function nothing(terms: readonly Term[]): SearchResult {
  return {
    hits: [],
    nextCursor: null,
    total: { count: 0, isExact: true },
    facets: { resource: [], system: [], agency: [], district_code: [], status: [] },
    terms: terms.map(term => ({ written: term.written, readAs: all(term) }))
  }
}

function facetsOf(entries: readonly SearchEntry[]): SearchResult['facets'] {
  const count = (valuesOf: (entry: SearchEntry) => readonly (string | null)[]): Facet[] => {
    const counts = new Map<string, number>()
    for (const entry of entries)
      for (const value of valuesOf(entry))
        if (value !== null && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
    return [...counts].map(([value, by]) => ({ value, count: by })).sort((a, b) =>
      b.count - a.count || (a.value < b.value ? -1 : 1)
    ).slice(0, MOST_FACETS)
  }
  return {
    resource: count(({ resource }) => [resource]),
    system: count(({ system }) => [system]),
    agency: count(({ agency }) => [agency]),
    district_code: count(({ districts }) => districts.split(',')),
    status: count(({ status }) => [status])
  }
}

/** A cursor belongs to its question, and to what its caller may read. */
function markOf({ limit: _limit, cursor: _cursor, scopes, ...question }: SearchQuery): string {
  return hash('sha256', JSON.stringify([question, [...scopes].sort()]), 'base64url').slice(0, 10)
}

function writeCursor(query: SearchQuery, { score, seq }: Ranked): string {
  return Buffer.from(JSON.stringify([markOf(query), score, seq])).toString('base64url')
}

function readCursor(query: SearchQuery): { score: number; seq: number } | undefined {
  if (query.cursor === undefined) return undefined
  try {
    const [of, score, seq] = JSON.parse(Buffer.from(query.cursor, 'base64url').toString()) as unknown[]
    if (of === markOf(query) && typeof score === 'number' && typeof seq === 'number') return { score, seq }
  } catch {
    // Below.
  }
  throw new SatuError('invalid_request', 'The cursor cannot be used.', {
    stage: 'cursor',
    errors: [{ in: 'query', field: 'cursor', code: 'pattern',
      detail: 'is not a cursor of this search; start again without it' }]
  })
}
