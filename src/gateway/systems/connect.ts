import { createHash } from 'node:crypto'
import type { Adapter } from '../../kit/adapter.ts'
import type { LoadedAdapters } from '../../platform/config/adapters.ts'
import type { Config, SystemConfig } from '../../platform/config/schema.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import type { Metrics } from '../../platform/telemetry/metrics.ts'
import { createDisabledSystem } from './disabled.ts'
import type { DriftWatch } from './drift-watch.ts'
import { createSystemLog, slowMsOf } from './system-log.ts'
import { createSystem, type System, type SystemOptions } from './system.ts'

/** A system, and what it was made of. */
export interface Connected {
  system: System
  /** The same as long as nothing that the system was made of has changed. */
  mark: string
  adapter: Adapter | Error | undefined
}

export interface ConnectOptions extends Omit<SystemOptions, 'config' | 'adapter' | 'log' | 'version' | 'drift'> {
  config: Config
  adapters: LoadedAdapters
  /** Systems that run already: those that did not change are taken over with their state. */
  running: readonly Connected[]
  /** One that is connected anew although it did not change. */
  anew?: string | undefined
  /** Watches what a system of a product sends. */
  drift?(system: string, product: string): DriftWatch
  logger: Logger
  /** For lines about a system, where it has one of its own. */
  loggerOf?: ((system: string) => Logger) | undefined
  metrics: Metrics
}

/**
 * Connects the systems of a configuration.
 * @throws Error when one cannot be connected while others run; at the start it is disabled instead, and hurts no other
 */
export function connectSystems(
  { config, adapters, running, anew, logger, loggerOf = () => logger, metrics, drift, ...surroundings }: ConnectOptions
): Connected[] {
  const made: Connected[] = []
  try {
    for (const system of config.systems) {
      const adapter = adapters.get(system.adapter)
      const mark = markOf(config, system)
      const same = system.id === anew
        ? undefined
        : running.find(other => other.mark === mark && other.adapter === adapter)
      made.push(same ?? { mark, adapter, system: connect(system, adapter, mark) })
    }
    return made
  } catch (error) {
    for (const { system } of made) if (!running.some(other => other.system === system)) void system.close()
    throw error
  }

  function connect(system: SystemConfig, adapter: Adapter | Error | undefined, mark: string): System {
    if (adapter === undefined || adapter instanceof Error) {
      return createDisabledSystem(system, `its adapter ${system.adapter} could not be loaded`)
    }
    try {
      return createSystem({ ...surroundings, config: system, adapter, drift: drift?.(system.id, adapter.product),
        version: mark,
        log: createSystemLog({ system: system.id, logger: loggerOf(system.id), metrics, slowMs: slowMsOf(system) }) })
    } catch (cause) {
      const reason = `its adapter ${system.adapter} could not make a client of these settings`
      if (running.length > 0) throw new Error(`${system.id}: ${reason}`, { cause })
      logger.error({ system: system.id, cause: (cause as Error).name }, 'the adapter could not connect its system')
      return createDisabledSystem(system, reason)
    }
  }
}

/** The city's data are part of it: adapters map with them. Hashed, since settings hold secrets. */
function markOf({ city }: Config, system: SystemConfig): string {
  return createHash('sha256').update(JSON.stringify([city, { ...system, adapterError: undefined }])).digest('base64url')
    .slice(0, 12)
}
