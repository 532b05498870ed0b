import type { Db, Store } from '../../platform/store/database.ts'
import type { Registry } from '../systems/registry.ts'
import { conflict } from './conflict.ts'
import { type Act, again, canTell, parkedUnclear, writerOf } from './operate.ts'
import { addStep, type Submission } from './submissions.ts'
import type { Switches } from './switches.ts'

export interface ParkedRetry {
  /** How many are tried again. */
  retried: number
  /** How many stay parked: they may have arrived and there is no way to look, or nothing takes them any more. */
  left: number
  /** When the last of them is tried, ms since 1970; undefined when none is. */
  lastAt: number | undefined
}

export interface RetryParkedOptions {
  store: Store
  registry(): Registry
  switches: Switches
  wake(): void
}

/**
 * Has all that is parked for a system tried again, one after the other.
 * @param perSecond at most so many are begun in a second; a pause of the system's deliveries stops them
 * @throws SatuError state_conflict while deliveries are paused
 */
export type RetryParked = (system: string, act: Act & { perSecond: number }) => Promise<ParkedRetry>

/** Little enough that nobody who writes waits long behind them. */
const AT_ONCE = 100

type Parked = Pick<Submission, 'seq' | 'id' | 'system' | 'resource' | 'action' | 'attempts' | 'state'>

export function createRetryParked({ store, registry, switches, wake }: RetryParkedOptions): RetryParked {
  return async (system, { by, reason, perSecond }) => {
    await switches.refresh()
    if (switches.paused(system) !== undefined) throw conflict('Its deliveries are paused: resume them first.')
    const beganAt = Date.now()
    const apartMs = 1_000 / perSecond
    const cause = reason === undefined ? 'retried with all others' : `retried with all others: ${reason}`
    let retried = 0
    let left = 0
    for (let last: Parked | undefined, more = true; more;) {
      const after = last?.seq ?? 0
      const done = await store.write(async db => {
        const rows = await parked(db, store.engine, { system, after, before: beganAt })
        const unclear = await parkedUnclear(db, rows.map(({ id }) => id))
        let taken = 0
        for (const row of rows) {
          const writer = writerOf(registry(), row)
          if (writer === undefined || (unclear.has(row.id) && !canTell(writer))) continue
          const set = again(row, unclear.has(row.id), beganAt + Math.round((retried + taken) * apartMs))
          await db.updateTable('submissions').set({ ...set, lease_owner: null, lease_until: 0, changed_at: beganAt })
            .where('seq', '=', row.seq).execute()
          await addStep(db, row.id, { from: 'parked', to: set.state, cause, by, at: beganAt })
          taken++
        }
        return { rows, taken }
      })
      retried += done.taken
      left += done.rows.length - done.taken
      last = done.rows.at(-1)
      more = done.rows.length === AT_ONCE
    }
    wake()
    return { retried, left, lastAt: retried === 0 ? undefined : beganAt + Math.round((retried - 1) * apartMs) }
  }
}

/** What comes back to be parked meanwhile is not tried a second time. */
function parked(
  db: Db,
  engine: Store['engine'],
  { system, after, before }: { system: string; after: number; before: number }
): Promise<Parked[]> {
  const query = db.selectFrom('submissions').select(['seq', 'id', 'system', 'resource', 'action', 'attempts', 'state'])
    .where('state', '=', 'parked').where('system', '=', system).where('seq', '>', after).where('changed_at', '<=',
      before)
    .orderBy('seq').limit(AT_ONCE)
  return (engine === 'postgres' ? query.forUpdate() : query).execute()
}
