import { loadContract } from '../../contract/contract.ts'
import { type AccessRow, accessTable, callers, countsOf } from '../../http/access-table.ts'
import { coreRoutes } from '../../http/access.ts'
import { endOfDay } from '../../kit/indonesia/calendar.ts'
import { loadAdapters } from '../../platform/config/adapters.ts'
import { configFileOf } from '../../platform/config/environment.ts'
import { loadConfig } from '../../platform/config/load.ts'
import { suggestion } from '../../platform/config/problems.ts'
import type { ConsumerConfig } from '../../platform/config/schema.ts'
import { columns } from '../columns.ts'
import { type Command, CommandError, type Context, type Options, textOption } from '../command.ts'

export const table: Command = {
  summary: 'print every request by every kind of caller, with counts',
  usage: [
    ['--consumer <id>', "what this consumer of the city's file may call, by kind of caller"],
    ['--config <file>', 'read this file instead of the one that SATU_CONFIG names']
  ],
  options: { consumer: { type: 'string' }, config: { type: 'string' } },
  async run(options, context) {
    const { write } = context
    const rows = accessTable(loadContract().operations, await context.routes?.() ?? coreRoutes)
    const id = textOption(options, 'consumer')
    if (id === undefined) {
      const names = callers.map(([name]) => name.toUpperCase())
      for (const line of columns([['REQUEST', 'SCOPE', ...names],
        ...rows.map(({ request, scopes, cells }) => [request, scopes.join(' '), ...cells])])) write(line)
      write('')
      write(countsOf(rows))
      return 0
    }
    const consumer = await consumerOf(id, options, context)
    const kinds = ['application', 'officer', 'citizen'] as const
    const may = rows.map(row => ({ row, cells: kinds.map(kind => cellOf(row, kind, consumer)) }))
    for (const line of columns([['REQUEST', 'SCOPE', ...kinds.map(kind => kind.toUpperCase())],
      ...may.map(({ row, cells }) => [row.request, row.scopes.join(' '), ...cells])])) write(line)
    write('')
    const count = (at: number): number => may.filter(({ cells }) => cells[at] === 'yes').length
    write(
      `${consumer.id} may call ${count(0)} of ${rows.length} requests itself, ${count(1)} for an officer, ${
        count(2)
      } for a citizen.`
    )
    return 0
  }
}

async function consumerOf(id: string, options: Options, { env, adapters, sections }: Context): Promise<ConsumerConfig> {
  const file = textOption(options, 'config') ?? configFileOf(env)
  const { consumers } = loadConfig({ file, env, sections: await sections(), adapters: await loadAdapters(adapters),
    skipEnvironment: true })
  const found = Object.hasOwn(consumers, id) ? consumers[id] : undefined
  if (found === undefined)
    throw new CommandError(`${file} has no consumer ${id}${suggestion(id, Object.keys(consumers))}`)
  return found
}

/** As the hub would answer a good credential of the consumer that has all of its scopes. */
function cellOf(
  { scopes, cells }: AccessRow,
  kind: 'application' | 'officer' | 'citizen',
  consumer: ConsumerConfig
): string {
  const isOpen = cells[callers.findIndex(([name]) => name === 'anonymous')] === 'yes'
  const looksAtNobody = isOpen && scopes.length === 0
  if (!looksAtNobody && consumer.agreement !== undefined && endOfDay(consumer.agreement.expires) <= Date.now())
    return '403'
  const hasAll = scopes.every(scope => (consumer.scopes as readonly string[]).includes(scope))
  return isOpen || hasAll ? cells[callers.findIndex(([name]) => name === kind)] ?? '403' : '403'
}
