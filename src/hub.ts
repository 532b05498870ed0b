import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { openAdministration } from './admin/administration.ts'
import type { LoadedAdapters } from './config/adapters.ts'
import type { Environment } from './config/environment.ts'
import type { Config } from './config/schema.ts'
import { createAlerts } from './alerts/alerts.ts'
import { loadContract } from './contract/contract.ts'
import type { ResourceName } from './contract/resources.ts'
import { createValidation } from './contract/validation.ts'
import { createFacts } from './command-center/facts.ts'
import { readFigures, type Figures } from './command-center/figures.ts'
import { addCommandCenter } from './command-center/index.ts'
import { createPictures } from './command-center/picture.ts'
import { createDisagreements } from './disagreements/disagreements.ts'
import { createEncodings } from './disagreements/encodings.ts'
import { createDrifts } from './drift/drift.ts'
import { createMappingLines } from './drift/mapping-lines.ts'
import { addFaces, refusals } from './faces/index.ts'
import { buildApp } from './http/app.ts'
import { addData } from './http/data.ts'
import type { Core } from './http/serving.ts'
import { createSharedWindows } from './http/shared-windows.ts'
import { createOwnership } from './http/ownership.ts'
import { createSubmit } from './http/submit.ts'
import { createIdentity, type Checks } from './identity/identity.ts'
import type { City } from './kit/adapter.ts'
import { happeningOfWaiting, happeningsOf } from './journal/happenings.ts'
import { createJournal } from './journal/journal.ts'
import { createRouting } from './journal/routing.ts'
import { createToday } from './kit/indonesia/calendar.ts'
import { createTraitsMaker, keysOf } from './matching/traits.ts'
import { createAllowed } from './mirror/allowed.ts'
import { createMirror } from './mirror/mirror.ts'
import { createStandIn } from './mirror/stand-in.ts'
import { startWalker } from './mirror/walker.ts'
import { createWalks } from './mirror/walks.ts'
import type { Log } from './ops/log.ts'
import { createEvents } from './events/events.ts'
import { startWatcher } from './events/watcher.ts'
import { createMetrics, type Family } from './ops/metrics.ts'
import { handOn } from './ops/tracing/trace.ts'
import { hubFamilies } from './ops/process-metrics.ts'
import { keptByAge, startRetention } from './ops/retention.ts'
import { createOpenData } from './open-data/open-data.ts'
import { createOverviews } from './overview/overview.ts'
import { addPages } from './pages/index.ts'
import { createAccessLogKeys } from './privacy/access-keys.ts'
import { createAccessLog } from './privacy/access-log.ts'
import { createEnumeration } from './privacy/enumeration.ts'
import { createOwners } from './privacy/owners.ts'
import { createAnswers } from './reads/answers.ts'
import { createCache } from './reads/cache.ts'
import { createPurges, holdTag, purgedTags, type PurgeTarget } from './reads/purges.ts'
import { createClocks } from './reads/clocks.ts'
import { createCursors } from './reads/cursor.ts'
import { createFilters } from './reads/filters.ts'
import { createReads } from './reads/reads.ts'
import { createServed } from './reads/served.ts'
import { createSourceReader } from './reads/sources.ts'
import { createWalk } from './reads/walk.ts'
import { openStore } from './store/database.ts'
import { createForgetting } from './store/forgetting.ts'
import { createInbox } from './store/inbox.ts'
import { createLoadStore } from './store/guard-load.ts'
import { createMediaStore } from './store/media.ts'
import { createCity, workingDaysOf } from './systems/city.ts'
import { connectSystems, type Connected } from './systems/connect.ts'
import { createLoadLedger } from './systems/load-ledger.ts'
import { startProber } from './systems/prober.ts'
import { createRegistry } from './systems/registry.ts'
import { testSystems } from './systems/self-test.ts'
import { createSharedGuard } from './systems/shared-guard.ts'
import { standingOf } from './systems/standing.ts'
import { createSuccessions } from './succession/successions.ts'
import { createTrack, createTrackMemory } from './track/track.ts'
import { createAsk } from './search/ask.ts'
import { createIndexer } from './search/indexer.ts'
import { keepIndexed } from './search/rebuild.ts'
import { createSearch } from './search/search.ts'
import { createWebhooks } from './webhooks/webhooks.ts'

