import { SatuError } from '../../errors.ts'

/** The streams that are open in this process. */
export interface Streams {
  /**
   * Counts a stream in.
   * @throws SatuError rate_limited when the consumer has `most` of them already
   */
  enter(consumer: string, most: number): { signal: AbortSignal; leave(): void }
  count(): number
  /** Ends them all. */
  end(): void
}

const RETRY_AFTER_MS = 10_000

export function createStreams(): Streams {
  const ending = new AbortController()
  const open = new Map<string, number>()
  return {
    enter(consumer, most) {
      const before = open.get(consumer) ?? 0
      if (before >= most)
        throw new SatuError('rate_limited', `${most} streams at a time are allowed.`, { stage: 'events',
          retryAfterMs: RETRY_AFTER_MS })
      open.set(consumer, before + 1)
      return {
        signal: ending.signal,
        leave() {
          const left = (open.get(consumer) ?? 1) - 1
          if (left === 0) open.delete(consumer)
          else open.set(consumer, left)
        }
      }
    },
    count: () => [...open.values()].reduce((sum, count) => sum + count, 0),
    end: () => {
      ending.abort()
    }
  }
}
