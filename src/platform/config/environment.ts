import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { parseRedisUrl } from '../store/redis-url.ts'
import { type AccessKey, readAccessKeys } from './access-keys.ts'
import { isDevelopmentKey, openDataDir, readDevelopmentKey } from './data-dir.ts'
import { ConfigError, listed, type Problem } from './problems.ts'
import { type PublicKey, readPublicKey } from './public-key.ts'
import { readTracing, type TracingSettings, tracingVariables } from './tracing.ts'
import { readVariable } from './variables.ts'

export const environments = ['development', 'production'] as const
export type EnvironmentName = (typeof environments)[number]

/** Settings of the process, from environment variables. */
export interface Environment {
  readonly port: number
  readonly host: string
  readonly configFile: string
  readonly name: EnvironmentName
  /** Absolute; exists. */
  readonly dataDir: string
  /** Signs and checks the tokens of consumers (HS256). */
  readonly jwtSecret: string
  /** Of an issuer whose tokens are taken beside the hub's own. */
  readonly jwtPublicKey: PublicKey | undefined
  /**
   * Hash what the access log says of people, and chain it; the first one is in use. Empty: one is made of `jwtSecret`.
   */
  readonly accessKeys: readonly AccessKey[]
  readonly logLevel: LogLevel
  /** Undefined: standard output. */
  readonly logFile: string | undefined
  /** When the log file is put aside, and how many such files are kept. */
  readonly logRotation: { readonly maxBytes?: number; readonly everyMs?: number; readonly keep: number }
  readonly redisUrl: string | undefined
  /** PostgreSQL of the durable store; undefined: SQLite in the data directory. */
  readonly databaseUrl: string | undefined
  /** Where traces go to; undefined when nothing is traced. */
  readonly tracing: TracingSettings | undefined
  /** How many processes share the port here. */
  readonly workers: number
  /** How many processes the hub has altogether. */
  readonly processes: number
  /** What should be otherwise, and stops nothing. */
  readonly remarks: readonly Problem[]
}

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

interface EnvironmentVariable {
  name: string
  fallback: string
  description: string
  /** May be given as a file, which `<name>_FILE` names. */
  secret?: true
}

/** Every variable of the process itself, for the documentation. Those of the systems are named in the config file. */
export const environmentVariables = [
  { name: 'PORT', fallback: '8080', description: 'Port to listen on; 0 takes a free one.' },
  { name: 'HOST', fallback: '127.0.0.1', description: 'Address to listen on.' },
  { name: 'SATU_CONFIG', fallback: 'config/bandung.yaml', description: 'The config file of the city.' },
  { name: 'SATU_ENV', fallback: 'production',
    description: `${listed(environments)}. Tokens can be issued by the hub itself only in development.` },
  { name: 'SATU_DATA_DIR', fallback: '.satu',
    description:
      'Folder for durable state; made with mode 700 when it is not there. One that is there is closed to others.' },
  {
    name: 'SATU_JWT_SECRET',
    fallback: '',
    secret: true,
    description:
      'Secret of the hub, 32 bytes or more: seals cursors, what Redis holds and the secrets of webhooks, and signs ' +
      'tokens (HS256) where `identity.own_tokens` takes them. Required in production; in development one is kept ' +
      'in `<data dir>/development.key`.'
  },
  { name: 'SATU_JWT_PUBLIC_KEY', fallback: '',
    description:
      'PEM file with the public key of an issuer, RSA (RS256), EC (ES256, ES384, ES512) or Ed25519 (EdDSA): its ' +
      'tokens are accepted too.' },
  {
    name: 'SATU_ACCESS_KEYS',
    fallback: '',
    secret: true,
    description:
      'Keys of the access log, `<id>:<64 hex digits>`, separated by commas: the first one hashes and chains what ' +
      'is written from now on, the others are kept for what was written before. Without it one is made of ' +
      '`SATU_JWT_SECRET`.'
  },
  { name: 'SATU_LOG_LEVEL', fallback: 'info', description: `${listed(logLevels)}.` },
  { name: 'SATU_LOG_FILE', fallback: '',
    description: 'File that log lines are appended to; standard output when it is not set.' },
  { name: 'SATU_LOG_FILE_MB', fallback: '100',
    description: 'A log file that has grown so large is put aside; 0: never for its size.' },
  { name: 'SATU_LOG_FILE_HOURS', fallback: '24',
    description: 'A log file is put aside after so many hours, counted from midnight (WIB); 0: never for its age.' },
  { name: 'SATU_LOG_FILES', fallback: '14',
    description: 'How many log files that were put aside are kept; the oldest go.' },
  { name: 'DATABASE_URL', fallback: '', secret: true,
    description:
      'PostgreSQL for what must not be lost (`postgres://user:password@host/database`): needed as soon as several ' +
      'machines run one hub. Without it SQLite, in `<data dir>/satu.db`.' },
  { name: 'REDIS_URL', fallback: '', secret: true,
    description:
      'Redis or Valkey for what several processes share: single server, sentinel, cluster or socket. Without it ' +
      'each process has a cache of its own, and its share of what a system allows.' },
  { name: 'SATU_PROCESSES', fallback: '1',
    description:
      'Processes that share the port, each on a core of its own; `auto` starts one for each core. Several want ' +
      '`REDIS_URL`.' },
  { name: 'SATU_REPLICAS', fallback: '1',
    description:
      'How many machines or containers run the hub like this one. While its processes cannot agree through Redis, ' +
      "each keeps to its share of every system's limits." },
  ...tracingVariables
] as const satisfies readonly EnvironmentVariable[]

