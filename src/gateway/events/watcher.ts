import type { Contract } from '../../contract/contract.ts'
import { recordSchemas, type ResourceName } from '../../contract/resources.ts'
import { SatuError } from '../../errors.ts'
import type { JobEntry, JobRunner, Turn } from '../../platform/jobs/jobs.ts'
import { createMask, type Mask } from '../../platform/privacy/visibility.ts'
import { type Family, labels } from '../../platform/telemetry/metrics.ts'
import type { Registry } from '../systems/registry.ts'
import type { System } from '../systems/system.ts'
import { watchedResources } from './changes.ts'
import { healthEventsJob } from './health-events.ts'
import type { EventLog } from './log.ts'
import { passOver, type SeeRecords } from './pass.ts'
import { keepWatch, readWatch } from './watches.ts'

/** Looks for changes in the systems, and tells of them as events. */
export interface Watcher {
  /** Something of it has come, by push or as a new version: it is looked at now. */
  noticed(system: string, resource: ResourceName): void
  families(): Family[]
  /** Waits for what is being looked at. */
  close(): Promise<void>
}

export interface WatcherOptions {
  append: EventLog['append']
  contract: Contract
  registry(): Registry
  /** Is told what looks see. @throws SatuError store_unavailable: then what was seen is looked at again */
  onSeen?: SeeRecords
  jobs: JobRunner
}

/** A start has other things to do. */
const FIRST_MS = 1_000
/** A push that could not be told of, since the store was away, is taken up again. */
const RETRY_MS = 5_000
/** Of all systems together, in this process. */
const AT_ONCE = 4

interface Entry extends JobEntry {
  system: System
  resource: ResourceName
}

export function startWatcher(
  { append, contract, registry, onSeen = () => Promise.resolve(), jobs }: WatcherOptions
): Watcher {
  const masks = new Map<ResourceName, Mask>()
  /** What is pushed is looked through whole once by each process: the one before may have died in between. */
  const opened = new Set<string>()
  const passes = new Map<string, number>()
  const startedAt = Date.now()

  function maskOf(resource: ResourceName): Mask {
    let mask = masks.get(resource)
    if (mask === undefined) masks.set(resource, mask = createMask(contract, recordSchemas[resource]))
    return mask
  }

  function* entries(isPushed: boolean): Generator<Entry> {
    for (const one of registry().systems) {
      for (const resource of watchedResources) {
        const system = registry().watched(resource, one)
        const serving = system?.serves(resource, 'list')
        if (system === undefined || serving === undefined || (serving.isPushed ?? false) !== isPushed) continue
        const every = system.config.changes[resource]?.every_seconds
        if (isPushed || every !== undefined)
          yield { key: keyOf(system.id, resource), system, resource,
            everyMs: isPushed ? Infinity : (every ?? 60) * 1_000 }
      }
    }
  }

  async function look({ store, signal }: Turn, { key, system, resource }: Entry, isPushed: boolean): Promise<void> {
    const { closedUntil, hold } = system.guard()
    if (closedUntil !== undefined || (hold !== undefined && !isPushed)) return
    const outcome = (of: string): void => {
      const name = labels({ system: system.id, resource, outcome: of })
      passes.set(name, (passes.get(name) ?? 0) + 1)
    }
    try {
      const watch = await readWatch(store, system.id, resource, isPushed ? startedAt : null)
      const seen = await passOver({
        store,
        append,
        system,
        resource,
        watch,
        mask: maskOf(resource),
        onSeen,
        isWhole: watch.looked_at === null || (isPushed && !opened.has(key)),
        signal
      })
      if (seen === undefined) return
      await keepWatch(store, { ...seen, looked_at: Date.now() })
      opened.add(key)
      outcome('ok')
    } catch (error) {
      outcome(error instanceof SatuError ? error.code : 'internal')
      throw error
    }
  }

  const watching = jobs.addEach({
    name: 'event-watch',
    about: 'Looks for changes in systems, and tells of them as events.',
    lease: 'city',
    firstMs: FIRST_MS,
    atOnce: AT_ONCE,
    entries: () => entries(false),
    run: (turn, entry) => look(turn, entry, false)
  })
  // What is pushed to this process lies in the store: to look at it costs nobody anything.
  const hearing = jobs.addEach({
    name: 'event-inbox',
    about: 'Looks through what systems have pushed, and tells of it as events.',
    firstMs: FIRST_MS,
    atOnce: AT_ONCE,
    backoff: { firstMs: RETRY_MS, maxMs: RETRY_MS },
    entries: () => entries(true),
    run: (turn, entry) => look(turn, entry, true)
  })
  const health = jobs.add(healthEventsJob({ append, registry }))

  return {
    noticed(system, resource) {
      const known = registry().get(system)
      const isPushed = known?.serves(resource, 'list')?.isPushed ?? false
      ;(isPushed ? hearing : watching).trigger(keyOf(system, resource))
    },
    families: () => [
      { name: 'satu_change_passes_total', help: 'Looks for changes in systems, by how they ended.', type: 'counter',
        series: [...passes] }
    ],
    async close() {
      await Promise.all([watching.close(), hearing.close(), health.close()])
    }
  }
}

function keyOf(system: string, resource: string): string {
  return `${system} ${resource}`
}
