import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import type { Contract } from '../../contract/contract.ts'
import { recordSchemas, type ResourceName } from '../../contract/resources.ts'
import { SatuError, type SourceOutcome } from '../../errors.ts'
import type { Filters } from '../../kit/adapter.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import { createMask } from '../../platform/privacy/visibility.ts'
import type { Asker } from '../systems/asker.ts'
import type { CanonicalRecord } from '../systems/records.ts'
import type { Registry } from '../systems/registry.ts'
import type { ServedResource, System, SystemPage } from '../systems/system.ts'

export interface WalkQuery {
  resource: ResourceName
  /** Systems that know how apply them; others give records beside those that match. */
  filters: Filters
  asker: Asker
  /**
   * Takes records as they come, as everybody may see them. A record may come again: what comes last is how it stands.
   */
  onRecords(records: readonly CanonicalRecord[]): Promise<void> | void
  /** Ends the walk between two pages. */
  signal: AbortSignal
}

export interface SystemQuery extends Omit<WalkQuery, 'filters'> {
  system: System
}

export interface OneQuery extends Pick<WalkQuery, 'resource' | 'asker' | 'signal'> {
  id: string
}

/** Reads all of a resource, as it is needed for what is published, past the cache: what was kept is not asked for. */
export interface Walk {
  /**
   * Passes over every record, of every system that serves the resource, page by page within each system's guard. All of
   * it or an error.
   * @returns how each system did; `stale` when it is known not to be the newest
   * @throws SatuError not_served, sources_failed that names the system, shutting_down when it was ended
   */
  all(query: WalkQuery): Promise<SourceOutcome[]>
  /**
   * The same for one system, with records as it gave them, whole, and its own fault as it is.
   * @throws SatuError of its guard, shutting_down when it was ended
   */
  ofSystem(query: SystemQuery): Promise<SourceOutcome>
  /**
   * One record, with what lists do not tell of it; undefined when it is not there, or when nobody may see it.
   * @throws SatuError sources_failed, shutting_down
   */
  one(query: OneQuery): Promise<CanonicalRecord | undefined>
}

/** What lies on this machine is read in turns that nobody notices. */
const LOCAL_PAGE = 100
/** Mapped in one go: a tenth of a millisecond. */
const ROWS_A_TURN = 5
/** A page that did not come is asked for again, after so long or as long as the system says. */
const WAITS_MS = [1_000, 4_000, 15_000]
const LONGEST_WAIT_MS = 30_000
/** While pages are read records change and come to the front, where they are looked for afterwards. */
const MOST_LOOKS_BACK = 5
/** And others go, which moves those behind them: then all is read again. */
const MOST_WALKS = 3

export interface WalkOptions {
  contract: Contract
  registry(): Registry
  /** Between two tries of a page, ms. */
  waitsMs?: readonly number[]
}

export function createWalk({ contract, registry, waitsMs = WAITS_MS }: WalkOptions): Walk {
  const maskOf = (resource: ResourceName): (record: CanonicalRecord) => CanonicalRecord | undefined =>
    createMask(contract, recordSchemas[resource]) as (record: CanonicalRecord) => CanonicalRecord | undefined
  const failed = (
    resource: ResourceName,
    system: System,
    error: unknown,
    before: readonly SourceOutcome[] = []
  ): unknown => {
    if (!(error instanceof SatuError) || error.code === 'shutting_down') return error
    const systems: SourceOutcome[] = [...before, { system: system.id, state: 'failed', as_of: null, code: error.code,
      detail: error.message }]
    return new SatuError('sources_failed', `${resource} are not whole: ${error.message}`, { stage: 'walk', systems,
      cause: error })
  }

  async function all(query: WalkQuery): Promise<SourceOutcome[]> {
    const { resource, filters } = query
    const serving = registry().serving(resource, 'list')
    if (serving.length === 0)
      throw new SatuError('not_served', `No connected system lists ${resource} yet.`, { stage: 'walk' })
    const mask = maskOf(resource)
    const outcomes: SourceOutcome[] = []
    for (const system of serving) {
      const how = system.serves(resource, 'list') as ServedResource
      const pushed = Object.fromEntries(
        Object.entries(filters).filter(([name]) => (how.filters as readonly string[]).includes(name))
      ) as Filters
      try {
        outcomes.push(
          await walkSystem({ ...query, filters: pushed, system, how, waitsMs, see: records =>
            records.map(mask).filter(record => record !== undefined) })
        )
      } catch (error) {
        throw failed(resource, system, error, outcomes)
      }
    }
    return outcomes
  }

  async function one({ resource, id, asker, signal }: OneQuery): Promise<CanonicalRecord | undefined> {
    const owner = registry().owner(resource, id)
    if (owner === undefined) return undefined
    const { system, key } = owner
    try {
      const found = await patiently({ system, signal, waitsMs }, () => system.get(resource, key, asker))
      return found && maskOf(resource)(found.record)
    } catch (error) {
      // What its list tells of it fits, and has to do.
      if (error instanceof SatuError && error.stage === 'map') return undefined
      throw failed(resource, system, error)
    }
  }

  return {
    all,
    one,
    ofSystem: query =>
      walkSystem({ ...query, filters: {}, how: query.system.serves(query.resource, 'list') as ServedResource, waitsMs,
        see: records => [...records] })
  }
}

