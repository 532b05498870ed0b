import { compare } from '../catalogue/index.ts'
import { invalid } from './errors.ts'
import { flag, names, natural, type Params, text } from './params.ts'

/** An organization or a group in a list. */
export interface Listed {
  name: string
  title: string
  /** Datasets that it has. */
  count: number
}

const MOST = 1_000

/**
 * Lists of organizations and of groups, which CKAN takes for the same thing: names, or with `all_fields` all of each.
 * @param filter name of the parameter that holds the names which are wanted
 * @param show all of one of them
 * @throws CkanError Validation Error
 */
export function listAll<T extends Listed>(
  all: readonly T[],
  params: Params,
  filter: string,
  show: (one: T) => unknown
): unknown[] {
  const wanted = names(params, filter)
  const words = text(params, 'q')?.trim().toLowerCase()
  const offset = natural(params, 'offset', 0)
  const limit = natural(params, 'limit', MOST, MOST)
  const order = orderOf(text(params, 'sort') ?? text(params, 'order_by') ?? 'title asc')
  const found = all
    .filter(({ name }) => wanted === undefined || wanted.includes(name))
    .filter(({ name, title }) => words === undefined || `${name}\n${title}`.toLowerCase().includes(words))
    .toSorted((a, b) => order(a, b) || compare(a.name, b.name))
    .slice(offset, offset + limit)
  return flag(params, 'all_fields', false) ? found.map(show) : found.map(({ name }) => name)
}

function orderOf(sort: string): (a: Listed, b: Listed) => number {
  const [, field = '', given] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(sort) ?? []
  const isCount = field === 'package_count' || field === 'packages'
  if (!isCount && field !== 'name' && field !== 'title')
    throw invalid({ sort: 'Must be name, title or package_count, with asc or desc' })
  const sign = (given?.toLowerCase() ?? (isCount ? 'desc' : 'asc')) === 'desc' ? -1 : 1
  return (a, b) => sign * (isCount ? a.count - b.count : compare(a[field].toLowerCase(), b[field].toLowerCase()))
}
