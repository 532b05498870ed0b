import type { HealthState } from '../../gateway/systems/health.ts'
import type { System } from '../../gateway/systems/system.ts'
import type { City } from '../../kit/adapter.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'

/** What anybody may know of how a system fares. */
export type PublicState = 'up' | 'disturbed' | 'down' | 'closed' | 'maintenance' | 'paused' | 'unknown'

export interface PublicSystem {
  id: string
  name: string
  /** Short name of the agency that answers for it. */
  agency?: string
  state: PublicState
  /** RFC 3339, in the city's zone. */
  since: string
  /** When its maintenance ends. */
  until?: string
  /** What operators say of it, in both languages: plain text. */
  message?: { id: string; en: string }
}

const states: Readonly<Record<HealthState, PublicState>> = { up: 'up', degraded: 'disturbed', down: 'down',
  disabled: 'down', unknown: 'unknown' }

/** The systems as the portal shows them: nothing of products, addresses, errors or load. */
export function publicSystems(systems: readonly System[], agencies: City['agencies']): PublicSystem[] {
  return systems.map(system => {
    const guard = system.guard()
    const agency = agencies.find(({ id }) => id === system.agencyId)
    const state = states[system.health.state(guard)]
    const { hold } = guard
    return {
      id: system.id,
      name: system.config.name,
      ...(agency && { agency: agency.short_name ?? agency.name }),
      // Outside of its hours nobody asks it: whether it would answer is not known.
      state: hold?.kind ?? (guard.closedUntil === undefined ? state : 'closed'),
      since: toWib(new Date(hold?.since ?? system.health.since())),
      ...(hold?.until !== undefined && { until: toWib(new Date(hold.until)) }),
      ...(hold?.message && { message: hold.message })
    }
  })
}
