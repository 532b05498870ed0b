import type { FastifyInstance } from 'fastify'
import { fileURLToPath } from 'node:url'
import { loadContract } from './contract/contract.ts'
import type { ResourceName } from './contract/resources.ts'
import { createValidation } from './contract/validation.ts'
import { createAlerts } from './features/alerts/alerts.ts'
import { createPictures } from './features/command-center/picture.ts'
import { addCommandCenter } from './features/command-center/routes.ts'
import { createDrifts } from './features/drift/drift.ts'
import { createMappingLines } from './features/drift/mapping-lines.ts'
import { createFacts } from './features/figures/facts.ts'
import { lateAgencies, readFigures } from './features/figures/figures.ts'
import { createSuccessions } from './features/migrations/successions.ts'
import { toldRuleOf } from './features/migrations/telling.ts'
import { createOpenData } from './features/open-data/open-data.ts'
import { addData } from './features/open-data/routes.ts'
import { addPages } from './features/portal/routes.ts'
import { createWebhooks } from './features/webhooks/webhooks.ts'
import { createEvents } from './gateway/events/events.ts'
import { startWatcher } from './gateway/events/watcher.ts'
import { openAdministration } from './gateway/operators/administration.ts'
import type { Reloaded, Reread } from './gateway/operators/reloads.ts'
import { holdTag, type PurgeTarget } from './gateway/reads/purges.ts'
import { createServed } from './gateway/reads/served.ts'
import { createWalk } from './gateway/reads/walk.ts'
import { type Connected, connectSystems } from './gateway/systems/connect.ts'
import { startProber } from './gateway/systems/prober.ts'
import { testSystems } from './gateway/systems/self-test.ts'
import { standingOf } from './gateway/systems/standing.ts'
import { happeningOfWaiting, happeningsOf } from './gateway/writes/happenings.ts'
import { createJournal } from './gateway/writes/journal.ts'
import { buildApp } from './http/app.ts'
import { addFaces, refusals } from './http/faces/index.ts'
import { createOwnership } from './http/ownership.ts'
import type { Core } from './http/serving.ts'
import { createSharedWindows } from './http/shared-windows.ts'
import { createSubmit } from './http/submit.ts'
import { openCaches } from './hub/caches.ts'
import { createCities, createCores } from './hub/cores.ts'
import { createMirrored } from './hub/mirrored.ts'
import { createToday } from './kit/indonesia/calendar.ts'
import type { LoadedAdapters } from './platform/config/adapters.ts'
import { certificatesOf } from './platform/config/certificates-used.ts'
import type { Environment } from './platform/config/environment.ts'
import type { Config } from './platform/config/schema.ts'
import { createIdentity } from './platform/identity/identity.ts'
import { createJobs } from './platform/jobs/jobs.ts'
import { createAccessLogKeys } from './platform/privacy/access-keys.ts'
import { createAccessLog } from './platform/privacy/access-log.ts'
import { createEnumeration } from './platform/privacy/enumeration.ts'
import { createOwners } from './platform/privacy/owners.ts'
import { openStore } from './platform/store/database.ts'
import { createForgetting } from './platform/store/forgetting.ts'
import { createInbox } from './platform/store/inbox.ts'
import { createMediaStore } from './platform/store/media.ts'
import { createUseByConsumer } from './platform/telemetry/consumer-use.ts'
import type { Log } from './platform/telemetry/log.ts'
import { createMetrics, type Family } from './platform/telemetry/metrics.ts'
import { hubFamilies } from './platform/telemetry/process-metrics.ts'
import { keptByAge, startRetention } from './platform/telemetry/retention.ts'
import { handOn } from './platform/telemetry/tracing/trace.ts'

export interface Hub {
  app: FastifyInstance
  /**
   * Puts another configuration in use while requests run: systems that did not change go on as they are, the others
   * are connected and tried aside first, and let go when the last request under the old configuration has ended.
   * @param anew this system is connected anew also when nothing about it has changed
   * @returns what changed, and why a changed system could not be tried: the one before it fails as well
   * @throws Error when a changed system cannot be connected, or fails where the running one does not: that stays
   */
  reload(config: Config, adapters: LoadedAdapters, anew?: string): Promise<Reloaded>
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
  environment: Pick<Environment, 'jwtSecret' | 'name' | 'dataDir'> & Partial<
    Pick<Environment, 'accessKeys' | 'redisUrl' | 'databaseUrl' | 'processes' | 'jwtPublicKey' | 'tracing'>
  >
  adapters: LoadedAdapters
  log: Log
  /** Numbers of the other processes that share the port. */
  others?: () => Promise<readonly (readonly Family[])[]>
  /** How operators have the configuration read anew. Without it the one in use is taken again. */
  reread?: Reread
}

