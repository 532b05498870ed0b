import type { Logger } from 'pino'
import type { Contract } from '../../contract/contract.ts'
import { recordSchemas, type ResourceName } from '../../contract/resources.ts'
import { SatuError } from '../../errors.ts'
import { createMask, type Mask } from '../../platform/privacy/visibility.ts'
import type { Store } from '../../platform/store/database.ts'
import { type Family, labels } from '../../platform/telemetry/metrics.ts'
import type { Registry } from '../systems/registry.ts'
import type { System } from '../systems/system.ts'
import { watchedResources } from './changes.ts'
import { createHealthEvents } from './health-events.ts'
import type { EventLog } from './log.ts'
import { passOver, type SeeRecords } from './pass.ts'
import { createWatches } from './watches.ts'

/** Looks for changes in the systems, and tells of them as events. */
export interface Watcher {
  /** Something of it has come, by push or as a new version: it is looked at now. */
  noticed(system: string, resource: ResourceName): void
  families(): Family[]
  /** Waits for what is being looked at. */
  close(): Promise<void>
}

export interface WatcherOptions {
  store: Store
  append: EventLog['append']
  contract: Contract
  registry(): Registry
  /** Is told what looks see. @throws SatuError store_unavailable: then what was seen is looked at again */
  onSeen?: SeeRecords
  logger: Pick<Logger, 'error'>
}

const TICK_MS = 250
const FIRST_MS = 1_000
const HEALTH_MS = 5_000
/** A push that could not be told of, since the store was away, is taken up again. */
const RETRY_MS = 5_000
/** Of all systems together, in this process. */
const AT_ONCE = 4

interface Entry {
  system: System
  resource: ResourceName
  isPushed: boolean
  paceMs: number
}

export function startWatcher(
  { store, append, contract, registry, onSeen = () => Promise.resolve(), logger }: WatcherOptions
): Watcher {
  const watches = createWatches(store)
  const masks = new Map<ResourceName, Mask>()
  /** When each is looked at next, ms since 1970; what was never looked at is due. */
  const next = new Map<string, number>()
  const running = new Map<string, Promise<void>>()
  /** What is pushed is looked through whole once by each process: the one before may have died in between. */
  const opened = new Set<string>()
  const passes = new Map<string, number>()
  let closing = false
  let healthAt = 0
  // A start has other things to do.
  const startedAt = Date.now()
  const firstAt = startedAt + FIRST_MS
  const health = createHealthEvents({ store, append, watches, registry })

  function maskOf(resource: ResourceName): Mask {
    let mask = masks.get(resource)
    if (mask === undefined) masks.set(resource, mask = createMask(contract, recordSchemas[resource]))
    return mask
  }

  function* entries(): Generator<[string, Entry]> {
    for (const one of registry().systems) {
      for (const resource of watchedResources) {
        const system = registry().watched(resource, one)
        if (system === undefined) continue
        const isPushed = system.serves(resource, 'list')?.isPushed ?? false
        const every = system.config.changes[resource]?.every_seconds
        if (isPushed || (every !== undefined && system.serves(resource, 'list') !== undefined)) {
          yield [keyOf(system.id, resource), { system, resource, isPushed,
            paceMs: isPushed ? Infinity : (every ?? 60) * 1_000 }]
        }
      }
    }
  }

  function tick(): void {
    const now = Date.now()
    if (closing || now < firstAt) return
    if (now >= healthAt && !running.has('health')) {
      healthAt = now + HEALTH_MS
      start('health', health.round)
    }
    for (const [key, entry] of entries()) {
      if (running.size >= AT_ONCE || running.has(key) || (next.get(key) ?? 0) > now) continue
      next.set(key, now + entry.paceMs)
      start(key, () => look(key, entry))
    }
  }

  function start(key: string, work: () => Promise<void>): void {
    const done = work()
      .catch((error: unknown) => {
        // What a system or the store does wrong they tell themselves.
        if (!(error instanceof SatuError))
          logger.error({ watch: key, cause: (error as Error).name, detail: (error as Error).message },
            'changes could not be looked for')
      })
      .finally(() => {
        running.delete(key)
      })
    running.set(key, done)
  }

  async function look(key: string, { system, resource, isPushed, paceMs }: Entry): Promise<void> {
    const { closedUntil, hold } = system.guard()
    if (closedUntil !== undefined || (hold !== undefined && !isPushed)) return
    const outcome = (of: string): void => {
      const name = labels({ system: system.id, resource, outcome: of })
      passes.set(name, (passes.get(name) ?? 0) + 1)
    }
    try {
      const watch = isPushed
        ? await watches.open(system.id, resource, startedAt)
        : await watches.claim(system.id, resource)
      if (watch === undefined) return
      let after = watch
      try {
        const seen = await passOver({
          store,
          append,
          system,
          resource,
          watch,
          mask: maskOf(resource),
          onSeen,
          isWhole: watch.looked_at === null || (isPushed && !opened.has(key)),
          goOn: async () => !closing && (isPushed || await watches.renew(watch))
        })
        if (seen === undefined) return
        after = { ...seen, looked_at: Date.now() }
      } finally {
        await watches.release(after, Date.now() + (isPushed ? 0 : paceMs - TICK_MS))
      }
      opened.add(key)
      outcome('ok')
    } catch (error) {
      outcome(error instanceof SatuError ? error.code : 'internal')
      if (isPushed) next.set(key, Date.now() + RETRY_MS)
      throw error
    }
  }

  const timer = setInterval(tick, TICK_MS)
  timer.unref()

  return {
    noticed(system, resource) {
      next.set(keyOf(system, resource), 0)
      // One that is being looked at is looked at again: it may have come after its page was read.
      setImmediate(tick)
      void running.get(keyOf(system, resource))?.then(tick)
    },
    families: () => [
      { name: 'satu_change_passes_total', help: 'Looks for changes in systems, by how they ended.', type: 'counter',
        series: [...passes] }
    ],
    async close() {
      closing = true
      clearInterval(timer)
      await Promise.all(running.values())
      await health.close()
    }
  }
}

function keyOf(system: string, resource: string): string {
  return `${system} ${resource}`
}
