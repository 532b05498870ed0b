import { createCity } from '../gateway/systems/city.ts'
import { toWibDate } from '../kit/indonesia/calendar.ts'
import { loadAdapters, type LoadedAdapters } from '../platform/config/adapters.ts'
import { configFileOf } from '../platform/config/environment.ts'
import { readConfig } from '../platform/config/load.ts'
import { formatProblem } from '../platform/config/problems.ts'
import type { Config } from '../platform/config/schema.ts'
import { secretsOf } from '../platform/config/settings.ts'
import { type Command, textOption } from './command.ts'

export const check: Command = {
  summary: 'check the config file and the adapters that it names',
  usage: [
    ['--config <file>', 'check this file instead of the one that SATU_CONFIG names'],
    ['--no-env', 'look no environment variable up: what needs one is taken as given']
  ],
  options: { 'config': { type: 'string' }, 'no-env': { type: 'boolean' } },
  async run(options, { env, adapters, sections, write }) {
    const file = textOption(options, 'config') ?? configFileOf(env)
    const skipEnvironment = options['no-env'] === true
    const loaded = await loadAdapters(adapters)
    const { config, problems, warnings, remarks, at } = readConfig({ file, env, sections: await sections(),
      adapters: loaded, skipEnvironment })
    const refused = config === undefined || skipEnvironment ? [] : await tryToConnect(config, loaded)

    // A hub starts without such systems; a check must not pass over them.
    const faults = [...problems, ...warnings, ...refused.map(({ id, why }) => at(`/systems/${id}/settings`, why))]
      .toSorted((a, b) => a.line - b.line || a.column - b.column)
    for (const fault of faults) write(formatProblem(fault))
    for (const remark of remarks) write(`${formatProblem(remark)} (a remark)`)
    if (config === undefined || faults.length > 0) {
      write(`${file}: ${count(faults.length, 'problem')}`)
      return 1
    }
    const products = new Set(config.systems.map(({ adapter }) => adapter)).size
    const parts = [count(config.systems.length, 'system'), count(products, 'adapter'),
      count(Object.keys(config.consumers).length, 'consumer')]
    write(`${file}: ok: ${parts.join(', ')}${skipEnvironment ? ' (environment not checked)' : ''}`)
    return 0
  }
}

/**
 * What adapters say to the settings of their systems beyond their schemas. Nothing is sent: a client calls nobody yet.
 */
async function tryToConnect(config: Config, adapters: LoadedAdapters): Promise<{ id: string; why: string }[]> {
  const city = createCity(config)
  const refused: { id: string; why: string }[] = []
  for (const { id, name, prefix, adapter: product, agency, settings, url, tls } of config.systems) {
    const adapter = adapters.get(product)
    if (adapter === undefined || adapter instanceof Error) continue
    const agencyId = city.agencies.find(({ code }) => code === agency)?.id
    try {
      const client = adapter.connect(settings, { system: { id, name, prefix, agencyId }, url, tls, city, today: () =>
        toWibDate(new Date()) })
      await adapter.close(client)
    } catch (error) {
      const safe = secretsOf(settings, adapter).reduce((text, secret) => text.replaceAll(secret, '[secret]'),
        (error as Error).message)
      refused.push({ id, why: `the adapter "${product}" refuses these settings: ${safe}` })
    }
  }
  return refused
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
