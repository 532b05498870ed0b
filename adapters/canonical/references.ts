import { parseId, toId } from '../../src/kit/index.ts'

/** Fields of the contract that name another record. */
export const OF_RECORDS: ReadonlySet<string> = new Set(['service_id', 'application_id', 'licence_id', 'duplicate_of'])
/** Fields that name an agency. */
export const OF_AGENCIES: ReadonlySet<string> = new Set(['agency_id', 'parent_id', 'successor_id'])
/** Who passed a complaint on, and to whom. */
export const OF_DISPOSITIONS: ReadonlySet<string> = new Set(['from', 'to'])

/** Ids in what is read and written: the application's own there, those of this hub here. */
export interface References {
  /** A record as this hub's callers read it, its own id excepted. */
  toOurs<T extends object>(record: T): T
  /** What this hub's callers wrote, as the application takes it. */
  toTheirs<T>(body: T): T
  /** One id as the application knows it. One that is none of its own is as good there as here. */
  idToTheirs(id: string): string
}

export interface ReferenceOptions {
  /** Of the ids that its records have here. */
  prefix: string
  /** Ids of the city's own agencies, by which the application calls them too. Any other agency is one of its own. */
  agencies: ReadonlySet<string>
}

export function createReferences({ prefix, agencies }: ReferenceOptions): References {
  const recordToOurs = (id: string): string => toId(prefix, id)
  const agencyToOurs = (id: string): string => (agencies.has(id) ? id : toId(prefix, id))
  const idToTheirs = (id: string): string => {
    const parsed = parseId(id)
    return parsed?.prefix === prefix ? parsed.key : id
  }
  return {
    toOurs: record => walk(record, recordToOurs, agencyToOurs),
    toTheirs: body => walk(body, idToTheirs, idToTheirs),
    idToTheirs
  }
}

function walk<T>(
  value: T,
  ofRecord: (id: string) => string,
  ofAgency: (id: string) => string,
  inDispositions = false
): T {
  // The bytes of a file name nothing.
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  if (Array.isArray(value)) return value.map((item: unknown) => walk(item, ofRecord, ofAgency, inDispositions)) as T
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => {
    if (typeof inner !== 'string') return [name, walk(inner as unknown, ofRecord, ofAgency, name === 'dispositions')]
    if (OF_RECORDS.has(name)) return [name, ofRecord(inner)]
    return [name, OF_AGENCIES.has(name) || (inDispositions && OF_DISPOSITIONS.has(name)) ? ofAgency(inner) : inner]
  })) as T
}
