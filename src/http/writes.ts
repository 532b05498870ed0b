import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import { readKey } from '../journal/idempotency.ts'
import { printReceipt, receiptOf } from '../journal/receipts.ts'
import type { Submission } from '../journal/submissions.ts'
import { OWN_HEADERS } from './answer-headers.ts'
import type { Handler } from './handlers.ts'
import { readParameters } from './parameters.ts'
import { problemOf, viewSubmission } from './submission-view.ts'
import type { Submit } from './submit.ts'

export interface WritesOptions {
  validation: Validation
  submit: Submit
}

export interface Writes {
  /** A write of the contract: into the journal first, then into its system, if that can take it at once. */
  write(operation: Operation): Handler
}

export function createWrites({ validation, submit: { submit, read } }: WritesOptions): Writes {
  async function answer(submission: Submission, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const refused = submission.state === 'rejected' ? problemOf(submission) : undefined
    if (refused !== undefined) throw refused
    void reply.headers({ ...OWN_HEADERS, 'satu-receipt': printReceipt(receiptOf(submission.id)) })
    const view = viewSubmission(submission, request.serving)
    const { record_id: id } = view
    const body = submission.state === 'delivered' && id !== undefined ? await read(request, submission.resource, id).catch(() => undefined) : undefined
    if (body !== undefined && id !== undefined) {
      request.seen = { outcome: 'ok' }
      return reply.code(201).header('location', `/v1/${submission.resource}/${id}`).send(body)
    }
    request.seen = { outcome: 'accepted' }
    return reply.code(202).header('location', `/v1/submissions/${submission.id}`).send(validation.serialize('Submission', view))
  }

  return {
    write: operation => async (request, reply) => {
      const { id, 'Idempotency-Key': key } = readParameters(validation, operation, request) as { id?: string; 'Idempotency-Key': string }
      return answer(await submit(request, operation, { id, key: readKey(key), body: request.body, whileRunning: 'refuse' }), request, reply)
    }
  }
}
