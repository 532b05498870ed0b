import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Claims, signToken } from '../src/cli/jwt.ts'
import { readConsumers } from '../src/platform/config/consumers.ts'
import { changedCity, cityFile } from './city.ts'
import type { LoadRequest } from './load.ts'
import { type Core, cores } from './machine.ts'
import { type Server, startListening, startSpeaking } from './server.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const SECRET = 'a key of the benchmarks, long enough for HS256'
export const CONSUMER = 'demo-app'

export interface LegacySystems extends Server {
  /** What the config file reads: addresses and credentials. */
  environment: Record<string, string>
}

/** The demo's legacy systems, on the load's core. */
export async function startLegacySystems({ latencyMs = 0 } = {}): Promise<LegacySystems> {
  const command = [process.execPath, join(root, 'bench/legacy-process.ts')]
  const server = await startSpeaking<{ url: string; environment: Record<string, string> }>({
    command,
    core: cores.load,
    env: { BENCH_LATENCY_MS: String(latencyMs) }
  })
  return { ...server, environment: server.said.environment }
}

/** As `npm start` runs it, flags of Node included. */
const [, ...startArguments] =
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }).scripts.start.split(
    ' '
  )
const startCommand = startArguments.map(argument => (argument.includes('/') ? join(root, argument) : argument))

let live: string | undefined

export interface HubOptions {
  environment: Record<string, string>
  /** The live systems of the city when left out. */
  configFile?: string
  /** Of an earlier start, which may have kept something for this one. It stays; a fresh one when left out. */
  dataDir?: string
  /** For Node, before the others. */
  flags?: readonly string[]
  env?: Readonly<Record<string, string>>
  /** Of the server when left out. */
  core?: Core
}

/** A fresh hub as it is run in production, access log on; only its data folder is of the moment. */
export async function startHub(
  { environment, configFile = (live ??= changedCity()), dataDir, flags = [], env = {}, core = cores.server }: HubOptions
): Promise<Server> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'satu-bench-'))
  const server = await startListening({
    command: [process.execPath, ...flags, ...startCommand],
    core,
    env: {
      ...environment,
      HOST: '127.0.0.1',
      SATU_CONFIG: configFile,
      SATU_ENV: 'development',
      SATU_DATA_DIR: folder,
      SATU_JWT_SECRET: SECRET,
      SATU_LOG_LEVEL: 'info',
      SATU_LOG_FILE: join(folder, 'hub.log'),
      ...env
    }
  }, '/readyz')
  return {
    ...server,
    async stop() {
      await server.stop()
      if (dataDir === undefined) rmSync(folder, { recursive: true })
    }
  }
}

/** A hub with what it is to be asked, to look into it. */
export interface LoadedHub {
  hub: Server
  request: Omit<LoadRequest, 'seconds'>
  /** Ends it, and what it stands on. */
  stop(): Promise<void>
}

/** Claims of a consumer with all its scopes, for the next hour. */
export function claimsNow(consumer = CONSUMER): Claims {
  const iat = Math.floor(Date.now() / 1_000)
  const { scopes = [] } = readConsumers(cityFile).get(consumer) ?? {}
  return { iss: 'satu', aud: 'satu', sub: consumer, scope: scopes.join(' '), iat, exp: iat + 3_600, jti: 'bench' }
}

/** The Authorization header of it. */
export function authorization(consumer = CONSUMER): { authorization: string } {
  return { authorization: `Bearer ${signToken(claimsNow(consumer), SECRET)}` }
}
