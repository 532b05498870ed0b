import { countFacets, DEFAULT_SORT, type Entry, findEntries, QueryError, type Search } from '../catalogue/index.ts'
import type { ActionContext } from './action.ts'
import { badQuery, invalid } from './errors.ts'
import { flag, given, integer, names, natural, type Params, text, texts } from './params.ts'

/** CKAN's own limit. */
export const MOST_ROWS = 1_000
const MOST_FACETS = 20

/** What a search takes. Those of the second line tune Solr, and change nothing here. */
const known = new Set(['q', 'fq', 'fq_list', 'sort', 'rows', 'start', 'facet', 'facet.field', 'facet.limit',
  'facet.mincount', 'fl', 'extras', 'include_private', 'include_drafts', 'include_deleted', 'use_default_schema', 'qf',
  'wt', 'bf', 'boost', 'tie', 'defType', 'mm', 'df'])

/** Searches the catalogue as CKAN does: `{ count, sort, facets, search_facets, results }`. */
export function packageSearch(params: Params, { catalogue, packageText, packageOf, now }: ActionContext): string {
  const odd = Object.keys(params).find(name => !known.has(name) && !name.startsWith('ext_'))
  // The name of a parameter is not its value; still it is the caller's text, and only a plain one is repeated.
  if (odd !== undefined) throw badQuery(`Invalid search parameters${/^[\w.]{1,40}$/.test(odd) ? `: ${odd}` : ''}`)
  const start = natural(params, 'start', 0)
  const rows = natural(params, 'rows', 10, MOST_ROWS)
  for (const name of ['include_private', 'include_drafts', 'include_deleted', 'use_default_schema'])
    flag(params, name, false)
  const asked = text(params, 'sort')
  const sort = asked === undefined || asked === 'rank' ? DEFAULT_SORT : asked
  const fields = names(params, 'fl')
  const facets = facetsOf(params)

  return understood(() => {
    const found = findEntries(catalogue, { q: text(params, 'q') ?? '', filters: filtersOf(params), sort, now })
    const counted = facets === undefined ? [] : countFacets(found, facets, catalogue)
    const page = found.slice(start, start + rows)
    const results = fields === undefined
      ? page.map(packageText)
      : page.map(entry => JSON.stringify(pick(packageOf(entry), fields)))
    const rest = {
      count: found.length,
      sort,
      facets: Object.fromEntries(
        counted.map(({ name, items }) => [name, Object.fromEntries(items.map(item => [item.name, item.count]))])
      ),
      search_facets: Object.fromEntries(counted.map(({ name, items }) => [name, { title: name, items }]))
    }
    return `${JSON.stringify(rest).slice(0, -1)},"results":[${results.join(',')}]}`
  })
}

/** Runs a search. @throws CkanError Search Query Error for one that is not understood */
export function understood<T>(search: () => T): T {
  try {
    return search()
  } catch (error) {
    if (error instanceof QueryError) throw badQuery(error.message)
    throw error
  }
}

/** `fq`, and `fq_list`: a list, one as JSON, or a single query. */
function filtersOf(params: Params): NonNullable<Search['filters']> {
  const list = given(params, 'fq_list')
  const isOne = typeof list === 'string' && !list.trim().startsWith('[')
  const more = isOne ? [list] : (texts(params, 'fq_list') ?? [])
  if (more.length > MOST_FACETS) throw invalid({ fq_list: `May have ${MOST_FACETS} filter queries` })
  return [{ parameter: 'fq', query: text(params, 'fq') ?? '' }, ...more.map(query => ({ parameter: 'fq_list', query }))]
}

function facetsOf(params: Params): Parameters<typeof countFacets>[1] | undefined {
  const fields = texts(params, 'facet.field') ?? []
  const limit = integer(params, 'facet.limit', 50)
  const least = natural(params, 'facet.mincount', 1)
  if (fields.length > MOST_FACETS) throw invalid({ 'facet.field': `May have ${MOST_FACETS} fields` })
  return flag(params, 'facet', true) && fields.length > 0 ? { fields, limit, least } : undefined
}

function pick(from: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.flatMap(name => (Object.hasOwn(from, name) ? [[name, from[name]]] : [])))
}

/** The datasets of an organization, a group or a tag. */
export function entriesWith(entries: readonly Entry[], test: (entry: Entry) => boolean): Entry[] {
  return entries.filter(test).toSorted((a, b) => b.modifiedAt - a.modifiedAt || (a.id < b.id ? -1 : 1))
}
