import { createTools } from '../../../gateway/systems/records.ts'
import type { Adapter, AdapterContext, City, Mapped, MapTools, Reader, ResourceName } from '../../../kit/adapter.ts'
import type { Call } from '../../../kit/call.ts'
import { SystemFault } from '../../../kit/faults.ts'
import { toId } from '../../../kit/ids.ts'
import { type Read, remembering } from '../../../testing/index.ts'
import type { Bound } from '../configured.ts'

export const operationNames = ['probe', 'list', 'get', 'missing'] as const
export type OperationName = (typeof operationNames)[number]

export interface AskOptions {
  bound: Bound
  adapter: Adapter
  city: City
  today: () => string
  operations: readonly OperationName[]
  /** Rows of each resource. */
  rows: number
  /** To look up where nothing can be listed. */
  keys: readonly string[]
  /** Where the system is asked: the proxy in front of it. */
  url: string
  settings: Readonly<Record<string, unknown>>
  /** One line of what was done, or could not be. */
  say(line: string): void
  onRead(resource: ResourceName, read: Read): void
}

type AnyReader = Reader<ResourceName, unknown, unknown>

const DEADLINE_MS = 120_000
const LOOK_UPS = 3

/** Asks a system as the hub would: a little of everything that its adapter reads. Gives the rows of each resource. */
export async function askSystem(options: AskOptions): Promise<Map<ResourceName, unknown[]>> {
  const { bound, adapter, city, today, operations, url, settings, say } = options
  const agencyId = city.agencies.find(({ code }) => code === bound.agency)?.id
  const context: AdapterContext = { system: { id: bound.id, name: bound.id, prefix: bound.prefix, agencyId }, url,
    tls: bound.tls, city, today }
  const client = adapter.connect(settings, context)
  const rows = new Map<ResourceName, unknown[]>()
  try {
    if (operations.includes('probe')) await attempt('probe', call => adapter.probe(client, call), say)
    for (const resource of bound.resources) {
      const reader = adapter.resources[resource] as unknown as AnyReader | undefined
      if (reader === undefined) continue
      if (reader.inbox !== undefined)
        say(
          `${resource}: is pushed into the hub, so there is nothing to ask; keep what its owner sends as fixtures ` +
            'by hand'
        )
      else rows.set(resource, await askResource(resource, reader, client, options))
    }
  } finally {
    await adapter.close(client)
  }
  return rows
}

async function askResource(
  resource: ResourceName,
  reader: AnyReader,
  client: unknown,
  options: AskOptions
): Promise<unknown[]> {
  const { operations, rows: most, say } = options
  const rows: unknown[] = []
  const keep = (row: unknown): void => {
    rows.push(row)
    readRow(resource, reader, client, row, options)
  }
  if (reader.snapshot !== undefined) {
    const { snapshot } = reader
    await attempt(`${resource}: read`, async call => {
      const newest = await snapshot.newest(client, call)
      if (newest === undefined) return
      for await (const row of snapshot.rows(client, newest.version, call)) {
        keep(row)
        if (rows.length >= most) break
      }
    }, say)
    say(`${resource}: ${rows.length} rows`)
    return rows
  }
  if (operations.includes('list') && reader.list !== undefined) {
    const limit = Math.min(reader.pageSize, most)
    for (let page = 0; page < 2; page++) {
      const found = await attempt(`${resource}: list`, call =>
        reader.list!(client, { offset: page * limit, limit, filters: {} }, call), say)
      for (const row of found?.rows ?? []) keep(row)
      if (found === undefined || found.end) break
    }
    say(`${resource}: ${rows.length} rows listed`)
  }
  const { get } = reader
  if (get === undefined) return rows
  const known = [...options.keys, ...rows.flatMap(row => keyOf(reader, client, row, options) ?? [])]
  if (operations.includes('get')) {
    let found = 0
    // Keys that were named are all asked for; of those that were listed a few tell enough.
    for (const key of options.keys.length > 0 ? options.keys : known.slice(0, LOOK_UPS)) {
      const row = await attempt(`${resource}: get`, call => get(client, key, call), say)
      if (row === undefined) continue
      keep(row)
      found++
    }
    if (known.length === 0) say(`${resource}: nothing to look up; name keys with --keys`)
    else say(`${resource}: ${found} looked up`)
  }
  const [first] = known
  if (operations.includes('missing') && first !== undefined)
    await attempt(`${resource}: get`, call => get(client, nobody(first), call), say)
  return rows
}

async function attempt<T>(
  what: string,
  work: (call: Call) => Promise<T>,
  say: (line: string) => void
): Promise<T | undefined> {
  try {
    return await work({ signal: AbortSignal.timeout(DEADLINE_MS), requestId: 'record' })
  } catch (error) {
    // What went wrong is recorded as well.
    if (!(error instanceof SystemFault)) throw error
    say(`${what} failed: the system ${error.message}`)
    return undefined
  }
}

function readRow(resource: ResourceName, reader: AnyReader, client: unknown, row: unknown, options: AskOptions): void {
  const reads: Read[] = []
  try {
    map(reader, client, row, options, read => remembering(read, reads))
  } catch {
    // A row that is left out has told all the same what was read of it.
  }
  for (const read of reads) options.onRead(resource, read)
}

function keyOf(reader: AnyReader, client: unknown, row: unknown, options: AskOptions): string | undefined {
  try {
    return map(reader, client, row, options).key
  } catch {
    return undefined
  }
}

function map(
  reader: AnyReader,
  client: unknown,
  row: unknown,
  { bound, city, today }: AskOptions,
  wrap = (read: MapTools['read']) => read
): Mapped<ResourceName> {
  const tools = createTools({ city, today, id: key => toId(bound.prefix, key) })
  return reader.map(row, { ...tools, read: wrap(tools.read) }, client)
}

/** A key like another that there is hardly one of. */
function nobody(key: string): string {
  return key.replace(/\d(?=[^\d]*(?:\d[^\d]*){0,3}$)/g, digit => (digit === '9' ? '8' : '9'))
}
