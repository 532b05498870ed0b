import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { adapters as table } from '../../adapters/index.ts'
import { type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { createSystems } from '../../demo/systems/index.ts'
import { buildHub, type Hub } from '../../src/hub.ts'
import { type AdapterTable, loadAdapters, type LoadedAdapters } from '../../src/platform/config/adapters.ts'
import type { Config } from '../../src/platform/config/schema.ts'
import { createLog } from '../../src/platform/telemetry/log.ts'
import { keepSecret } from '../canary/canaries.ts'
import { loadConfig } from './config.ts'
import { testFolder } from './folder.ts'
import { quiet } from './quiet-city.ts'
import { theCity } from './the-city.ts'
import { signToken } from './token.ts'

export const JWT_SECRET = 'a secret of the tests, long enough for HS256'

export interface Answer {
  status: number
  headers: Headers
  // Tests say what they expect of a body; contract-check.ts holds its shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any
}

interface AskOptions {
  /** Consumer that asks; null sends no token. */
  as?: string | null
  /** In place of all the consumer's scopes. */
  scopes?: readonly string[]
  headers?: Record<string, string>
}

export interface TestCity {
  url: string
  /** What the hub keeps. */
  dataDir: string
  config: Config
  system(id: string): RunningSystem
  get(path: string, options?: AskOptions): Promise<Answer>
  /** A text is sent as it stands, anything else as JSON. */
  post(path: string, body: unknown, options?: AskOptions): Promise<Answer>
  /** The header of the demo application, or of another consumer, with exactly these scopes. */
  authorization(scopes: readonly string[], as?: string): { authorization: string }
  adapters: LoadedAdapters
  /** Puts another configuration in use. */
  reload(config: Config, adapters?: LoadedAdapters): ReturnType<Hub['reload']>
  /** All lines that the hub has logged, as text. */
  log(): string
  close(): Promise<void>
}

export interface CityOptions {
  /** Changes the checked config before the hub is built of it. */
  change?(config: Config): Config
  /** In place of the products that ship. */
  products?: AdapterTable
  /** Systems that are down before the hub is built. */
  down?: readonly string[]
  redisUrl?: string
}

/** The demo's legacy systems and a hub in front of them, all real, on free ports of this process. */
export async function startCity(
  { change = config => config, products = table, down = [], redisUrl }: CityOptions = {}
): Promise<TestCity> {
  const running = await Promise.all(createSystems(theCity()).map(protocol => startLegacySystem(protocol)))
  const env = Object.assign({}, ...running.map(({ environment }) => environment)) as NodeJS.ProcessEnv
  await Promise.all(running.filter(({ id }) => down.includes(id)).map(system => system.setFault({ kind: 'down' })))
  const adapters = await loadAdapters(products)
  const config = change(quiet(loadConfig({ file: 'config/bandung.yaml', env, adapters })))
  keepSecret(JWT_SECRET, ...secretsOf(config.systems))
  const dataDir = testFolder()
  const logFile = join(dataDir, 'hub.log')
  const log = createLog({ logLevel: 'info', logFile })
  const hub = await buildHub({ config, adapters, log,
    environment: { jwtSecret: JWT_SECRET, name: 'development', dataDir, ...(redisUrl !== undefined && { redisUrl }) } })
  const url = await hub.app.listen({ port: 0, host: '127.0.0.1' })

  const bearer = (sub: string, scopes: readonly string[]): { authorization: string } => ({
    authorization: `Bearer ${signToken(JWT_SECRET, { sub, scope: scopes.join(' ') })}`
  })
  const headersOf = ({ as = 'demo-app', scopes, headers }: AskOptions): Record<string, string> =>
    as === null ? { ...headers } : { ...bearer(as, scopes ?? config.consumers[as]?.scopes ?? []), ...headers }
  const read = async (response: Response): Promise<Answer> => {
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json') ?? false
    return { status: response.status, headers: response.headers, body: json && text !== '' ? JSON.parse(text) : text }
  }

  return {
    url,
    dataDir,
    config,
    system(id) {
      const found = running.find(system => system.id === id)
      if (found === undefined) throw new Error(`no system ${id}`)
      return found
    },
    get: async (path, options = {}) =>
      read(await fetch(url + path, { redirect: 'manual', headers: headersOf(options) })),
    post: async (path, body, options = {}) =>
      read(await fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headersOf(options) },
        body: typeof body === 'string' ? body : JSON.stringify(body)
      })),
    authorization: (scopes, as = 'demo-app') => bearer(as, scopes),
    adapters,
    reload: (next, others = adapters) => hub.reload(next, others),
    log() {
      log.flush()
      return readFileSync(logFile, 'utf8')
    },
    async close() {
      await hub.close()
      await Promise.all(running.map(system => system.stop()))
    }
  }
}

/** What systems are asked with: settings whose names say that they are secret. */
export function secretsOf(systems: readonly { settings: Readonly<Record<string, unknown>> }[]): string[] {
  return systems.flatMap(({ settings }) =>
    Object.entries(settings).flatMap((
      [name, value]
    ) => (/password|secret|token|key$/.test(name) && typeof value === 'string' && value.length > 7 ? [value] : []))
  )
}
