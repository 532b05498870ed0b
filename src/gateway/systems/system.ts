import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { ResourceName } from '../../contract/resources.ts'
import type { Validation } from '../../contract/validation.ts'
import { SatuError } from '../../errors.ts'
import type { Adapter, AdapterContext, City, Filters, Freshness, Mapped, PushedMessage } from '../../kit/adapter.ts'
import type { Call } from '../../kit/call.ts'
import { toId } from '../../kit/ids.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { NumberForm } from '../../kit/numbers.ts'
import type { SystemConfig } from '../../platform/config/schema.ts'
import { createSnapshotStore } from '../../platform/snapshots/snapshots.ts'
import type { InboxStore } from '../../platform/store/inbox.ts'
import { type Asker, theHub } from './asker.ts'
import { type DriftWatch, looking } from './drift-watch.ts'
import { isWell } from './guard-faults.ts'
import { type CallOutcome, createGuard, type GuardState, timeoutsOf } from './guard.ts'
import { createHealth, type HealthRecord } from './health.ts'
import type { HeldSystems, Hold, Planned } from './hold.ts'
import { createInboxSupply, type InboxSupply } from './inbox-supply.ts'
import type { LoadLedger } from './load-ledger.ts'
import { createQuarantine, type Quarantine } from './quarantine.ts'
import { type CanonicalRecord, createRecordMaker, createTools, KEYS_VERSION } from './records.ts'
import { type FoundResident, mapResident } from './resident.ts'
import type { SharePlaces } from './shared-guard.ts'
import { createSnapshotHolder, type SnapshotHolder } from './snapshot-source.ts'
import { createSnapshotSupply } from './snapshot-supply.ts'
import { type AnyReader, createLiveSupply, type ServedResource, type Supply, type SupplyOptions, type SystemPage,
  type SystemRecord } from './supply.ts'
import { createWriters, type SystemWriters } from './writing.ts'

export type { ServedResource, SystemPage, SystemRecord } from './supply.ts'

/** One registered legacy application, ready to be asked. Every fault it has comes out as a `SatuError` naming it. */
export interface System {
  readonly id: string
  readonly config: SystemConfig
  /** Part of every cache key: what the adapter made of a row may change with it. */
  readonly version: string
  /** Of its adapter; undefined where that could not be loaded. */
  readonly adapterVersion: number | undefined
  readonly agencyId: string | undefined
  readonly health: HealthRecord
  readonly quarantine: Quarantine
  guard(): GuardState
  /** Why operators do not have it asked now. */
  hold(): Hold | undefined
  /** Its maintenances, the one that runs and those to come. */
  planned(): readonly Planned[]
  /** How it serves the resource; undefined when it does not. */
  serves(resource: ResourceName, action: 'list' | 'get'): ServedResource | undefined
  list(
    resource: ResourceName,
    query: { offset: number; limit: number; filters: Filters },
    asker: Asker
  ): Promise<SystemPage>
  get(resource: ResourceName, key: string, asker: Asker): Promise<SystemRecord | undefined>
  /** The key of the record that has a number which is no key itself; undefined when the system has none. */
  findNumber(form: NumberForm<unknown>, parts: RegExpExecArray, asker: Asker): Promise<string | undefined>
  /** The system's own record of a person, mapped but never validated, kept or given an id. */
  resident(nik: string, asker: Asker): Promise<FoundResident | undefined>
  /** How it takes a kind of write; undefined when it does not. */
  writer: SystemWriters
  /** @param forced an operator asks: see `RunOptions` */
  probe(requestId: string, forced?: boolean): Promise<void>
  /** Runs a call that is not the adapter's within the guard. */
  through<T>(asker: Asker, work: (call: Call) => Promise<T>): Promise<T>
  /** Looks for newer versions of what comes whole. Never throws. */
  refresh(): Promise<void>
  /** Takes a message that the system pushes; what it held is on the disk when this returns. */
  receive(message: PushedMessage): ReturnType<InboxSupply['receive']>
  close(): Promise<void>
}

