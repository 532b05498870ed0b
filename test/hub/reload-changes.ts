import type { Config } from '../../src/platform/config/schema.ts'

/** The configuration with another time-out for one system, so that it is connected anew. */
export const withTimeout = (config: Config, id: string, timeoutMs: number): Config => ({
  ...config,
  systems: config.systems.map(
    system => (system.id === id ? { ...system, limits: { ...system.limits, timeout_ms: timeoutMs } } : system)
  )
})
