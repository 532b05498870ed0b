import type { Static, TSchema } from 'typebox'
import type { Records, ResourceName } from '../contract/resources.ts'
import type { Call } from './call.ts'
import type { FieldReader } from './fields.ts'
import type { Regions } from './indonesia/regions.ts'
import type { NumberForm } from './numbers.ts'
import type { Notes } from './quality.ts'
import type { SystemTls } from './tls.ts'
import type { Writers } from './writer.ts'

export type { Records, ResourceName }

/** The filters of the contract's list operations, already validated and normalised. */
export interface Filters {
  /** Only records changed at or after this instant, RFC 3339. */
  updated_since?: string
  /** Canonical status codes; a record matches when it has one of them. */
  status?: readonly string[]
  /** Agency ids. */
  agency?: readonly string[]
  /** District codes as `32.73.02`. */
  district_code?: readonly string[]
  /** minLong, minLat, maxLong, maxLat in degrees, WGS 84. */
  bbox?: readonly [number, number, number, number]
  /** Text: every word must occur in the record's searchable fields, case ignored. */
  q?: string
}
export type FilterName = keyof Filters

export interface ListQuery {
  /** Rows to pass over, in the system's own order under these filters. */
  offset: number
  /** Rows wanted; never more than the reader's `pageSize`. */
  limit: number
  /** Only the filters that the reader declared. */
  filters: Filters
}

export interface Page<Row> {
  rows: Row[]
  /** True when no row follows the last one of this page. */
  end: boolean
}

/** What `map` is given beside the row. */
export interface MapTools {
  /** Reads legacy fields into canonical values and notes what was wrong with them. */
  read: FieldReader
  notes: Notes
  /** The derived id of another record of the same system: `<prefix>-<key>`. */
  id(key: string): string
}

type HubOwned = 'id' | 'source' | 'quality' | 'clock'

/** A canonical record before the hub adds `id`, `source` and `quality`, and the `clock` that runs on some. */
export interface Mapped<R extends ResourceName> {
  /** The legacy key: stable, unique within the system and resource. For residents the NIK (it never leaves the hub). */
  key: string
  /** Last change as the system knows it, RFC 3339; the day it was received when it knows no better. */
  updatedAt: string
  record: Omit<Records[R], HubOwned>
}

/** How long an answer of a system may be used, in seconds (RFC 5861). */
export interface Freshness {
  /** Served without asking. */
  fresh: number
  /** After that, still served at once while the hub asks again in the background. */
  revalidate: number
  /** Served, marked stale, when the system cannot answer. */
  on_error: number
}

/** A source that can only be had whole, such as a nightly file. */
export interface SnapshotSource<Client, Row> {
  /**
   * Names the newest whole version without reading it (file name, size and time, say); undefined when there is none.
   */
  newest(client: Client, call: Call): Promise<SnapshotVersion | undefined>
  /**
   * The rows of a version, one after the other. Rows are plain data: they are kept as JSON.
   * @throws SystemFault when it turns out not to be whole, such as `truncated` for a wrong control total
   */
  rows(client: Client, version: string, call: Call): AsyncIterable<Row>
}
export interface SnapshotVersion {
  version: string
  /** When the system made it, RFC 3339. */
  producedAt: string
}

/** What a legacy system pushes into the hub. Rows are plain data: they are kept as JSON. */
export interface Inbox<Client, Row> {
  /**
   * The rows of a pushed HTTP message, and how the pusher is answered in its own words.
   * @throws SystemFault `rejected` for a message that it does not understand
   */
  receive?(client: Client, message: PushedMessage): Received<Row>
  /** A subscription: hands over rows until the signal aborts. `emit` resolves when they are kept. */
  subscribe?(client: Client, emit: (rows: Row[]) => Promise<void>, signal: AbortSignal): Promise<void>
  /** Rows with the same text within so many seconds are one push said again. */
  repeat?: { of(row: Row): string; seconds: number }
}
export interface PushedMessage {
  method: string
  /** What follows the push address. */
  path: string
  query: URLSearchParams
  headers: Readonly<Record<string, string>>
  contentType: string
  body: Buffer
  /** When it came, RFC 3339 in the city's zone. */
  receivedAt: string
}
export interface Received<Row> {
  rows: Row[]
  answer?: { status: number; contentType: string; body: string }
}

