import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import type { Answer } from '../gateway/reads/answers.ts'
import type { ReadRequest } from '../gateway/reads/reads.ts'
import { theHub } from '../gateway/systems/asker.ts'
import { MASKED } from '../platform/privacy/visibility.ts'
import { answerHeaders, type CacheUse, isUnchanged } from './answer-headers.ts'
import { askerOf } from './auth.ts'
import type { Handler } from './handlers.ts'
import type { HotPath } from './hot-path.ts'
import { readParameters } from './parameters.ts'
import { sendPersonal, visibilityFor, type Witness } from './personal.ts'
import type { Serving } from './serving.ts'
import { readTolerance } from './tolerance.ts'

/** The reads of `src/gateway/reads/reads.ts` that serve operations. */
export type ReadName = 'list' | 'get' | 'listUpdates' | 'listSystems' | 'getSystem' | 'getSystemLoad'

export interface ReadOperationOptions {
  validation: Validation
  witness: Witness
  hotPath: HotPath
  current(): Serving
}

/** Which of them serves an operation. */
export function readOf({ id, resource, action }: Operation): ReadName {
  if (id === 'getSystemLoad') return id
  if (resource === 'systems') return action === 'list' ? 'listSystems' : 'getSystem'
  if (id === 'listComplaintUpdates') return 'listUpdates'
  return action === 'list' ? 'list' : 'get'
}

/** @returns what makes the handler of an operation that reads records: parameters, read, conditional answer */
export function createReadOperation(
  { validation, witness, hotPath, current }: ReadOperationOptions
): (operation: Operation) => Handler {
  return operation => {
    const from = readOf(operation)
    /** Before an answer that is often asked for ends, the next is made: nobody waits, and nobody gets a stale one. */
    const remember = (url: string, serving: Serving, request: ReadRequest, answer: Answer): void => {
      // An answer of a configuration that was exchanged meanwhile must not be kept for the next one.
      if (answer.freshUntil <= Date.now() || serving !== current()) return
      hotPath.remember(url, operation, answer, async () => {
        const again: ReadRequest = { ...request, asker: theHub(`ahead-${operation.id}`), tolerance: { ahead: true } }
        const { answer: next } = await serving.reads[from](again)
        if (next.outcome === 'ok') remember(url, serving, request, next)
      })
    }
    return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const values = readParameters(validation, operation, request)
      const { serving } = request
      const tolerance = readTolerance(request.headers['cache-control'], Date.now())
      const read: ReadRequest = { operation, values,
        visibility: visibilityFor(operation, request.session, values['X-Purpose']), asker: askerOf(request), tolerance }
      // Its pipeline, of src/gateway/reads/pipeline.ts: `list`, `get` or `listUpdates`; or an answer on systems.
      const made = await serving.reads[from](read)
      if (read.visibility !== MASKED) return sendPersonal(witness, operation, values['X-Purpose'], made, request, reply)
      const { answer, hit, asked, shared, waits } = made
      const use: CacheUse = hit ? 'hit' : asked ? 'fetched' : shared ? 'shared' : 'refreshed'
      request.seen = { outcome: answer.outcome, cache: use, systems: waits }
      remember(request.raw.url ?? '', serving, read, answer)
      const headers = answerHeaders(answer, use, request.session === undefined, Date.now())
      for (let i = 0; i < headers.length; i += 2) reply.header(headers[i] as string, headers[i + 1])
      if (isUnchanged(request.headers['if-none-match'], answer.etag)) return reply.code(304).send()
      return reply.send(answer.body)
    }
  }
}
