import { SatuError } from '../../errors.ts'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import { createKnocking, type Knock } from './knock.ts'
import type { Registry } from './registry.ts'
import type { System } from './system.ts'

/** How soon a system that is not well is tried again. */
const PACE_MS = 5_000
const ROUND_MS = 1_000
/**
 * A first failure is confirmed by so many tries more before the system counts as down; from one to the next so long at
 * least.
 */
const CONFIRMATIONS = 2
const CONFIRM_MS = 1_000
/**
 * A system that answers although no connection could be made is not reached as the hub believes: it is left alone for
 * so long.
 */
const NO_KNOCKING_MS = 600_000

interface Tried {
  /** When it was last tried. */
  at: number
  isRunning: boolean
  knockAt: number
}

/**
 * Keeps health true without traffic. Every system is tried once at the start, those that are not well every few
 * seconds, the others when nobody has asked them for a while (`probe.idle_seconds`). In between a connection is made to
 * each address and closed again, as a balancer does (`probe.connect_seconds`): it costs the system next to nothing, and
 * one that fails is the reason to try it now.
 */
export function startProber(
  jobs: JobRunner,
  registry: () => Registry,
  knock: Knock = createKnocking()
): { stop(): void } {
  const tried = new WeakMap<System, Tried>()
  let stopped = false

  async function tryOnce(system: System): Promise<'well' | 'failed' | 'not now'> {
    try {
      await system.probe(`probe-${system.id}`)
      return 'well'
    } catch (error) {
      // The guard has noted it; that is all a probe is for. Who is asked too often, or is closed, is not asked again
      // for it.
      return error instanceof SatuError && error.code === 'system_unavailable' ? 'not now' : 'failed'
    }
  }

  /** @returns whether it is well */
  async function tryOne(system: System, state: Tried): Promise<boolean> {
    state.isRunning = true
    try {
      let began = Date.now()
      let outcome = await tryOnce(system)
      for (let more = CONFIRMATIONS;
        more > 0 && outcome === 'failed' && !stopped && system.health.state(system.guard()) !== 'down'; more--)
      {
        // One that hangs has taken its time already.
        const pauseMs = began + CONFIRM_MS - Date.now()
        if (pauseMs > 0)
          await new Promise(resolve => {
            setTimeout(resolve, pauseMs).unref()
          })
        began = Date.now()
        if (!stopped) outcome = await tryOnce(system)
      }
      return outcome === 'well'
    } finally {
      state.at = Date.now()
      state.isRunning = false
    }
  }

  async function reach(system: System, state: Tried): Promise<void> {
    state.isRunning = true
    const isThere = await knock(system.config.url)
    if (isThere || stopped) state.isRunning = false
    else if (await tryOne(system, state)) state.knockAt = Date.now() + NO_KNOCKING_MS
  }

  function look(system: System, now: number): void {
    const state = tried.get(system) ?? { at: 0, isRunning: false, knockAt: 0 }
    tried.set(system, state)
    if (state.isRunning) return
    const guard = system.guard()
    const health = system.health.state(guard)
    if (health === 'disabled' || guard.closedUntil !== undefined || guard.hold !== undefined) return
    const { idle_seconds: idle, connect_seconds: connect } = system.config.probe
    const quietMs = now - (system.health.lastCallAt ?? 0)
    const isIll = health === 'down' || health === 'degraded'
    if (quietMs >= idle * 1_000 || (isIll && now - state.at >= PACE_MS)) return void tryOne(system, state)
    const isQuiet = connect > 0 && quietMs >= connect * 1_000
    if (isQuiet && (health === 'up' || health === 'degraded') && system.config.url !== '' && now >= state.knockAt) {
      state.knockAt = now + connect * 1_000
      void reach(system, state)
    }
  }

  const job = jobs.add({
    name: 'probes',
    about: 'Tries systems that nobody has asked for a while, and those that are not well.',
    everyMs: ROUND_MS,
    run() {
      const now = Date.now()
      for (const system of registry().systems) look(system, now)
      return Promise.resolve()
    }
  })
  return {
    stop() {
      stopped = true
      void job.close()
    }
  }
}
