import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import { loadContract } from '../../../src/contract/contract.ts'
import { createValidation } from '../../../src/contract/validation.ts'
import { createClocks } from '../../../src/features/deadlines/clocks.ts'
import { createCache } from '../../../src/gateway/reads/cache.ts'
import { createCursors } from '../../../src/gateway/reads/cursor.ts'
import { createFederation, type ListQuery, type ListResult } from '../../../src/gateway/reads/federate.ts'
import { createFilters } from '../../../src/gateway/reads/filters.ts'
import { sourcePipeline } from '../../../src/gateway/reads/pipeline.ts'
import { createPurges } from '../../../src/gateway/reads/purges.ts'
import { createRegistry, type Registry } from '../../../src/gateway/systems/registry.ts'
import type { SystemLog } from '../../../src/gateway/systems/system-log.ts'
import { createSystem } from '../../../src/gateway/systems/system.ts'
import { buildHub, type Hub, type HubOptions } from '../../../src/hub.ts'
import { createWorkingDays } from '../../../src/kit/indonesia/working-days.ts'
import type { Config, SystemConfig } from '../../../src/platform/config/schema.ts'
import type { TracingSettings } from '../../../src/platform/config/tracing.ts'
import type { InboxStore } from '../../../src/platform/store/inbox.ts'
import type { RequestLine } from '../../../src/platform/telemetry/log.ts'
import { testFolder } from '../folder.ts'
import { testLog } from '../test-log.ts'
import { someone } from './asker.ts'
import { city, createConfig, type TestConfig } from './city.ts'
import type { Legacy } from './legacy.ts'

export const JWT_SECRET = 'a key for tests that is long enough'
export const contract = loadContract()
export const validation = createValidation(contract)

export const operation = (id: string) => {
  const found = contract.operations.find(one => one.id === id)
  if (found === undefined) throw new Error(`the contract has no ${id}`)
  return found
}

const log: SystemLog = { call: () => {}, quarantined: () => {}, snapshot: () => {} }

/** No system of these tests pushes. */
const refuse = (): Promise<never> => Promise.reject(new Error('nothing is pushed here'))
export const noInbox: InboxStore = { add: refuse, get: refuse, list: refuse }

/** Systems behind their guards, as the hub connects them. */
export function connect(legacies: readonly Legacy[], config: Config = createConfig(legacies)): Registry {
  const dataDir = testFolder()
  return createRegistry(config.systems.map((system: SystemConfig) => {
    const legacy = legacies.find(({ id }) => id === system.id)
    if (legacy === undefined) throw new Error(`no system ${system.id} in this test`)
    return createSystem({
      config: system,
      adapter: legacy.adapter,
      version: 'test',
      city,
      validation,
      today: () => '2026-11-20',
      dataDir,
      inbox: noInbox,
      log,
      onChange: () => {}
    })
  }))
}

export interface TestFederation {
  list(query?: Partial<ListQuery>): Promise<ListResult>
  /** Drops all that is kept. */
  forget(): void
  registry: Registry
}

export interface FederationSettings extends TestConfig {
  maxScan?: number
  patienceMs?: number
  /** Clock of the cache. */
  now?: () => number
}

/** Lists over the systems of the test. */
export function federate(
  legacies: readonly Legacy[],
  { maxScan = 2_000, patienceMs = 2_500, now, ...settings }: FederationSettings = {}
): TestFederation {
  const registry = connect(legacies, createConfig(legacies, settings))
  const purges = createPurges()
  const cache = createCache({ maxBytes: 64_000_000, purges, random: () => 0, ...(now && { now }) })
  const list = createFederation({ registry, reader: sourcePipeline({ cache, spared: () => {} }),
    cursors: createCursors(JWT_SECRET),
    filters: createFilters(contract, createClocks({ workingDays: createWorkingDays() })), maxScan, patienceMs })
  return {
    list: query =>
      list({ resource: 'complaints', filters: {}, limit: 20, cursor: undefined, requireAll: false, tolerance: {},
        asker: someone, ...query }),
    forget: () => {
      purges.purge(legacies.map(({ id }) => id))
    },
    registry
  }
}

export interface RunningHub extends Hub {
  url: string
  dataDir: string
  lines: RequestLine[]
  get(path: string, init?: RequestInit): Promise<Response>
}

/** The whole hub over the systems of the test, on a real socket. */
export async function startHub(
  t: Test,
  legacies: readonly Legacy[],
  { tracing, dataDir = testFolder(), databaseUrl, reread, ...settings }: TestConfig & { tracing?: TracingSettings;
    dataDir?: string; databaseUrl?: string | undefined; reread?: HubOptions['reread'] | undefined } = {}
): Promise<RunningHub> {
  const lines: RequestLine[] = []
  const log = testLog(dataDir, line => {
    lines.push(line)
  })
  const hub = await buildHub({
    config: createConfig(legacies, settings),
    environment: { jwtSecret: JWT_SECRET, name: 'development', dataDir, databaseUrl, tracing },
    adapters: new Map(legacies.map(({ adapter }) => [adapter.product, adapter])),
    log,
    ...(reread && { reread })
  })
  t.teardown(async () => {
    await hub.close()
    log.flush()
  })
  await hub.app.listen({ port: 0, host: '127.0.0.1' })
  const url = `${settings.tls === undefined ? 'http' : 'https'}://127.0.0.1:${
    (hub.app.server.address() as AddressInfo).port
  }`
  return { ...hub, url, dataDir, lines, get: (path, init) => fetch(`${url}${path}`, init) }
}
