import type { ResourceName } from '../contract/resources.ts'
import { SatuError } from '../errors.ts'
import { createToday } from '../kit/indonesia/calendar.ts'
import type { LoadedAdapters } from '../platform/config/adapters.ts'
import { certificatesOf } from '../platform/config/certificates-used.ts'
import type { Config } from '../platform/config/schema.ts'
import type { Platform } from '../platform/platform.ts'
import { createEnumeration, type Enumeration } from '../platform/privacy/enumeration.ts'
import { hubFamilies } from '../platform/telemetry/process-metrics.ts'
import { type Bus, createBus } from './bus.ts'
import { type Caches, openCaches } from './caches.ts'
import { type CityOf, type Core, createCities, createCores } from './core.ts'
import { createEvents, type Events } from './events/events.ts'
import { startWatcher } from './events/watcher.ts'
import { type Administration, openAdministration } from './operators/administration.ts'
import { holdTag } from './reads/purges.ts'
import { createServed, type Served } from './reads/served.ts'
import { createWalk, type Walk } from './reads/walk.ts'
import { createSlots, type Slots } from './slots.ts'
import { type Connected, connectSystems } from './systems/connect.ts'
import { startProber } from './systems/prober.ts'
import type { Registry } from './systems/registry.ts'
import { testSystems } from './systems/self-test.ts'
import { startSnapshotLooks } from './systems/snapshot-looks.ts'
import { standingOf } from './systems/standing.ts'
import type { System } from './systems/system.ts'
import { happeningOfWaiting, happeningsOf } from './writes/happenings.ts'
import { createJournal, type Journal } from './writes/journal.ts'

/** The legacy systems behind their guards, with reads, writes and events over them. */
export interface Gateway {
  bus: Bus
  slots: Slots
  caches: Caches
  events: Events
  journal: Journal
  walk: Walk
  served: Served
  operators: Administration
  cityOf: CityOf
  enumeration: Enumeration
  /** What the configuration in use makes of the gateway. @throws Error before the first one */
  core(): Core
  /** The configuration in use; at the start the one that will be. */
  config(): Config
  registry(): Registry
  /** Connects the systems of the first configuration and begins to look after them. */
  open(config: Config, adapters: LoadedAdapters): Core
  /**
   * Connects and tries the systems of another configuration aside.
   * @param anew this system is connected anew also when nothing about it has changed
   * @throws Error when one cannot be connected, or fails where the running one does not: what runs stays
   */
  prepare(config: Config, adapters: LoadedAdapters, anew?: string): Promise<Prepared>
  /** Refuses other configurations from now on: the hub closes. */
  refuseChanges(): void
  /** Ends deliveries and looks for changes, and lets go of every system. */
  stop(): Promise<void>
  /** Closes what features may use to the end: events, caches. */
  close(): Promise<void>
}

/** Another configuration whose systems are connected, but that is not in use yet. */
export interface Prepared {
  changed: string[]
  untried: string[]
  reconnected: string[]
  /**
   * Puts it in use.
   * @returns the core, and the systems that nobody needs once the last request under the old one ends
   */
  use(): { core: Core; removed: string[]; gone: readonly System[] }
}