export interface SystemOptions {
  config: SystemConfig
  adapter: Adapter
  /** Changes with everything that the system is made of. */
  version: string
  city: City
  validation: Validation
  /** Folder for what this system's data are kept in. */
  dataDir: string
  /** Keeps what systems push. */
  inbox: InboxStore
  /** Today as YYYY-MM-DD in the city's zone. */
  today(): string
  /** Called when what the hub itself keeps of a resource has changed. */
  onChange(system: string, resource: ResourceName): void
  /** Called for each record that the system itself was asked for, as it is made: on the way of a request. */
  onRecord?(system: string, resource: ResourceName, record: CanonicalRecord): void
  /** The system was asked for a record, and has none of this canonical id. */
  onMissing?(system: string, resource: ResourceName, id: string): void
  /** What operators have decided about it. */
  holds?: HeldSystems | undefined
  /** Where its calls are counted. */
  ledger?: LoadLedger | undefined
  /** Keeps its limits together with the other processes of the hub. */
  share?: SharePlaces | undefined
  /** Watches whether it still sends what it always sent. */
  drift?: DriftWatch | undefined
  log: SystemLog
}

/** How long a system may take to let go of what it holds. */
const CLOSING_MS = 5_000

/** What a system has to tell the operators. */
export interface SystemLog {
  call(outcome: CallOutcome): void
  quarantined(resource: ResourceName, recordId: string | undefined, reason: string): void
  snapshot(
    resource: ResourceName,
    outcome: { rows: number; quarantined: number; durationMs: number } | { refused: SatuError }
  ): void
}

