import { bag, list } from './bag.ts'
import { readFile } from './document.ts'
import { environments } from './environment.ts'
import { ConfigError } from './problems.ts'

export interface ConsumerSummary {
  scopes: readonly string[]
  environments: readonly string[]
}

/**
 * The consumers of a config file and nothing else of it: needs no variable of a system, and is quick, because it
 * loads no schema. What does not look like a consumer is left out; `satu check` tells why.
 * @throws {ConfigError} when the file is not readable YAML
 */
export function readConsumers(file: string): ReadonlyMap<string, ConsumerSummary> {
  const { value, problems } = readFile(file, undefined)
  if (value === undefined) throw new ConfigError(problems)
  return new Map(Object.entries(bag(bag(value)['consumers'])).map(([id, consumer]) => {
    const { scopes, environments: accepted } = bag(consumer)
    return [id, { scopes: texts(scopes),
      environments: accepted === undefined ? environments : texts(accepted) }] as const
  }))
}

function texts(value: unknown): string[] {
  return list(value).filter(item => typeof item === 'string')
}
