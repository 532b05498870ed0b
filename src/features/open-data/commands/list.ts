import { clock } from '../../../cli/clock.ts'
import { columns } from '../../../cli/columns.ts'
import type { Command } from '../../../cli/command.ts'
import { readPublic } from '../../../cli/hub-api.ts'
import { type Dataset, publicOptions, publicUsage } from './words.ts'

const HEAD = ['DATASET', 'STATE', 'ROWS', 'CHANGED', 'CHECKED', 'FORMATS']

export const list: Command = {
  summary: 'list the datasets, how they stand and why one is late',
  usage: publicUsage,
  options: publicOptions,
  async run(options, { env, write }) {
    const { datasets } = (await readPublic('/data', options, env)) as { datasets: readonly Dataset[] }
    if (datasets.length === 0) {
      write('no dataset is declared')
      return 0
    }
    const rows = datasets.map((
      { name, state, rows, modified_at: changed, checked_at: checked, files }
    ) => [name, state, rows === null ? '-' : String(rows), clock(changed ?? undefined), clock(checked ?? undefined),
      files.map(({ format }) => format).join(' ')]
    )
    for (const line of columns([HEAD, ...rows], [2])) write(line)
    for (const { name, failure } of datasets)
      if (failure !== undefined) write(`${name}: ${failure.code} at ${clock(failure.at)}: ${failure.detail}`)
    return 0
  }
}
