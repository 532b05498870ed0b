import { clock } from '../../../cli/clock.ts'
import { columns } from '../../../cli/columns.ts'
import type { Command } from '../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../cli/hub-api.ts'
import type { components } from '../../../contract/types.ts'

export const list: Command = {
  summary: 'what runs in the background, where, and how it went last (scope admin:read)',
  usage: apiUsage,
  options: apiOptions,
  async run(options, { env, write }) {
    const rows: string[][] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = new URLSearchParams({ limit: '100', ...(cursor !== '' && { cursor }) })
      const page = (await askHub('GET', `/admin/jobs?${query}`, options, env)) as components['schemas']['JobList']
      rows.push(
        ...page.items.map((
          { name, runs_on: on, holders, running, last_run: last, next_run: next, failures, cause }
        ) => [
          name,
          on === 'one_replica' ? holders.join(' ') || '-' : 'every process',
          last === undefined ? 'never' : clock(last),
          running ? 'now' : next === undefined ? '-' : clock(next),
          String(failures),
          cause ?? ''
        ])
      )
      cursor = page.next_cursor
    }
    for (const line of columns([['JOB', 'WHERE', 'RAN LAST', 'RUNS NEXT', 'FAILURES', 'CAUSE'], ...rows], [4]))
      write(line)
    return 0
  }
}
