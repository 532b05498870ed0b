import { setTimeout as delay } from 'node:timers/promises'
import { pino } from 'pino'
import type { Test } from 'tap'
import { adapters as table } from '../../adapters/index.ts'
import type { DemoCity } from '../../demo/city/city.ts'
import { type LegacySystem, type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import type { components } from '../../src/contract/types.ts'
import { buildHub } from '../../src/hub.ts'
import { loadAdapters } from '../../src/platform/config/adapters.ts'
import type { Config } from '../../src/platform/config/schema.ts'
import { until } from '../services/wait.ts'
import { cityVariables } from './city-variables.ts'
import { loadConfig } from './config.ts'
import { testFolder } from './folder.ts'
import { quiet } from './quiet-city.ts'
import { theCity } from './the-city.ts'
import { signToken } from './token.ts'

export const JWT_SECRET = 'a secret of the tests, long enough for HS256'
export type Drift = components['schemas']['SystemDrift']

export interface DriftingCity {
  /** What a command takes to ask the hub. */
  address: { url: string; token: string }
  tokenOf(consumer: string): string
  /** What the hub keeps. */
  dataDir: string
  system(id: string): RunningSystem
  ask(
    path: string,
    init?: { method?: string; body?: object; as?: string }
  ): Promise<{ status: number; headers: Headers; body: Record<string, unknown> & { items: Drift[] } }>
  /** Reads until the hub knows what the system sends. */
  learn(system: string, path: string): Promise<void>
  /** Reads until something of the system is told, and it fits. */
  drifted(system: string, path: string, fits: (drift: Drift) => boolean): Promise<Drift>
  events(): Promise<{ source: string; data: Record<string, unknown> }[]>
}

/** Some of the demo's legacy systems, and a hub over them that learns what they send within a few reads. */
export async function startDriftingCity(
  t: Pick<Test, 'teardown' | 'same'>,
  make: (city: DemoCity) => LegacySystem[],
  change: (config: Config) => Config = config => config
): Promise<DriftingCity> {
  const running = await Promise.all(make(theCity()).map(system => startLegacySystem(system)))
  t.teardown(() => Promise.all(running.map(system => system.stop())))
  const dataDir = testFolder()
  const adapters = await loadAdapters(table)
  const env = Object.assign({ ...cityVariables() },
    ...running.map(({ environment }) => environment)) as NodeJS.ProcessEnv
  const config = quiet(loadConfig({ file: 'config/bandung.yaml', env, adapters }))
  const systems = config.systems.filter(({ id }) => running.some(system => system.id === id)).map(system => ({
    ...system,
    snapshot: { ...system.snapshot, poll_seconds: 1 },
    freshness: Object.fromEntries(
      system.resources.map(resource => [resource, { fresh: 0, revalidate: 0, on_error: 0 }])
    )
  }))
  const changed = change({ ...config, routes: {}, writes: {}, systems,
    hub: { ...config.hub, drift: { enabled: true, warm_up_records: 60 } } })
  const hub = await buildHub({
    config: changed,
    adapters,
    environment: { jwtSecret: JWT_SECRET, name: 'development', dataDir },
    log: { logger: pino({ level: 'silent' }), request: () => {}, flush: () => {} }
  })
  const url = await hub.app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => hub.close())

  const tokenOf = (as: string): string =>
    signToken(JWT_SECRET, { sub: as, scope: changed.consumers[as]?.scopes.join(' ') })
  const ask: DriftingCity['ask'] = async (path, { method = 'GET', body, as = 'operations' } = {}) => {
    const answer = await fetch(url + path, {
      method,
      ...(body && { body: JSON.stringify(body) }),
      headers: { authorization: `Bearer ${tokenOf(as)}`, ...(body && { 'content-type': 'application/json' }) }
    })
    return { status: answer.status, headers: answer.headers, body: await answer.json() as never }
  }
  /** At the pace of a patient caller: what is known well is looked at once a second. */
  const read = async (path: string): Promise<void> => {
    await ask(path, { as: 'demo-app' })
    await delay(100)
  }
  const driftsOf = async (system: string): Promise<Drift[]> => (await ask(`/admin/systems/${system}/drift`)).body.items

  return {
    ask,
    dataDir,
    tokenOf,
    address: { url, token: tokenOf('operations') },
    system: id => running.find(system => system.id === id)!,
    async learn(system, path) {
      await until(async () => {
        await read(path)
        return hub.metrics().some(({ name, series }) =>
          name === 'satu_system_drift_known' &&
          series.some(([labels, count]) => labels === `{system="${system}"}` && count > 0)
        )
      })
      t.same(await driftsOf(system), [], `${system} raised nothing while it was learned`)
    },
    async drifted(system, path, fits) {
      let found: Drift | undefined
      await until(async () => {
        await read(path)
        found = (await driftsOf(system)).find(fits)
        return found !== undefined
      })
      return found!
    },
    events: async () => (await ask('/v1/events?type=system.drifted&limit=100')).body.items as never
  }
}
