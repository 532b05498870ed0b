import type { RequestLine } from './log.ts'
import { type Family, labels, sumMetrics } from './metrics.ts'

/** How much an application uses the hub. */
export interface ConsumerUse {
  /** Answered since the processes started. */
  requests: number
  /** ms since 1970; undefined: not since then. */
  lastSeenAt: number | undefined
}

/** Counts what each application asks, since the start of the process. */
export interface UseByConsumer {
  /** Runs for every request. */
  request(line: Pick<RequestLine, 'consumer'>): void
  families(): Family[]
}

const REQUESTS = 'satu_consumer_requests_total'
const SEEN = 'satu_consumer_last_seen_timestamp_seconds'

export function createUseByConsumer(now: () => number = Date.now): UseByConsumer {
  const uses = new Map<string, { requests: number; at: number }>()
  return {
    request({ consumer }) {
      if (consumer === undefined) return
      const use = uses.get(consumer)
      if (use === undefined) uses.set(consumer, { requests: 1, at: now() })
      else {
        use.requests++
        use.at = now()
      }
    },
    families: () => [
      { name: REQUESTS, help: 'Requests answered, by the application that asked with a credential.', type: 'counter',
        series: [...uses].map(([consumer, { requests }]) => [labels({ consumer }), requests]) },
      { name: SEEN, help: 'When an application was last answered, in seconds since 1970.', type: 'gauge',
        together: 'max', series: [...uses].map(([consumer, { at }]) => [labels({ consumer }), at / 1_000]) }
    ]
  }
}

/** What one application has used, out of the numbers of all processes. */
export function useOf(consumer: string, processes: readonly (readonly Family[])[]): ConsumerUse {
  const of = labels({ consumer })
  const valueOf = (name: string): number | undefined =>
    sumMetrics(processes.map(families => families.filter(family => family.name === name)))[0]?.series.find(([label]) =>
      label === of
    )?.[1]
  const seen = valueOf(SEEN)
  return { requests: valueOf(REQUESTS) ?? 0, lastSeenAt: seen === undefined ? undefined : Math.round(seen * 1_000) }
}
