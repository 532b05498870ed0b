import type { FastifyInstance } from 'fastify'
import { formatMetrics, sumMetrics, type Family } from '../ops/metrics.ts'

/**
 * GET /metrics: numbers about the hub in Prometheus' text format, for callers with the scope `metrics:read`.
 * @param gather those of every process that shares the port: a scrape meets any of them
 */
export function addMetrics(app: FastifyInstance, gather: () => Promise<readonly (readonly Family[])[]>): void {
  app.get('/metrics', { config: { name: 'metrics' } }, async (_request, reply) => {
    return reply
      .headers({ 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' })
      .send(formatMetrics(sumMetrics(await gather())))
  })
}
