import type { ValidateFunction } from 'ajv/dist/2020.js'
import type { ResourceName } from '../../kit/adapter.ts'
import type { LoadedAdapters } from './adapters.ts'
import { bag } from './bag.ts'
import type { KeyPair } from './certificates.ts'
import { createCheckContext } from './check-context.ts'
import { readFile, type Surroundings } from './document.ts'
import { environmentNameOf } from './environment.ts'
import { ConfigError, type Problem } from './problems.ts'
import { checkReferences } from './references.ts'
import { type Config, type ConfigFile, type ConsumerConfig, fileSchemaOf, type SystemConfig } from './schema.ts'
import type { ConfigSection } from './section.ts'
import { compile, problemAt, shapeProblems } from './shape.ts'
import { switchedOff, type Switches } from './switches.ts'
import { checkSystems } from './systems.ts'
import { readTls, type TlsFiles } from './tls.ts'
import { checkWriteRules } from './write-rules.ts'

/** A file is read again and again with the sections of one process: what they allow is compiled once. */
const compiled = new WeakMap<readonly ConfigSection[], ValidateFunction>()
const noTls: TlsFiles = { server: undefined, systems: new Map(), problems: [], remarks: [], files: [] }

export interface LoadOptions {
  /** Path of the YAML file. */
  file: string
  env: NodeJS.ProcessEnv
  /** What features have in the file, all of them: the same list each time, so that it is compiled once. */
  sections: readonly ConfigSection[]
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
  const { file, env, sections, adapters, skipEnvironment = false, running } = options
  const document = readFile(file, skipEnvironment ? undefined : env)
  const at = (pointer: string, message: string) => problemAt(document, file, pointer, message)
  const { missing } = document
  if (document.value === undefined)
    return { problems: document.problems, warnings: [], remarks: document.remarks, files: document.files, missing, at }
  const validate = validatorOf(sections)
  const shape = validate(document.value)
    ? []
    : shapeProblems(validate.errors ?? [], { document, file, base: '', showValues: true })
  const found: Problem[] = []
  const context = createCheckContext(document, file, { adapters, problems: found,
    environment: skipEnvironment ? undefined : environmentNameOf(env) })
  checkReferences(context, document)
  const served = adapters === undefined ? { problems: [], warnings: [] } : checkSystems(document, file, adapters)
  const off = switchedOff(sections, bag(context.content['features']) as Switches)
  const isOn = sections.filter(({ name }) => !off.has(name))
  for (const section of isOn) section.check?.(context)
  const tls = skipEnvironment ? noTls : readTls({ document, file, inUse: pairsOf(running) })
  const read = skipEnvironment ? [] : isOn.flatMap(section => section.readFiles?.(document, file) ?? [])
  const around = { remarks: inOrder([...document.remarks, ...tls.remarks]),
    files: [...document.files, ...tls.files, ...read.flatMap(({ files }) => files)], missing, at }
  const problems = [...document.problems, ...shape, ...found, ...served.problems,
    ...(adapters === undefined ? [] : checkWriteRules(document, file, adapters)), ...tls.problems,
    ...read.flatMap(({ problems: ofFiles }) => ofFiles)]
  if (problems.length > 0) return { problems: inOrder(problems), warnings: served.warnings, ...around }
  const content = document.value as ConfigFile
  const parts = [...sections.map(section => partOf(section, content)), ...read.map(({ config = {} }) => config)]
  return { config: deepFreeze(join(content, { file, adapters, tls, parts })), problems, warnings: served.warnings,
    ...around }
}

function validatorOf(sections: readonly ConfigSection[]): ValidateFunction {
  const validate = compiled.get(sections) ?? compile(fileSchemaOf(sections))
  compiled.set(sections, validate)
  return validate
}

/** What a feature has in the configuration: its keys as they stand in the file, and what it makes of them. */
function partOf({ top = {}, resolve }: ConfigSection, content: ConfigFile): Partial<Config> {
  const own = Object.entries(content).filter(([key]) => Object.hasOwn(top, key))
  return { ...Object.fromEntries(own), ...resolve?.(content) }
}

interface Around {
  file: string
  adapters: LoadedAdapters | undefined
  tls: TlsFiles
  /** What features have made of their sections. */
  parts: readonly Partial<Config>[]
}

function join(content: ConfigFile, { file, adapters, tls, parts }: Around): Config {
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
  const core = {
    file,
    city: content.city,
    hub: content.hub,
    ...(tls.server && { tls: tls.server }),
    identity: content.identity,
    features: content.features,
    routes: content.routes,
    writes: content.writes,
    consumers,
    systems
  }
  // The types of the features' keys are merged into the configuration's, and their sections fill them.
  return Object.assign(core, ...parts) as Config
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
