import { statfs } from 'node:fs/promises'
import type { ResourceName } from '../../contract/resources.ts'
import type { Served } from '../../gateway/reads/served.ts'
import type { HealthState } from '../../gateway/systems/health.ts'
import type { Registry } from '../../gateway/systems/registry.ts'
import type { Backlog } from '../../gateway/writes/backlog.ts'
import type { City } from '../../kit/adapter.ts'
import type { Config } from '../../platform/config/schema.ts'
import type { Store } from '../../platform/store/database.ts'

/** A system, as this process has seen it. */
export interface SystemSight {
  id: string
  name: string
  /** Id and code of the agency that owns it. */
  agency: string | undefined
  agencyCode: string | undefined
  resources: readonly ResourceName[]
  state: HealthState
  since: number
  /** It has answered well since this process began. */
  hasAnswered: boolean
  /** Its owner's hours, or somebody who works on it, make it no news that it does not answer. */
  isExcused: boolean
  /** Since the start: calls, and those of them that failed. */
  calls: number
  failures: number
  /** How often a record was left out since the start. */
  quarantined: number
  /** Of when what is served of it is; undefined while that is fresh. */
  staleSince: number | undefined
}

/**
 * All that alerts are made of, at one moment. What could not be found out is undefined: then it is neither well nor
 * ill.
 */
export interface Sight {
  at: number
  systems: readonly SystemSight[]
  /** Codes of agencies, by id. */
  codes: ReadonlyMap<string, string>
  backlog: ReadonlyMap<string, Pick<Backlog, 'parked' | 'oldestAt'>> | undefined
  /** How many records each agency is late with, by its id. */
  overdue: ReadonlyMap<string, number> | undefined
  /** When the form of a system was last seen to change, ms since 1970. */
  drifted: ReadonlyMap<string, number> | undefined
  /** Of the disk that the data folder lies on, from 0 to 1. */
  freeShare: number | undefined
  store: { isDown: boolean; isFull: boolean; since: number }
  /** When certificates end, by what they are for, ms since 1970. */
  certificates: readonly { use: string; expiresAt: number }[]
}

export interface SightOptions {
  registry(): Registry
  agencies(): City['agencies']
  served: Served
  journal: { backlog(): Promise<ReadonlyMap<string, Backlog>> }
  store: Pick<Store, 'read' | 'state'>
  dataDir: string
  config(): Config
  /** How many records each agency is late with, by its id; `''` where no record says which. */
  overdue(): Promise<ReadonlyMap<string, number>>
  certificates(): Sight['certificates']
  /** Whether somebody works on a system: nobody is told that it does not answer. */
  isInMaintenance(system: string): boolean
}

/** The type under which it is told that a system sends what it did not send before. */
export const DRIFTED = 'system.drifted'
const EVERY_MS = { backlog: 5_000, overdue: 60_000, drifted: 5_000, freeShare: 10_000 } as const
/** No rule looks further back. */
const DRIFT_KEPT_MS = 604_800_000

/** Looks at everything that rules ask for. What is dear is looked at less often. */
export function createLookout(options: SightOptions): (now: number) => Promise<Sight> {
  const { registry, agencies, served, journal, store, dataDir, overdue, certificates, isInMaintenance } = options
  const backlog = everySo(EVERY_MS.backlog, () => journal.backlog())
  const late = everySo(EVERY_MS.overdue, overdue)
  const free = everySo(EVERY_MS.freeShare, async () => {
    const { bavail, blocks } = await statfs(dataDir)
    return blocks === 0 ? undefined : bavail / blocks
  })
  const changes = new Map<string, number>()
  let seen: number | undefined
  const drifted = everySo(EVERY_MS.drifted, async now => {
    const rows = await store.read(async db => {
      const query = db.selectFrom('events').select(['seq', 'system', 'time']).where('type', '=', DRIFTED)
      const found = await (seen === undefined
        ? query.where('recorded_at', '>', now - DRIFT_KEPT_MS)
        : query.where('seq', '>', seen)).orderBy('seq').execute()
      const { newest } = await db.selectFrom('events').select(({ fn }) => fn.max('seq').as('newest'))
        .executeTakeFirstOrThrow()
      return { found, newest: newest ?? 0 }
    })
    for (const { system, time } of rows.found)
      if (system !== null) changes.set(system, Math.max(changes.get(system) ?? 0, time))
    seen = Math.max(rows.newest, rows.found.at(-1)?.seq ?? 0)
    return changes
  })

  return async now => {
    const [waiting, lateness, formChanges, freeShare] = await Promise.all([backlog(now), late(now), drifted(now),
      free(now)])
    const { state, isFull, since } = store.state()
    const codes = new Map(agencies().map(({ id, code }) => [id, code]))
    return {
      at: now,
      codes,
      backlog: waiting,
      overdue: lateness,
      drifted: formChanges,
      freeShare,
      store: { isDown: state !== 'ready', isFull, since },
      certificates: certificates(),
      systems: registry().systems.map(({ id, config, health, quarantine, agencyId, guard }): SystemSight => {
        const standing = guard()
        return {
          id,
          name: config.name,
          agency: agencyId,
          agencyCode: agencyId === undefined ? undefined : codes.get(agencyId),
          resources: config.resources,
          state: health.state(standing),
          since: health.since(),
          hasAnswered: health.lastSuccessAt !== undefined,
          isExcused: standing.closedUntil !== undefined || isInMaintenance(id),
          calls: health.calls,
          failures: health.failures,
          quarantined: quarantine.total(),
          staleSince: served.staleSince(id)
        }
      })
    }
  }
}

/** The last answer for so long; undefined while there is none to be had. */
function everySo<T>(everyMs: number, ask: (now: number) => Promise<T>): (now: number) => Promise<T | undefined> {
  let last: { at: number; value: T | undefined } | undefined
  return async now => {
    if (last === undefined || now - last.at >= everyMs) last = { at: now, value: await ask(now).catch(() => undefined) }
    return last.value
  }
}
