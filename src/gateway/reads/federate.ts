import type { ResourceName } from '../../contract/resources.ts'
import { SatuError, type SourceOutcome } from '../../errors.ts'
import type { Filters } from '../../kit/adapter.ts'
import type { Asker } from '../systems/asker.ts'
import { turnOf } from '../systems/pair.ts'
import type { CanonicalRecord } from '../systems/records.ts'
import type { Registry } from '../systems/registry.ts'
import type { ServedResource, System } from '../systems/system.ts'
import type { Tolerance } from './answers.ts'
import { type Cursors, type Position, queryMark } from './cursor.ts'
import type { FilterTests, ListFilters } from './filters.ts'
import { createReport, outcomeOf, type SourceReport } from './source-report.ts'
import type { SourceReader } from './sources.ts'
import { compareKeys, createStream, keyOf, type Stream } from './stream.ts'

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
  onAnswered?: OnAnswered
}

/** Is told who answered for a system that hands a resource over, or any other, and with what. */
export type OnAnswered = (
  resource: ResourceName,
  answer: { place: System; by: System; records: readonly CanonicalRecord[]; asker: Asker; fellBack: boolean }
) => void

/** Of an answer in which the old system had to stand in for its successor. */
export const FALLEN_BACK_MS = 1_000

interface Source {
  system: System
  /** The system of the config in whose place it answers. */
  place: System
  /** Who answers where it cannot. */
  instead: System | undefined
  report: SourceReport
  stream: Stream
  /** Where it stood before this page, for a system that fails. */
  before: Position | undefined
  /** What is last known of it, for one that gave nothing. */
  last(fault: SatuError): Promise<Stream | undefined>
}

/** A list over every system that serves the resource: asked in parallel, merged in the canonical order. */
export function createFederation(
  { registry, reader, cursors, filters: createTest, maxScan, patienceMs, onAnswered = () => {} }: FederateOptions
): (query: ListQuery) => Promise<ListResult> {
  function open(query: ListQuery, { system, place, instead, before }: Asked, alone: boolean): Source {
    const serving = system.serves(query.resource, 'list') as ServedResource
    const { resource, filters, mine, today, limit, tolerance, asker } = query
    const report = createReport(system)
    const pushed = Object.fromEntries(
      Object.entries(filters).filter(([name]) => serving.filters.includes(name as keyof Filters))
    ) as Filters
    const rest = Object.keys(filters).length - Object.keys(pushed).length + (mine === undefined ? 0 : 1)
    const fits = createTest(resource, filters, serving.filters, today)
    // Where records of one date come in any order, the row behind the last one tells that its date is complete.
    const behind = alone && serving.order === 'updated' ? 1 : 0
    const rows = reader.rows({
      system,
      resource,
      serving,
      filters: pushed,
      report,
      tolerance,
      asker,
      wanted: rest === 0 ? limit + behind : undefined,
      // A forged cursor from the future would go past the cache to the system.
      notBefore: Math.min(before?.asOf ?? 0, Date.now()) - serving.freshness.fresh * 1_000,
      patienceMs: alone ? undefined : patienceMs
    })
    const stream = createStream({
      rows,
      maxScan,
      order: serving.order === 'updated' ? 'updated' : 'canonical',
      start: before,
      matches: mine === undefined ? fits : record => mine(record) && fits(record)
    })
    const last: Source['last'] = async fault => {
      // What is last known of a successor goes by its own ids.
      const known = mine === undefined && system === place
        ? await reader.lastRows({ system, resource, report, tolerance }, fault)
        : undefined
      // Nothing has filtered these, and of one date they come in any order.
      return known &&
        createStream({ rows: known, maxScan, order: 'updated', start: before,
          matches: createTest(resource, filters, [], today) })
    }
    return { system, place, instead, report, stream, before, last }
  }

  /**
   * Of two systems that hand the resource over one is asked, the same for each page: whoever gave the last one goes on.
   */
  function askedOf(
    place: System,
    { resource, limit }: ListQuery,
    mark: string,
    positions: ReadonlyMap<string, Position>,
    avoided: ReadonlySet<string>
  ): Asked {
    const pair = registry.pairOf(resource, place.id)
    if (pair === undefined) return { system: place, place, instead: undefined, before: positions.get(place.id) }
    const given = [pair.old, pair.successor].find(({ id }) => positions.has(id))
    const { system, instead } = given !== undefined && pair.mode === 'ramp'
      ? (given === pair.old ? { system: pair.old } : { system: pair.standIn, instead: pair.old })
      : turnOf(pair, `${mark} ${limit}`)
    const chosen = instead !== undefined && avoided.has(system.id) ? instead : system
    const before = given && positions.get(given.id)
    return {
      system: chosen,
      place: pair.old,
      instead: chosen === system ? instead : undefined,
      // The other one has the same records under the same ids: it goes on where that one stood.
      before: before === undefined || given?.id === chosen.id ? before : { ...before, asOf: 0 }
    }
  }

  async function read(query: ListQuery, avoided: ReadonlyMap<string, SatuError>): Promise<ListResult> {
    const { resource, filters, limit, cursor, requireAll } = query
    const serving = registry.serving(resource, 'list')
    if (serving.length === 0)
      throw new SatuError('not_served', `No connected system lists ${resource} yet.`, { stage: 'route' })
    const mark = queryMark(resource, filters)
    const positions = cursor === undefined ? new Map<string, Position>() : cursors.read(cursor, mark)

    const all = serving.map(place => askedOf(place, query, mark, positions, new Set(avoided.keys())))
    const able = all.filter(({ system }) => canMatch(system, system.serves(resource, 'list'), query))
    const open_ = able.filter(({ before }) => !before?.done)
    const sources = open_.map(asked => open(query, asked, open_.length === 1))
    await Promise.all(sources.map(source => advance(source)))
    const items = await merge(sources, limit)

    // A list is never of both: where the successor fails, all of it is asked of the old system.
    const failing = sources.flatMap((
      { system, instead, report: { failed } }
    ) => (instead !== undefined && failed !== undefined ? [[system.id, failed] as const] : []))
    if (failing.length > 0) return read(query, new Map([...avoided, ...failing]))

    const reports = sources.map(({ report }) => report)
    const outcomes = all.flatMap(({ system, before }): SourceOutcome[] => {
      const report = reports.find(({ system: { id } }) => id === system.id)
      return [report ? outcomeOf(report) : skipped(system, before, query.mine !== undefined)]
    })
    for (const [system, error] of avoided)
      outcomes.push({ system, state: 'skipped', as_of: null, code: error.code,
        detail: 'it could not answer: the system that it replaces did' })
    refuse(reports, outcomes, requireAll)
    for (const { place, system, report } of sources) {
      if (report.failed === undefined)
        onAnswered(resource, { place, by: system, records: items.filter(({ source }) => source.system === system.id),
          asker: query.asker, fellBack: avoided.size > 0 })
    }
    // What stood in for a failing system is looked at again soon.
    if (avoided.size > 0) {
      for (const report of reports) report.freshUntil = Math.min(report.freshUntil, Date.now() + FALLEN_BACK_MS)
    }
    return { items, nextCursor: nextCursor(sources, positions, open_ => cursors.write(mark, open_)), sources: outcomes,
      reports }
  }

  return query => read(query, new Map())
}

