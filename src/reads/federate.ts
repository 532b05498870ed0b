import { SatuError, type SourceOutcome } from '../errors.ts'
import type { ResourceName } from '../contract/resources.ts'
import type { Filters } from '../kit/adapter.ts'
import type { Asker } from '../systems/asker.ts'
import type { CanonicalRecord } from '../systems/records.ts'
import type { Registry } from '../systems/registry.ts'
import type { Serving, System } from '../systems/system.ts'
import type { Tolerance } from './answers.ts'
import { queryMark, type Cursors, type Position } from './cursor.ts'
import type { FilterTests } from './filters.ts'
import { compareKeys, keyOf } from './order.ts'
import type { ListFilters } from './query.ts'
import { createReport, outcomeOf, type SourceReader, type SourceReport } from './sources.ts'
import { createStream, type Stream } from './stream.ts'

export interface ListQuery {
  resource: ResourceName
  filters: ListFilters
  /** Only records that this is true of, whatever the filters say. */
  mine?: ((record: CanonicalRecord) => boolean) | undefined
  /** The day on which it is asked what is overdue. */
  today?: string | undefined
  limit: number
  cursor: string | undefined
  requireAll: boolean
  tolerance: Tolerance
  asker: Asker
}

export interface ListResult {
  items: CanonicalRecord[]
  nextCursor: string | null
  sources: SourceOutcome[]
  reports: readonly SourceReport[]
}

export interface FederateOptions {
  registry: Registry
  reader: SourceReader
  cursors: Cursors
  filters: FilterTests
  /** Most rows looked at in one system for one page. */
  maxScan: number
  /** How long the others wait for a late system. */
  patienceMs: number
}

interface Source {
  system: System
  report: SourceReport
  stream: Stream
  /** Where it stood before this page, for a system that fails. */
  before: Position | undefined
  /** What is last known of it, for one that gave nothing. */
  last(fault: SatuError): Promise<Stream | undefined>
}

/** A list over every system that serves the resource: asked in parallel, merged in the canonical order. */
export function createFederation({ registry, reader, cursors, filters: createTest, maxScan, patienceMs }: FederateOptions): (query: ListQuery) => Promise<ListResult> {
  function open(query: ListQuery, system: System, serving: Serving, before: Position | undefined, alone: boolean): Source {
    const { resource, filters, mine, today, limit, tolerance, asker } = query
    const report = createReport(system)
    const pushed = Object.fromEntries(Object.entries(filters).filter(([name]) => serving.filters.includes(name as keyof Filters))) as Filters
    const rest = Object.keys(filters).length - Object.keys(pushed).length + (mine === undefined ? 0 : 1)
    const fits = createTest(resource, filters, serving.filters, today)
    // Where records of one date come in any order, the row behind the last one tells that its date is complete.
    const behind = alone && serving.order === 'updated' ? 1 : 0
    const rows = reader.rows({
      system, resource, serving, filters: pushed, report, tolerance, asker,
      wanted: rest === 0 ? limit + behind : undefined,
      // A forged cursor from the future would go past the cache to the system.
      notBefore: Math.min(before?.asOf ?? 0, Date.now()) - serving.freshness.fresh * 1_000,
      patienceMs: alone ? undefined : patienceMs
    })
    const stream = createStream({
      rows, maxScan,
      order: serving.order === 'updated' ? 'updated' : 'canonical',
      start: before,
      matches: mine === undefined ? fits : record => mine(record) && fits(record)
    })
    const last: Source['last'] = async fault => {
      const known = mine === undefined ? await reader.lastRows({ system, resource, report, tolerance }, fault) : undefined
      // Nothing has filtered these, and of one date they come in any order.
      return known && createStream({ rows: known, maxScan, order: 'updated', start: before, matches: createTest(resource, filters, [], today) })
    }
    return { system, report, stream, before, last }
  }

  return async query => {
    const { resource, filters, limit, cursor, requireAll } = query
    const serving = registry.serving(resource, 'list')
    if (serving.length === 0) throw new SatuError('not_served', `No connected system lists ${resource} yet.`, { stage: 'route' })
    const mark = queryMark(resource, filters)
    const positions = cursor === undefined ? new Map<string, Position>() : cursors.read(cursor, mark)

    const able = serving.filter(system => canMatch(system, system.serves(resource, 'list'), query))
    const open_ = able.filter(system => !positions.get(system.id)?.done)
    const sources = open_.map(system =>
      open(query, system, system.serves(resource, 'list') as Serving, positions.get(system.id), open_.length === 1)
    )
    await Promise.all(sources.map(source => advance(source)))
    const items = await merge(sources, limit)

    const reports = sources.map(({ report }) => report)
    const outcomes = serving.map(system => {
      const report = reports.find(({ system: { id } }) => id === system.id)
      return report ? outcomeOf(report) : skipped(system, positions.get(system.id), query.mine !== undefined)
    })
    refuse(reports, outcomes, requireAll)
    return { items, nextCursor: nextCursor(sources, positions, all => cursors.write(mark, all)), sources: outcomes, reports }
  }
}

