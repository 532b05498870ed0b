import type { Contract } from '../../contract/contract.ts'
import { type ResourceName, resourceNames } from '../../contract/resources.ts'
import type { SearchDocument } from './document.ts'

/**
 * What a record is narrowed by, as words beside its own: an index gives those that hold some of them as fast as those
 * that hold a word. No word of a text begins so.
 */
const kinds = { title: 'w', everybody: 'v', resource: 'r', system: 's', agency: 'a', district: 'd', status: 't',
  month: 'm', year: 'y' } as const

/**
 * Letters, digits and underscores alone, since the index divides at everything else; what falls together is told apart
 * by its columns.
 */
export function mark(kind: keyof typeof kinds, value: string): string {
  return `_${kinds[kind]}_${value.toLowerCase().replace(/[^a-z0-9]/g, '_')}`
}

export const EVERYBODY = mark('everybody', '')

/** Resources that everybody may list; the others by the scope that their list needs. */
export interface Readers {
  isPublic(resource: ResourceName): boolean
  /** Those that a caller with these scopes may list beside. */
  readableBy(scopes: ReadonlySet<string>): ResourceName[]
}

export function createReaders({ operations }: Contract): Readers {
  const lists = new Map(resourceNames.flatMap(name => {
    const list = operations.find(({ path, method }) => path === `/v1/${name}` && method === 'GET')
    return list === undefined ? [] : [[name, list] as const]
  }))
  return {
    isPublic: resource => lists.get(resource)?.public === true,
    readableBy: scopes =>
      [...lists].flatMap((
        [name, list]
      ) => (!list.public && list.scopes.length > 0 && list.scopes.every(scope => scopes.has(scope)) ? [name] : []))
  }
}

/** All that a record is found and narrowed by. */
export function tokensOf(
  system: string,
  resource: ResourceName,
  isPublic: boolean,
  { words, titleWords, agency, districts, status, updatedAt }: SearchDocument
): string[] {
  const [year = '', month = ''] = updatedAt.split('-')
  return [
    ...words,
    ...titleWords.map(word => mark('title', word)),
    ...(isPublic ? [EVERYBODY] : []),
    mark('resource', resource),
    mark('system', system),
    ...(agency === null ? [] : [mark('agency', agency)]),
    ...districts.map(code => mark('district', code)),
    ...(status === null ? [] : [mark('status', status)]),
    mark('month', `${year}${month}`),
    mark('year', year)
  ]
}

/**
 * Marks of one of which everything that changed at or after a time (RFC 3339 in WIB) has; and more of its first month.
 */
export function marksSince(since: string, now: string): string[] {
  const [year = 0, month = 1] = since.split('-').map(Number)
  const last = Math.max(year, Number(now.slice(0, 4))) + 1
  const months = Array.from({ length: 13 - month },
    (_, i) => mark('month', `${year}${String(month + i).padStart(2, '0')}`))
  // A system's clock may be wrong by years, not by more.
  const years = Array.from({ length: Math.min(last - year, 200) }, (_, i) => mark('year', String(year + 1 + i)))
  return [...months, ...years]
}
