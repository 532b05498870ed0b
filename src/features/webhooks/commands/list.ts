import { clock } from '../../../cli/clock.ts'
import { columns } from '../../../cli/columns.ts'
import { type Command, textOption } from '../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../cli/hub-api.ts'
import type { components } from '../../../contract/types.ts'
import { filtersOf, stateOf, type Subscription } from './words.ts'

const HEAD = ['ID', 'CONSUMER', 'STATUS', 'WAITING', 'OLDEST', 'LAST SUCCESS', 'ADDRESS', 'WANTS']
const NUMBERS = [3]
const filters = ['status', 'consumer', 'limit', 'cursor'] as const

export const list: Command = {
  summary:
    'list subscriptions, in the order in which they were made (scope events:subscribe; of others with events:operate)',
  usage: [
    ['--status <code,...>', 'only those with one of these: active, paused, disabled'],
    ['--consumer <id>', 'only those of this consumer'],
    ['--limit <number>', 'so many at most; 20 when left out'],
    ['--cursor <text>', 'go on where the page before ended'],
    ...apiUsage
  ],
  options: { ...Object.fromEntries(filters.map(name => [name, { type: 'string' as const }])), ...apiOptions },
  async run(options, { env, write }) {
    const given = filters.flatMap(name => {
      const value = textOption(options, name)
      return value === undefined ? [] : [[name, value] as [string, string]]
    })
    const { items, next_cursor: next } =
      (await askHub('GET', `/v1/subscriptions?${new URLSearchParams(given)}`, options, env)) as components['schemas'][
        'SubscriptionList'
      ]
    if (items.length === 0) write('There are none.')
    else for (const line of columns([HEAD, ...items.map(rowOf)], NUMBERS)) write(line)
    if (next !== null) write(`There are more: add --cursor ${next}`)
    return 0
  }
}

function rowOf(subscription: Subscription): string[] {
  const { id, consumer, waiting = 0, oldest_waiting_at: oldest, last_success_at: success, url } = subscription
  return [id, consumer, stateOf(subscription), String(waiting), clock(oldest), clock(success), url,
    filtersOf(subscription)]
}
