import { SatuError, type SourceOutcome } from '../errors.ts'
import { toWib } from '../kit/indonesia/calendar.ts'
import type { ResourceName } from '../contract/resources.ts'
import type { Filters } from '../kit/adapter.ts'
import type { Asker } from '../systems/asker.ts'
import type { CanonicalRecord } from '../systems/records.ts'
import type { Serving, System, SystemPage } from '../systems/system.ts'
import type { Cache, Kept } from './cache.ts'
import { compareKeys, keyOf } from './order.ts'
import type { Rows } from './stream.ts'

/** What one read learns of a system while it reads from it. */
export interface SourceReport {
  system: System
  /** When the oldest part used was given, ms since 1970. */
  asOf: number | undefined
  /** Until when every part used stays fresh, ms since 1970. */
  freshUntil: number
  stale: boolean
  error: SatuError | undefined
  /** Error that left the system out altogether. */
  failed: SatuError | undefined
  quarantined: number
  /** The system was asked, not only remembered. */
  asked: boolean
  /** Time spent waiting for it. */
  waitedMs: number
}

export function createReport(system: System): SourceReport {
  return {
    system, asOf: undefined, freshUntil: Infinity, stale: false, error: undefined, failed: undefined,
    quarantined: 0, asked: false, waitedMs: 0
  }
}

/** The entry of `meta.sources`. */
export function outcomeOf({ system, asOf, stale, error, failed, quarantined }: SourceReport): SourceOutcome {
  const cause = failed ?? error
  return {
    system: system.id,
    state: failed ? 'failed' : stale ? 'stale' : 'ok',
    as_of: asOf === undefined ? null : toWib(new Date(asOf)),
    ...(cause === undefined ? {} : { code: cause.code, detail: cause.message }),
    ...(quarantined === 0 ? {} : { quarantined })
  }
}

export interface SourceReader {
  /** The rows of a system's list, page by page as they are looked at. */
  rows(options: RowsOptions): Rows
  /** One record; undefined when the system has none of that key. */
  record(system: System, resource: ResourceName, key: string, report: SourceReport, asker: Asker): Promise<CanonicalRecord | undefined>
}

export interface RowsOptions {
  system: System
  resource: ResourceName
  serving: Serving
  /** Filters that the system applies itself. */
  filters: Filters
  /** Records wanted, when the system's rows need no further filter; sets the size of its pages. */
  wanted: number | undefined
  report: SourceReport
  /** Pages older than this, ms since 1970, do not go together with what was read before. */
  notBefore: number
  patienceMs: number | undefined
  asker: Asker
}

const LARGEST_COLLECTION = 20_000
const BYTES_A_RECORD = 2_000

