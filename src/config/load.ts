import type { ResourceName } from '../kit/adapter.ts'
import type { LoadedAdapters } from './adapters.ts'
import { readFile, type Surroundings } from './document.ts'
import { ConfigError, type Problem } from './problems.ts'
import { checkReferences } from './references.ts'
import { FileSchema, type Config, type ConfigFile, type ConsumerConfig, type SystemConfig } from './schema.ts'
import { compile, problemAt, shapeProblems } from './shape.ts'
import { checkSystems } from './systems.ts'

const validateFile = compile(FileSchema)

export interface LoadOptions {
  /** Path of the YAML file. */
  file: string
  env: NodeJS.ProcessEnv
  /** The loaded products. Without them nothing that depends on an adapter is checked. */
  adapters?: LoadedAdapters
  /** Looks no variable up and does not judge values that wait for one. For checking a file away from its hub. */
  skipEnvironment?: boolean
}

export interface ConfigReading extends Surroundings {
  /** There when no problem was found. */
  config?: Config
  problems: readonly Problem[]
  /** Adapters that could not be loaded, at the systems that this disables. */
  warnings: readonly Problem[]
  /** A problem at the place of a value, for what is found out later. */
  at(pointer: string, message: string): Problem
}

/**
 * Reads, checks and freezes the configuration of one city.
 * @throws {ConfigError} with all problems of the file at once
 */
export function loadConfig(options: LoadOptions): Config {
  const { config, problems } = readConfig(options)
  if (config === undefined) throw new ConfigError(problems)
  return config
}

/** The same without throwing, and with the warnings. */
export function readConfig(options: LoadOptions): ConfigReading {
  const { file, env, adapters, skipEnvironment = false } = options
  const document = readFile(file, skipEnvironment ? undefined : env)
  const at = (pointer: string, message: string) => problemAt(document, file, pointer, message)
  const { remarks, files, missing } = document
  const around = { remarks, files, missing, at }
  if (document.value === undefined) return { problems: document.problems, warnings: [], ...around }
  const shape = validateFile(document.value) ? [] : shapeProblems(validateFile.errors ?? [], { document, file, base: '', showValues: true })
  const served = adapters === undefined ? { problems: [], warnings: [] } : checkSystems(document, file, adapters)
  const problems = [...document.problems, ...shape, ...checkReferences(document.value, document, file), ...served.problems]
  if (problems.length > 0) return { problems: inOrder(problems), warnings: served.warnings, ...around }
  return { config: deepFreeze(join(document.value as ConfigFile, file, adapters)), problems, warnings: served.warnings, ...around }
}

function join(content: ConfigFile, file: string, adapters: LoadedAdapters | undefined): Config {
  const consumers: Record<string, ConsumerConfig> = Object.create(null)
  for (const [id, consumer] of Object.entries(content.consumers)) {
    consumers[id] = { id, ...consumer, rate: consumer.rate ?? content.hub.rate.consumer }
  }
  const systems = Object.entries(content.systems).map(([id, system]): SystemConfig => {
    const adapter = adapters?.get(system.adapter)
    const failed = adapter instanceof Error
    const served = adapter === undefined || failed ? [] : Object.keys(adapter.resources) as ResourceName[]
    return {
      id, ...system,
      url: (system.url ?? '').replace(/\/+$/, ''),
      resources: system.resources ?? served,
      ...(failed && { adapterError: adapter })
    }
  })
  return { file, city: content.city, hub: content.hub, identity: content.identity, open311: content.open311, catalogue: content.catalogue, routes: content.routes, writes: content.writes, consumers, systems }
}

function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof Error || Object.isFrozen(value)) return value
  for (const inner of Object.values(value)) deepFreeze(inner)
  return Object.freeze(value)
}
