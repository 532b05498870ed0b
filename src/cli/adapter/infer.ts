import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadContract } from '../../contract/contract.ts'
import { type ResourceName, resourceNames } from '../../contract/resources.ts'
import { createCity } from '../../gateway/systems/city.ts'
import { toWibDate } from '../../kit/indonesia/calendar.ts'
import { configFileOf } from '../../platform/config/environment.ts'
import { loadConfig } from '../../platform/config/load.ts'
import { suggestion } from '../../platform/config/problems.ts'
import { type Command, CommandError, secretOf, textOption, UsageError } from '../command.ts'
import { propose } from './infer/propose.ts'
import { readSample } from './infer/read-sample.ts'
import { reportOf } from './infer/report.ts'
import { SampleError } from './infer/sample.ts'
import { PASSWORD_VARIABLE } from './infer/sql-sample.ts'

export const infer: Command = {
  summary: 'propose wire.ts and a first map.ts for a sample of a legacy system',
  operands: '<file or mysql://user@host/database/table>',
  usage: [
    ['--resource <name>', 'what the rows are; without it the likeliest of the contract'],
    ['--product <name>', 'the product that it is for'],
    ['--write', 'write the files into adapters/<product>/, never over others'],
    ['--table <name>', 'of a database: the table or view, when the address does not name it'],
    ['--layout <file>', 'of fixed-width fields: a YAML list of { name, from, length }'],
    ['--config <file>', 'take the city from this file instead of the one that SATU_CONFIG names']
  ],
  options: {
    resource: { type: 'string' },
    product: { type: 'string' },
    write: { type: 'boolean' },
    table: { type: 'string' },
    layout: { type: 'string' },
    config: { type: 'string' }
  },
  async run(options, { env, sections, write, root = '.' }, operands) {
    const [source, ...more] = operands
    if (source === undefined || more.length > 0)
      throw new UsageError('name one sample: a file, or the address of a database')
    const resource = resourceOf(textOption(options, 'resource'))
    const product = textOption(options, 'product')
    if (options['write'] === true && product === undefined) throw new UsageError('--write needs --product')
    if (product !== undefined && !/^[a-z][a-z0-9-]{1,39}$/.test(product))
      throw new UsageError(`"${product}" is no product: small letters, digits and hyphens, a letter first`)

    try {
      const sample = await readSample(source, { table: textOption(options, 'table'),
        layout: textOption(options, 'layout'), password: secretOf(env, PASSWORD_VARIABLE) })
      const city = createCity(
        loadConfig({ file: textOption(options, 'config') ?? configFileOf(env), env, sections: await sections(),
          skipEnvironment: true })
      )
      const context = { today: toWibDate(new Date()), regions: city.regions, box: city.box, phoneArea: city.phoneArea }
      const proposal = propose(sample, { contract: loadContract(), context, resource })
      if (proposal.matching.pairs.length + proposal.matching.composites.length === 0) {
        throw new SampleError(`${shown(source)} has no field that fits ${resource ?? 'any resource of the contract'}`)
      }
      for (const line of reportOf(shown(source), proposal)) write(line)
      const folder = join('adapters', product ?? '<product>')
      if (options['write'] === true && product !== undefined) {
        await writeNew(join(root, folder), proposal.files)
        write('')
        for (const name of proposal.files.keys()) write(`written: ${join(folder, name)}`)
      } else {
        for (const [name, text] of proposal.files) {
          write('')
          write(`--- ${join(folder, name)}`)
          for (const line of text.trimEnd().split('\n')) write(line)
        }
      }
      return 0
    } catch (error) {
      if (error instanceof SampleError) throw new CommandError(error.message)
      throw error
    }
  }
}

function resourceOf(name: string | undefined): ResourceName | undefined {
  if (name === undefined || (resourceNames as readonly string[]).includes(name)) return name as ResourceName | undefined
  throw new CommandError(`the contract has no resource "${name}"${suggestion(name, resourceNames)}`)
}

/** An address without its user. */
function shown(source: string): string {
  return source.replace(/^(\w+:\/\/)[^@/]*@/, '$1')
}

/** Writes all files or none. */
async function writeNew(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const paths = [...files].map(([name, text]) => [join(folder, name), text] as const)
  const taken = paths.find(([path]) => existsSync(path))
  if (taken !== undefined)
    throw new CommandError(`${taken[0]} is there already: nothing was written; without --write it is printed`)
  const written: string[] = []
  try {
    await mkdir(folder, { recursive: true })
    for (const [path, text] of paths) {
      await writeFile(path, text, { flag: 'wx' })
      written.push(path)
    }
  } catch (error) {
    for (const path of written) await rm(path, { force: true })
    throw new CommandError(
      `${folder} cannot be written (${(error as NodeJS.ErrnoException).code}): nothing was changed`
    )
  }
}
