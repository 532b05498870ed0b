import type { ResourceName } from '../contract/resources.ts'
import { SatuError } from '../errors.ts'
import type { Config } from '../platform/config/schema.ts'
import { LeaseLost, type Turn } from '../platform/jobs/jobs.ts'
import type { Logger } from '../platform/telemetry/log.ts'
import type { SeenRecord } from './events/pass.ts'
import type { CanonicalRecord } from './systems/records.ts'

/** What the gateway tells features of, by name. */
export interface GatewayEvents {
  /** A system gave a record while a request was answered. */
  recordRead: { system: string; resource: ResourceName; record: CanonicalRecord }
  /** A look for changes went over these records of a system; what is kept of them is written through its store. */
  recordsSeen: { store: Turn['store']; system: string; resource: ResourceName; seen: readonly SeenRecord[] }
  /** A system says that it has no record of this id. */
  recordMissing: { system: string; resource: ResourceName; id: string }
  /** A system has told, or was seen, to have changed: by a push, or by a new version of what it leaves. */
  systemChanged: { system: string; resource: ResourceName }
  /** A system has taken a write. */
  writeDelivered: { system: string; resource: string; key: string | undefined }
  /** Another configuration is in use. */
  configurationChanged: { config: Config }
}

export type GatewayEvent = keyof GatewayEvents
type Listener<Event> = (event: Event) => unknown

/** The typed bus by which features hear of what the gateway does. */
export interface Bus {
  /**
   * Listens from now on. A listener that returns a promise holds those back who wait for the event to be taken.
   * @param feature who listens, for the log
   */
  on<Name extends GatewayEvent>(name: Name, feature: string, listener: Listener<GatewayEvents[Name]>): void
  /**
   * Tells every listener, in the order of registration. One that throws or rejects is logged and harms no other one and
   * no request.
   * @returns undefined when all have taken the event at once, else a promise of that; both are `false` where a listener
   *   failed
   */
  emit<Name extends GatewayEvent>(name: Name, event: GatewayEvents[Name]): boolean | Promise<boolean>
}

export function createBus(log: Pick<Logger, 'error'>): Bus {
  const listeners = new Map<GatewayEvent, { feature: string; listener: Listener<never> }[]>()

  function failed(event: GatewayEvent, feature: string, error: unknown): false {
    // That the store is away it tells itself, and of a lease that is lost the job.
    if (error instanceof SatuError || error instanceof LeaseLost) return false
    log.error({ event, feature, cause: error instanceof Error ? error.message : String(error) },
      'a feature failed to take an event')
    return false
  }

  return {
    on(name, feature, listener) {
      const known = listeners.get(name) ?? []
      known.push({ feature, listener })
      listeners.set(name, known)
    },
    emit(name, event) {
      let isTaken = true
      let pending: Promise<boolean>[] | undefined
      for (const { feature, listener } of listeners.get(name) ?? []) {
        try {
          const result = listener(event as never)
          if (result instanceof Promise)
            (pending ??= []).push(result.then(() => true, (error: unknown) => failed(name, feature, error)))
        } catch (error) {
          isTaken = failed(name, feature, error)
        }
      }
      return pending === undefined ? isTaken : Promise.all(pending).then(all => isTaken && all.every(Boolean))
    }
  }
}
