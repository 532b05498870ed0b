import { SatuError } from '../../errors.ts'
import { QueryError, readInstant, type Search } from '../catalogue/index.ts'

/** What is asked of the catalogue, in the parameters of ckanext-dcat. */
export interface Question {
  page: number
  /** As it was given. */
  modified_since?: string
  q?: string
  fq?: string
}

const LAST_PAGE = 1_000_000

/**
 * Parameters that are empty count as absent; those that are not known (`profiles`) are nobody's concern.
 * @throws SatuError invalid_request
 */
export function readQuestion(query: URLSearchParams): Question {
  const one = (name: string): string | undefined => query.get(name)?.trim() || undefined
  const page = one('page') ?? '1'
  const [since, q, fq] = [one('modified_since'), one('q'), one('fq')]
  if (!/^\d{1,7}$/.test(page) || Number(page) < 1 || Number(page) > LAST_PAGE)
    throw wrong('page', `must be a whole number from 1 to ${LAST_PAGE}`)
  if (since !== undefined && readInstant(repaired(since)) === undefined)
    throw wrong('modified_since', 'is no time such as 2026-01-31 or 2026-01-31T09:15:00Z')
  return { page: Number(page), ...(since !== undefined && { modified_since: since }), ...(q !== undefined && { q }),
    ...(fq !== undefined && { fq }) }
}

/**
 * Runs a search for what is asked: last change first. @throws SatuError invalid_request for a query that is not
 * understood
 */
export function toSearch<T>({ modified_since: since, q, fq }: Question, search: (search: Omit<Search, 'now'>) => T): T {
  const filters = [
    ...(fq === undefined ? [] : [{ parameter: 'fq', query: fq }]),
    ...(since === undefined
      ? []
      : [{ parameter: 'modified_since', query: `metadata_modified:[${repaired(since).replace(' ', 'T')} TO *]` }])
  ]
  try {
    return search({ ...(q !== undefined && { q }), filters, sort: 'metadata_modified desc' })
  } catch (error) {
    if (error instanceof QueryError) throw wrong(error.parameter, error.message.slice(error.parameter.length + 1))
    throw error
  }
}

/** A `+` before a zone that was not encoded in the URL is read as a blank. */
function repaired(time: string): string {
  return time.replace(/(T\S+) (?=\d\d:?\d\d$)/, '$1+')
}

/** The path of the catalogue with everything that is asked, ready for the number of a page. */
export function pathOf(format: string, { page: _page, ...asked }: Question): string {
  const query = new URLSearchParams({ ...asked })
  return `/catalog.${format}?${query}${query.size > 0 ? '&' : ''}`
}

function wrong(field: string, detail: string): SatuError {
  return new SatuError('invalid_request', 'The request does not fit.', { stage: 'dcat',
    errors: [{ in: 'query', field, code: 'dcat', detail }] })
}
