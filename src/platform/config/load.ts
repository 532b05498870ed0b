import { isLeftOut } from '../../features/alerts/settings.ts'
import type { DisagreementsConfig } from '../../features/disagreements/settings.ts'
import { checkSuccessors } from '../../features/migrations/check-settings.ts'
import type { ResourceName } from '../../kit/adapter.ts'
import type { LoadedAdapters } from './adapters.ts'
import { type BoundariesFile, readBoundaries } from './boundaries.ts'
import type { KeyPair } from './certificates.ts'
import { readFile, type Surroundings } from './document.ts'
import { ConfigError, type Problem } from './problems.ts'
import { checkReferences } from './references.ts'
import { type Config, type ConfigFile, type ConsumerConfig, type DatasetsConfig, FileSchema,
  type SystemConfig } from './schema.ts'
import { compile, problemAt, shapeProblems } from './shape.ts'
import { checkSystems } from './systems.ts'
import { readTls, type TlsFiles } from './tls.ts'
import { checkWriteRules } from './write-rules.ts'

const validateFile = compile(FileSchema)
const noBoundaries: BoundariesFile = { shapes: undefined, problems: [], files: [] }
const noTls: TlsFiles = { server: undefined, systems: new Map(), problems: [], remarks: [], files: [] }

export interface LoadOptions {
  /** Path of the YAML file. */
  file: string
  env: NodeJS.ProcessEnv
  /** The loaded products. Without them nothing that depends on an adapter is checked. */
  adapters?: LoadedAdapters
  /**
   * Looks no variable up, opens no file, and does not judge values that wait for one. For checking a file away from its
   * hub.
   */
  skipEnvironment?: boolean
  /** The configuration that runs: a certificate of it that has expired meanwhile stops no other change. */
  running?: Pick<Config, 'tls' | 'systems'>
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
  const { file, env, adapters, skipEnvironment = false, running } = options
  const document = readFile(file, skipEnvironment ? undefined : env)
  const at = (pointer: string, message: string) => problemAt(document, file, pointer, message)
  const { missing } = document
  if (document.value === undefined)
    return { problems: document.problems, warnings: [], remarks: document.remarks, files: document.files, missing, at }
  const shape = validateFile(document.value)
    ? []
    : shapeProblems(validateFile.errors ?? [], { document, file, base: '', showValues: true })
  const served = adapters === undefined ? { problems: [], warnings: [] } : checkSystems(document, file, adapters)
  const tls = skipEnvironment ? noTls : readTls({ document, file, inUse: pairsOf(running) })
  const boundaries = skipEnvironment ? noBoundaries : readBoundaries({ document, file })
  const around = { remarks: inOrder([...document.remarks, ...tls.remarks]),
    files: [...document.files, ...tls.files, ...boundaries.files], missing, at }
  const problems = [...document.problems, ...shape, ...checkReferences(document.value, document, file),
    ...served.problems, ...(adapters === undefined
      ? []
      : [...checkWriteRules(document, file, adapters), ...checkSuccessors(document, file, adapters)]), ...tls.problems,
    ...boundaries.problems]
  if (problems.length > 0) return { problems: inOrder(problems), warnings: served.warnings, ...around }
  return { config: deepFreeze(join(document.value as ConfigFile, file, adapters, tls, boundaries)), problems,
    warnings: served.warnings, ...around }
}

function join(
  content: ConfigFile,
  file: string,
  adapters: LoadedAdapters | undefined,
  tls: TlsFiles,
  { shapes }: BoundariesFile
): Config {
  const consumers: Record<string, ConsumerConfig> = Object.create(null)
  for (const [id, consumer] of Object.entries(content.consumers)) {
    consumers[id] = { id, ...consumer, rate: consumer.rate ?? content.hub.rate.consumer }
  }
  const systems = Object.entries(content.systems).map(([id, { tls: _files, ...system }]): SystemConfig => {
    const ofFiles = tls.systems.get(id)
    const adapter = adapters?.get(system.adapter)
    const failed = adapter instanceof Error
    const served = adapter === undefined || failed ? [] : Object.keys(adapter.resources) as ResourceName[]
    return {
      id,
      ...system,
      url: (system.url ?? '').replace(/\/+$/, ''),
      resources: system.resources ?? served,
      ...(ofFiles && { tls: ofFiles }),
      ...(failed && { adapterError: adapter })
    }
  })
  return {
    file,
    city: content.city,
    hub: content.hub,
    ...(tls.server && { tls: tls.server }),
    identity: content.identity,
    open311: content.open311,
    catalogue: content.catalogue,
    command_center: content.command_center,
    alerts: { ...content.alerts, receivers: Object.fromEntries(
      Object.entries(content.alerts.receivers).filter(([, receiver]) => !isLeftOut(receiver))
    ) },
    ...(shapes && { boundaries: shapes }),
    datasets: Object.assign(Object.create(null), content.datasets) as DatasetsConfig,
    disagreements: { ...content.disagreements,
      rules: Object.assign(Object.create(null), content.disagreements.rules) as DisagreementsConfig['rules'] },
    routes: content.routes,
    successions: Object.entries(content.successions).map(([id, succession]) => ({ id, ...succession })),
    writes: content.writes,
    consumers,
    systems
  }
}

function pairsOf(config: Pick<Config, 'tls' | 'systems'> | undefined): KeyPair[] {
  return config === undefined
    ? []
    : [config.tls, ...config.systems.map(({ tls }) => tls?.client)].filter(pair => pair !== undefined)
}

function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof Error || Object.isFrozen(value)) return value
  for (const inner of Object.values(value)) deepFreeze(inner)
  return Object.freeze(value)
}
