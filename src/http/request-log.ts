import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../platform/telemetry/log.ts'

/** What logs of servers have for a caller who left before there was an answer; nobody is answered with it. */
const CUT_OFF = 499

/** Balancers ask them every second: a line is worth it when something is wrong. */
const PROBES = new Set(['livez', 'readyz'])
const FIRST_FAILURE = 400

/** One line for each request, however it ended, and the end of its span. Of a probe that went well there is none. */
export interface RequestLog {
  answered(request: FastifyRequest, reply: FastifyReply): void
  /**
   * The connection has gone before its answer was whole: while the request was coming, asked for, or read. A stream
   * ends so.
   */
  cutOff(request: FastifyRequest, reply: FastifyReply): void
}

export function createRequestLog(log: Pick<Log, 'request'>): RequestLog {
  const written = new WeakSet<FastifyRequest>()

  function write(request: FastifyRequest, reply: FastifyReply, status: number, outcome: string): void {
    if (written.has(request)) return
    written.add(request)
    const { config: { operation, name = 'unmatched' }, url } = request.routeOptions
    if (PROBES.has(name) && status < FIRST_FAILURE) return
    const { id: requestId, method, trace } = request
    const consumer = request.session?.consumer
    const cache = request.seen?.cache
    log.request({
      requestId,
      consumer,
      operation: operation?.id ?? request.seen?.operation ?? name,
      status,
      outcome,
      cache,
      durationMs: reply.elapsedTime,
      systems: request.seen?.systems,
      trace: trace?.ids
    })
    trace?.end?.({ requestId, method, route: operation?.path ?? url, consumer, status, outcome, cache })
  }

  return {
    answered(request, reply) {
      write(request, reply, reply.statusCode, request.seen?.outcome ?? (reply.statusCode < 400 ? 'ok' : 'error'))
    },
    cutOff(request, reply) {
      const isStream = request.seen?.outcome === 'stream'
      write(request, reply, reply.raw.headersSent ? reply.raw.statusCode : CUT_OFF, isStream ? 'stream' : 'cut_off')
    }
  }
}
