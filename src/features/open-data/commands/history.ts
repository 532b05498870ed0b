import { clock } from '../../../cli/clock.ts'
import { columns } from '../../../cli/columns.ts'
import type { Command } from '../../../cli/command.ts'
import { readPublic } from '../../../cli/hub-api.ts'
import { type DescribedDataset, pathOf, publicOptions, publicUsage, sizes } from './words.ts'

export const history: Command = {
  summary: 'list the editions of a dataset that are kept, by day',
  operands: '<dataset>',
  usage: publicUsage,
  options: publicOptions,
  async run(options, { env, write }, operands) {
    const { name, history: editions } = (await readPublic(pathOf(operands), options, env)) as DescribedDataset
    if (editions.length === 0) {
      write(`${name}: its first edition has not been made yet`)
      return 0
    }
    const rows = editions.map((
      { day, rows, modified_at: changed, files }
    ) => [day, String(rows), clock(changed), sizes(files)])
    for (const line of columns([['DAY', 'ROWS', 'MADE', 'FILES'], ...rows], [1])) write(line)
    return 0
  }
}
