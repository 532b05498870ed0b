import type { SystemConfig } from '../config/schema.ts'
import type { ResourceName } from '../contract/resources.ts'
import { SatuError } from '../errors.ts'
import type { Validation } from '../contract/validation.ts'
import type { Adapter, AdapterContext, City, Filters, FilterName, Freshness, Mapped, Reader } from '../kit/adapter.ts'
import { toWib } from '../kit/indonesia/calendar.ts'
import { createGuard, type CallOutcome, type GuardState } from './guard.ts'
import { createHealth, type HealthRecord } from './health.ts'
import { createQuarantine, type Quarantine } from './quarantine.ts'
import { createRecordMaker, createTools, type CanonicalRecord } from './records.ts'

type AnyReader = Reader<ResourceName, unknown, unknown>

/** A page of a system's list in the system's own order. A quarantined row keeps its place, as undefined. */
export interface SystemPage {
  rows: readonly (CanonicalRecord | undefined)[]
  end: boolean
  quarantined: number
}

/** What a system says about serving one resource. */
export interface Serving {
  order: 'canonical' | 'updated' | 'none'
  pageSize: number
  filters: readonly FilterName[]
  onlyOwnAgency: boolean
  freshness: Freshness
}

/** One registered legacy application, ready to be asked. Every fault it has comes out as a `SatuError` naming it. */
export interface System {
  readonly id: string
  readonly config: SystemConfig
  /** Part of every cache key: what the adapter made of a row may change with it. */
  readonly version: string
  readonly agencyId: string | undefined
  readonly health: HealthRecord
  readonly quarantine: Quarantine
  guard(): GuardState
  /** How it serves the resource; undefined when it does not. */
  serves(resource: ResourceName, action: 'list' | 'get'): Serving | undefined
  list(resource: ResourceName, query: { offset: number; limit: number; filters: Filters }, requestId: string): Promise<SystemPage>
  get(resource: ResourceName, key: string, requestId: string): Promise<CanonicalRecord | undefined>
  /** The system's own record of a person, mapped but never validated, kept or given an id. */
  resident(nik: string, requestId: string): Promise<Mapped<'residents'>['record'] | undefined>
  probe(requestId: string): Promise<void>
  close(): Promise<void>
}

export interface SystemOptions {
  config: SystemConfig
  adapter: Adapter
  city: City
  validation: Validation
  /** Today as YYYY-MM-DD in the city's zone. */
  today(): string
  onCall(outcome: CallOutcome): void
  onQuarantine(resource: ResourceName, recordId: string | undefined, reason: string): void
}

export function createSystem({ config, adapter, city, validation, today, onCall, onQuarantine }: SystemOptions): System {
  const { id, prefix } = config
  const agencyId = city.agencies.find(agency => agency.code === config.agency)?.id
  const context: AdapterContext = { system: { id, name: config.name, prefix, agencyId }, url: config.url, city, today }
  const client = adapter.connect(config.settings, context)
  const health = createHealth()
  const quarantine = createQuarantine()
  const guard = createGuard({
    system: id,
    limits: config.limits,
    onOutcome(outcome) {
      health.note(outcome)
      onCall(outcome)
    }
  })

  const readers = new Map<ResourceName, { reader: AnyReader; serving: Serving; makeRecord: ReturnType<typeof makerOf> }>()
  for (const resource of config.resources) {
    const reader = adapter.resources[resource] as unknown as AnyReader | undefined
    if (reader === undefined) continue
    readers.set(resource, { reader, serving: servingOf(reader, config.freshness[resource]), makeRecord: makerOf(resource, reader) })
  }

  function makerOf(resource: ResourceName, reader: AnyReader): (row: unknown, fetchedAt: string) => CanonicalRecord | undefined {
    const maker = createRecordMaker({
      system: { id, prefix },
      resource,
      map: (row, tools) => reader.map(row, tools, client),
      city,
      today,
      validation
    })
    return (row, fetchedAt) => {
      const made = maker.make(row, fetchedAt)
      if ('record' in made) return made.record
      const { recordId, reason } = made.quarantined
      quarantine.add({ resource, recordId, reason, at: fetchedAt })
      onQuarantine(resource, recordId, reason)
      return undefined
    }
  }

  const readerOf = (resource: ResourceName) => {
    const found = readers.get(resource)
    if (found === undefined) throw new Error(`${id} does not serve ${resource}`)
    return found
  }

  return {
    id,
    config,
    version: `${adapter.product}.${adapter.version}`,
    agencyId,
    health,
    quarantine,
    guard: guard.state,
    serves(resource, action) {
      const found = readers.get(resource)
      return found?.reader[action] === undefined ? undefined : found.serving
    },
    async list(resource, query, requestId) {
      const { reader, makeRecord } = readerOf(resource)
      const page = await guard.run(`list ${resource}`, requestId, async call => {
        const found = await reader.list?.(client, query, call)
        return found ?? { rows: [], end: true }
      })
      const fetchedAt = toWib(new Date())
      const rows = page.rows.map(row => makeRecord(row, fetchedAt))
      return { rows, end: page.end, quarantined: rows.filter(row => row === undefined).length }
    },
    async get(resource, key, requestId) {
      const { reader, makeRecord } = readerOf(resource)
      const row = await guard.run(`get ${resource}`, requestId, async call => reader.get?.(client, key, call))
      if (row === undefined) return undefined
      const record = makeRecord(row, toWib(new Date()))
      if (record === undefined) {
        throw new SatuError('system_failed', `${id}: it has this record, but the record does not fit the contract`, { stage: 'map' })
      }
      return record
    },
    async resident(nik, requestId) {
      const { reader } = readerOf('residents')
      return guard.run('verify residents', requestId, async call => {
        const row = await reader.get?.(client, nik, call)
        if (row === undefined) return undefined
        return (reader.map(row, createTools({ city, today, id: key => key }), client) as Mapped<'residents'>).record
      })
    },
    probe: requestId => guard.run('probe', requestId, call => adapter.probe(client, call)),
    async close() {
      guard.close()
      await adapter.close(client)
    }
  }
}

function servingOf(reader: AnyReader, override: Partial<Record<keyof Freshness, number | undefined>> = {}): Serving {
  const { fresh, revalidate, on_error } = reader.freshness
  return {
    order: reader.order,
    pageSize: reader.pageSize,
    filters: reader.filters ?? [],
    onlyOwnAgency: reader.onlyOwnAgency ?? false,
    freshness: {
      fresh: override.fresh ?? fresh,
      revalidate: override.revalidate ?? revalidate,
      on_error: override.on_error ?? on_error
    }
  }
}