/** A system of one agency cannot hold another agency's records; nothing in it may tell whose they are. */
function canMatch(system: System, serving: Serving | undefined, { filters: { agency }, mine }: Pick<ListQuery, 'filters' | 'mine'>): boolean {
  if (mine !== undefined && serving?.carriesNik !== true) return false
  return !serving?.onlyOwnAgency || agency === undefined || agency.includes(system.agencyId ?? '')
}

async function advance(source: Source, how: 'fill' | 'peek' = 'fill'): Promise<void> {
  const { report } = source
  try {
    await source.stream[how]()
  } catch (error) {
    if (!(error instanceof SatuError)) throw error
    const last = report.asOf === undefined ? await source.last(error) : undefined
    if (last === undefined) {
      report.failed = error
      return
    }
    source.stream = last
    await advance(source, how)
  }
}

/** Takes the first of all heads until the page is full, or a system must be read on beyond what one page may cost. */
async function merge(sources: readonly Source[], limit: number): Promise<CanonicalRecord[]> {
  const items: CanonicalRecord[] = []
  for (;;) {
    const live = sources.filter(({ report, stream }) => report.failed === undefined && !stream.done())
    if (items.length === limit || live.some(({ stream }) => stream.paused())) return items
    let first: Source | undefined
    for (const source of live) {
      const head = source.stream.head()
      const best = first?.stream.head()
      if (head !== undefined && (best === undefined || compareKeys(keyOf(head), keyOf(best)) < 0)) first = source
    }
    if (first === undefined) return items
    items.push(first.stream.take())
    if (first.stream.head() === undefined) await advance(first, items.length === limit ? 'peek' : 'fill')
  }
}

function skipped(system: System, position: Position | undefined, isOwn: boolean): SourceOutcome {
  return {
    system: system.id,
    state: 'skipped',
    as_of: null,
    detail: position?.done ? 'all its records were on earlier pages' : isOwn ? 'nothing in its records tells whose they are' : 'it holds no records of the agencies asked for'
  }
}

/** Answers an error when nothing is known, or when the caller wants all or nothing. @throws SatuError */
export function refuse(reports: readonly SourceReport[], systems: SourceOutcome[], requireAll: boolean): void {
  const failed = reports.flatMap(({ failed: error }) => (error === undefined ? [] : [error]))
  const [first] = failed
  if (first === undefined) return
  const names = systems.filter(({ state }) => state === 'failed').map(({ system }) => system).join(', ')
  const retryAfterMs = Math.max(...failed.map(error => error.retryAfterMs ?? 1_000))
  if (requireAll) {
    throw new SatuError('sources_failed', `All systems are required, but ${names} did not answer.`, { stage: 'federate', systems, retryAfterMs })
  }
  if (failed.length < reports.length) return
  if (failed.length === 1) {
    throw new SatuError(first.code, first.message, { stage: first.stage ?? 'federate', systems, retryAfterMs, cause: first.cause })
  }
  throw new SatuError('sources_failed', `No system answered: ${names}.`, { stage: 'federate', systems, retryAfterMs })
}

function nextCursor(sources: readonly Source[], earlier: ReadonlyMap<string, Position>, write: (positions: ReadonlyMap<string, Position>) => string): string | null {
  const goesOn = sources.some(({ stream, report }) => report.failed === undefined && !stream.done())
  if (!goesOn) return null
  const positions = new Map<string, Position>([...earlier].filter(([, { done }]) => done))
  for (const { system, stream, report, before } of sources) {
    if (report.failed && report.asOf === undefined) {
      if (before !== undefined) positions.set(system.id, before)
      continue
    }
    positions.set(system.id, { ...stream.position(), asOf: report.asOf ?? before?.asOf ?? 0, done: report.failed === undefined && stream.done() })
  }
  return write(positions)
}
