import { pino } from 'pino'
import type { Test } from 'tap'
import { adapters as table } from '../../adapters/index.ts'
import type { DemoCity } from '../../demo/city/city.ts'
import { type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { createLicensingSystem } from '../../demo/systems/licensing.ts'
import { createPopulationSystem } from '../../demo/systems/population.ts'
import { createTaxSystem } from '../../demo/systems/tax.ts'
import { createTransportSystem } from '../../demo/systems/transport.ts'
import { buildHub } from '../../src/hub.ts'
import { loadAdapters } from '../../src/platform/config/adapters.ts'
import type { Config } from '../../src/platform/config/schema.ts'
import { personalFields, scopes } from '../../src/platform/config/scopes.ts'
import { cityVariables } from './city-variables.ts'
import { loadConfig } from './config.ts'
import { createConfig } from './core/city.ts'
import { createConsumer } from './core/consumer.ts'
import { complaintRow, createLegacy, type Legacy } from './core/legacy.ts'
import { testFolder } from './folder.ts'
import { quiet } from './quiet-city.ts'
import { theCity } from './the-city.ts'
import { signToken } from './token.ts'

const JWT_SECRET = 'a secret of the tests, long enough for HS256'

export interface OverviewCity {
  city: DemoCity
  url: string
  dataDir: string
  /** Takes complaints of named, anonymous and confidential reporters. */
  complaints: Legacy
  system(id: string): RunningSystem
  get(path: string, how?: As): Promise<Answer>
  overview(nik: string, how?: As & { query?: string }): Promise<Answer>
  lines(): string
}

export interface Answer {
  status: number
  headers: Headers
  // Tests say what they expect of a body.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any
}

/** Who asks: `everything` with a purpose unless told. */
export interface As {
  as?: string
  scopes?: readonly string[]
  purpose?: string | null
}

/**
 * The demo's registers of people, permits and land, an application for complaints, and a hub over them that mirrors.
 */
export async function startOverviewCity(t: Test): Promise<OverviewCity> {
  const city = theCity()
  const protocols = [createLicensingSystem(city, { id: 'licensing-a' }), createPopulationSystem(city),
    createTransportSystem(city), createTaxSystem(city, { objects: 300 })]
  const running = await Promise.all(protocols.map(protocol => startLegacySystem(protocol)))
  const complaints = createLegacy({ id: 'wishes', prefix: 'WISH',
    rows: [complaintRow('1', '2026-11-01T08:00:00+07:00')] })
  const adapters = await loadAdapters({ ...table, wishes: async () => ({ adapter: complaints.adapter }) })
  const env = { ...cityVariables(),
    ...Object.assign({}, ...running.map(({ environment }) => environment)) } as NodeJS.ProcessEnv
  const loaded = quiet(loadConfig({ file: 'config/bandung.yaml', env, adapters }))
  const agreement = { number: '470/1/PKS', expires: '2999-12-31' }
  const open = { scopes: [...scopes], purposes: ['public_service' as const], agreement }
  const config: Config = {
    ...loaded,
    hub: { ...loaded.hub,
      mirror: { resources: ['licences', 'licence-applications', 'complaints', 'tax-bills'], on_error: 0 } },
    routes: {},
    systems: [
      ...loaded.systems.filter(({ id }) => running.some(system => system.id === id)).map(system => ({ ...system,
        mirror: {},
        freshness: Object.fromEntries(system.resources.map(name => [name, { fresh: 0, revalidate: 0, on_error: 0 }])) })
      ),
      ...createConfig([complaints]).systems
    ],
    consumers: {
      plain: createConsumer('plain', { scopes: [...scopes] }),
      names: createConsumer('names', { ...open, fields: ['name'] }),
      everything: createConsumer('everything', { ...open, fields: [...personalFields] })
    }
  }
  const dataDir = testFolder()
  const lines: string[] = []
  const hub = await buildHub({
    config,
    adapters,
    environment: { jwtSecret: JWT_SECRET, name: 'development', dataDir },
    log: { logger: pino({ level: 'info' }, { write: line => {
      lines.push(line)
    } }), request: line => {
      lines.push(JSON.stringify(line))
    }, flush: () => {} }
  })
  t.teardown(async () => {
    await hub.close()
    await Promise.all(running.map(system => system.stop()))
  })
  const url = await hub.app.listen({ port: 0, host: '127.0.0.1' })
  const headersOf = (
    { as = 'everything', scopes: own = config.consumers[as]?.scopes ?? [], purpose = 'public_service' }: As
  ): Record<string, string> => ({ authorization: `Bearer ${signToken(JWT_SECRET, { sub: as, scope: own.join(' ') })}`,
    ...(purpose !== null && as !== 'plain' && { 'x-purpose': purpose }) })
  const read = async (response: Response): Promise<Answer> => ({ status: response.status, headers: response.headers,
    body: await response.json() })
  return {
    city,
    url,
    dataDir,
    complaints,
    system(id) {
      const found = running.find(system => system.id === id)
      if (found === undefined) throw new Error(`no system ${id}`)
      return found
    },
    get: async (path, how = {}) => read(await fetch(url + path, { headers: headersOf(how) })),
    overview: async (nik, { query = '', ...how } = {}) =>
      read(
        await fetch(`${url}/v1/residents/overview${query}`, { method: 'POST',
          headers: { ...headersOf(how), 'content-type': 'application/json' }, body: JSON.stringify({ nik }) })
      ),
    lines: () => lines.join('\n')
  }
}
