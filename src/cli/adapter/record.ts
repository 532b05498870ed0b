import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadContract } from '../../contract/contract.ts'
import { createCity } from '../../gateway/systems/city.ts'
import { toWibDate } from '../../kit/indonesia/calendar.ts'
import { loadAdapters } from '../../platform/config/adapters.ts'
import { configFileOf } from '../../platform/config/environment.ts'
import { loadConfig } from '../../platform/config/load.ts'
import { type Command, CommandError, textOption, UsageError } from '../command.ts'
import { configuredSystem } from './configured.ts'
import { type OperationName, operationNames } from './record/ask.ts'
import { writeFiles } from './record/fixtures.ts'
import { recordSystem } from './record/recording.ts'

const ROWS = 10

export const record: Command = {
  summary: "keep a system's own answers as fixtures, with invented people in them",
  operands: '<system of the config>',
  usage: [
    ['--out <folder>', 'where the fixtures go; adapters/<product>/fixtures without it'],
    ['--operations <list>', `which of ${operationNames.join(', ')}; all without it`],
    ['--rows <number>', `how many rows of each resource; ${ROWS} without it`],
    ['--keys <file>', 'keys to look up, one a line, where nothing can be listed'],
    ['--config <file>', 'take city and system from this file instead of the one that SATU_CONFIG names']
  ],
  options: { out: { type: 'string' }, operations: { type: 'string' }, rows: { type: 'string' },
    keys: { type: 'string' }, config: { type: 'string' } },
  async run(options, { env, write, adapters, sections: load, root = '.' }, operands) {
    const [id, ...more] = operands
    if (id === undefined || more.length > 0) throw new UsageError('name one system of the config')
    const operations = operationsOf(textOption(options, 'operations'))
    const rows = Number(textOption(options, 'rows') ?? ROWS)
    if (!Number.isInteger(rows) || rows < 1 || rows > 1_000)
      throw new UsageError('--rows must be a whole number from 1 to 1000')
    const file = textOption(options, 'config') ?? configFileOf(env)
    const loaded = await loadAdapters(adapters)
    const sections = await load()
    const bound = configuredSystem(id, { file, env, sections, adapters: loaded })
    const adapter = loaded.get(bound.product)
    if (adapter === undefined || adapter instanceof Error)
      throw new CommandError(
        `adapters/${bound.product} could not be loaded${adapter === undefined ? '' : `: ${adapter.message}`}`
      )
    const city = createCity(loadConfig({ file, env, sections, skipEnvironment: true }))

    const { files, lines } = await recordSystem({
      bound,
      adapter,
      city,
      operations,
      rows,
      contract: loadContract(),
      today: toWibDate(new Date()),
      keys: keysOf(textOption(options, 'keys')),
      say: line => write(`  ${line}`)
    })
    if (files.size === 0) throw new CommandError(`nothing of ${id} could be recorded`)
    const folder = textOption(options, 'out') ?? join(root, 'adapters', bound.product, 'fixtures')
    await writeFiles(folder, files)
    for (const line of lines) write(`  ${line}`)
    write(
      `${
        files.size === 1 ? '1 file' : `${files.size} files`
      } written to ${folder}. Read them before you commit them: ` +
        'nobody knows every way in which people write who they are.'
    )
    return 0
  }
}

function operationsOf(list: string | undefined): readonly OperationName[] {
  if (list === undefined) return operationNames
  const names = list.split(',').map(name => name.trim())
  const unknown = names.find(name => !(operationNames as readonly string[]).includes(name))
  if (unknown !== undefined) throw new UsageError(`there is no operation "${unknown}": ${operationNames.join(', ')}`)
  return names as OperationName[]
}

function keysOf(file: string | undefined): string[] {
  if (file === undefined) return []
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/).map(line => line.trim()).filter(line => line !== '')
  } catch (error) {
    throw new CommandError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}
