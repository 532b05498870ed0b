import { performance } from 'node:perf_hooks'
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'

/** Less is not worth a timer. */
const MIN_REST_MS = 1
const MAX_REST_MS = 1_000

/**
 * Keeps a long turn to its share of the event loop. What the loop was busy with since the last call counts, whoever
 * caused it: while requests keep the process busy, background work rests longer.
 * @param share 0 to 1
 */
export function createGiveWay(share: number, signal: AbortSignal): () => Promise<void> {
  let last = performance.eventLoopUtilization()
  return async () => {
    const { active } = performance.eventLoopUtilization(last)
    const restMs = Math.min(active * (1 / share - 1), MAX_REST_MS)
    if (restMs < MIN_REST_MS) await nextTurn()
    else await wait(restMs, undefined, { signal }).catch(() => {})
    last = performance.eventLoopUtilization()
  }
}
