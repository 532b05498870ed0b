import type { Filters, ResourceName } from '../kit/adapter.ts'
import type { Call } from '../kit/call.ts'
import type { Made } from './make.ts'
import { safeText } from './show.ts'
import type { AnyReader, Subject } from './subject.ts'
import { type Failure, skipped, type Verdict, verdict } from './verdict.ts'

/** All that a resource gave when it was read whole, once. */
export interface Collection {
  client: unknown
  made: readonly Made[]
  /** Given when it ended before its end: why, to the first check that asks. */
  broken?: () => Verdict
  /** More was there than was read. */
  isCut: boolean
}

/** Reads each resource once, for all checks that look at what comes out. */
export function createCollections(
  subject: Subject
): (resource: ResourceName, reader: AnyReader) => Promise<Collection> {
  const known = new Map<ResourceName, Promise<Collection>>()
  return (resource, reader) => {
    const found = known.get(resource) ?? collect(subject, resource, reader)
    known.set(resource, found)
    return found
  }
}

async function collect(subject: Subject, resource: ResourceName, reader: AnyReader): Promise<Collection> {
  const client = subject.connect()
  const { rows, broken, isCut } = await gather(subject, client, resource, reader)
  const make = subject.maker(resource, client)
  // Frozen as soon as they are there, so that a mapping which changes its row is told.
  const made = rows.map((row, index) => make(deepFreeze(row), index))
  return { client, made, isCut, ...(broken && { broken: toldOnce(broken) }) }
}

function toldOnce(failure: Failure): () => Verdict {
  let isTold = false
  return () => {
    if (isTold) return skipped('it could not be read, as is said above')
    isTold = true
    return verdict([failure])
  }
}

export type Gathered = { rows: unknown[]; broken?: Failure | undefined; isCut: boolean }

/** Reads all of a resource, however it comes. */
export function gather(
  subject: Subject,
  client: unknown,
  resource: ResourceName,
  reader: AnyReader
): Promise<Gathered> {
  if (reader.list !== undefined) return walk(subject, client, resource, reader)
  if (reader.snapshot !== undefined) return readSnapshot(subject, client, resource, reader)
  if (reader.inbox?.receive !== undefined) return receiveAll(subject, client, resource, reader)
  if (reader.inbox?.subscribe !== undefined) return hearAll(subject, client, resource, reader)
  return lookUpAll(subject, client, resource, reader)
}

/** Pages through a list to its end, in pages of the declared size unless told. */
export async function walk(
  subject: Subject,
  client: unknown,
  resource: ResourceName,
  reader: AnyReader,
  filters: Filters = {},
  limit = reader.pageSize
): Promise<Gathered> {
  const rows: unknown[] = []
  for (let page = 1;; page++) {
    const { value, fault, error } = await subject.ask(`list ${resource}`, async call =>
      reader.list?.(client, { offset: rows.length, limit, filters }, call), { timeoutMs: 60_000 })
    const where = `${resource}, page ${page} (offset ${rows.length})`
    if (value === undefined)
      return { rows, isCut: true,
        broken: { what: `the call failed: ${messageOf(fault ?? error)}`, where,
          fix: 'Make the stand-in answer it, or the client ask it as the system wants to be asked.' } }
    if (value.rows.length > limit)
      return { rows, isCut: true,
        broken: { what: `gave ${value.rows.length} rows where ${limit} were wanted`, where,
          fix: 'Hand `limit` on to the system, or raise `pageSize`.' } }
    if (value.rows.length === 0 && !value.end)
      return { rows, isCut: true,
        broken: { what: 'gave no rows and said that more follow', where,
          fix: 'Set `end` when a page is empty: the hub would ask for ever.' } }
    rows.push(...value.rows)
    if (value.end) return { rows, isCut: false }
    if (rows.length >= subject.mostRows) return { rows, isCut: true }
  }
}

