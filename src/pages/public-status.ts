import type { City } from '../kit/adapter.ts'
import { toWib } from '../kit/indonesia/calendar.ts'
import type { HealthState } from '../systems/health.ts'
import type { System } from '../systems/system.ts'

/** What anybody may know of how a system fares. */
export type PublicState = 'up' | 'disturbed' | 'down' | 'closed' | 'unknown'

export interface PublicSystem {
  id: string
  name: string
  /** Short name of the agency that answers for it. */
  agency?: string
  state: PublicState
  /** RFC 3339, in the city's zone. */
  since: string
}

const states: Readonly<Record<HealthState, PublicState>> = { up: 'up', degraded: 'disturbed', down: 'down', disabled: 'down', unknown: 'unknown' }

/** The systems as the portal shows them: nothing of products, addresses, errors or load. */
export function publicSystems(systems: readonly System[], agencies: City['agencies']): PublicSystem[] {
  return systems.map(system => {
    const guard = system.guard()
    const agency = agencies.find(({ id }) => id === system.agencyId)
    const state = states[system.health.state(guard)]
    return {
      id: system.id,
      name: system.config.name,
      ...(agency && { agency: agency.short_name ?? agency.name }),
      // Outside of its hours nobody asks it: whether it would answer is not known.
      state: guard.closedUntil === undefined ? state : 'closed',
      since: toWib(new Date(system.health.since()))
    }
  })
}
