import type { ResourceName } from '../../contract/resources.ts'
import { SatuError } from '../../errors.ts'
import type { FilterName, Filters, Freshness, Reader } from '../../kit/adapter.ts'
import { SystemFault } from '../../kit/faults.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { NumberForm } from '../../kit/numbers.ts'
import type { Asker } from './asker.ts'
import { type DriftWatch, looking } from './drift-watch.ts'
import type { Guard } from './guard.ts'
import { type CanonicalRecord, laterRows, type PageRows, type RecordMaker } from './records.ts'

export type AnyReader = Reader<ResourceName, unknown, unknown>

/** A page of a system's list in the system's own order. */
export interface SystemPage {
  rows: PageRows
  end: boolean
  /** When the system gave it, ms since 1970, if that was not now. */
  asOf?: number
  /** Why there is no newer one, when there should be. */
  stale?: SatuError | undefined
}

export interface SystemRecord {
  record: CanonicalRecord
  asOf?: number
  stale?: SatuError | undefined
}

/** How a system serves one resource. */
export interface ServedResource {
  order: 'canonical' | 'updated' | 'none'
  pageSize: number
  filters: readonly FilterName[]
  onlyOwnAgency: boolean
  /** A NIK in its records tells whose they are. */
  carriesNik: boolean
  /** The numbers that residents hold of its records. */
  numbers: readonly NumberForm<unknown>[]
  freshness: Freshness
  /** The system pushes it: there is nothing to ask. */
  isPushed?: true
  /** It comes whole: what is listed lies on this machine. */
  comesWhole?: true
  /** How long a load of it may take, in ms; undefined for what no other process needs to be told of. */
  shareMs: number | undefined
}

/** Where the records of one resource of a system come from: asked each time, kept whole, or pushed. */
export interface Supply {
  readonly serving: ServedResource
  can(action: 'list' | 'get'): boolean
  list(query: { offset: number; limit: number; filters: Filters }, asker: Asker): Promise<SystemPage>
  get(key: string, asker: Asker): Promise<SystemRecord | undefined>
}

export interface SupplyOptions {
  system: string
  resource: ResourceName
  client: unknown
  reader: AnyReader
  serving: ServedResource
  guard: Guard
  maker: RecordMaker
  drift?: DriftWatch | undefined
  /** Called when what is kept here has changed, so that nothing older is served. */
  onChange(): void
  /** Called for each record that the system was asked for, as it is made. */
  onRecord?(record: CanonicalRecord): void
  /** The system says that it has no record of this key. */
  onMissing?(key: string): void
  /** Called for each record that is left out. */
  onQuarantine(recordId: string | undefined, reason: string, at: string): void
}

/** Makes canonical records of rows, and reports those that fit nothing. */
export function createRecords(
  { maker, onQuarantine }: Pick<SupplyOptions, 'maker' | 'onQuarantine'>
): (row: unknown, at: string) => CanonicalRecord | undefined {
  return (row, at) => {
    const made = maker.make(row, at)
    if ('record' in made) return made.record
    onQuarantine(made.quarantined.recordId, made.quarantined.reason, at)
    return undefined
  }
}

/**
 * A system that is asked each time: within its guard, and looked at for drift as it answers. Of a list each row is made
 * a record when it is first looked at, long after this has returned; of one record at once.
 */
export function createLiveSupply(options: SupplyOptions): Supply {
  const { system, resource, client, reader, serving, guard, drift, onRecord, onMissing } = options
  const make = createRecords(options)
  const toRecord: typeof make = (row, at) => {
    const record = make(row, at)
    if (record !== undefined) onRecord?.(record)
    return record
  }
  return {
    serving,
    can: action => reader[action] !== undefined,
    async list(query, asker) {
      const page = await guard.run(`list ${resource}`, asker, async call => {
        const given = await looking(drift, resource, async () => reader.list?.(client, query, call))
        if (!Array.isArray(given?.rows))
          throw new SystemFault('unreadable', { stage: `list ${resource}`, detail: 'its adapter gave no list' })
        return given
      }, { safe: true })
      const at = toWib(new Date())
      return { rows: laterRows(page.rows, row => toRecord(row, at)), end: page.end }
    },
    async get(key, asker) {
      const row = await guard.run(`get ${resource}`, asker,
        call => looking(drift, resource, async () => reader.get?.(client, key, call)), { safe: true })
      if (row !== undefined) return { record: needed(toRecord(row, toWib(new Date())), system) }
      onMissing?.(key)
      return undefined
    }
  }
}

export function needed(record: CanonicalRecord | undefined, system: string): CanonicalRecord {
  if (record !== undefined) return record
  throw new SatuError('system_failed', `${system}: it has this record, but the record does not fit the contract`, {
    stage: 'map'
  })
}
