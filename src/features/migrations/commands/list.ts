import { columns } from '../../../cli/columns.ts'
import type { Command } from '../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../cli/hub-api.ts'
import type { components } from '../../../contract/types.ts'

export const list: Command = {
  summary: 'list the systems that replace others (scope admin:read)',
  usage: apiUsage,
  options: apiOptions,
  async run(options, { env, write }) {
    const { items } =
      (await askHub('GET', '/admin/successions?limit=100', options, env)) as components['schemas']['SuccessionList']
    if (items.length === 0) write('There are none: see `successions` in the config.')
    else for (const line of columns([['ID', 'RESOURCE', 'OLD', 'NEW', 'MODE', 'WRITES'], ...items.map((
        { id, resource, old, new: fresh, mode, percent, writes }
      ) => [id, resource, old, fresh, mode === 'ramp' ? `ramp ${percent ?? 0} %` : mode, writes]
      )])) write(line)
    return 0
  }
}
