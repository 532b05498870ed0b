import type { Test } from 'tap'
import { type Alerts, type AlertsOptions, createAlerts } from '../../src/features/alerts/alerts.ts'
import { createEvents } from '../../src/gateway/events/events.ts'
import { createServed } from '../../src/gateway/reads/served.ts'
import { createCity } from '../../src/gateway/systems/city.ts'
import { readBacklog } from '../../src/gateway/writes/backlog.ts'
import { SystemFault } from '../../src/kit/faults.ts'
import type { Store } from '../../src/platform/store/database.ts'
import { createConfig, type TestConfig } from './core/city.ts'
import { connect, contract } from './core/hub.ts'
import { createLegacy } from './core/legacy.ts'
import { testFolder } from './folder.ts'
import { startJobs } from './jobs.ts'
import { silent } from './stores.ts'

/** Only what the test is about: of the disk of the machine that tests run on, for instance, nobody wants to hear. */
export const onlyDown = Object.fromEntries(
  ['system-fails', 'answers-old', 'agency-late', 'delivery-parked', 'deliveries-late', 'records-left-out',
    'form-changed', 'disk-full', 'store-down', 'certificate-ends'].map(name => [name, { enabled: false }])
)

export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

/** Systems whose state is in the test's hands. */
export function createSystems(ids: readonly string[], settings: TestConfig) {
  const down = new Set<string>()
  const legacies = ids.map((id, i) => createLegacy({ id, prefix: `P${String(i).padStart(4, '0')}`, rows: [] }))
  for (const legacy of legacies)
    legacy.before = () => {
      if (down.has(legacy.id))
        throw new SystemFault('unreachable', { stage: 'connect', detail: 'refused the connection' })
    }
  const config = createConfig(legacies, settings)
  const registry = connect(legacies, config)
  const probe = (id: string): Promise<void> => registry.get(id)!.probe('test').then(() => {}, () => {})
  return {
    config,
    registry,
    /** Three calls in a row fail: it is down. */
    async fall(...fallen: readonly string[]) {
      for (const id of fallen) down.add(id)
      await Promise.all(fallen.map(async id => {
        for (let i = 0; i < 3; i++) await probe(id)
      }))
    },
    async rise(...risen: readonly string[]) {
      for (const id of risen) down.delete(id)
      await Promise.all(risen.map(probe))
    }
  }
}

export interface Watching {
  store: Store
  alerts: Alerts
  maintenance: Set<string>
  overdue: Map<string, number>
}

export const QUICK = { roundMs: 20, clearMs: 40, calmMs: 300_000, quietMs: 60, mostMs: 500, betweenMs: 0 }

/** A process of the hub that watches systems and tells people. */
export function startAlerts(
  t: Pick<Test, 'teardown'>,
  store: Store,
  { config, registry }: Pick<ReturnType<typeof createSystems>, 'config' | 'registry'>,
  more: Partial<AlertsOptions> = {}
): Watching {
  const events = createEvents({ store, contract })
  const city = createCity(config)
  const maintenance = new Set<string>()
  const overdue = new Map<string, number>()
  const alerts = createAlerts({
    store,
    events,
    served: createServed(),
    environment: { name: 'development' },
    jobs: startJobs(t, store),
    log: silent,
    dataDir: testFolder(),
    journal: { backlog: () => readBacklog(store) },
    config: () => config,
    registry: () => registry,
    agencies: () => city.agencies,
    certificates: () => [],
    isInMaintenance: id => maintenance.has(id),
    overdue: () => Promise.resolve(overdue),
    times: QUICK,
    pause: () => 50,
    ...more
  })
  t.teardown(async () => {
    await alerts.close()
    events.close()
  })
  return { store, alerts, maintenance, overdue }
}