export interface Hub {
  app: FastifyInstance
  /**
   * Puts another configuration in use while requests run: systems that did not change go on as they are, the others
   * are connected and tried aside first, and let go when the last request under the old configuration has ended.
   * @returns what changed, and why a changed system could not be tried: the one before it fails as well
   * @throws Error when a changed system cannot be connected, or fails where the running one does not: that stays
   */
  reload(config: Config, adapters: LoadedAdapters): Promise<{ changed: string[]; removed: string[]; untried: string[] }>
  /**
   * Ends what is kept of a system, a resource of it, or a record, in every process of the hub.
   * @returns false when other processes may not have heard of it
   */
  purge(target: PurgeTarget): Promise<boolean>
  /** Numbers about this process. */
  metrics(): Family[]
  /** Ends what is running and lets go of every system. */
  close(): Promise<void>
}

export interface HubOptions {
  config: Config
  environment: Pick<Environment, 'jwtSecret' | 'name' | 'dataDir'> & Partial<Pick<Environment, 'accessKeys' | 'redisUrl' | 'databaseUrl' | 'processes' | 'jwtPublicKey' | 'tracing'>>
  adapters: LoadedAdapters
  log: Log
  /** Numbers of the other processes that share the port. */
  others?: () => Promise<readonly (readonly Family[])[]>
}

/** How long the other systems of a list wait for a late one. */
const PATIENCE_MS = 2_500
const MEBIBYTE = 1_048_576

