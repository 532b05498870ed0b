import { clock } from '../../../cli/clock.ts'
import { columns } from '../../../cli/columns.ts'
import { type Command, textOption } from '../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../cli/hub-api.ts'
import type { components } from '../../../contract/types.ts'

type Schemas = components['schemas']

export const list: Command = {
  summary: 'list what is wrong now, newest first (scope admin:read)',
  usage: [['--all', 'what is over as well'], ['--limit <number>', 'so many at most; 20 when left out'], [
    '--cursor <text>',
    'go on where the page before ended'
  ], ...apiUsage],
  options: { all: { type: 'boolean' }, limit: { type: 'string' }, cursor: { type: 'string' }, ...apiOptions },
  async run(options, { env, write }) {
    const query = new URLSearchParams({ state: options['all'] === true ? 'all' : 'firing' })
    for (const name of ['limit', 'cursor']) {
      const value = textOption(options, name)
      if (value !== undefined) query.set(name, value)
    }
    const { items, next_cursor: next } =
      (await askHub('GET', `/admin/alerts?${query}`, options, env)) as Schemas['AlertList']
    if (items.length === 0) write('There are none.')
    else for (const line of columns([['ID', 'SEVERITY', 'KIND', 'SUBJECT', 'SINCE', 'OVER', 'ACKNOWLEDGED BY', 'TOLD'],
        ...items.map(rowOf)], [])) write(line)
    if (next !== null) write(`There are more: add --cursor ${next}`)
    return 0
  }
}

export const silences: Command = {
  summary: 'list what nobody is told of for some time (scope admin:read)',
  usage: apiUsage,
  options: apiOptions,
  async run(options, { env, write }) {
    const items: Schemas['Silence'][] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page =
        (await askHub('GET', `/admin/silences?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`, options,
          env)) as Schemas['SilenceList']
      items.push(...page.items)
      cursor = page.next_cursor
    }
    if (items.length === 0) write('There are none.')
    else for (const line of columns([['ID', 'WHAT', 'FROM', 'UNTIL', 'BY', 'REASON'],
        ...items.map(item => [item.id, scopeOf(item), clock(item.from), clock(item.until), item.by, item.reason])], []))
        write(line)
    return 0
  }
}

/** What a silence is about. */
export function scopeOf({ system, agency, kind, rule }: Schemas['Silence']): string {
  return Object.entries({ system, agency, kind, rule }).flatMap((
    [name, value]
  ) => (value === undefined ? [] : [`${name} ${value}`])).join(', ')
}

function rowOf(
  { id, severity, kind, subject, since, resolved_at: over, acknowledged, told }: Schemas['Alert']
): string[] {
  return [id, severity, kind, subject, clock(since), clock(over), acknowledged?.by ?? '',
    told.map(({ receiver }) => receiver).join(', ')]
}
