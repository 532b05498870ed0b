import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { ResourceName } from '../../contract/resources.ts'
import { theHub } from '../../gateway/systems/asker.ts'
import { createTimetable } from '../../gateway/systems/hours.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import type { Registry } from '../../gateway/systems/registry.ts'
import type { System } from '../../gateway/systems/system.ts'
import type { JobEntry, JobRunner, Turn } from '../../platform/jobs/jobs.ts'
import { type Family, labels } from '../../platform/telemetry/metrics.ts'
import type { Mirror } from './mirror.ts'
import { keepWalk, readWalk, WALK_JOB, type WalkState } from './walks.ts'

/**
 * Completes the mirror in the background: of the systems that allow it, in their spare hours, and of what lies on this
 * machine.
 */
export interface Walker {
  /** A newer version of what comes whole is there. */
  noticed(system: string, resource: ResourceName): void
  families(): Family[]
  /** Ends what is being read. */
  close(): Promise<void>
}

/** Reads all of a resource of a system, page by page, within its guard. */
export type ReadAll = (query: {
  system: System
  resource: ResourceName
  asker: ReturnType<typeof theHub>
  signal: AbortSignal
  onRecords(records: readonly CanonicalRecord[]): Promise<void>
}) => Promise<unknown>

export interface WalkerOptions {
  mirror: Mirror
  registry(): Registry
  readAll: ReadAll
  jobs: JobRunner
  logger: Pick<Logger, 'info' | 'warn'>
  /** How long a start has other things to do, ms. */
  firstMs?: number
}

const FIRST_MS = 5_000
const HOUR_MS = 3_600_000
/** What is on this machine costs its system nothing. */
const LOCAL_PACE_MS = HOUR_MS
/** A version that has not changed is read again all the same, so that nothing of it is taken for forgotten. */
const LONGEST_MS = 7 * 24 * HOUR_MS
/** After one that came to nothing. */
const BACKOFF = { firstMs: 300_000, maxMs: HOUR_MS }
/** Of all systems together, in this process. */
const AT_ONCE = 2
/** Between two pages the system rests for as long as the last one took, and no longer than this. */
const LONGEST_REST_MS = 5_000
/** One that saw so much less than is known is not believed before the next one has seen the same. */
const LEAST_SHARE = 0.5
const SAME_SHARE = 0.9
/** Ids of what was seen. To read more takes longer than the second in which times do not tell. */
const MOST_REMEMBERED = 10_000

interface Entry extends JobEntry {
  system: System
  resource: ResourceName
  isLocal: boolean
  comesWhole: boolean
}

export function startWalker(
  { mirror, registry, readAll, jobs, logger, firstMs = FIRST_MS }: WalkerOptions
): Walker {
  const outcomes = new Map<string, number>()

  function* entries(): Generator<Entry> {
    for (const system of registry().systems) {
      for (const resource of system.config.resources) {
        const serving = mirror.keeps(system.id, resource) ? system.serves(resource, 'list') : undefined
        if (serving === undefined) continue
        const comesWhole = serving.comesWhole === true
        const isLocal = comesWhole || serving.isPushed === true
        const hours = system.config.mirror.walk?.every_hours
        const everyMs = isLocal ? LOCAL_PACE_MS : hours && hours * HOUR_MS
        if (everyMs !== undefined)
          yield { key: keyOf(system.id, resource), system, resource, isLocal, comesWhole, everyMs }
      }
    }
  }

  async function look(turn: Turn, entry: Entry): Promise<void> {
    const { system, resource, comesWhole } = entry
    const walk = await readWalk(turn.store, system.id, resource)
    try {
      const asOf = comesWhole
        ? (await system.list(resource, { offset: 0, limit: 1, filters: {} }, theHub(`mirror-${system.id}`))).asOf
        : undefined
      const isKnown = asOf !== undefined && walk.as_of !== null && asOf <= walk.as_of &&
        Date.now() - (walk.walked_at ?? 0) < LONGEST_MS
      if (!isKnown) await readWhole(turn, entry, { ...walk, as_of: asOf ?? null })
    } catch (error) {
      note(system.id, resource, 'failed')
      throw error
    }
  }

  async function readWhole({ store, signal: ending }: Turn, entry: Entry, walk: WalkState): Promise<void> {
    const { system, resource, isLocal } = entry
    const started = performance.now()
    const reading = mirror.readWhole(system.id, resource)
    const late = new AbortController()
    const signal = AbortSignal.any([ending, late.signal])
    const seen = new Set<string>()
    let saw = 0
    try {
      const known = await mirror.count(system.id, resource)
      let pageAt = performance.now()
      await readAll({
        system,
        resource,
        signal,
        asker: theHub(`mirror-${system.id}`),
        async onRecords(records) {
          const tookMs = performance.now() - pageAt
          await mirror.keep(store, system.id, resource, records, isLocal ? reading.startedAt : undefined)
          saw += records.length
          if (saw <= MOST_REMEMBERED) { for (const { id } of records) seen.add(id) }
          if (!mayBeAsked(entry)) late.abort()
          if (!isLocal && !signal.aborted)
            await wait(Math.min(tookMs, LONGEST_REST_MS), undefined, { signal }).catch(() => {})
          pageAt = performance.now()
        }
      })
      const records = saw <= MOST_REMEMBERED ? seen.size : saw
      const isBelieved = records >= known * LEAST_SHARE ||
        (walk.records !== null && records >= walk.records * SAME_SHARE && records <= walk.records / SAME_SHARE)
      const gone = isBelieved ? await reading.finish(store, saw <= MOST_REMEMBERED ? seen : undefined) : 0
      if (!isBelieved)
        logger.warn({ system: system.id, resource, seen: records, known },
          'a system gave far fewer records than are mirrored: none is forgotten before the next reading has seen ' +
            'the same')
      await keepWalk(store, { ...walk, walked_at: reading.startedAt, records })
      note(system.id, resource, 'whole')
      logger.info({ system: system.id, resource, records, gone, ms: Math.round(performance.now() - started) },
        'read a resource whole for the mirror')
    } finally {
      reading.abandon()
    }
  }

  function note(system: string, resource: string, outcome: string): void {
    const name = labels({ system, resource, outcome })
    outcomes.set(name, (outcomes.get(name) ?? 0) + 1)
  }

  const job = jobs.addEach({
    name: WALK_JOB,
    about: 'Reads resources of systems whole for the mirror.',
    lease: 'city',
    firstMs,
    atOnce: AT_ONCE,
    backoff: BACKOFF,
    entries,
    mayRun: mayBeAsked,
    run: look
  })

  return {
    noticed(system, resource) {
      if (mirror.keeps(system, resource)) job.trigger(keyOf(system, resource))
    },
    families:
      () => [{ name: 'satu_mirror_walks_total',
        help: 'Readings of all of a resource for the mirror, by how they ended.', type: 'counter',
        series: [...outcomes] }],
    close: job.close
  }
}

/**
 * While its owner lets it be asked, and these are its spare hours. What lies on this machine may be read at any time.
 */
function mayBeAsked({ system, isLocal }: Entry): boolean {
  if (isLocal) return true
  if (system.guard().closedUntil !== undefined) return false
  const { walk } = system.config.mirror
  return walk?.hours === undefined || createTimetable({ hours: walk.hours })?.closedUntil(Date.now()) === undefined
}

function keyOf(system: string, resource: string): string {
  return `${system} ${resource}`
}
