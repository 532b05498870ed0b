import type { Pair } from '../../gateway/systems/pair.ts'
import type { Comparing } from './comparing.ts'
import type { Counts } from './counts.ts'
import type { SuccessionConfig } from './settings.ts'

/** Compares some of what callers are given with what the other system says, after they were answered. */
export interface Shadow {
  offer(pair: Pair, entry: SuccessionConfig, ids: readonly string[]): void
  /** Waits until all that was taken is compared. */
  idle(): Promise<void>
  close(): Promise<void>
}

/** Of one answer. */
const MOST_OF_ONE = 3
const MOST_WAITING = 500
/** Of all successions, in this process: each system's own guard is beneath it. */
const AT_ONCE = 2

export function createShadow(
  { comparing, counts, random = Math.random }: { comparing: Comparing; counts: Pick<Counts, 'count'>;
    random?: () => number }
): Shadow {
  let waiting: { pair: Pair; entry: SuccessionConfig; id: string }[] = []
  const running = new Set<Promise<void>>()
  let isClosed = false

  async function workOff(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined && !isClosed; next = waiting.shift()) {
      await comparing.compare(next.pair, next.entry, next.id)
    }
  }

  function work(): void {
    while (!isClosed && running.size < AT_ONCE && waiting.length > 0) {
      const worker: Promise<void> = workOff().finally(() => {
        running.delete(worker)
      })
      running.add(worker)
    }
  }

  return {
    offer(pair, entry, ids) {
      if (random() * 100 >= entry.sample) return
      const some = ids.length <= MOST_OF_ONE
        ? ids
        : Array.from({ length: MOST_OF_ONE }, () => ids[Math.floor(random() * ids.length)] as string)
      for (const id of new Set(some)) {
        if (waiting.length >= MOST_WAITING) counts.count(pair.id, 'compare_skipped')
        else waiting.push({ pair, entry, id })
      }
      setImmediate(work)
    },
    async idle() {
      while (waiting.length > 0 || running.size > 0) {
        work()
        await Promise.all(running)
      }
    },
    async close() {
      isClosed = true
      waiting = []
      await Promise.all(running)
    }
  }
}
