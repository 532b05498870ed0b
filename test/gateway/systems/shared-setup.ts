import type { Test } from 'tap'
import { createGuard, type Guard } from '../../../src/gateway/systems/guard.ts'
import { createSharedGuard, type SharedGuard } from '../../../src/gateway/systems/shared-guard.ts'
import type { LimitsConfig } from '../../../src/platform/config/schema.ts'
import { createRedis, type RedisConnection } from '../../../src/platform/store/redis.ts'
import { until } from '../../services/wait.ts'

/** A hub process, as far as its guard of one system goes. */
export interface Process {
  guard: Guard
  shared: SharedGuard
  redis: RedisConnection
  warnings: string[]
  /** The most calls of all processes that its ledger was told of. */
  busiest(): number
  /** One call that takes so long; how it ended. */
  call(ms: number, consumer?: string): Promise<string>
}

/** A system that counts the calls that run in it, whichever process made them. */
export interface CountedSystem {
  running: number
  most: number
  calls: number
  starts: number[]
  /** By process. */
  served: number[]
  /** How each call ends. */
  fault: Error | undefined
}

export function createCounted(): CountedSystem {
  return { running: 0, most: 0, calls: 0, starts: [], served: [], fault: undefined }
}

export interface ProcessesOptions extends Partial<LimitsConfig> {
  url: string
  processes: number
  system: CountedSystem
  prefix?: string
}

let hubs = 0

export async function startProcesses(
  t: Test,
  { url, processes, system, prefix = `test:guard:${process.pid}:${hubs++}`, ...limits }: ProcessesOptions
): Promise<Process[]> {
  return Promise.all(Array.from({ length: processes }, async (_, number) => {
    const warnings: string[] = []
    const redis = createRedis(url, { log: { info: () => {}, warn: () => {} } })
    const shared = createSharedGuard({
      redis,
      processes,
      prefix,
      log: { info: (_fields, message) => {
        warnings.push(message)
      }, warn: (_fields, message) => {
        warnings.push(message)
      } }
    })
    let busiest = 0
    const guard: Guard = createGuard({
      system: 's',
      share: shared.places,
      limits: { concurrency: 4, queue: 100, timeout_ms: 5_000, breaker: { failures: 1_000_000, cooldown_ms: 1_000 },
        ...limits },
      onOutcome: () => {},
      onBusy: concurrency => {
        busiest = Math.max(busiest, concurrency)
      },
      probe: () => guard.run('probe', { requestId: 'p', consumer: undefined }, work(10))
    })
    const work = (ms: number) => async ({ signal }: { signal: AbortSignal }): Promise<void> => {
      system.starts.push(performance.now())
      system.calls++
      system.served[number] = (system.served[number] ?? 0) + 1
      system.most = Math.max(system.most, ++system.running)
      try {
        await new Promise<void>((resolve, reject) => {
          const timer = setTimeout(resolve, ms)
          signal.addEventListener('abort', () => {
            clearTimeout(timer)
            reject(signal.reason as Error)
          })
        })
        if (system.fault !== undefined) throw system.fault
      } finally {
        system.running--
      }
    }
    t.teardown(async () => {
      guard.close()
      await shared.close()
      await redis.close()
    })
    await until(() => redis.status().state !== 'connecting', { what: 'a first word from Redis' })
    if (redis.ready) await until(() => shared.state().absent === 0, { what: 'all processes' })
    return {
      guard,
      shared,
      redis,
      warnings,
      busiest: () => busiest,
      call: (ms, consumer = 'app') =>
        guard.run('list', { requestId: 'r', consumer }, work(ms)).then(() => 'well', (error: unknown) =>
          (error as { message: string }).message)
    }
  }))
}

/** Names of what is kept in Redis of the guard, with the places that are taken. */
export async function placesTaken({ redis }: Process): Promise<number> {
  const [key] = await redis.client!.keys('*:places')
  return key === undefined ? 0 : redis.client!.zcard(key)
}