/** Reads systems through the cache, and reports what came of it. */
export function createSourceReader(cache: Cache): SourceReader {
  async function noted<T>(report: SourceReport, fresh: number, reading: Promise<Kept<T>>): Promise<T> {
    const started = performance.now()
    try {
      const kept = await reading
      report.asOf = Math.min(report.asOf ?? Infinity, kept.at)
      report.freshUntil = Math.min(report.freshUntil, kept.at + fresh * 1_000)
      report.stale ||= kept.stale
      report.error ??= kept.error
      report.asked ||= kept.asked
      return kept.value
    } catch (error) {
      report.asked = true
      throw error
    } finally {
      report.waitedMs += performance.now() - started
    }
  }

  return {
    rows(options) {
      const { system, resource, serving, filters, report, notBefore, patienceMs } = options
      const { freshness, order } = serving
      const patience = patienceMs === undefined ? undefined : {
        ms: patienceMs,
        late: () => new SatuError('system_timeout', `${system.id}: no answer yet after ${patienceMs} ms, when the other systems had answered`, { stage: 'federate' })
      }
      const base = `${system.id} ${system.version} ${resource} ${JSON.stringify(filters)}`
      const read = <T>(key: string, load: () => Promise<T>, count: (value: T) => number): Promise<T> =>
        noted(report, freshness.fresh, cache.read(key, {
          freshness, load, notBefore, patience, weigh: value => count(value) * BYTES_A_RECORD
        }))

      if (order === 'none') {
        let collection: Promise<CollectedRecords> | undefined
        return {
          async at(index) {
            collection ??= read(`${base} all`, () => collect(options), ({ records }) => records.length).then(found => {
              report.quarantined += found.quarantined
              return found
            })
            return (await collection).records[index] ?? 'end'
          }
        }
      }

      const size = pageSizeFor(options)
      const pages = new Map<number, Promise<SystemPage>>()
      return {
        async at(index) {
          const number = Math.floor(index / size)
          let page = pages.get(number)
          if (page === undefined) {
            if ((await pages.get(number - 1))?.end) return 'end'
            page = read(`${base} ${size}:${number}`, () => readRows(options, number * size, size), ({ rows }) => rows.length)
            page = page.then(found => {
              report.quarantined += found.quarantined
              noteKept(report, found)
              return found
            })
            pages.set(number, page)
          }
          const { rows } = await page
          const place = index % size
          return place < rows.length ? (rows[place] ?? 'quarantined') : 'end'
        }
      }
    },
    async record(system, resource, key, report, asker) {
      const freshness = system.serves(resource, 'get')?.freshness
      if (freshness === undefined) throw new Error(`${system.id} does not serve ${resource}`)
      const cacheKey = `${system.id} ${system.version} ${resource} get ${key}`
      const found = await noted(report, freshness.fresh, cache.read(cacheKey, {
        freshness,
        load: () => system.get(resource, key, asker),
        weigh: () => BYTES_A_RECORD
      }))
      if (found !== undefined) noteKept(report, found)
      return found?.record
    }
  }
}

/** What the hub itself keeps of a system is as old as the system made it. */
function noteKept(report: SourceReport, { asOf, stale }: Pick<SystemPage, 'asOf' | 'stale'>): void {
  if (asOf !== undefined) report.asOf = Math.min(report.asOf ?? Infinity, asOf)
  if (stale !== undefined) {
    report.stale = true
    report.error ??= stale
  }
}

/** Rows of a system. It may give fewer at once than it is asked for although more follow. */
async function readRows({ system, resource, filters, asker }: RowsOptions, offset: number, limit: number): Promise<SystemPage> {
  const page = await system.list(resource, { offset, limit, filters }, asker)
  let { rows, end, quarantined } = page
  while (!end && rows.length < limit) {
    const more = await system.list(resource, { offset: offset + rows.length, limit: limit - rows.length, filters }, asker)
    rows = [...rows, ...more.rows]
    quarantined += more.quarantined
    end = more.end || more.rows.length === 0
  }
  return { ...page, rows, end, quarantined }
}

interface CollectedRecords {
  records: readonly CanonicalRecord[]
  quarantined: number
}

/** A list that its system cannot sort is read whole and put in order here. */
async function collect(options: RowsOptions): Promise<CollectedRecords> {
  const { system, resource, serving } = options
  const records: CanonicalRecord[] = []
  let quarantined = 0
  for (let offset = 0; ; offset += serving.pageSize) {
    const page = await readRows(options, offset, serving.pageSize)
    records.push(...page.rows.filter(row => row !== undefined))
    quarantined += page.quarantined
    if (page.end) break
    if (offset >= LARGEST_COLLECTION) {
      throw new SatuError('system_failed', `${system.id}: its ${resource} cannot be sorted by the system and are more than ${LARGEST_COLLECTION}`, { stage: 'sort' })
    }
  }
  return { records: records.sort((a, b) => compareKeys(keyOf(a), keyOf(b))), quarantined }
}

const PAGE_SIZES = [25, 50, 100]

/**
 * Pages have few sizes, so that queries share them. Small ones do when every row of a system is wanted; where the
 * hub filters, the largest spare the system calls.
 */
function pageSizeFor({ serving, wanted }: RowsOptions): number {
  if (wanted === undefined) return serving.pageSize
  return Math.min(serving.pageSize, PAGE_SIZES.find(size => size >= wanted) ?? serving.pageSize)
}
