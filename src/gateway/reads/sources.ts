import type { ResourceName } from '../../contract/resources.ts'
import { SatuError } from '../../errors.ts'
import type { Filters, Freshness } from '../../kit/adapter.ts'
import type { Asker } from '../systems/asker.ts'
import { heldError } from '../systems/hold.ts'
import { allOf } from '../systems/page-rows.ts'
import type { CanonicalRecord } from '../systems/records.ts'
import type { Serving, System, SystemPage } from '../systems/system.ts'
import { LEAST_AGE_MS, type Tolerance } from './answers.ts'
import type { Cache, CacheRead, Kept } from './cache.ts'
import { compareKeys, keyOf } from './order.ts'
import { holdTag, listTags, recordTags } from './purges.ts'
import type { Served } from './served.ts'
import type { SourceReport } from './source-report.ts'
import { lastRecord, lastRows, type StandIn } from './stand-in.ts'
import type { Rows } from './stream.ts'

export interface SourceReader {
  /** The rows of a system's list, page by page as they are looked at. */
  rows(options: RowsOptions): Rows
  /** What stands in for a list of which a system gave nothing; undefined when nothing does. */
  lastRows(
    wanted: Pick<RowsOptions, 'system' | 'resource' | 'report' | 'tolerance'>,
    fault: SatuError
  ): Promise<Rows | undefined>
  /** One record; undefined when the system has none of that key. */
  record(options: RecordOptions): Promise<CanonicalRecord | undefined>
}

export interface RecordOptions {
  system: System
  resource: ResourceName
  key: string
  report: SourceReport
  tolerance: Tolerance
  asker: Asker
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
  tolerance: Tolerance
  asker: Asker
}

const LARGEST_COLLECTION = 20_000
const BYTES_A_RECORD = 500
/** What an object takes in memory, in characters of its JSON. */
const BYTES_A_CHARACTER = 3

export interface SourceReaderOptions {
  cache: Cache
  /** Called for each call that a system was spared. */
  spared(system: string): void
  /** Called for each part that is served of a system. */
  served?: Served['note']
  standIn?: StandIn | undefined
}

/** Reads systems through the cache, and reports what came of it. */
export function createSourceReader({ cache, spared, served = () => {}, standIn }: SourceReaderOptions): SourceReader {
  async function noted<T>(report: SourceReport, tags: readonly string[], reading: Promise<Kept<T>>): Promise<T> {
    const started = performance.now()
    report.tags = [...report.tags, ...tags, holdTag(report.system.id)]
    try {
      const kept = await reading
      report.asOf = Math.min(report.asOf ?? Infinity, kept.at)
      report.freshUntil = Math.min(report.freshUntil, kept.freshUntil)
      report.stale ||= kept.stale
      report.error ??= kept.error
      noteHold(report)
      report.asked ||= kept.asked
      report.shared ||= kept.shared
      if (!kept.asked) spared(report.system.id)
      served(report.system.id, kept)
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
      const { system, resource, serving, filters, report, notBefore, patienceMs, tolerance } = options
      const { freshness, order, shareMs } = serving
      const patience = patienceMs === undefined ? undefined : {
        ms: patienceMs,
        late: () =>
          new SatuError('system_timeout',
            `${system.id}: no answer yet after ${patienceMs} ms, when the other systems had answered`, {
            stage: 'federate'
          })
      }
      const base = `${system.id} ${system.version} ${resource} ${JSON.stringify(filters)}`
      const tags = listTags(system.id, resource)
      let isNoted = false
      const read = <T>(
        key: string,
        load: () => Promise<T>,
        recordsOf: (value: T) => SystemPage['rows']
      ): Promise<T> => {
        const reading = cache.read(key, {
          freshness,
          load,
          tags,
          patience,
          shareMs,
          ...ageOf(tolerance, freshness, notBefore),
          weigh: value => weighRecords(recordsOf(value))
        })
        // All pages of a list are made of the same.
        const newTags = isNoted ? [] : tags
        isNoted = true
        return noted(report, newTags, reading)
      }

      if (order === 'none') {
        let collection: Promise<CollectedRecords> | undefined
        return {
          async at(index) {
            collection ??= read(`${base} all`, () => collect(options), ({ records }) => records).then(found => {
              report.quarantined += found.quarantined
              return found
            })
            return (await collection).records[index] ?? 'end'
          },
          isHere: () => true
        }
      }

      const size = pageSizeFor(options)
      const pages = new Map<number, Promise<SystemPage>>()
      const here = new Map<number, SystemPage>()
      const leftOut = new Set<number>()
      return {
        async at(index) {
          const number = Math.floor(index / size)
          let page = pages.get(number)
          if (page === undefined) {
            if ((await pages.get(number - 1))?.end) return 'end'
            page = read(`${base} ${size}:${number}`, () => readRows(options, number * size, size), ({ rows }) => rows)
            page = page.then(found => {
              noteKept(report, found)
              here.set(number, found)
              return found
            })
            pages.set(number, page)
          }
          const { rows } = await page
          const place = index % size
          if (place >= rows.length) return 'end'
          const record = rows.at(place)
          // As JSON of another process it is null.
          if (record !== undefined && record !== null) return record
          leftOut.add(index)
          report.quarantined = leftOut.size
          return 'quarantined'
        },
        isHere(index) {
          const number = Math.floor(index / size)
          return here.has(number) || here.get(number - 1)?.end === true
        }
      }
    },
    lastRows: async (wanted, fault) => standIn && lastRows(standIn, wanted, fault),
    async record(options) {
      try {
        return await read(options)
      } catch (error) {
        const last = error instanceof SatuError && standIn !== undefined
          ? await lastRecord(standIn, options, error)
          : undefined
        if (last === undefined) throw error
        served(options.system.id, { at: options.report.asOf ?? 0, stale: true })
        return last
      }
    }
  }

  async function read(
    { system, resource, key, report, tolerance, asker }: RecordOptions
  ): Promise<CanonicalRecord | undefined> {
    const serving = system.serves(resource, 'get')
    if (serving === undefined) throw new Error(`${system.id} does not serve ${resource}`)
    const { freshness, shareMs } = serving
    const tags = recordTags(system.id, resource, key)
    const found = await noted(report, tags, cache.read(`${system.id} ${system.version} ${resource} get ${key}`, {
      freshness,
      tags,
      shareMs,
      ...ageOf(tolerance, freshness, 0),
      load: () => system.get(resource, key, asker),
      weigh: value => weighRecords([value?.record])
    }))
    if (found !== undefined) noteKept(report, found)
    return found?.record
  }
}

