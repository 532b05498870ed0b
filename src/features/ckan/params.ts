import { invalid } from './errors.ts'

/**
 * The parameters of a call: of a query or a form a text, or a list of them where one is repeated; of a JSON body
 * anything.
 */
export type Params = Readonly<Record<string, unknown>>

const TRUE = new Set(['true', 'yes', 'on', 'y', 't', '1'])
const FALSE = new Set(['false', 'no', 'off', 'n', 'f', '0'])

/** What is null or empty counts as absent, as CKAN's validators have it. */
export function given(params: Params, name: string): unknown {
  const value = Object.hasOwn(params, name) ? params[name] : undefined
  return value === null || value === '' ? undefined : value
}

/** @throws CkanError Validation Error */
export function text(params: Params, name: string): string | undefined {
  const value = given(params, name)
  if (value === undefined || typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw invalid({ [name]: 'Must be a text' })
}

/** The first of these names that is there, as CKAN takes `name_or_id` for `id`. @throws CkanError Validation Error */
export function needed(params: Params, name: string, ...others: readonly string[]): string {
  for (const one of [name, ...others]) {
    const found = text(params, one)
    if (found !== undefined) return found
  }
  throw invalid({ [name]: 'Missing value' })
}

/** A whole number. @throws CkanError Validation Error */
export function integer(params: Params, name: string, fallback: number): number {
  const value = given(params, name)
  if (value === undefined) return fallback
  const number = typeof value === 'string' && /^\s*[+-]?\d{1,15}\s*$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw invalid({ [name]: 'Invalid integer' })
  return number
}

/** A whole number from 0; what is above `most` is taken down to it. @throws CkanError Validation Error */
export function natural(params: Params, name: string, fallback: number, most = Number.MAX_SAFE_INTEGER): number {
  const value = integer(params, name, fallback)
  if (value < 0) throw invalid({ [name]: 'Must be a natural number' })
  return Math.min(value, most)
}

/** @throws CkanError Validation Error */
export function flag(params: Params, name: string, fallback: boolean): boolean {
  const value = given(params, name)
  if (value === undefined) return fallback
  if (typeof value === 'boolean') return value
  const word = typeof value === 'string' || typeof value === 'number' ? String(value).trim().toLowerCase() : ''
  if (!TRUE.has(word) && !FALSE.has(word)) throw invalid({ [name]: 'Must be true or false' })
  return TRUE.has(word)
}

/** Texts: a list, a list as JSON, or names with commas between them. @throws CkanError Validation Error */
export function names(params: Params, name: string): string[] | undefined {
  const value = given(params, name)
  if (value === undefined) return undefined
  if (typeof value === 'string' && !value.trim().startsWith('['))
    return value.split(',').map(part => part.trim()).filter(part => part !== '')
  return texts(params, name)
}

/** Texts: a list, or a list as JSON. @throws CkanError Validation Error */
export function texts(params: Params, name: string): string[] | undefined {
  const value = given(params, name)
  if (value === undefined) return undefined
  const list = typeof value === 'string' ? json(value, name) : value
  if (!Array.isArray(list)) throw invalid({ [name]: 'Not a list' })
  if (!list.every(one => typeof one === 'string')) throw invalid({ [name]: 'Not a list of texts' })
  return list
}

/** An object, or one as JSON. @throws CkanError Validation Error */
export function object(params: Params, name: string): Readonly<Record<string, unknown>> | undefined {
  const value = given(params, name)
  if (value === undefined) return undefined
  const found = typeof value === 'string' ? json(value, name) : value
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    throw invalid({ [name]: 'Must be a JSON object' })
  return found as Readonly<Record<string, unknown>>
}

function json(value: string, name: string): unknown {
  try {
    return JSON.parse(value) as unknown
  } catch {
    throw invalid({ [name]: 'Cannot parse JSON' })
  }
}