interface SystemWalk extends WalkQuery {
  system: System
  how: ServedResource
  waitsMs: readonly number[]
  see(records: readonly CanonicalRecord[]): CanonicalRecord[]
}

async function walkSystem(walk: SystemWalk): Promise<SourceOutcome> {
  const { system, how } = walk
  for (let walks = 1;; walks++) {
    const pass = await passOver(walk)
    if (pass === undefined) continue
    if (pass.asOf === undefined) {
      await lookBack(walk, pass.newest)
      // A list that is kept whole cannot become shorter on the way.
      if (how.isPushed !== true && walks < MOST_WALKS && await isShorter(walk, pass.rows)) continue
    }
    const { asOf = Date.now(), stale, quarantined } = pass
    return {
      system: system.id,
      state: stale === undefined ? 'ok' : 'stale',
      as_of: toWib(new Date(asOf)),
      ...(stale !== undefined && { code: stale.code, detail: stale.message }),
      ...(quarantined > 0 && { quarantined })
    }
  }
}

interface Pass {
  rows: number
  quarantined: number
  /** The latest change seen, by the system's own clock. */
  newest: string
  asOf: number | undefined
  stale: SatuError | undefined
}

/**
 * All pages from the first to the last; undefined when a newer version of what comes whole has taken the place of the
 * one that was read.
 */
async function passOver(walk: SystemWalk): Promise<Pass | undefined> {
  const pass: Pass = { rows: 0, quarantined: 0, newest: '', asOf: undefined, stale: undefined }
  for (;;) {
    const page = await read(walk, pass.rows, pageSize(walk))
    if (pass.rows > 0 && page.asOf !== pass.asOf) return undefined
    pass.asOf = page.asOf
    pass.stale = page.stale
    const records = await recordsOf(page)
    pass.quarantined += page.rows.length - records.length
    pass.newest = await give(walk, records, pass.newest)
    pass.rows += page.rows.length
    if (page.end || page.rows.length === 0) return pass
  }
}

/** What has changed since the first page was read stands in front, newest first. */
async function lookBack(walk: SystemWalk, newest: string): Promise<void> {
  if (walk.how.order === 'none' || newest === '') return
  let [before, after] = [newest, newest]
  for (let looks = 0; looks < MOST_LOOKS_BACK; looks++) {
    for (let offset = 0;;) {
      const page = await read(walk, offset, pageSize(walk))
      const records = await recordsOf(page)
      after = await give(walk, records, after)
      offset += page.rows.length
      const oldest = records.at(-1)?.source.updated_at
      // Of one moment some may have been there before and some not.
      if (page.end || page.rows.length === 0 || (oldest !== undefined && oldest < before)) break
    }
    if (after === before) return
    before = after
  }
}

/** Whether the last row is not where it was any more, as when another was deleted. */
async function isShorter(walk: SystemWalk, rows: number): Promise<boolean> {
  if (rows === 0) return false
  const { rows: { length } } = await read(walk, rows - 1, 1)
  return length === 0
}

/** A whole page is mapped in some milliseconds: requests that have come meanwhile go in between. */
async function recordsOf({ rows }: SystemPage): Promise<CanonicalRecord[]> {
  const records: CanonicalRecord[] = []
  for (let index = 0; index < rows.length; index++) {
    if (index > 0 && index % ROWS_A_TURN === 0) await turn()
    const record = rows.at(index)
    if (record !== undefined) records.push(record)
  }
  return records
}

async function give(
  { see, onRecords }: SystemWalk,
  records: readonly CanonicalRecord[],
  newest: string
): Promise<string> {
  await onRecords(see(records))
  return records.reduce((latest, { source: { updated_at: at } }) => (at > latest ? at : latest), newest)
}

function pageSize({ how: { pageSize: size, isPushed } }: SystemWalk): number {
  return isPushed === true ? LOCAL_PAGE : size
}

function read(walk: SystemWalk, offset: number, limit: number): Promise<SystemPage> {
  const { system, resource, filters, asker } = walk
  return patiently(walk, () => system.list(resource, { offset, limit, filters }, asker))
}

async function patiently<T>(
  { system, signal, waitsMs }: Pick<SystemWalk, 'system' | 'signal' | 'waitsMs'>,
  ask: () => Promise<T>
): Promise<T> {
  for (let attempt = 0;; attempt++) {
    if (signal.aborted) throw new SatuError('shutting_down', 'The walk was ended.', { stage: 'walk' })
    try {
      // Everybody else's turn: what is read from this machine's own disk comes at once.
      await turn()
      return await ask()
    } catch (error) {
      const pause = waitsMs[attempt]
      if (!(error instanceof SatuError) || error.stage === 'map' || pause === undefined ||
        system.guard().closedUntil !== undefined || system.hold() !== undefined) throw error
      await wait(Math.min(Math.max(pause, error.retryAfterMs ?? 0), LONGEST_WAIT_MS), undefined, { signal }).catch(
        () => {}
      )
    }
  }
}