/** What a caller tolerates, as the cache understands it. */
function ageOf(
  { notBefore = 0, minFresh, onError, ahead = false }: Tolerance,
  { fresh, on_error }: Freshness,
  atLeast: number
): Pick<CacheRead<unknown>, 'notBefore' | 'onError' | 'ahead'> {
  const lasting = minFresh === undefined ? 0 : Date.now() - Math.max(LEAST_AGE_MS, (fresh - minFresh) * 1_000)
  return {
    notBefore: Math.max(notBefore, lasting, atLeast),
    // Nobody is served older than the config allows.
    onError: onError === undefined ? undefined : Math.min(onError, on_error),
    ahead
  }
}

/** The size of records in memory, by a few of them. */
function weighRecords(rows: SystemPage['rows']): number {
  // No row is made for this alone: the first one is looked at anyway.
  const some = (Array.isArray(rows) ? [rows[0], rows[rows.length >> 1], rows.at(-1)] : [rows.at(0)]).filter(row =>
    row !== undefined && row !== null
  )
  const characters = some.reduce((sum, row) => sum + JSON.stringify(row).length, 0)
  return rows.length * (BYTES_A_RECORD + (some.length === 0 ? 0 : (characters / some.length) * BYTES_A_CHARACTER))
}

/** What operators keep from being asked is known from before, fresh or not, and callers are told. */
function noteHold(report: SourceReport): void {
  const hold = report.system.hold()
  if (hold === undefined) return
  report.stale = true
  report.error = heldError(report.system.id, hold)
}

/** What the hub itself keeps of a system is as old as the system made it. */
function noteKept(report: SourceReport, { asOf, stale }: Pick<SystemPage, 'asOf' | 'stale'>): void {
  if (asOf !== undefined) report.asOf = Math.min(report.asOf ?? Infinity, asOf)
  if (stale !== undefined) {
    report.stale = true
    report.error ??= stale
  }
}

/**
 * Rows of a system. It may give fewer at once than it is asked for although more follow; what it gives beyond is left
 * to the page that it belongs to.
 */
async function readRows(
  { system, resource, filters, asker }: RowsOptions,
  offset: number,
  limit: number
): Promise<SystemPage> {
  const page = await system.list(resource, { offset, limit, filters }, asker)
  let { rows, end } = page
  while (!end && rows.length < limit) {
    const more = await system.list(resource, { offset: offset + rows.length, limit: limit - rows.length, filters },
      asker)
    rows = [...allOf(rows), ...allOf(more.rows)]
    end = more.end || more.rows.length === 0
  }
  return { ...page, rows: rows.length > limit ? allOf(rows).slice(0, limit) : rows, end: end && rows.length <= limit }
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
  for (let offset = 0;; offset += serving.pageSize) {
    const page = await readRows(options, offset, serving.pageSize)
    const rows = allOf(page.rows)
    const whole = rows.filter(row => row !== undefined)
    records.push(...whole)
    quarantined += rows.length - whole.length
    if (page.end) break
    if (offset >= LARGEST_COLLECTION) {
      throw new SatuError('system_failed',
        `${system.id}: its ${resource} cannot be sorted by the system and are more than ${LARGEST_COLLECTION}`, {
        stage: 'sort'
      })
    }
  }
  return { records: records.sort((a, b) => compareKeys(keyOf(a), keyOf(b))), quarantined }
}

/** One more than callers like to ask for: the row behind the last one tells whether more follow. */
const PAGE_SIZES = [26, 51, 100]

/**
 * Pages have few sizes, so that queries share them. Small ones do when every row of a system is wanted; where the
 * hub filters, the largest spare the system calls.
 */
function pageSizeFor({ serving, wanted }: RowsOptions): number {
  if (wanted === undefined) return serving.pageSize
  return Math.min(serving.pageSize, PAGE_SIZES.find(size => size >= wanted) ?? serving.pageSize)
}
