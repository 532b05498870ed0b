import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Exchange } from '../serving.ts'
import type { Stage } from './stage.ts'

/**
 * Binds the request to the configuration in use: it keeps that one until its connection has closed, whatever is loaded
 * meanwhile. Answers nothing. Costs one listener on the response.
 * @param onCutOff hears of a connection that went before its answer was whole
 */
export function enter(
  exchange: Pick<Exchange, 'enter'>,
  onCutOff: (request: FastifyRequest, reply: FastifyReply) => void
): Stage {
  return (request, reply) => {
    const { serving, leave } = exchange.enter()
    request.serving = serving
    request.leave = leave
    request.startedAt = performance.now()
    reply.raw.once('close', () => {
      leave()
      if (!reply.raw.writableFinished) onCutOff(request, reply)
    })
  }
}
