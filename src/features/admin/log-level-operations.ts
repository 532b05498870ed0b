import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../../contract/contract.ts'
import type { components } from '../../contract/types.ts'
import type { Validation } from '../../contract/validation.ts'
import { HUB_LOG, type LogLevel, type LogLevels } from '../../gateway/operators/log-levels.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import type { Handlers } from '../../http/handlers.ts'
import { namedSystem } from '../../http/named-system.ts'
import { type OnRecord, operatorOf } from '../../http/operator-record.ts'
import { readBody, readParameters } from '../../http/parameters.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'

type Schemas = components['schemas']

/** Nobody remembers to turn it down again. */
const USUAL_MINUTES = 60

/** How much is logged, of the hub and of a system. */
export function createLogLevelHandlers(
  { validation, record, levels }: { validation: Validation; record: OnRecord; levels: LogLevels }
): Handlers {
  const send = (reply: FastifyReply, of: string): FastifyReply =>
    reply.headers(OWN_HEADERS).send(validation.serialize('LogLevel', viewLogLevel(levels, of)))

  /** @param of a system, or all */
  async function change(operation: Operation, request: FastifyRequest, of: string): Promise<void> {
    const { level, for_minutes: minutes = USUAL_MINUTES, reason } = readBody(validation, operation,
      request) as Schemas['LogLevelChange']
    const system = of === HUB_LOG ? undefined : of
    const detail = level === 'default' ? level : `${level} for ${minutes} minutes`
    await record(request, { action: system === undefined ? 'hub.log-level' : 'system.log-level', system, reason,
      detail }, () => (level === 'default'
        ? levels.reset(of)
        : levels.set(of, { level: level satisfies LogLevel, until: Date.now() + minutes * 60_000, reason,
          by: operatorOf(request.session) })))
  }

  return {
    getLogLevel: operation => async (request, reply) => {
      readParameters(validation, operation, request)
      return send(reply, HUB_LOG)
    },
    setLogLevel: operation => async (request, reply) => {
      readParameters(validation, operation, request)
      await change(operation, request, HUB_LOG)
      return send(reply, HUB_LOG)
    },
    setSystemLogLevel: operation => async (request, reply) => {
      const { id } = namedSystem(validation, operation, request)
      await change(operation, request, id)
      return send(reply, id)
    }
  }
}

/** The level that holds now, and who has set it until when. */
export function viewLogLevel(levels: LogLevels, of: string): Schemas['LogLevel'] {
  const set = levels.setFor(of)
  return { level: levels.levelOf(of) as Schemas['LogLevel']['level'],
    ...(set && { until: toWib(new Date(set.until)), reason: set.reason, by: set.by }) }
}
