import { SatuError } from '../../errors.ts'
import type { SystemConfig } from '../../platform/config/schema.ts'
import { createHealth } from './health.ts'
import { createQuarantine } from './quarantine.ts'
import type { System } from './system.ts'

/** A system whose adapter could not be loaded: shown with the reason, never asked. */
export function createDisabledSystem(config: SystemConfig, reason: string): System {
  const health = createHealth()
  health.lastFailure = { at: Date.now(), code: 'disabled', detail: reason, stage: 'connect', durationMs: 0,
    requestId: undefined }
  health.state = () => 'disabled'
  const refuse = (): Promise<never> =>
    Promise.reject(
      new SatuError('system_unavailable', `${config.id} is disabled: ${reason}`, { stage: 'connect',
        retryAfterMs: 60_000 })
    )
  return {
    id: config.id,
    config,
    version: '',
    adapterVersion: undefined,
    agencyId: undefined,
    health,
    quarantine: createQuarantine(),
    guard: () => ({ breaker: 'open', inFlight: 0, queued: 0 }),
    hold: () => undefined,
    planned: () => [],
    serves: () => undefined,
    list: refuse,
    get: refuse,
    findNumber: refuse,
    resident: refuse,
    // What is on its way to it waits until it is mended.
    writer: () => ({ idempotent: false, send: refuse, find: refuse }),
    probe: async () => {},
    through: refuse,
    lookedAt: () => undefined,
    refresh: async () => {},
    receive: () => {
      throw new SatuError('system_unavailable', `${config.id} is disabled.`, { stage: 'push' })
    },
    close: async () => {}
  }
}
