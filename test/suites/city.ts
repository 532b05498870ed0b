import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { adapters as table } from '../../adapters/index.ts'
import { createDemoCity } from '../../demo/city/city.ts'
import { startLegacySystem, type RunningSystem } from '../../demo/legacy-system.ts'
import { createSystems } from '../../demo/systems/index.ts'
import { loadAdapters } from '../../src/config/adapters.ts'
import { loadConfig } from '../../src/config/load.ts'
import { scopes as allScopes, type Config } from '../../src/config/schema.ts'
import { buildHub } from '../../src/hub.ts'
import type { Log } from '../../src/ops/log.ts'
import { signToken } from './token.ts'

export interface Answer {
  status: number
  headers: Headers
  // oxlint-disable-next-line no-explicit-any -- tests look into answers of every kind
  body: any
}

export interface RunningCity {
  url: string
  get(path: string, init?: RequestInit): Promise<Answer>
  /** A text is sent as it stands, anything else as JSON. */
  post(path: string, body: unknown, init?: RequestInit): Promise<Answer>
  /** The header of a consumer that has these scopes. */
  authorization(scopes?: readonly string[]): { authorization: string }
  system(id: string): RunningSystem
  /** Everything logged so far. */
  log(): string
  close(): Promise<void>
}

const secret = 'a key for tests that is long enough'
const consumer = 'tester'

/** The demo's legacy systems and the hub over them, with Bandung's own configuration. */
export async function startCity({ change = config => config }: { change?: (config: Config) => Config } = {}): Promise<RunningCity> {
  const systems = await Promise.all(createSystems(createDemoCity()).map(protocol => startLegacySystem(protocol)))
  const env = Object.assign({}, ...systems.map(({ environment }) => environment)) as NodeJS.ProcessEnv
  const adapters = await loadAdapters(table)
  const config = change(loadConfig({ file: 'config/bandung.yaml', env, adapters }))
  const generous = { requests: 1_000_000, seconds: 60 }
  const consumers: Config['consumers'] = Object.assign(Object.create(null), config.consumers, {
    [consumer]: { id: consumer, name: 'Tester', scopes: [...allScopes], environments: ['development'], rate: generous }
  })

  let logged = ''
  const write = (line: object): void => { logged += `${JSON.stringify(line)}\n` }
  const log: Log = {
    logger: pino({ base: null }, { write: (line: string) => { logged += line } }),
    request: write,
    flush: () => {}
  }
  const hub = await buildHub({
    config: { ...config, consumers, hub: { ...config.hub, rate: { anonymous: generous, consumer: generous } } },
    environment: { jwtSecret: secret, name: 'development' }, adapters, log
  })
  await hub.app.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${(hub.app.server.address() as AddressInfo).port}`

  const authorization = (scopes: readonly string[] = allScopes): { authorization: string } =>
    ({ authorization: `Bearer ${signToken(secret, { sub: consumer, scope: scopes.join(' ') })}` })
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, { ...init, headers: { ...authorization(), ...(init.headers as Record<string, string>) } })
    const text = await response.text()
    const { status, headers } = response
    return { status, headers, body: /json/.test(headers.get('content-type') ?? '') ? JSON.parse(text) : text }
  }

  return {
    url,
    get: (path, init = {}) => send(path, init),
    post: (path, body, init = {}) => send(path, {
      method: 'POST', ...init,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...(init.headers as Record<string, string>) }
    }),
    authorization,
    system(id) {
      const system = systems.find(one => one.id === id)
      if (system === undefined) throw new Error(`the demo has no system ${id}`)
      return system
    },
    log: () => logged,
    async close() {
      await hub.close()
      await Promise.all(systems.map(system => system.stop()))
    }
  }
}
