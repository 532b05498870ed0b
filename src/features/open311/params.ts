import { type FieldError, SatuError } from '../../errors.ts'
import { queryOf } from '../../http/requests.ts'

/**
 * The parameters of a request. An empty one counts as absent (GeoReport v2), and nobody minds those that are not known.
 */
export interface Params {
  /** The first that is not empty. */
  one(name: string): string | undefined
  /** All that are not empty, under this name or with `[]` behind it. */
  all(name: string): string[]
  /** Comma lists, however many. */
  list(name: string): string[]
  /** Answers to the questions of a service: `attribute[CODE]`, and `attribute[CODE][]` for several. */
  attributes(): Map<string, string[]>
  /** Everything, in the order of the names. */
  entries(): [string, string][]
}

export function createParams(given: URLSearchParams): Params {
  const present = [...given].filter(([, value]) => value.trim() !== '')
  const all = (name: string): string[] =>
    present.flatMap(([found, value]) => (found === name || found === `${name}[]` ? [value] : []))
  return {
    one: name => all(name)[0],
    all,
    list: name => [...new Set(all(name).flatMap(value => value.split(',')).map(value => value.trim()).filter(Boolean))],
    attributes() {
      const found = new Map<string, string[]>()
      for (const [name, value] of present) {
        const code = /^attribute\[([^\]]+)\](?:\[\])?$/.exec(name)?.[1]
        if (code !== undefined) found.set(code, [...(found.get(code) ?? []), value])
      }
      return found
    },
    entries: () => present.toSorted(([a, x], [b, y]) => (a < b || (a === b && x < y) ? -1 : 1))
  }
}

/** The query of a URL. @throws SatuError invalid_request when it is not UTF-8 */
export function queryParams(url: string): Params {
  return createParams(queryOf(url.split('#')[0] ?? ''))
}

/** A whole number within bounds. @throws SatuError invalid_request */
export function wholeNumber(
  params: Params,
  name: string,
  { least, most, fallback }: { least: number; most: number; fallback: number }
): number {
  const text = params.one(name)?.trim()
  if (text === undefined) return fallback
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most)) throw wrong(name, `must be a whole number from ${least} to ${most}`)
  return value
}

/** A wrong parameter, or a missing one. Its value is never repeated. */
export function wrong(field: string, detail: string): SatuError {
  return wrongs([{ field, detail }])
}

export function wrongs(errors: readonly Pick<FieldError, 'field' | 'detail'>[]): SatuError {
  return new SatuError('invalid_request', 'The request does not fit GeoReport v2.', { stage: 'open311',
    errors: errors.map(error => ({ in: 'query', code: 'open311', ...error })) })
}