/** How an adapter serves one resource. */
export interface Reader<R extends ResourceName, Client, Row> {
  /** Filters that the legacy system applies itself, exactly as the contract means them. The hub does the others. */
  filters?: readonly FilterName[]
  /**
   * The order in which `list` yields rows:
   * `canonical`: last change, newest first, ties by id ascending;
   * `updated`: last change, newest first, ties in any order;
   * `none`: any other. The hub then reads the whole collection and sorts it, so only for small ones.
   */
  order: 'canonical' | 'updated' | 'none'
  /** The most rows one call returns. */
  pageSize: number
  /** True when every record belongs to the system's own agency: other agencies' queries need not ask it. */
  onlyOwnAgency?: boolean
  /**
   * True when records carry the NIK of whom they are about, as the system has checked it: a citizen who signed in with
   * that NIK is then shown them as their own. Of a system that does not say so nothing is searched for a person.
   */
  carriesNik?: boolean
  /** The numbers that residents hold of its records, for `GET /v1/track/{number}`. */
  numbers?: readonly NumberForm<Client>[]
  freshness: Freshness
  /** For a source that comes whole, in place of `list` and `get`: the hub keeps it, indexed, and answers from there. */
  snapshot?: SnapshotSource<Client, Row>
  /** For records that the system pushes, in place of `list` and `get`: the hub keeps them. */
  inbox?: Inbox<Client, Row>
  list?(client: Client, query: ListQuery, call: Call): Promise<Page<Row>>
  /** One record by its legacy key; undefined when the system says that it has none. */
  get?(client: Client, key: string, call: Call): Promise<Row | undefined>
  /** Pure: no I/O, no clock. Throwing quarantines this record alone, with the error's message as the reason. */
  map(row: Row, tools: MapTools, client: Client): Mapped<R>
}

/** What a system may know of its surroundings. */
export interface AdapterContext {
  system: { id: string; name: string; prefix: string; agencyId: string | undefined }
  /** Base address of the system; empty for a product without one. */
  url: string
  /** For the connector, as it stands; undefined where the config says nothing of it. */
  tls?: SystemTls | undefined
  city: City
  /** Today as YYYY-MM-DD in the city's time zone, for two-digit years. */
  today(): string
}

/** The city's reference data, from the config. */
export interface City {
  name: string
  /** Where its records must lie; a position outside is a fault of the record. */
  box: { south: number; north: number; west: number; east: number }
  phoneArea: string
  regions: Regions
  agencies: readonly CityAgency[]
}
export interface CityAgency {
  id: string
  code: string
  name: string
  short_name?: string
  kind?: Records['agencies']['kind']
  skpd_codes?: string[]
  aliases?: string[]
  parent_id?: string
  /** Where residents may ask. */
  contact?: { phone?: string; email?: string; url?: string }
}

export type Readers<Client> = { [R in ResourceName]?: Reader<R, Client, never> }

export interface AdapterDefinition<S extends TSchema, Client> {
  /** Folder name under `adapters/`. */
  product: string
  title: string
  /** Raise it when the mapping changes: it is part of every cache key. */
  version: number
  /**
   * Settings of a system of this product (typebox). Secrets are marked `writeOnly` and must come from the environment.
   */
  settings: S
  /** False for a product that has no address of its own. */
  needsUrl?: boolean
  /** Makes the client. No I/O here: a system that is down must not stop the hub. */
  connect(settings: Static<S>, context: AdapterContext): Client
  /** The cheapest call that proves the system works. */
  probe(client: Client, call: Call): Promise<void>
  close?(client: Client): Promise<void>
  resources: Readers<Client>
  /** The writes that it takes; none when left out. */
  writes?: Writers<Client>
}

/** A product as the registry holds it, its own types closed over. */
export interface Adapter {
  product: string
  title: string
  version: number
  settings: TSchema
  needsUrl: boolean
  resources: Readers<unknown>
  writes: Writers<unknown>
  connect(settings: unknown, context: AdapterContext): unknown
  probe(client: unknown, call: Call): Promise<void>
  close(client: unknown): Promise<void>
}

/** Types one reader: rows of `list` and `get` are what `map` takes. */
export function reader<R extends ResourceName, Client, Row>(
  _resource: R,
  definition: Reader<R, Client, Row>
): Reader<R, Client, never> {
  return definition as unknown as Reader<R, Client, never>
}

/** Declares a product. The folder's `index.ts` exports the result as `adapter`. */
export function defineAdapter<S extends TSchema, Client>(definition: AdapterDefinition<S, Client>): Adapter {
  return { needsUrl: true, close: async () => {}, writes: {}, ...definition }
}