async function readSnapshot(
  subject: Subject,
  client: unknown,
  resource: ResourceName,
  { snapshot }: AnyReader
): Promise<Gathered> {
  const rows: unknown[] = []
  const { fault, error } = await subject.ask(`read ${resource}`, async call => {
    const newest = await snapshot?.newest(client, call)
    if (newest === undefined) throw new Error('there is no version of it')
    for await (const row of snapshot!.rows(client, newest.version, call)) {
      rows.push(row)
      if (rows.length >= subject.mostRows) return
    }
  }, { timeoutMs: 600_000 })
  const isCut = error !== undefined || rows.length >= subject.mostRows
  const broken = error &&
    { what: `could not be read: ${messageOf(fault ?? error)}`, where: `${resource}, after row ${rows.length}`,
      fix: 'Make the stand-in hold a good version, or the client read it.' }
  return { rows, isCut, broken }
}

async function receiveAll(
  subject: Subject,
  client: unknown,
  resource: ResourceName,
  { inbox }: AnyReader
): Promise<Gathered> {
  const rows: unknown[] = []
  for (const [index, message] of (subject.standIn.pushes?.[resource] ?? []).entries()) {
    const { value, fault, error } = await subject.ask(`receive ${resource}`, async () =>
      inbox?.receive?.(client, message))
    if (value === undefined || value.rows.length === 0) {
      const what = value === undefined
        ? `the message was refused: ${messageOf(fault ?? error)}`
        : 'the message was taken, and gave no row'
      return { rows, isCut: true,
        broken: { what, where: `${resource}, push ${index + 1} of the stand-in`,
          fix: 'Declare messages as the system sends them, or make `receive` understand them.' } }
    }
    rows.push(...value.rows)
  }
  return { rows, isCut: false }
}

/** A subscription has no end of its own: it is left when all has come that the stand-in holds. */
async function hearAll(
  subject: Subject,
  client: unknown,
  resource: ResourceName,
  { inbox }: AnyReader
): Promise<Gathered> {
  const rows: unknown[] = []
  const wanted = subject.standIn.holds?.[resource]
  if (wanted === undefined) {
    return { rows, isCut: true,
      broken: { what: 'nobody says how many rows are published', where: resource,
        fix: 'Let the stand-in keep messages for whoever subscribes, and declare their number as `holds`.' } }
  }
  const { fault, error } = await subject.ask(`subscribe ${resource}`, async call => {
    const enough = new AbortController()
    await inbox?.subscribe?.(client, async some => {
      rows.push(...some)
      if (rows.length >= wanted) enough.abort()
    }, AbortSignal.any([call.signal, enough.signal]))
  }, { timeoutMs: 20_000 })
  const broken = error &&
    { what: `${rows.length} of ${wanted} rows came: ${messageOf(fault ?? error)}`, where: resource,
      fix: 'Make the stand-in publish them to whoever subscribes, or the client hear them.' }
  return { rows, isCut: error !== undefined, broken }
}

async function lookUpAll(
  subject: Subject,
  client: unknown,
  resource: ResourceName,
  reader: AnyReader
): Promise<Gathered> {
  const rows: unknown[] = []
  for (const [index, key] of (subject.standIn.keys?.[resource] ?? []).entries()) {
    const { value, fault, error } = await subject.ask(`get ${resource}`, async (call: Call) =>
      reader.get?.(client, key, call))
    if (value === undefined) {
      const what = error === undefined
        ? 'has no record of a key that the stand-in declares'
        : `the call failed: ${messageOf(fault ?? error)}`
      return { rows, isCut: true,
        broken: { what, where: `${resource}, key ${index + 1} of the stand-in`,
          fix: 'Declare keys that exist, or make `get` find them.' } }
    }
    rows.push(value)
  }
  return { rows, isCut: false }
}

export function messageOf(error: unknown): string {
  return safeText(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
}

/** How a record is named to its author. A resident's key would be a NIK. */
export function placeOf(resource: ResourceName, { index, id }: Pick<Made, 'index' | 'id'>): string {
  return resource === 'residents' || id === undefined
    ? `${resource}, row ${index + 1}`
    : `${resource}, row ${index + 1}, record ${id}`
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const inner of Object.values(value)) deepFreeze(inner)
  return value
}
