import type { Registry } from './registry.ts'
import type { System } from './system.ts'

const PACE_MS = 5_000
const IDLE_MS = 60_000

/**
 * Keeps health true without traffic: every system is tried once at the start, those that are not well every few
 * seconds, the others only when nobody has asked them for a minute.
 */
export function startProber(registry: () => Registry): { stop(): void } {
  const trying = new Set<System>()
  const tryOne = async (system: System): Promise<void> => {
    if (trying.has(system)) return
    trying.add(system)
    try {
      await system.probe(`probe-${system.id}`)
    } catch {
      // The guard has noted it; that is all a probe is for.
    } finally {
      trying.delete(system)
    }
  }
  const round = (): void => {
    for (const system of registry().systems) {
      const guard = system.guard()
      const state = system.health.state(guard)
      if (state === 'disabled' || guard.closedUntil !== undefined) continue
      const idle = Date.now() - (system.health.lastCallAt ?? 0) >= IDLE_MS
      if (idle || state === 'down' || state === 'degraded') void tryOne(system)
    }
  }
  round()
  const timer = setInterval(round, PACE_MS)
  timer.unref()
  return { stop: () => { clearInterval(timer) } }
}
