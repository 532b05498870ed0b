import type { Store } from '../../platform/store/database.ts'
import { waitingStates } from './submissions.ts'

/** What waits for a system. */
export interface Backlog {
  /** Accepted, or being delivered. */
  waiting: number
  /** They may have arrived. */
  uncertain: number
  /** They wait for a person. */
  parked: number
  /** When the oldest of all these was accepted, ms since 1970. */
  oldestAt: number
}

/** What waits, by system; of systems for which nothing does there is nothing. */
export async function readBacklog(store: Store): Promise<ReadonlyMap<string, Backlog>> {
  return store.read(async db => {
    // All of it from an index; the times of the oldest are few.
    const groups = await db.selectFrom('submissions').select((
      { fn }
    ) => ['system', 'state', fn.countAll<number>().as('count'), fn.min('seq').as('first')])
      .where('state', 'in', waitingStates).groupBy(['state', 'system']).execute()
    const oldest = groups.length === 0
      ? []
      : await db.selectFrom('submissions').select(['seq', 'accepted_at']).where('seq', 'in',
        groups.map(({ first }) => first)).execute()
    const acceptedAt = new Map(oldest.map(({ seq, accepted_at: at }) => [seq, at]))
    const backlog = new Map<string, Backlog>()
    for (const { system, state, count, first } of groups) {
      const { waiting = 0, uncertain = 0, parked = 0, oldestAt = Infinity } = backlog.get(system) ?? {}
      backlog.set(system, {
        waiting: waiting + (state === 'accepted' || state === 'delivering' ? count : 0),
        uncertain: uncertain + (state === 'uncertain' ? count : 0),
        parked: parked + (state === 'parked' ? count : 0),
        oldestAt: Math.min(oldestAt, acceptedAt.get(first) ?? Infinity)
      })
    }
    return backlog
  })
}