/** Puts the hub together: the contract, the systems behind their guards, the reads over them, HTTP in front. */
export async function buildHub(
  { config, environment, adapters, log: lines, others, reread }: HubOptions
): Promise<Hub> {
  const metrics = createMetrics()
  const uses = createUseByConsumer()
  const log: Log = {
    ...lines,
    request(line) {
      metrics.request(line)
      uses.request(line)
      lines.request(line)
    }
  }
  const contract = loadContract()
  const validation = createValidation(contract)
  const store = await openStore({ url: environment.databaseUrl, dataDir: environment.dataDir, log: log.logger })
  const jobs = createJobs({ store, log: log.logger })
  const events = createEvents({ store, contract })
  const accessKeys = createAccessLogKeys(environment)
  const accessLog = createAccessLog({ store, keys: accessKeys, log: log.logger })
  if (environment.name === 'production' && (environment.accessKeys ?? []).length === 0)
    log.logger.warn('no SATU_ACCESS_KEYS: the access log has a key that changes with SATU_JWT_SECRET')
  const owners = createOwners(accessKeys)
  const inbox = createInbox(store)
  let driftSettings = config.hub.drift
  const drifts = createDrifts({
    store,
    append: events.append,
    log: log.logger,
    lines: createMappingLines(fileURLToPath(new URL('../adapters', import.meta.url))),
    settings: () => driftSettings
  })
  const served = createServed()
  const caches = await openCaches({ maxMb: config.hub.cache.max_mb, version: contract.version, environment, jobs,
    log: log.logger })
  const { purges, shared, limits, ledger, cache, purge } = caches

  const admin = await openAdministration({
    store,
    jobs,
    log: log.logger,
    // What answers say of it beside its records.
    onHold: system => {
      purges.purge([holdTag(system)])
    },
    reread: reread ?? (anew => reloadInTurn(core.config, loadedNow, anew))
  })

  // What makes and sends spans is loaded where somebody takes them.
  const tracer = environment.tracing &&
    (await import('./platform/telemetry/tracing/start.ts')).startTracing({ settings: environment.tracing,
      environment: environment.name, scheme: config.tls === undefined ? 'http' : 'https', version: contract.version,
      log: log.logger })
  const tracing = tracer?.tracing ?? handOn

  const cityOf = createCities()
  const mirrored = createMirrored({
    store,
    contract,
    environment,
    accessKeys,
    append: events.append,
    jobs,
    logger: log.logger,
    config: () => core.config,
    registry: () => core.registry,
    told: { rules: () => core.config.successions.map(toldRuleOf), compared: () => successions.compared() }
  })
  const { mirror, search, disagreements } = mirrored

  const connect = (next: Config, loaded: LoadedAdapters, running: readonly Connected[], anew?: string): Connected[] =>
    connectSystems({
      config: next,
      adapters: loaded,
      running,
      anew,
      validation,
      inbox,
      ledger,
      share: limits.places,
      drift: drifts.watch,
      holds: admin.holds,
      loggerOf: admin.levels.loggerOf,
      city: cityOf(next),
      dataDir: environment.dataDir,
      today: createToday(),
      onChange(system, resource) {
        watcher.noticed(system, resource)
        mirrored.noticed(system, resource)
        void purge({ system, resource })
      },
      onRecord(system, resource, record) {
        successions.seen(system, resource, record)
        // While another one answers in its place, it is no source of its own.
        const known = core.registry.get(system)
        if (known === undefined || core.registry.watched(resource, known) !== undefined)
          mirror.take(system, resource, [record])
      },
      onMissing: (system, resource, id) => {
        mirror.gone(system, resource, [id])
      },
      logger: log.logger,
      metrics
    })

  const createCore = createCores({
    contract,
    validation,
    accessKeys,
    cache,
    purges,
    ledger,
    served,
    mirror,
    cityOf,
    purge,
    jwtSecret: environment.jwtSecret,
    answerBytes: caches.answerBytes,
    standIn: mirrored.standIn,
    shared: () => shared && { state: shared.redis.status().state, ...shared.cache.stats() },
    successions: () => successions,
    submission: id => journal.get(id)
  })

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
  const identity = createIdentity({ environment, ownKeys: () => app.ownKeys, revoked: admin.keyRevocations, jobs,
    log: log.logger })
  const takeFacts = createFacts({ store, clocks: () => core.clocks })
  const watcher = startWatcher({
    append: events.append,
    contract,
    registry: () => core.registry,
    jobs,
    onSeen(system, resource, seen) {
      mirror.take(system, resource, seen.map(({ record }) => record))
      return takeFacts(system, resource, seen)
    }
  })
  const successions = createSuccessions({ store, contract, log: log.logger, registry: () => core.registry,
    config: () => core.config, tell: disagreements.tell })
  let connected = connect(config, adapters, [])
  let loadedNow = adapters
  let core: Core = createCore(config, connected, identity.under(config))
  const journal = createJournal({
    store,
    log: log.logger,
    tracing,
    registry: () => core.registry,
    maxSends: config.hub.writes.max_sends,
    onSettled: async (db, settled) => {
      await events.append(db, ...happeningsOf(settled, core.registry.get(settled.submission.system)?.config.prefix))
    },
    onWaiting: async (db, submission) => {
      await events.append(db, happeningOfWaiting(submission))
    },
    onDelivered(system, name, key) {
      const resource = name as ResourceName
      // Where it is handed over the record is kept under the key of another system.
      void purge(
        core.registry.pairOf(resource, system) === undefined ? { system, resource, key } : { system, resource }
      )
    }
  })
  const walk = createWalk({ contract, registry: () => core.registry })
  mirrored.begin(walk)
  const openData = createOpenData({
    config,
    contract,
    cityOf,
    events,
    store,
    dataDir: environment.dataDir,
    log: log.logger,
    walk
  })
  const ownership = createOwnership({ journal, owners })
  const submit = createSubmit({ contract, validation, journal, owners, ownership })
  const webhooks = createWebhooks({ store, events, config: () => core.config, environment, log: log.logger })
  const alerts = createAlerts({
    store,
    events,
    journal,
    served,
    environment,
    log: log.logger,
    dataDir: environment.dataDir,
    config: () => core.config,
    registry: () => core.registry,
    agencies: () => cityOf(core.config).agencies,
    certificates: () => certificatesOf(core.config),
    isInMaintenance: admin.quietFor,
    overdue: async () => lateAgencies(await readFigures(store, core.registry, Date.now()))
  })
  const app = await buildApp({
    core,
    storeState: store.state,
    environment,
    identity,
    share: windows?.share,
    contract,
    validation,
    purges,
    events,
    journal,
    admin,
    drifts,
    successions,
    submit,
    webhooks,
    searching: { search, mirror, city: () => cityOf(core.config) },
    disagreements,
    alerts,
    agencies: () => cityOf(core.config).agencies,
    privacy: { accessLog, enumeration, owners, ownership },
    log,
    tracing,
    metrics: metrics.families,
    refusals,
    ...(others && { others })
  })
  await addFaces(app.fastify, { openData, contract, journal, submit, media: createMediaStore(store), purges, cityOf,
    environment, log: log.logger })
  addPages(app.fastify, { contract, environment, cityOf })
  addData(app.fastify, openData)
  const pictures = createPictures({ store, events, journal, served, drifts, alerts, registry: () => core.registry,
    agencies: () => cityOf(core.config).agencies })
  addCommandCenter(app.fastify, { pictures, streams: events.streams, current: app.current, cityOf })
  ledger.collectFrom(app.takeSpared)
  let closed: Promise<void> | undefined
  let reloading = Promise.resolve()
  const prober = startProber(jobs, () => core.registry)
  const retention = startRetention({
    kept: keptByAge({ forgetting: createForgetting(store), inbox, openData, mirror,
      days: () => core.config.hub.retention }),
    jobs,
    log: log.logger
  })
  for (const { families } of [jobs, uses, retention, events, watcher, journal, mirrored, openData, webhooks, alerts,
    drifts, ...(tracer ? [tracer] : [])]) metrics.gather(families)
  metrics.gather(() =>
    hubFamilies({
      systems: standingOf(core.registry.systems),
      cached: cache.bytes(),
      shared: shared?.cache.stats(),
      redis: shared?.redis.status().state,
      limits: shared && limits.state(),
      store: store.state(),
      certificates: certificatesOf(core.config),
      alarms: enumeration.alarms()
    })
  )

  jobs.start()

  return {
    app: app.fastify,
    reload: reloadInTurn,
    purge,
    metrics: metrics.families,
    close: () => (closed ??= close())
  }

  async function reloadInTurn(next: Config, loaded: LoadedAdapters, anew?: string): Promise<Reloaded> {
    const last = reloading
    const turn = Promise.withResolvers<void>()
    reloading = turn.promise
    await last
    try {
      return await reload(next, loaded, anew)
    } finally {
      turn.resolve()
    }
  }

  async function reload(next: Config, loaded: LoadedAdapters, anew: string | undefined): Promise<Reloaded> {
    // The first that may be refused: nothing has changed then.
    app.check(next)
    const checks = identity.under(next)
    const declareData = openData.declare(next)
    const before = connected
    const after = connect(next, loaded, before, anew)
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
    loadedNow = loaded
    mirrored.prune()
    const gone = before.flatMap(({ system }) => (connected.some(other => other.system === system) ? [] : [system]))
    void app.swap(core).then(() => Promise.all(gone.map(system => system.close())))
    const isSame = ({ system: { id }, mark, adapter }: Connected): boolean =>
      id === anew && before.some(other => other.system.id === id && other.mark === mark && other.adapter === adapter)
    const reconnected = after.filter(isSame).map(({ system }) => system.id)
    return {
      changed: fresh.map(({ id }) => id).filter(id => !reconnected.includes(id)),
      removed: gone.map(({ id }) => id).filter(id => core.registry.get(id) === undefined),
      untried,
      ...(anew !== undefined && { reconnected })
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
    const watched = Promise.all([watcher.close(), mirrored.stopWalking(), openData.close()])
    await core.registry.close()
    await drifts.close()
    await watched
    await Promise.all([mirrored.close(), successions.close()])
    await caches.close()
    await retention.close()
    events.close()
    await jobs.close()
    await store.close()
    await tracer?.close()
  }
}
