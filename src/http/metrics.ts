import type { FastifyInstance } from 'fastify'
import { setTimeout as wait } from 'node:timers/promises'
import { type Family, formatMetrics, sumMetrics } from '../platform/telemetry/metrics.ts'

export interface MetricsOptions {
  own(): readonly Family[]
  /** Those of every other process that shares the port: a scrape meets any of them. */
  others(): Promise<readonly (readonly Family[])[]>
  /** Those that every process would tell alike, from the store. */
  common(): Promise<readonly Family[]>
}

/** A scrape gives up after some seconds: better without these numbers than without any. */
const COMMON_MS = 2_000

/** GET /metrics: numbers about the hub in Prometheus' text format, for callers with the scope `metrics:read`. */
export function addMetrics(app: FastifyInstance, { own, others, common }: MetricsOptions): void {
  app.get('/metrics', { config: { name: 'metrics' } }, async (_request, reply) => {
    const families = await Promise.all([others(), inTime(common())])
    return reply
      .headers({ 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' })
      .send(formatMetrics([...sumMetrics([own(), ...families[0]]), ...families[1]]))
  })
}

/** That the store is away stands in a number of its own. */
async function inTime(families: Promise<readonly Family[]>): Promise<readonly Family[]> {
  const patience = new AbortController()
  try {
    return await Promise.race([families, wait(COMMON_MS, [], { signal: patience.signal, ref: false })])
  } catch {
    return []
  } finally {
    patience.abort()
  }
}
