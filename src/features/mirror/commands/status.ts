import { clock } from '../../../cli/clock.ts'
import { columns } from '../../../cli/columns.ts'
import type { Command } from '../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../cli/hub-api.ts'
import type { components } from '../../../contract/types.ts'

export const status: Command = {
  summary: 'how many records are kept of each resource, and how old they are (scope admin:read)',
  usage: apiUsage,
  options: apiOptions,
  async run(options, { env, write }) {
    const rows: string[][] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = new URLSearchParams({ limit: '100', ...(cursor !== '' && { cursor }) })
      const page =
        (await askHub('GET', `/admin/mirror?${query}`, options, env)) as components['schemas']['MirroredResourceList']
      rows.push(
        ...page.items.map((
          { system, resource, records, latest_change: changed, read_whole_at: whole }
        ) => [system, resource, String(records), clock(changed), whole === undefined ? 'never' : clock(whole)])
      )
      cursor = page.next_cursor
    }
    if (rows.length === 0) write('Nothing is mirrored: the configuration names no resource (hub.mirror.resources).')
    else for (const line of columns([['SYSTEM', 'RESOURCE', 'RECORDS', 'CHANGED LAST', 'READ WHOLE'], ...rows], [2]))
        write(line)
    return 0
  }
}
