import { columns } from '../../../../cli/columns.ts'
import { type Command, UsageError } from '../../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../../cli/hub-api.ts'
import type { components } from '../../../../contract/types.ts'

type Load = components['schemas']['SystemLoad']
type Hour = components['schemas']['LoadHour']

const HEAD = ['HOUR', 'CALLS', 'SPARED', 'AT ONCE', 'ERRORS', 'MEAN MS', 'WORST MS']
const NUMBERS = [1, 2, 3, 4, 5, 6]

export const load: Command = {
  summary: 'show what a system had to bear in the last 48 hours (scope systems:read)',
  operands: '<system>',
  usage: apiUsage,
  options: apiOptions,
  async run(options, { env, write }, operands) {
    const [system, ...more] = operands
    if (system === undefined || more.length > 0) throw new UsageError('name one system, as the config file does')
    const { counted_by: countedBy, hours } =
      (await askHub('GET', `/v1/systems/${encodeURIComponent(system)}/load`, options, env)) as Load
    const busy = hours.filter(({ calls, spared }) => calls + spared > 0)
    if (busy.length === 0) {
      write(`${system}: neither asked nor spared in the last ${hours.length} hours`)
      return 0
    }
    for (const line of columns([HEAD, ...busy.map(rowOf), total(busy)], NUMBERS)) write(line)
    if (countedBy === 'process')
      write('Counted by the process that answered alone: it shares no Redis with others, or does not reach it.')
    return 0
  }
}

function rowOf({ start, calls, spared, largest_concurrency, errors, mean_ms, worst_ms }: Hour): string[] {
  return [start.slice(0, 16).replace('T', ' '), ...[calls, spared, largest_concurrency, errors].map(String),
    text(mean_ms), text(worst_ms)]
}

function total(hours: readonly Hour[]): string[] {
  const sum = (of: (hour: Hour) => number): number => hours.reduce((all, hour) => all + of(hour), 0)
  const most = (of: (hour: Hour) => number): number => Math.max(...hours.map(of))
  const calls = sum(hour => hour.calls)
  const mean = calls === 0 ? undefined : Math.round(sum(hour => (hour.mean_ms ?? 0) * hour.calls) / calls)
  return [
    'together',
    String(calls),
    String(sum(hour => hour.spared)),
    String(most(hour => hour.largest_concurrency)),
    String(sum(hour => hour.errors)),
    text(mean),
    calls === 0 ? '-' : String(most(hour => hour.worst_ms ?? 0))
  ]
}

function text(ms: number | undefined): string {
  return ms === undefined ? '-' : String(ms)
}
