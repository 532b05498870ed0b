import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { signToken } from '../src/cli/jwt.ts'
import { readConsumers } from '../src/config/consumers.ts'
import { changedCity, cityFile } from './city.ts'
import { cores } from './machine.ts'
import { startListening, startSpeaking, type Server } from './server.ts'

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
    command, core: cores.load, env: { BENCH_LATENCY_MS: String(latencyMs) }
  })
  return { ...server, environment: server.said.environment }
}

let live: string | undefined

export interface HubOptions {
  environment: Record<string, string>
  /** The live systems of the city when left out. */
  configFile?: string
}

/** A fresh hub as it is run in production, access log on; only its data folder is of the moment. */
export async function startHub({ environment, configFile = (live ??= changedCity()) }: HubOptions): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'satu-bench-'))
  const server = await startListening({
    command: [process.execPath, join(root, 'src/main.ts')],
    env: {
      ...environment,
      HOST: '127.0.0.1', SATU_CONFIG: configFile, SATU_ENV: 'development', SATU_DATA_DIR: folder,
      SATU_JWT_SECRET: SECRET, SATU_LOG_LEVEL: 'info', SATU_LOG_FILE: join(folder, 'hub.log')
    }
  }, '/readyz')
  return {
    ...server,
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true })
    }
  }
}

/** The Authorization header of a consumer with all its scopes. */
export function authorization(): { authorization: string } {
  const iat = Math.floor(Date.now() / 1_000)
  const { scopes = [] } = readConsumers(cityFile).get(CONSUMER) ?? {}
  return { authorization: `Bearer ${signToken({ iss: 'satu', aud: 'satu', sub: CONSUMER, scope: scopes.join(' '), iat, exp: iat + 3_600, jti: 'bench' }, SECRET)}` }
}
