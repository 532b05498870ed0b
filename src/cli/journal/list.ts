import type { components } from '../../contract/types.ts'
import { clock } from '../clock.ts'
import { columns } from '../columns.ts'
import { type Command, textOption } from '../command.ts'
import { apiOptions, apiUsage, askHub } from '../hub-api.ts'
import { outlook, type Submission } from './words.ts'

const HEAD = ['RECEIPT', 'STATUS', 'SYSTEM', 'WRITE', 'CONSUMER', 'ACCEPTED', 'SENT', 'OUTLOOK']
const NUMBERS = [6]
const filters = ['status', 'system', 'resource', 'consumer', 'limit', 'cursor'] as const

export const list: Command = {
  summary: 'list writes, newest first (scope submissions:read; those of others with submissions:operate)',
  usage: [
    ['--status <a,b>', 'only those that are parked, uncertain, accepted, delivering, delivered, rejected or abandoned'],
    ['--system <id>', 'only those for this system'],
    ['--resource <name>', 'only writes of this resource'],
    ['--consumer <id>', 'only those of this consumer'],
    ['--oldest', 'oldest first'],
    ['--limit <number>', 'so many at most; 20 when left out'],
    ['--cursor <text>', 'go on where the page before ended'],
    ...apiUsage
  ],
  options: { ...Object.fromEntries(filters.map(name => [name, { type: 'string' as const }])),
    oldest: { type: 'boolean' }, ...apiOptions },
  async run(options, { env, write }) {
    const query = new URLSearchParams(options['oldest'] === true ? { order: 'oldest' } : {})
    for (const name of filters) {
      const value = textOption(options, name)
      if (value !== undefined) query.set(name, value)
    }
    const { items, next_cursor: next } =
      (await askHub('GET', `/v1/submissions?${query}`, options, env)) as components['schemas']['SubmissionList']
    if (items.length === 0) write('There are none.')
    else for (const line of columns([HEAD, ...items.map(rowOf)], NUMBERS)) write(line)
    if (next !== null) write(`There are more: add --cursor ${next}`)
    return 0
  }
}

function rowOf(submission: Submission): string[] {
  const { receipt, status, system, resource, action, consumer = '-', accepted_at: accepted, attempts } = submission
  return [receipt, status.code, system, `${action} ${resource}`, consumer, clock(accepted), String(attempts),
    outlook(submission)]
}
