import { clock } from '../../../cli/clock.ts'
import { columns } from '../../../cli/columns.ts'
import { type Command, textOption } from '../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../cli/hub-api.ts'
import type { components } from '../../../contract/types.ts'

type Action = components['schemas']['OperatorAction']

const HEAD = ['TIME', 'ACTION', 'ON', 'BY', 'RESULT', 'WHY']
const FILTERS = ['action', 'system', 'target', 'consumer', 'result', 'since', 'until', 'limit', 'cursor'] as const

export const actions: Command = {
  summary: 'list who did what to the hub, and why, the newest first (scope admin:read)',
  usage: [
    ['--action <name>', 'only acts of this name, such as system.pause, or kind, such as system'],
    ['--system <id>', 'only those on this system'],
    ['--target <id>', 'only those on this submission, consumer or subscription'],
    ['--consumer <id>', 'only those by this application'],
    ['--result <result>', 'only those that are done, refused, failed or begun'],
    ['--since <time>', 'only those at this time or later, RFC 3339'],
    ['--until <time>', 'only those before this time'],
    ['--limit <number>', 'how many; 20 when left out'],
    ['--cursor <cursor>', 'go on where a page ended'],
    ...apiUsage
  ],
  options: { ...Object.fromEntries(FILTERS.map(name => [name, { type: 'string' as const }])), ...apiOptions },
  async run(options, { env, write }) {
    const query = new URLSearchParams(FILTERS.flatMap(name => {
      const value = textOption(options, name)
      return value === undefined ? [] : [[name, value]]
    }))
    const { items, next_cursor: next } =
      (await askHub('GET', `/admin/actions?${query}`, options, env)) as components['schemas']['OperatorActionList']
    if (items.length === 0) write('There are none.')
    else for (const line of columns([HEAD, ...items.map(rowOf)])) write(line)
    if (next !== null) write(`There are more: add --cursor ${next}`)
    return 0
  }
}

function rowOf({ time, action, system, target, consumer, person, result, code, reason, detail }: Action): string[] {
  return [
    clock(time),
    action,
    [target, system].filter(Boolean).join(' of ') || 'the hub',
    person === undefined ? consumer : `${consumer}/${person}`,
    code === undefined ? result : `${result} (${code})`,
    [reason ?? '-', detail].filter(Boolean).join('; ')
  ]
}