/** @param first the configuration that it will be opened with */
export async function createGateway(platform: Platform, first: Config): Promise<Gateway> {
  const { environment, contract, validation, store, log: { logger }, metrics, tracing, accessKeys, inbox, jobs } =
    platform
  const bus = createBus(logger)
  const slots = createSlots()
  const events = createEvents({ store, contract })
  const served = createServed()
  const caches = await openCaches({ maxMb: first.hub.cache.max_mb, version: contract.version, environment, jobs,
    log: logger })
  const { cache, purges, purge, ledger, limits, shared } = caches
  const operators = await openAdministration({
    store,
    jobs,
    log: logger,
    // What answers say of it beside its records.
    onHold: system => {
      purges.purge([holdTag(system)])
    }
  })
  const cityOf = createCities()
  const createCore = createCores({ contract, validation, accessKeys, cache, purges, ledger, served, slots, cityOf,
    purge, jwtSecret: environment.jwtSecret, answerBytes: caches.answerBytes,
    shared: () => shared && { state: shared.redis.status().state, ...shared.cache.stats() } })

  let current: { core: Core; connected: readonly Connected[] } | undefined
  const core = (): Core => {
    if (current === undefined) throw new Error('no configuration is in use yet')
    return current.core
  }
  const registry = (): Registry => core().registry
  const enumeration = createEnumeration({
    shared: shared && { ready: () => shared.redis.ready, add: shared.counts.add },
    nameOf: nik => accessKeys.current.nameOf('subject', nik),
    log: logger,
    onAlarm: (consumer, data) => {
      const alarm = { type: 'access.enumerated', system: null, subject: consumer, time: Date.now(), data } as const
      store.write(db => events.append(db, alarm)).catch(() => {})
    }
  })

  const watcher = startWatcher({
    append: events.append,
    contract,
    registry,
    jobs,
    async onSeen(fenced, system, resource, seen) {
      if (!(await bus.emit('recordsSeen', { store: fenced, system, resource, seen })))
        throw new SatuError('store_unavailable', 'What was seen of a system could not be kept.', { stage: 'watch' })
    }
  })
  const journal = createJournal({
    store,
    jobs,
    log: logger,
    tracing,
    registry,
    maxSends: first.hub.writes.max_sends,
    onSettled: async (db, settled) => {
      await events.append(db, ...happeningsOf(settled, registry().get(settled.submission.system)?.config.prefix))
    },
    onWaiting: async (db, submission) => {
      await events.append(db, happeningOfWaiting(submission))
    },
    onDelivered(system, name, key) {
      const resource = name as ResourceName
      // Where it is handed over the record is kept under the key of another system.
      void purge(registry().pairOf(resource, system) === undefined ? { system, resource, key } : { system, resource })
      void bus.emit('writeDelivered', { system, resource, key })
    }
  })
  const walk = createWalk({ contract, registry })

  function connect(config: Config, adapters: LoadedAdapters, running: readonly Connected[], anew?: string) {
    return connectSystems({
      config,
      adapters,
      running,
      anew,
      validation,
      inbox,
      ledger,
      share: limits.places,
      ...(slots.watchSystem && { drift: slots.watchSystem }),
      holds: operators.holds,
      loggerOf: operators.levels.loggerOf,
      city: cityOf(config),
      dataDir: environment.dataDir,
      today: createToday(),
      onChange(system, resource) {
        watcher.noticed(system, resource)
        void bus.emit('systemChanged', { system, resource })
        void purge({ system, resource })
      },
      onRecord(system, resource, record) {
        void bus.emit('recordRead', { system, resource, record })
      },
      onMissing(system, resource, id) {
        void bus.emit('recordMissing', { system, resource, id })
      },
      logger,
      metrics
    })
  }

  let isClosing = false
  let prober: ReturnType<typeof startProber> | undefined
  let looks: ReturnType<typeof startSnapshotLooks> | undefined
  for (const { families } of [events, watcher, journal]) metrics.gather(families)
  metrics.gather(() =>
    hubFamilies({
      systems: standingOf(registry().systems),
      cached: cache.bytes(),
      shared: shared?.cache.stats(),
      redis: shared?.redis.status().state,
      limits: shared && limits.state(),
      store: store.state(),
      certificates: certificatesOf(core().config),
      alarms: enumeration.alarms()
    })
  )

  return {
    bus,
    slots,
    caches,
    events,
    journal,
    walk,
    served,
    operators,
    cityOf,
    enumeration,
    core,
    config: () => current?.core.config ?? first,
    registry,
    open(config, adapters) {
      const connected = connect(config, adapters, [])
      const made = createCore(config, connected)
      current = { core: made, connected }
      prober = startProber(jobs, registry)
      looks = startSnapshotLooks(jobs, registry)
      return made
    },
    async prepare(config, adapters, anew) {
      const before = current?.connected ?? []
      const after = connect(config, adapters, before, anew)
      const fresh = after.flatMap(({ system }) => (before.some(other => other.system === system) ? [] : [system]))
      const untried = await testSystems(fresh, before.map(({ system }) => system))
      if (isClosing) {
        await Promise.all(fresh.map(system => system.close()))
        throw new Error('the hub closes')
      }
      const isSame = ({ system: { id }, mark, adapter }: Connected): boolean =>
        id === anew && before.some(other => other.system.id === id && other.mark === mark && other.adapter === adapter)
      const reconnected = after.filter(isSame).map(({ system }) => system.id)
      return {
        changed: fresh.map(({ id }) => id).filter(id => !reconnected.includes(id)),
        untried,
        reconnected,
        use() {
          const made = createCore(config, after)
          current = { core: made, connected: after }
          void bus.emit('configurationChanged', { config })
          const gone = before.flatMap(({ system }) => (after.some(other => other.system === system) ? [] : [system]))
          return { core: made, gone,
            removed: gone.map(({ id }) => id).filter(id => made.registry.get(id) === undefined) }
        }
      }
    },
    refuseChanges() {
      isClosing = true
    },
    async stop() {
      prober?.stop()
      operators.close()
      await journal.stop()
      // What a look asks of systems ends with them.
      const watched = Promise.all([watcher.close(), looks?.close()])
      await current?.core.registry.close()
      await watched
    },
    async close() {
      await caches.close()
      events.close()
    }
  }
}
