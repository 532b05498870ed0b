import { load, type LoadRequest } from './load.ts'
import type { Server } from './server.ts'

/** What one window of load showed of a server. */
export interface Figures {
  requests: number
  requestsPerSecond: number
  /** CPU time of the server's process for each request, in microseconds; undefined where it cannot be told. */
  cpuUs: number | undefined
  p50Ms: number
  p99Ms: number
}

/** One window of load, and what the server's process used meanwhile. */
export async function observe(server: Pick<Server, 'cpuMs'>, request: LoadRequest): Promise<Figures> {
  const before = server.cpuMs()
  const { requests, failed, seconds, p50Ms, p99Ms } = await load(request)
  const after = server.cpuMs()
  if (failed > 0 || requests === 0)
    throw new Error(`${request.url}: ${failed} of ${requests} requests failed: nothing can be told of it`)
  const cpuUs = before === undefined || after === undefined ? undefined : ((after - before) * 1_000) / requests
  return { requests, requestsPerSecond: requests / seconds, cpuUs, p50Ms, p99Ms }
}

export interface Spread {
  median: number
  min: number
  max: number
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  const median = ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2
  return { median, min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN }
}

/** Ratios of what was measured in the same rounds: a round's noise meets both sides. */
export function ratiosOf(values: readonly number[], references: readonly number[]): Spread {
  return spreadOf(values.map((value, index) => value / (references[index] ?? NaN)))
}
