import { columns } from '../../../../cli/columns.ts'
import type { Command } from '../../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../../cli/hub-api.ts'
import type { components } from '../../../../contract/types.ts'

type State = components['schemas']['CacheState']

export const show: Command = {
  summary: 'show how much is kept, by level and by system, in the process that answers (scope admin:read)',
  usage: apiUsage,
  options: apiOptions,
  async run(options, { env, write }) {
    const { levels, systems, shared } = (await askHub('GET', '/admin/cache', options, env)) as State
    for (const line of columns([['LEVEL', 'ENTRIES', 'KIB', 'OF KIB'],
      ...levels.map(({ level, entries, bytes, max_bytes: most }) => [level, String(entries), kib(bytes), kib(most)])], [
      1,
      2,
      3
    ])) write(line)
    write('')
    for (const line of columns([['SYSTEM', 'ENTRIES', 'KIB'],
      ...systems.map(({ system, entries, bytes }) => [system, String(entries), kib(bytes)])], [1, 2])) write(line)
    write('')
    write(
      shared === undefined
        ? 'no Redis: nothing is shared with other processes'
        : `Redis is ${shared.state}: ${shared.hits} found, ${shared.misses} not, ${shared.refused} did not open, ` +
          `${shared.failures} failures`
    )
    return 0
  }
}

function kib(bytes: number): string {
  return String(Math.ceil(bytes / 1_024))
}
