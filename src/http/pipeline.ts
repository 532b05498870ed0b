import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Tracing } from '../platform/telemetry/tracing/trace.ts'
import type { RuleOf } from './access.ts'
import type { Exchange } from './serving.ts'
import { admit } from './stages/admit.ts'
import { authenticate } from './stages/authenticate.ts'
import { authorize } from './stages/authorize.ts'
import { enter } from './stages/enter.ts'
import { headers } from './stages/headers.ts'
import { limit } from './stages/limit.ts'
import { message } from './stages/message.ts'
import { ADMITTED, type Stage } from './stages/stage.ts'
import { trace } from './stages/trace.ts'

export interface PipelineOptions {
  exchange: Exchange
  tracing: Tracing
  /** Headers that follow from how callers reach the hub. */
  transport: Readonly<Record<string, string>>
  ruleOf: RuleOf
  onCutOff(request: FastifyRequest, reply: FastifyReply): void
}

/**
 * The way of a request, in order. Before it stands the hot path (./hot-path.ts), which answers a repeated read from
 * memory; behind it the route: parameters and body are checked against the contract, and the handler reads or writes.
 */
export function requestPipeline(
  { exchange, tracing, transport, ruleOf, onCutOff }: PipelineOptions
): readonly Stage[] {
  return [
    enter(exchange, onCutOff),
    trace(tracing),
    headers(transport),
    message,
    admit(ruleOf),
    authenticate,
    limit,
    authorize
  ]
}

/** Runs the stages for every request, each waited for only where it has to be. */
export function addPipeline(app: FastifyInstance, stages: readonly Stage[]): void {
  app.addHook('onRequest', async (request, reply) => {
    for (const stage of stages) {
      const outcome = stage(request, reply)
      if ((outcome instanceof Promise ? await outcome : outcome) === ADMITTED) return
    }
  })
}
