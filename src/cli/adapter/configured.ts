import type { ResourceName } from '../../kit/adapter.ts'
import type { SystemTls } from '../../kit/tls.ts'
import { type ConfigReading, type LoadOptions, readConfig } from '../../platform/config/load.ts'
import { ConfigError, suggestion } from '../../platform/config/problems.ts'
import type { Conformance } from '../../testing/index.ts'
import { CommandError } from '../command.ts'

/** A system of the config, as the suite takes it. */
export interface Bound extends Conformance {
  id: string
  product: string
  prefix: string
  resources: readonly ResourceName[]
  url: string
  settings: Readonly<Record<string, unknown>>
  tls?: SystemTls
}

/**
 * Other systems' variables need not be set where one system is worked on: each gets the first of these that its adapter
 * takes.
 */
const ELSEWHERE = ['http://elsewhere.invalid', 'file:///elsewhere.invalid', 'mysql://satu@elsewhere.invalid/elsewhere',
  'mqtt://elsewhere.invalid']

/** @throws ConfigError when the file or this system's variables are wrong */
export function configuredSystem(
  id: string,
  options: Required<Pick<LoadOptions, 'file' | 'env' | 'sections' | 'adapters'>>
): Bound {
  const first = readConfig(options)
  const own = first.problems.filter(({ path }) =>
    !path.startsWith('systems.') || path === `systems.${id}` || path.startsWith(`systems.${id}.`)
  )
  if (own.length > 0) throw new ConfigError(own)
  const { config, problems } = first.config === undefined ? readFilled(options) : first
  if (config === undefined) throw new ConfigError(problems)
  const system = config.systems.find(system => system.id === id)
  if (system === undefined)
    throw new CommandError(
      `${options.file} has no system "${id}"${suggestion(id, config.systems.map(system => system.id))}`
    )
  const { adapter: product, prefix, resources, url, settings, tls, agency } = system
  return {
    id,
    product,
    prefix,
    resources,
    url,
    settings,
    isReal: true,
    ...(agency !== undefined && { agency }),
    ...(tls && { tls }),
    start: async () => ({ url, settings, tls, stop: async () => {} })
  }
}

function readFilled(options: LoadOptions): ConfigReading {
  const { missing } = readConfig(options)
  const turns = new Map(missing.map(name => [name, 0]))
  const read = (): ConfigReading =>
    readConfig({ ...options,
      env: { ...options.env, ...Object.fromEntries([...turns].map(([name, turn]) => [name, ELSEWHERE[turn]])) } })
  let reading = read()
  for (let turn = 1; turn < ELSEWHERE.length && reading.config === undefined; turn++) {
    for (const { message } of reading.problems)
      for (const [, name = ''] of message.matchAll(/\(from ([A-Z0-9_]+)/g)) turns.set(name, turn)
    reading = read()
  }
  return reading
}
