import { Type } from 'typebox'
import type { ResourceName } from '../../../src/contract/resources.ts'
import { type Adapter, defineAdapter, type FilterName, type Filters, type Freshness, type ListQuery, type Mapped,
  type Reader, reader } from '../../../src/kit/adapter.ts'
import type { Call } from '../../../src/kit/call.ts'
import type { QualityNote } from '../../../src/kit/quality.ts'
import { type Write, writeActions, type Writer } from '../../../src/kit/writer.ts'

/** A record of a legacy system that lives in the test. */
export interface Row {
  key: string
  updatedAt: string
  /** Canonical fields beside those that the hub adds. */
  record: Record<string, unknown>
  /** What mapping it notes. */
  notes?: readonly QualityNote[]
  /** Mapping it throws this. */
  fault?: Error
  /** The key that mapping it gives, when it is another. */
  mapsTo?: string
}

export interface LegacyOptions {
  id: string
  prefix: string
  rows?: Row[]
  resource?: ResourceName
  order?: 'canonical' | 'updated' | 'none'
  filters?: readonly FilterName[]
  pageSize?: number
  onlyOwnAgency?: boolean
  carriesNik?: boolean
  freshness?: Freshness
  /** The system's own limit, lower than what its product asks for. */
  mostRows?: number
  /** It gives all that follow, however few it is asked for. */
  ignoresLimit?: boolean
  /** It takes writes: with a way to look for them, or without. */
  writes?: 'findable' | 'blind' | 'idempotent'
  /** How it applies the filters that it declares; as the contract has them unless told. */
  finds?: (row: Row, filters: Filters) => boolean
}

/** One legacy system and the product that speaks to it, both in the test's hands. */
export interface Legacy {
  readonly id: string
  readonly prefix: string
  readonly resource: ResourceName
  readonly adapter: Adapter
  /** In the system's own order. */
  rows: Row[]
  /** What it was asked, oldest first. */
  readonly asked: { operation: Operation; query?: ListQuery; key?: string; call: Call }[]
  /** What was written to it, oldest first. */
  readonly written: Write<unknown>[]
  /** Largest number of calls that ran at the same time. */
  readonly busiest: () => number
  /** Runs within each call before it is answered: it may wait, or throw. */
  before: (operation: Operation, call: Call) => void | Promise<void>
  /** Runs when a write is in the system and not yet answered. */
  after: (call: Call) => void | Promise<void>
}
type Operation = 'list' | 'get' | 'probe' | 'send' | 'find'

export const NEVER_FRESH: Freshness = { fresh: 0, revalidate: 0, on_error: 0 }

export function createLegacy(options: LegacyOptions): Legacy {
  const { id, prefix, resource = 'complaints', order = 'canonical', filters = [], pageSize = 100, onlyOwnAgency = false,
    carriesNik = false, freshness = NEVER_FRESH, mostRows = Infinity, ignoresLimit = false, writes, finds = fits } =
      options
  let running = 0
  let most = 0

  const during = async <T>(
    operation: Operation,
    call: Call,
    about: { query?: ListQuery; key?: string },
    answer: () => T | Promise<T>
  ): Promise<T> => {
    legacy.asked.push({ operation, call, ...about })
    most = Math.max(most, ++running)
    try {
      await legacy.before(operation, call)
      return await answer()
    } finally {
      running--
    }
  }

  const definition: Reader<ResourceName, undefined, Row> = {
    order,
    pageSize,
    onlyOwnAgency,
    carriesNik,
    freshness,
    filters,
    list: (_client, query, call) =>
      during('list', call, { query }, () => {
        const matching = legacy.rows.filter(row => row.fault !== undefined || finds(row, query.filters))
        const rows = matching.slice(query.offset,
          query.offset + Math.min(ignoresLimit ? Infinity : query.limit, mostRows))
        return { rows, end: query.offset + rows.length >= matching.length }
      }),
    get: (_client, key, call) => during('get', call, { key }, () => legacy.rows.find(row => row.key === key)),
    map({ key, updatedAt, record, notes = [], fault, mapsTo = key }, tools) {
      if (fault !== undefined) throw fault
      for (const { field, code, ...more } of notes) tools.notes.add(field, code, more)
      return { key: mapsTo, updatedAt, record } as unknown as Mapped<ResourceName>
    }
  }
  const keyOf = (write: Write<unknown>): string => write.key ?? `W${write.receipt}`
  const writer: Writer<unknown, undefined> = {
    ...(writes === 'idempotent' && { idempotent: true }),
    send: (_client, write, call) =>
      during('send', call, {}, async () => {
        const isKnown = writes === 'idempotent' && legacy.written.some(({ receipt }) => receipt === write.receipt)
        if (!isKnown) {
          legacy.written.push(write)
          if (write.key === undefined)
            legacy.rows.unshift(
              complaintRow(keyOf(write), write.acceptedAt, write.body as Record<string, unknown>)
            )
        }
        await legacy.after(call)
        return { key: keyOf(write), reference: `R${legacy.written.length}` }
      }),
    ...(writes === 'findable' && {
      find: (_client: undefined, { receipt }: Write<unknown>, call: Call) =>
        during('find', call, {}, () => {
          const found = legacy.written.find(one => one.receipt === receipt)
          return found && { key: keyOf(found), reference: 'found' }
        })
    })
  }
  const legacy: Legacy = {
    id,
    prefix,
    resource,
    adapter: defineAdapter({
      product: id,
      title: id,
      version: 1,
      settings: Type.Object({}),
      needsUrl: false,
      connect: () => undefined,
      probe: (_client, call) => during('probe', call, {}, () => undefined),
      resources: { [resource]: reader(resource, definition) },
      ...(writes &&
        {
          writes: {
            [resource]: Object.fromEntries(writeActions[resource as 'complaints'].map(action => [action, writer]))
          }
        })
    }),
    rows: options.rows ?? [],
    asked: [],
    written: [],
    busiest: () => most,
    before: () => {},
    after: () => {}
  }
  return legacy
}

/** What the contract says of each filter, told a second time and independently of the hub. */
export function fits(
  { updatedAt, record }: Row,
  { updated_since, status, agency, district_code, bbox, q }: Filters
): boolean {
  const { status: state, agency_id, location, title, description } = record as {
    status?: { code: string }
    agency_id?: string
    title?: string
    description?: string
    location?: { lat?: number; long?: number; district_code?: string }
  }
  const { lat, long, district_code: district } = location ?? {}
  return (
    (updated_since === undefined || Date.parse(updatedAt) >= Date.parse(updated_since)) &&
    (status === undefined || status.some(code => code === state?.code)) &&
    (agency === undefined || agency.some(one => one === agency_id)) &&
    (district_code === undefined || district_code.some(code => code === district)) &&
    (bbox === undefined ||
      (lat !== undefined && long !== undefined && long >= bbox[0] && lat >= bbox[1] && long <= bbox[2] &&
        lat <= bbox[3])) &&
    (q === undefined || q.split(' ').every(word => `${title ?? ''}\n${description ?? ''}`.toLowerCase().includes(word)))
  )
}

/** A complaint that fits the contract. */
export function complaintRow(key: string, updatedAt: string, more: Record<string, unknown> = {}): Row {
  return {
    key,
    updatedAt,
    record: { identifiers: [], status: { code: 'in_progress', raw_code: 'proses' }, description: 'Lampu jalan mati.',
      ...more }
  }
}
