import type { Core } from '../gateway/core.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { Reloads } from '../gateway/operators/reloads.ts'
import type { Registry } from '../gateway/systems/registry.ts'
import type { City } from '../kit/adapter.ts'
import type { HubEnvironment, Platform } from '../platform/platform.ts'
import { forgetting } from '../platform/store/forgetting.ts'
import type { Family } from '../platform/telemetry/metrics.ts'
import { type Kept, keptByAge, startRetention } from '../platform/telemetry/retention.ts'
import type { App } from './app.ts'
import type { Handlers } from './handlers.ts'
import { createRecord, type OnRecord } from './operator-record.ts'
import { createOwnership } from './ownership.ts'
import type { Panel } from './panels.ts'
import { createWitness, type Privacy, type Witness } from './personal.ts'
import type { PrepareConfiguration, Reloading } from './reloading.ts'
import { createSubmit, type Submit } from './submit.ts'

/** What features stand on: the platform, the gateway, and what they may add to HTTP. */
export interface Hub
  extends Omit<Platform, 'close' | 'environment'>,
    Pick<Gateway,
      'bus' | 'slots' | 'caches' | 'events' | 'journal' | 'walk' | 'served' | 'operators' | 'cityOf' | 'config' | 'core'
        | 'registry'>,
    Pick<App, 'hotPath' | 'windows' | 'current' | 'isClosing' | 'refusals' | 'apis' | 'commonMetrics'>
{
  environment: HubEnvironment
  /** The city's reference data under the configuration in use. */
  city(): City
  submit: Submit
  privacy: Privacy
  /** Writes down who sees what of whom. */
  witness: Witness
  /** Does what an operator asked for, on record. */
  record: OnRecord
  reloads: Reloads
  /** Numbers of every process of the hub. */
  numbersOfAll(): Promise<readonly (readonly Family[])[]>
  /** Answers operations of the contract. */
  answer(handlers: Handlers): void
  /** Has what a feature keeps forgotten when it is old enough. */
  forgetByAge(...kept: Kept[]): void
  /** Makes ready what a feature needs of another configuration, before it is taken. */
  prepareConfiguration(prepare: PrepareConfiguration): void
  /** Shows something on the Command Center. */
  addPanel(panel: Panel): void
  /** What all features answer. */
  handlers: Handlers
  /** What all features show on the Command Center. */
  panels: readonly Panel[]
}

/** Makes what features stand on. What is kept by age begins to be forgotten once the app is ready. */
export function createHub(
  platform: Platform,
  gateway: Gateway,
  app: App,
  { reloads, preparations }: Reloading,
  others: () => Promise<readonly (readonly Family[])[]>
): Hub {
  const { contract, validation, accessLog, owners, jobs, log, metrics } = platform
  const { journal, enumeration } = gateway
  const ownership = createOwnership({ journal, owners })
  const handlers: Record<string, Handlers[string]> = {}
  const panels: Panel[] = []
  const kept: Kept[] = keptByAge({ forgetting, days: () => gateway.config().hub.retention })
  app.fastify.addHook('onReady', async () => {
    const retention = startRetention({ kept, jobs, log: log.logger })
    metrics.gather(retention.families)
    closing.push(retention.close)
  })
  const closing: (() => Promise<void>)[] = []
  app.fastify.addHook('onClose', async () => {
    await Promise.all(closing.map(close => close()))
  })
  return {
    ...platform,
    ...gateway,
    ...app,
    city: () => gateway.cityOf(gateway.config()),
    submit: createSubmit({ contract, validation, journal, owners, ownership }),
    privacy: { accessLog, enumeration, owners, ownership },
    witness: createWitness(accessLog),
    record: createRecord(gateway.operators.actions),
    reloads,
    numbersOfAll: async () => [metrics.families(), ...await others()],
    answer(more) {
      Object.assign(handlers, more)
    },
    forgetByAge(...more) {
      kept.push(...more)
    },
    prepareConfiguration(prepare) {
      preparations.push(prepare)
    },
    addPanel(panel) {
      panels.push(panel)
    },
    handlers,
    panels
  }
}

/** Makes something once for each configuration, and lets go of it with that one. */
export function perConfiguration<T>(make: (core: Core) => T): (core: Core) => T {
  const made = new WeakMap<Registry, T>()
  return core => {
    // A request has the core among other things: what is the same in both is its registry.
    const known = made.get(core.registry)
    if (known !== undefined) return known
    const anew = make(core)
    made.set(core.registry, anew)
    return anew
  }
}
