import type { JobOptions } from '../../platform/jobs/jobs.ts'
import type { HealthState } from '../systems/health.ts'
import type { Registry } from '../systems/registry.ts'
import type { EventLog, NewEvent } from './log.ts'

export interface HealthEventsOptions {
  append: EventLog['append']
  registry(): Registry
}

/** One failed call among twenty comes and goes: only what lasts is told. That a system is down is told at once. */
const LASTS_MS = 10_000
const FIRST_MS = 1_000
const EVERY_MS = 5_000
const RESOURCE = 'systems'

const wellness: Readonly<Record<HealthState, 'well' | 'ill' | undefined>> = { up: 'well', degraded: 'ill', down: 'ill',
  unknown: undefined, disabled: undefined }

/**
 * Tells which systems have fallen ill or are well again, as this process sees them. One process tells: each has a view
 * of its own, and two would contradict each other.
 */
export function healthEventsJob({ append, registry }: HealthEventsOptions): JobOptions {
  return {
    name: 'health-events',
    about: 'Tells of systems that have fallen ill or are well again.',
    lease: 'city',
    keepsLease: true,
    firstMs: FIRST_MS,
    everyMs: EVERY_MS,
    async run({ store }) {
      const now = Date.now()
      // Of one that operators hold nothing is news, neither what the hold has done to it nor what comes before its end.
      const states = registry().systems.flatMap(({ id, health, guard }) => {
        const state = guard()
        if (state.hold !== undefined) return []
        const status = health.state(state)
        const since = health.since()
        return wellness[status] !== undefined && (status === 'down' || now - since >= LASTS_MS)
          ? [{ id, status, since }]
          : []
      })
      if (states.length === 0) return
      const known = await store.read(db =>
        db.selectFrom('event_marks').select(['subject', 'state']).where('resource', '=', RESOURCE).execute()
      )
      const before = new Map(known.map(({ subject, state }) => [subject, state]))
      const events = states.flatMap(({ id, status, since }): NewEvent[] => {
        const previous = before.get(id)
        // That a system is well is news only after it was ill.
        if (previous === status || (wellness[status] === 'well' && previous == null)) return []
        return [{
          type: wellness[status] === 'well' ? 'adapter.recovered' : 'adapter.degraded',
          system: id,
          subject: id,
          time: since,
          data: { status, ...(previous != null && { previous_status: previous }) }
        }]
      })
      if (events.length > 0) await store.write(db => append(db, ...events))
    }
  }
}
