import type { ResourceName } from '../../contract/resources.ts'
import { SatuError } from '../../errors.ts'
import type { Filters } from '../../kit/adapter.ts'
import type { Asker } from '../systems/asker.ts'
import { type Patience, shorter, timeLeft } from '../systems/deadline.ts'
import { allOf, type CanonicalRecord } from '../systems/records.ts'
import type { ServedResource, System, SystemPage } from '../systems/system.ts'
import type { Tolerance } from './answers.ts'
import { listTags, recordTags } from './purges.ts'
import type { SourceReport } from './source-report.ts'
import type { Fetch } from './stages/stage.ts'
import { compareKeys, keyOf, type Rows } from './stream.ts'

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
  serving: ServedResource
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

/** Asks one system through the stages of `./pipeline.ts`. */
export type Read = <T>(fetch: Fetch<T>) => Promise<T>

/** The rows of a system's list: its pages, each read when a row of it is first looked at. */
export function rowsOf(options: RowsOptions, read: Read): Rows {
  const { system, resource, serving, filters, report, notBefore, patienceMs, tolerance } = options
  const { freshness, order, shareMs } = serving
  const among = patienceMs === undefined ? undefined : {
    ms: patienceMs,
    late: () =>
      new SatuError('system_timeout',
        `${system.id}: no answer yet after ${patienceMs} ms, when the other systems had answered`, {
        stage: 'federate'
      })
  }
  const patience = (): Patience | undefined => shorter(among, timeLeft(system, options.asker))
  const base = `${system.id} ${system.version} ${resource} ${JSON.stringify(filters)}`
  const ofList = { system, report, tolerance, tags: listTags(system.id, resource), freshness, shareMs, notBefore }

  if (order === 'none') {
    let collection: Promise<CollectedRecords> | undefined
    const readAll = async (): Promise<CollectedRecords> => {
      const found = await read({ ...ofList, key: `${base} all`, patience: patience(), load: () => collect(options),
        weigh: ({ records }: CollectedRecords) => weighRecords(records) })
      report.quarantined += found.quarantined
      return found
    }
    return {
      async at(index) {
        collection ??= readAll()
        return (await collection).records[index] ?? 'end'
      },
      isHere: () => true
    }
  }

  const size = pageSizeFor(options)
  const pages = new Map<number, Promise<SystemPage>>()
  const here = new Map<number, SystemPage>()
  const leftOut = new Set<number>()
  const readPage = async (number: number): Promise<SystemPage> => {
    const found = await read({ ...ofList, key: `${base} ${size}:${number}`, patience: patience(),
      load: () => readRows(options, number * size, size), weigh: ({ rows }: SystemPage) => weighRecords(rows) })
    noteKept(report, found)
    here.set(number, found)
    return found
  }
  return {
    async at(index) {
      const number = Math.floor(index / size)
      let page = pages.get(number)
      if (page === undefined) {
        if ((await pages.get(number - 1))?.end) return 'end'
        page = readPage(number)
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
}

/** One record of a system. */
export async function recordOf(
  { system, resource, key, report, tolerance, asker }: RecordOptions,
  read: Read
): Promise<CanonicalRecord | undefined> {
  const serving = system.serves(resource, 'get')
  if (serving === undefined) throw new Error(`${system.id} does not serve ${resource}`)
  const { freshness, shareMs } = serving
  const found = await read({
    system,
    report,
    tolerance,
    key: `${system.id} ${system.version} ${resource} get ${key}`,
    tags: recordTags(system.id, resource, key),
    freshness,
    shareMs,
    notBefore: 0,
    patience: timeLeft(system, asker),
    load: () => system.get(resource, key, asker),
    weigh: value => weighRecords([value?.record])
  })
  if (found !== undefined) noteKept(report, found)
  return found?.record
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