const MIN_SECRET_BYTES = 32

/**
 * Reads the settings of the process. An empty variable counts as not set. Makes the data directory and, in
 * development, the key in it when there is none.
 * @throws {ConfigError} with all problems at once; the values of secrets, and the paths of their files, are never
 *   repeated
 */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const problems: Problem[] = []
  const remarks: Problem[] = []
  const report = (name: string, message: string, shown?: string, to = problems) => {
    to.push({ file: 'environment', line: 0, column: 0, path: name,
      message: shown === undefined ? message : `${message} (is ${JSON.stringify(shown)})` })
  }
  const name = oneOf('SATU_ENV', environments)
  const logLevel = oneOf('SATU_LOG_LEVEL', logLevels)
  const port = textOf(env, 'PORT')
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) report('PORT', 'must be an integer from 0 to 65535', port)
  const processes = textOf(env, 'SATU_PROCESSES')
  const workers = processes === 'auto' ? availableParallelism() : Number(processes)
  if (processes !== 'auto' && !/^[1-9]\d{0,2}$/.test(processes))
    report('SATU_PROCESSES', 'must be `auto` or an integer from 1 to 999', processes)
  else if (workers > 1 && port === '0')
    report('SATU_PROCESSES', 'needs one port for all: set PORT to another than 0', processes)
  const replicas = textOf(env, 'SATU_REPLICAS')
  if (!/^[1-9]\d{0,2}$/.test(replicas)) report('SATU_REPLICAS', 'must be an integer from 1 to 999', replicas)
  const redisUrl = secretOf('REDIS_URL')
  try {
    if (redisUrl !== undefined) parseRedisUrl(redisUrl)
  } catch (error) {
    report('REDIS_URL', (error as Error).message)
  }
  const databaseUrl = secretOf('DATABASE_URL')
  if (databaseUrl !== undefined && !isPostgresUrl(databaseUrl))
    report('DATABASE_URL', 'must be like postgres://user:password@host:5432/database')
  const dataDir = resolve(textOf(env, 'SATU_DATA_DIR'))
  const secret = secretOf('SATU_JWT_SECRET')
  if (secret === undefined && name === 'production' && !problems.some(({ path }) => path === 'SATU_JWT_SECRET')) {
    report('SATU_JWT_SECRET',
      `is missing: production needs a key of at least ${MIN_SECRET_BYTES} bytes; make one with \`openssl rand -hex ` +
        `32\`, or set SATU_ENV=development`)
  } else if (secret !== undefined && Buffer.byteLength(secret) < MIN_SECRET_BYTES) {
    report('SATU_JWT_SECRET', `must have at least ${MIN_SECRET_BYTES} bytes (has ${Buffer.byteLength(secret)})`)
  } else if (secret !== undefined && name === 'production' && isDevelopmentKey(secret, dataDir)) {
    report('SATU_JWT_SECRET',
      'is a key that development made, which others may know: make one for production with `openssl rand -hex 32`')
  }
  let jwtPublicKey: PublicKey | undefined
  const keyFile = optional('SATU_JWT_PUBLIC_KEY')
  try {
    if (keyFile !== undefined) jwtPublicKey = readPublicKey(keyFile)
  } catch (error) {
    report('SATU_JWT_PUBLIC_KEY', (error as Error).message)
  }
  let accessKeys: AccessKey[] = []
  try {
    accessKeys = readAccessKeys(secretOf('SATU_ACCESS_KEYS'))
  } catch (error) {
    report('SATU_ACCESS_KEYS', (error as Error).message)
  }
  const megabytes = wholeNumber('SATU_LOG_FILE_MB', 0, 100_000)
  const hours = wholeNumber('SATU_LOG_FILE_HOURS', 0, 8_760)
  const logRotation = Object.freeze({ ...(megabytes > 0 && { maxBytes: megabytes * 1_000_000 }),
    ...(hours > 0 && { everyMs: hours * 3_600_000 }), keep: wholeNumber('SATU_LOG_FILES', 1, 10_000) })
  const tracing = readTracing({ text: variable => textOf(env, variable), secret: secretOf, report,
    remark(variable, message) {
      report(variable, message, undefined, remarks)
    } })
  // Nothing is written for a process that will not start.
  if (problems.length > 0) throw new ConfigError(problems)

  let jwtSecret = secret ?? ''
  try {
    openDataDir(dataDir)
    jwtSecret ||= readDevelopmentKey(dataDir)
  } catch (error) {
    report('SATU_DATA_DIR', (error as Error).message)
    throw new ConfigError(problems)
  }
  return Object.freeze({
    port: Number(port),
    host: textOf(env, 'HOST'),
    configFile: configFileOf(env),
    name,
    dataDir,
    jwtSecret,
    jwtPublicKey,
    accessKeys,
    logLevel,
    logFile: optional('SATU_LOG_FILE'),
    logRotation,
    redisUrl,
    databaseUrl,
    tracing,
    workers,
    processes: workers * Number(replicas),
    remarks
  })

  function oneOf<const T extends readonly string[]>(variable: VariableName, words: T): T[number] {
    const word = textOf(env, variable)
    if (!words.includes(word)) report(variable, `must be one of ${listed(words)}`, word)
    return word
  }
  function wholeNumber(variable: VariableName, least: number, most: number): number {
    const given = textOf(env, variable)
    const number = /^\d{1,6}$/.test(given) ? Number(given) : -1
    if (number < least || number > most) report(variable, `must be an integer from ${least} to ${most}`, given)
    return number
  }
  function optional(variable: VariableName): string | undefined {
    const value = textOf(env, variable)
    return value === '' ? undefined : value
  }
  function secretOf(variable: SecretName): string | undefined {
    const { value, problem, remark } = readVariable(env, variable)
    if (problem !== undefined) report(variable, problem)
    if (remark !== undefined) report(variable, remark, undefined, remarks)
    return value
  }
}

function isPostgresUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== '' && url.pathname.length > 1
}

type VariableName = (typeof environmentVariables)[number]['name']
type SecretName = Extract<(typeof environmentVariables)[number], { secret: true }>['name']

function textOf(env: NodeJS.ProcessEnv, variable: VariableName): string {
  const value = env[variable]
  if (value !== undefined && value !== '') return value
  return environmentVariables.find(({ name }) => name === variable)?.fallback ?? ''
}

/** The environment alone, for the same; a word that is none counts as production. */
export function environmentNameOf(env: NodeJS.ProcessEnv): EnvironmentName {
  return textOf(env, 'SATU_ENV') === 'development' ? 'development' : 'production'
}

/** The config file alone: for commands that need nothing else of the environment. */
export function configFileOf(env: NodeJS.ProcessEnv): string {
  return textOf(env, 'SATU_CONFIG')
}