/** Who is asked in the place of a system of the config. */
interface Asked extends Pick<Source, 'system' | 'place' | 'instead' | 'before'> {}

/** A system of one agency cannot hold another agency's records; nothing in it may tell whose they are. */
function canMatch(
  system: System,
  serving: ServedResource | undefined,
  { filters: { agency }, mine }: Pick<ListQuery, 'filters' | 'mine'>
): boolean {
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
    detail: position?.done
      ? 'all its records were on earlier pages'
      : isOwn
      ? 'nothing in its records tells whose they are'
      : 'it holds no records of the agencies asked for'
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
    throw new SatuError('sources_failed', `All systems are required, but ${names} did not answer.`, { stage: 'federate',
      systems, retryAfterMs })
  }
  if (failed.length < reports.length) return
  if (failed.length === 1) {
    throw new SatuError(first.code, first.message, { stage: first.stage ?? 'federate', systems, retryAfterMs,
      cause: first.cause })
  }
  throw new SatuError('sources_failed', `No system answered: ${names}.`, { stage: 'federate', systems, retryAfterMs })
}

function nextCursor(
  sources: readonly Source[],
  earlier: ReadonlyMap<string, Position>,
  write: (positions: ReadonlyMap<string, Position>) => string
): string | null {
  const goesOn = sources.some(({ stream, report }) => report.failed === undefined && !stream.done())
  if (!goesOn) return null
  const positions = new Map<string, Position>([...earlier].filter(([, { done }]) => done))
  for (const { system, stream, report, before } of sources) {
    if (report.failed && report.asOf === undefined) {
      if (before !== undefined) positions.set(system.id, before)
      continue
    }
    positions.set(system.id, { ...stream.position(), asOf: report.asOf ?? before?.asOf ?? 0,
      done: report.failed === undefined && stream.done() })
  }
  return write(positions)
}
