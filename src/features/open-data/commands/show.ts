import { clock } from '../../../cli/clock.ts'
import type { Command } from '../../../cli/command.ts'
import { writeDetails } from '../../../cli/details.ts'
import { readPublic } from '../../../cli/hub-api.ts'
import { type DescribedDataset, pathOf, publicOptions, publicUsage, sizes } from './words.ts'

export const show: Command = {
  summary: 'show a dataset with its columns',
  operands: '<dataset>',
  usage: publicUsage,
  options: publicOptions,
  async run(options, { env, write }, operands) {
    const dataset = (await readPublic(pathOf(operands), options, env)) as DescribedDataset
    const { failure } = dataset
    writeDetails({
      facts: [
        ['dataset', dataset.name],
        ['title', `${dataset.title.id} (${dataset.title.en})`],
        ['licence', dataset.licence.id],
        ['state', dataset.state],
        ['failure', failure === undefined ? '' : `${failure.code}: ${failure.detail}`],
        ['rows', dataset.rows === null ? '' : String(dataset.rows)],
        ['changed', clock(dataset.modified_at ?? undefined)],
        ['checked', clock(dataset.checked_at ?? undefined)],
        ['made anew', `every ${dataset.refresh_seconds} s`],
        ['files', sizes(dataset.files)]
      ],
      title: undefined,
      head: ['COLUMN', 'TYPE', 'UNIT', 'MEANING'],
      rows: dataset.columns.map(({ name, type, unit = '-', title }) => [name, type, unit, title.en])
    }, write)
    return 0
  }
}
