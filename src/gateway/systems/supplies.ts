import { join } from 'node:path'
import type { ResourceName } from '../../contract/resources.ts'
import type { Validation } from '../../contract/validation.ts'
import type { Adapter, City, Freshness } from '../../kit/adapter.ts'
import { toId } from '../../kit/ids.ts'
import type { SystemConfig } from '../../platform/config/schema.ts'
import { createSnapshotStore } from '../../platform/snapshots/snapshots.ts'
import type { InboxStore } from '../../platform/store/inbox.ts'
import { type DriftWatch, looking } from './drift-watch.ts'
import { type Guard, timeoutsOf } from './guard.ts'
import type { HealthRecord } from './health.ts'
import { createInboxSupply, type InboxSupply } from './inbox-supply.ts'
import type { Quarantine } from './quarantine.ts'
import { type CanonicalRecord, createRecordMaker } from './records.ts'
import { createSnapshotHolder, type SnapshotHolder } from './snapshot-source.ts'
import { createSnapshotSupply } from './snapshot-supply.ts'
import { type AnyReader, createLiveSupply, type ServedResource, type Supply, type SupplyOptions } from './supply.ts'
import type { SystemLog } from './system-log.ts'

/** What a system is made of, and who is told what it gives. */
export interface SystemSurroundings {
  config: SystemConfig
  adapter: Adapter
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
  /** Watches whether it still sends what it always sent. */
  drift?: DriftWatch | undefined
  log: SystemLog
}

export interface SuppliesOptions extends SystemSurroundings {
  /** What the adapter has connected. */
  client: unknown
  guard: Guard
  health: HealthRecord
  quarantine: Quarantine
  /** Changes when the same rows may be mapped otherwise. */
  mapping: string
}

/** How a system gives each of its resources. */
export interface Supplies {
  of: ReadonlyMap<ResourceName, Supply>
  /** Of what comes whole. */
  holders: readonly SnapshotHolder[]
  /** Of what is pushed. */
  inboxes: readonly InboxSupply[]
}

/** Live where the system is asked each time; what comes whole and what is pushed the hub keeps itself. */
export function createSupplies(
  { config, adapter, client, city, validation, dataDir, inbox, today, onChange, onRecord, onMissing, guard, health,
    quarantine, mapping, drift, log }: SuppliesOptions
): Supplies {
  const { id, prefix } = config
  const holders: SnapshotHolder[] = []
  const inboxes: InboxSupply[] = []
  const supplies = new Map<ResourceName, Supply>()
  for (const resource of config.resources) {
    const reader = adapter.resources[resource] as unknown as AnyReader | undefined
    if (reader !== undefined) supplies.set(resource, supplyOf(resource, reader))
  }
  return { of: supplies, holders, inboxes }

  function supplyOf(resource: ResourceName, reader: AnyReader): Supply {
    const maker = createRecordMaker({
      system: { id, prefix },
      resource,
      city,
      today,
      validation,
      ownAgency: reader.onlyOwnAgency === true
        ? city.agencies.find(({ code }) => code === config.agency)?.id
        : undefined,
      url: config.url,
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