export function createSystem(
  { config, adapter, version, city, validation, dataDir, inbox, today, onChange, onRecord, onMissing, holds, ledger,
    share, drift, log }: SystemOptions
): System {
  const { id, prefix } = config
  const agencyId = city.agencies.find(agency => agency.code === config.agency)?.id
  const context: AdapterContext = { system: { id, name: config.name, prefix, agencyId }, url: config.url,
    tls: config.tls, city, today }
  const hold = (): Hold | undefined => holds?.of(id)
  const client = adapter.connect(config.settings, context)
  const health = createHealth()
  const quarantine = createQuarantine()
  const guard = createGuard({
    system: id,
    limits: config.limits,
    share,
    hold,
    probe: () => system.probe(`probe-${id}`),
    onBusy: concurrency => {
      ledger?.busy(id, concurrency)
    },
    onOutcome(outcome) {
      health.note(outcome)
      ledger?.called(id, outcome.durationMs, outcome.error !== undefined && !isWell(outcome.error))
      log.call(outcome)
    }
  })
  const mapping = `${adapter.product}.${adapter.version}.${version}.${KEYS_VERSION}`
  const holders: SnapshotHolder[] = []
  const inboxes: InboxSupply[] = []
  const supplies = new Map<ResourceName, Supply>()
  for (const resource of config.resources) {
    const reader = adapter.resources[resource] as unknown as AnyReader | undefined
    if (reader !== undefined) supplies.set(resource, supplyOf(resource, reader))
  }

  function supplyOf(resource: ResourceName, reader: AnyReader): Supply {
    const maker = createRecordMaker({
      system: { id, prefix },
      resource,
      city,
      today,
      validation,
      map: (row, tools) => reader.map(row, tools, client),
      onUnmapped: drift && ((row, note) => {
        drift.unmapped(resource, row, note)
      })
    })
    const options: SupplyOptions = {
      system: id,
      resource,
      client,
      reader,
      guard,
      maker,
      drift,
      serving: servingOf(resource, reader, config),
      onChange: () => {
        onChange(id, resource)
      },
      ...(onRecord && { onRecord: (record: CanonicalRecord) => {
        onRecord(id, resource, record)
      } }),
      ...(onMissing && { onMissing: (key: string) => {
        onMissing(id, resource, toId(prefix, key))
      } }),
      onQuarantine(recordId, reason, at) {
        quarantine.add({ resource, recordId, reason, at })
        log.quarantined(resource, recordId, reason)
      }
    }
    if (reader.inbox !== undefined) {
      const supply = createInboxSupply({ ...options, inbox: reader.inbox, store: inbox })
      inboxes.push(supply)
      return supply
    }
    if (reader.snapshot === undefined) return createLiveSupply(options)
    const holder = createSnapshotHolder({
      system: id,
      resource,
      client,
      source: reader.snapshot,
      config: config.snapshot,
      timeouts: timeoutsOf(config.limits),
      guard,
      maker,
      mapping,
      looked: work => looking(drift, resource, work, true),
      store: createSnapshotStore(join(dataDir, 'snapshots', id, resource)),
      onChange: () => {
        onChange(id, resource)
      },
      onLoaded(rows, quarantined, durationMs) {
        onChange(id, resource)
        log.snapshot(resource, { rows, quarantined, durationMs })
      },
      onRefused(error) {
        health.note({ stage: 'snapshot', durationMs: 0, error })
        log.snapshot(resource, { refused: error })
      }
    })
    holders.push(holder)
    return createSnapshotSupply({ ...options, holder })
  }

  const supply = (resource: ResourceName): Supply => {
    const found = supplies.get(resource)
    if (found === undefined) throw new Error(`${id} does not serve ${resource}`)
    return found
  }
  const refresh = async (): Promise<void> => {
    if (hold() !== undefined) return
    for (const holder of holders) await holder.refresh(`snapshot-${id}`)
  }
  /** What does not let go must not hold the hub, nor bring it down. */
  const letGo = async (end: () => Promise<unknown>): Promise<void> => {
    const started = performance.now()
    const patience = new AbortController()
    try {
      const late = wait(CLOSING_MS, undefined, { signal: patience.signal }).then(() => {
        throw new Error('late')
      })
      // An adapter may throw at once, too.
      await Promise.race([Promise.resolve().then(end), late])
    } catch (cause) {
      const error = new SatuError('system_failed', `${id}: its adapter could not be closed`, { stage: 'close', cause })
      log.call({ stage: 'close', durationMs: performance.now() - started, error })
    } finally {
      patience.abort()
    }
  }
  const timer = holders.length === 0 ? undefined : setInterval(() => {
    void refresh()
  }, config.snapshot.poll_seconds * 1_000)
  timer?.unref()
  void refresh()

  const system: System = {
    id,
    config,
    version: mapping,
    adapterVersion: adapter.version,
    agencyId,
    health,
    quarantine,
    guard: guard.state,
    hold,
    planned: () => holds?.planned(id) ?? [],
    serves(resource, action) {
      const found = supplies.get(resource)
      return found?.can(action) ? found.serving : undefined
    },
    list: (resource, query, asker) => supply(resource).list(query, asker),
    get: (resource, key, asker) => supply(resource).get(key, asker),
    findNumber: (form, parts, asker) =>
      guard.run('look for a number', asker, async call => form.find?.(client, parts, call), { safe: true }),
    async resident(nik, asker) {
      const reader = adapter.resources.residents as unknown as AnyReader | undefined
      const row = await guard.run('look up a resident', asker,
        call => looking(drift, 'residents', async () => reader?.get?.(client, nik, call)), { safe: true })
      if (reader === undefined || row === undefined) return undefined
      const tools = createTools({ city, today, id: key => key })
      const mapped = mapResident(nik, () => reader.map(row, tools, client) as Mapped<'residents'>)
      if ('record' in mapped) return { ...mapped, quality: tools.notes.list() }
      // Its record alone is bad, not the system: the guard does not hear of it.
      quarantine.add({ resource: 'residents', recordId: undefined, reason: mapped.reason, at: toWib(new Date()) })
      log.quarantined('residents', undefined, mapped.reason)
      throw new SatuError('system_failed', `${id}: its adapter could not make sense of the answer (look up a resident)`,
        { stage: 'map' })
    },
    writer: createWriters({ adapter, client, guard }),
    probe: (requestId, forced = false) =>
      guard.run('probe', theHub(requestId), call => adapter.probe(client, call), { forced }),
    through: (asker, work) => guard.run('pass through', asker, work),
    refresh,
    async receive(message) {
      const [first] = inboxes
      if (first === undefined) throw new SatuError('not_found', `${id} takes no pushed messages.`, { stage: 'push' })
      return first.receive(message)
    },
    async close() {
      clearInterval(timer)
      const closing = [...holders, ...inboxes].map(supply => supply.close())
      guard.close()
      await letGo(() => Promise.all(closing))
      await letGo(() => adapter.close(client))
    }
  }
  return system
}

function servingOf(
  resource: ResourceName,
  reader: AnyReader,
  { url, freshness, limits }: SystemConfig
): ServedResource {
  const { fresh, revalidate, on_error } = reader.freshness
  const override: Partial<Record<keyof Freshness, number | undefined>> = freshness[resource] ?? {}
  // What lies on this machine is read faster than Redis, and whole records of people stay in the process that asked.
  const isShared = url !== '' && reader.snapshot === undefined && reader.inbox === undefined && resource !== 'residents'
  return {
    order: reader.order,
    pageSize: reader.pageSize,
    filters: reader.filters ?? [],
    onlyOwnAgency: reader.onlyOwnAgency ?? false,
    carriesNik: reader.carriesNik ?? false,
    numbers: reader.numbers ?? [],
    freshness: {
      fresh: override.fresh ?? fresh,
      revalidate: override.revalidate ?? revalidate,
      on_error: override.on_error ?? on_error
    },
    // A list may take several calls.
    shareMs: isShared ? limits.timeout_ms * 2 + 1_000 : undefined
  }
}
