import { UsageError } from '../../../cli/command.ts'
import type { components } from '../../../contract/types.ts'

export type Subscription = components['schemas']['Subscription']

/** The one subscription that a command is about, as a path of the API. */
export function pathOf([id, ...more]: readonly string[]): string {
  if (id === undefined || more.length > 0) throw new UsageError('name one subscription, by its id')
  return `/v1/subscriptions/${encodeURIComponent(id)}`
}

/** Its status, and why that is so. */
export function stateOf({ status: { code, cause } }: Subscription): string {
  return cause === undefined ? code : `${code} (${cause})`
}

/** What it wants. */
export function filtersOf({ types, system, resource, subject }: Subscription): string {
  const filters = [types?.join(','), system && `system ${system}`, resource, subject].filter(filter =>
    filter !== undefined
  )
  return filters.length === 0 ? 'all that it may read' : filters.join('; ')
}