/** Puts the hub together: the contract, the systems behind their guards, the reads over them, HTTP in front. */
export async function buildHub({ config, environment, adapters, log: lines, others }: HubOptions): Promise<Hub> {
  const metrics = createMetrics()
  const log: Log = {
    ...lines,
    request(line) {
      metrics.request(line)
      lines.request(line)
    }
  }
  const contract = loadContract()
  const validation = createValidation(contract)
  const cursors = createCursors(environment.jwtSecret)
  const store = await openStore({ url: environment.databaseUrl, dataDir: environment.dataDir, log: log.logger })
  const events = createEvents({ store, contract })
  const accessKeys = createAccessLogKeys(environment)
  const accessLog = createAccessLog({ store, keys: accessKeys, log: log.logger })
  if (environment.name === 'production' && (environment.accessKeys ?? []).length === 0) log.logger.warn('no SATU_ACCESS_KEYS: the access log has a key that changes with SATU_JWT_SECRET')
  const owners = createOwners(accessKeys)
  const inbox = createInbox(store)
  let driftSettings = config.hub.drift
  const drifts = createDrifts({
    store, append: events.append, log: log.logger,
    lines: createMappingLines(fileURLToPath(new URL('../adapters', import.meta.url))),
    settings: () => driftSettings
  })
  // A quarter is for the answers that repeated requests find by their URL (http/hot-path).
  const maxBytes = (config.hub.cache.max_mb * MEBIBYTE) / 8
  const purges = createPurges()
  // The client of Redis is loaded where there is one.
  const { openShared } = environment.redisUrl ? await import('./store/shared.ts') : { openShared: () => undefined }
  const served = createServed()
  const shared = openShared({ url: environment.redisUrl, secret: environment.jwtSecret, version: contract.version, onPurge: purges.purge, log: log.logger })
  const limits = createSharedGuard({ redis: shared?.redis, prefix: shared?.lasting, processes: environment.processes ?? 1, log: log.logger })
  const ledger = createLoadLedger({ store: shared && createLoadStore(shared.redis, { prefix: shared.lasting }) })
  const cache = createCache({ maxBytes: maxBytes * 3, purges, shared: shared?.cache })
  const purge = async (target: PurgeTarget): Promise<boolean> => {
    const tags = purgedTags(target)
    purges.purge(tags)
    return shared === undefined || shared.cache.purge(tags)
  }

  const admin = await openAdministration({
    store, log: log.logger,
    // What answers say of it beside its records.
    onHold: system => { purges.purge([holdTag(system)]) }
  })

  // What makes and sends spans is loaded where somebody takes them.
  const tracer = environment.tracing && (await import('./ops/tracing/start.ts')).startTracing({ settings: environment.tracing, environment: environment.name, scheme: config.tls === undefined ? 'http' : 'https', version: contract.version, log: log.logger })
  const tracing = tracer?.tracing ?? handOn

  let city: { of: string; is: City } | undefined
  /** The city's reference data are made anew only when they have changed. */
  const cityOf = (next: Config): City => {
    const of = JSON.stringify([next.city, next.systems.map(({ adapter, prefix }) => [adapter, prefix])])
    if (city?.of !== of) city = { of, is: createCity(next) }
    return city.is
  }

  const indexer = createIndexer({ engine: store.engine, contract })
  const ask = createAsk(store, environment)
  const search = createSearch({ store, ask, contract })
  const traits = createTraitsMaker(accessKeys.current)
  const mirror = createMirror({
    store, contract, logger: log.logger,
    allows: createAllowed(() => core.config),
    encode(resource, record) {
      const made = traits.traitsOf(resource, record)
      return made === undefined ? { traits: null, keys: [] } : { traits: made, keys: keysOf(made) }
    },
    followers: [indexer, {
      kept: (db, entries) => disagreements.follower.kept(db, entries),
      gone: (db, places) => disagreements.follower.gone(db, places)
    }]
  })
  const disagreements = createDisagreements({ store, contract, append: events.append, kept: mirror, encodings: createEncodings(), config: () => core.config, logger: log.logger })

  const walks = createWalks(store)
  const standIn = createStandIn({ mirror, walks, onErrorMs: () => core.config.hub.mirror.on_error * 1_000 })

  const connect = (next: Config, loaded: LoadedAdapters, running: readonly Connected[]): Connected[] =>
    connectSystems({
      config: next, adapters: loaded, running, validation, inbox, ledger, share: limits.places, drift: drifts.watch,
      holds: admin.holds,
      loggerOf: admin.levels.loggerOf,
      city: cityOf(next),
      dataDir: environment.dataDir,
      today: createToday(),
      onChange(system, resource) {
        watcher.noticed(system, resource)
        walker.noticed(system, resource)
        void purge({ system, resource })
      },
      onRecord(system, resource, record) {
        successions.seen(system, resource, record)
        // While another one answers in its place, it is no source of its own.
        const known = core.registry.get(system)
        if (known === undefined || core.registry.watched(resource, known) !== undefined) mirror.take(system, resource, [record])
      },
      onMissing: (system, resource, id) => { mirror.gone(system, resource, [id]) },
      logger: log.logger, metrics
    })

  const trackMemory = createTrackMemory()
  const createCore = (next: Config, systems: readonly Connected[], checks: Checks): Core => {
    const all = systems.map(({ system }) => system)
    const registry = createRegistry(all, next.routes, successions.pairs(next, all))
    const workingDays = workingDaysOf(next.city)
    const clocks = createClocks({ workingDays })
    const reader = createSourceReader({ cache, spared: ledger.spared, served: served.note, standIn })
    const { agencies } = cityOf(next)
    const overviews = createOverviews({ mirror, registry, reader, validation, keys: accessKeys })
    const track = createTrack({ memory: trackMemory, contract, registry, reader, clocks, workingDays, agencies, submission: id => journal.get(id) })
    const reads = createReads({
      contract, validation, registry, ledger, clocks,
      residentId: accessKeys.current.recordKey,
      filters: createFilters(contract, clocks),
      city: cityOf(next),
      answers: createAnswers({ maxBytes: maxBytes * 3, purges }),
      reader,
      onAnswered: successions.onAnswered,
      cursors,
      maxScan: next.hub.max_scan,
      patienceMs: PATIENCE_MS
    })
    return { config: next, checks, registry, reads, clocks, overviews, track, routing: createRouting(registry, next.writes, cityOf(next)), purge }
  }

  const enumeration = createEnumeration({
    shared: shared && { ready: () => shared.redis.ready, add: shared.counts.add },
    nameOf: nik => accessKeys.current.nameOf('subject', nik),
    log: log.logger,
    onAlarm: (consumer, data) => {
      const alarm = { type: 'access.enumerated', system: null, subject: consumer, time: Date.now(), data } as const
      store.write(db => events.append(db, alarm)).catch(() => {})
    }
  })
  const windows = shared && createSharedWindows({ ready: () => shared.redis.ready, counts: shared.counts })
  const identity = createIdentity({ environment, ownKeys: () => app.ownKeys, log: log.logger })
  const takeFacts = createFacts({ store, clocks: () => core.clocks })
  const watcher = startWatcher({
    store, append: events.append, contract, registry: () => core.registry, logger: log.logger,
    onSeen(system, resource, seen) {
      mirror.take(system, resource, seen.map(({ record }) => record))
      return takeFacts(system, resource, seen)
    }
  })
  const successions = createSuccessions({ store, contract, log: log.logger, registry: () => core.registry, config: () => core.config })
  let connected = connect(config, adapters, [])
  let core: Core = createCore(config, connected, identity.under(config))
  const pruned = mirror.prune().catch(() => {})
  const indexed = keepIndexed({ store, indexer, scan: () => mirror.scan(), alone: mirror.alone, log: log.logger })
  const journal = createJournal({
    store, log: log.logger, tracing,
    registry: () => core.registry,
    maxSends: config.hub.writes.max_sends,
    onSettled: async (db, settled) => {
      await events.append(db, ...happeningsOf(settled, core.registry.get(settled.submission.system)?.config.prefix))
    },
    onWaiting: async (db, submission) => { await events.append(db, happeningOfWaiting(submission)) },
    onDelivered(system, name, key) {
      const resource = name as ResourceName
      // Where it is handed over the record is kept under the key of another system.
      void purge(core.registry.pairOf(resource, system) === undefined ? { system, resource, key } : { system, resource })
    }
  })
  const walk = createWalk({ contract, registry: () => core.registry })
  const walker = startWalker({ mirror, walks, registry: () => core.registry, readAll: walk.ofSystem, logger: log.logger })
  const openData = createOpenData({
    config, contract, cityOf, events, store, dataDir: environment.dataDir, log: log.logger,
    walk
  })
  const ownership = createOwnership({ journal, owners })
  const submit = createSubmit({ contract, validation, journal, owners, ownership })
  const webhooks = createWebhooks({ store, events, config: () => core.config, environment, log: log.logger })
  const alerts = createAlerts({
    store, events, journal, served, environment, log: log.logger,
    dataDir: environment.dataDir,
    config: () => core.config,
    registry: () => core.registry,
    agencies: () => cityOf(core.config).agencies,
    certificates: () => certificatesOf(core.config),
    isInMaintenance: admin.quietFor,
    overdue: async () => lateAgencies(await readFigures(store, core.registry, Date.now()))
  })
  const app = await buildApp({ core, storeState: store.state, environment, identity, share: windows?.share, contract, validation, purges, events, journal, admin, drifts, successions, submit, webhooks, searching: { search, mirror, city: () => cityOf(core.config) }, disagreements, alerts, agencies: () => cityOf(core.config).agencies, privacy: { accessLog, enumeration, owners, ownership }, log, tracing, metrics: metrics.families, refusals, ...(others && { others }) })
  await addFaces(app.fastify, { openData, contract, journal, submit, media: createMediaStore(store), purges, cityOf, environment, log: log.logger })
  addPages(app.fastify, { contract, environment, cityOf })
  addData(app.fastify, openData)
  const pictures = createPictures({ store, events, journal, served, drifts, alerts, registry: () => core.registry, agencies: () => cityOf(core.config).agencies })
  addCommandCenter(app.fastify, { pictures, streams: events.streams, current: app.current, cityOf })
  ledger.collectFrom(app.takeSpared)
  let closed: Promise<void> | undefined
  let reloading = Promise.resolve()
  const prober = startProber(() => core.registry)
  const retention = startRetention({
    kept: keptByAge({ forgetting: createForgetting(store), inbox, openData, mirror, days: () => core.config.hub.retention }),
    log: log.logger
  })
  metrics.gather(retention.families)
  metrics.gather(events.families)
  metrics.gather(watcher.families)
  metrics.gather(journal.families)
  metrics.gather(mirror.families)
  metrics.gather(walker.families)
  metrics.gather(openData.families)
  metrics.gather(webhooks.families)
  if (tracer !== undefined) metrics.gather(tracer.families)
  metrics.gather(alerts.families)
  metrics.gather(drifts.families)
  metrics.gather(() => hubFamilies({ systems: standingOf(core.registry.systems), cached: cache.bytes(), shared: shared?.cache.stats(), redis: shared?.redis.status().state, limits: shared && limits.state(), store: store.state(), certificates: certificatesOf(core.config), alarms: enumeration.alarms() }))

  return {
    app: app.fastify,
    async reload(next, loaded) {
      const last = reloading
      const turn = Promise.withResolvers<void>()
      reloading = turn.promise
      await last
      try {
        return await reload(next, loaded)
      } finally {
        turn.resolve()
      }
    },
    purge,
    metrics: metrics.families,
    close: () => (closed ??= close())
  }

  async function reload(next: Config, loaded: LoadedAdapters): ReturnType<Hub['reload']> {
    // The first that may be refused: nothing has changed then.
    app.check(next)
    const checks = identity.under(next)
    const declareData = openData.declare(next)
    const before = connected
    const after = connect(next, loaded, before)
    const fresh = after.flatMap(({ system }) => (before.some(other => other.system === system) ? [] : [system]))
    const untried = await testSystems(fresh, before.map(({ system }) => system))
    if (closed !== undefined) {
      await Promise.all(fresh.map(system => system.close()))
      throw new Error('the hub closes')
    }
    core = createCore(next, after, checks)
    driftSettings = next.hub.drift
    declareData()
    connected = after
    mirror.prune().catch(() => {})
    const gone = before.flatMap(({ system }) => (connected.some(other => other.system === system) ? [] : [system]))
    void app.swap(core).then(() => Promise.all(gone.map(system => system.close())))
    return {
      changed: fresh.map(({ id }) => id),
      removed: gone.map(({ id }) => id).filter(id => core.registry.get(id) === undefined),
      untried
    }
  }

  async function close(): Promise<void> {
    prober.stop()
    admin.close()
    pictures.close()
    await app.fastify.close()
    await Promise.all([journal.stop(), webhooks.close(), alerts.close()])
    identity.close()
    windows?.close()
    // What it asks of systems ends with them.
    const watched = Promise.all([watcher.close(), walker.close(), openData.close()])
    await core.registry.close()
    await drifts.close()
    await watched
    await Promise.all([pruned, indexed.close(), mirror.close(), ask.close(), disagreements.close(), successions.close()])
    await ledger.close()
    await limits.close()
    await shared?.close()
    await retention.close()
    events.close()
    await store.close()
    await tracer?.close()
  }
}

/** How many records each agency is late with, by its id. Those of which nobody says whose they are have nobody to tell. */
function lateAgencies({ agencies }: Figures): ReadonlyMap<string, number> {
  return new Map(Object.entries(agencies).filter(([id]) => id !== '').map(([id, counts]) => [id, Object.values(counts).reduce((sum, { overdue }) => sum + overdue, 0)]))
}

function certificatesOf({ tls, systems }: Pick<Config, 'tls' | 'systems'>): { use: string; expiresAt: number }[] {
  return [
    ...(tls === undefined ? [] : [{ use: 'callers', expiresAt: tls.expiresAt }]),
    ...systems.flatMap(({ id, tls: own }) => (own?.client === undefined ? [] : [{ use: id, expiresAt: own.client.expiresAt }]))
  ]
}
