import type { FastifyInstance } from 'fastify'
import { METRICS_SCOPE } from '../config/schema.ts'
import { formatMetrics, sumMetrics, type Family } from '../ops/metrics.ts'
import { takeOne } from './limits.ts'

/**
 * GET /metrics: numbers about the hub in Prometheus' text format, for callers with the scope `metrics:read`.
 * @param gather those of every process that shares the port: a scrape meets any of them
 */
export function addMetrics(app: FastifyInstance, gather: () => Promise<readonly (readonly Family[])[]>): void {
  app.get('/metrics', { config: { name: 'metrics' } }, async (request, reply) => {
    const { auth } = request.serving
    const session = auth.authenticate(request.headers.authorization)
    auth.authorize(session, { public: false, scopes: [METRICS_SCOPE] })
    request.session = session
    if (session !== undefined) takeOne(session.window, Date.now())
    return reply
      .headers({ 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
      .send(formatMetrics(sumMetrics(await gather())))
  })
}
