import type { StandingSystem } from '../../platform/telemetry/process-metrics.ts'
import type { System } from './system.ts'

/** How systems stand now, for the numbers. */
export function standingOf(systems: readonly System[]): StandingSystem[] {
  return systems.map(({ id, guard, health, quarantine }) => {
    const state = guard()
    return { id, breaker: state.breaker, inFlight: state.inFlight, queued: state.queued, refused: state.refused,
      health: health.state(state), lastSuccessAt: health.lastSuccessAt, quarantined: quarantine.total() }
  })
}
