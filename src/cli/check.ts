import { loadAdapters } from '../config/adapters.ts'
import { configFileOf } from '../config/environment.ts'
import { readConfig } from '../config/load.ts'
import { formatProblem } from '../config/problems.ts'
import { textOption, type Command } from './command.ts'

export const check: Command = {
  summary: 'check the config file and the adapters that it names',
  usage: [
    ['--config <file>', 'check this file instead of the one that SATU_CONFIG names'],
    ['--no-env', 'look no environment variable up: what needs one is taken as given']
  ],
  options: { config: { type: 'string' }, 'no-env': { type: 'boolean' } },
  async run(options, { env, adapters, write }) {
    const file = textOption(options, 'config') ?? configFileOf(env)
    const skipEnvironment = options['no-env'] === true
    const { config, problems, warnings } = readConfig({ file, env, adapters: await loadAdapters(adapters), skipEnvironment })

    // A hub starts without the systems of a broken adapter; a check must not pass over it.
    const faults = [...problems, ...warnings].toSorted((a, b) => a.line - b.line || a.column - b.column)
    for (const fault of faults) write(formatProblem(fault))
    if (config === undefined || faults.length > 0) {
      write(`${file}: ${count(faults.length, 'problem')}`)
      return 1
    }
    const products = new Set(config.systems.map(({ adapter }) => adapter)).size
    const parts = [count(config.systems.length, 'system'), count(products, 'adapter'), count(Object.keys(config.consumers).length, 'consumer')]
    write(`${file}: ok: ${parts.join(', ')}${skipEnvironment ? ' (environment not checked)' : ''}`)
    return 0
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
