import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import { readKey } from '../gateway/writes/idempotency.ts'
import { printReceipt, receiptOf } from '../gateway/writes/receipts.ts'
import type { Submission } from '../gateway/writes/submissions.ts'
import { OWN_HEADERS } from './answer-headers.ts'
import type { Handler } from './handlers.ts'
import { readParameters } from './parameters.ts'
import { problemOf, viewSubmission } from './submission-view.ts'
import type { Submit } from './submit.ts'
import { createUploadTurns } from './upload-turns.ts'
import { readUpload } from './uploads.ts'

export interface WritesOptions {
  validation: Validation
  submit: Submit
}

export interface Writes {
  /** A write of the contract: into the journal first, then into its system, if that can take it at once. */
  write(operation: Operation): Handler
  /** The same with a file, which comes as a form. */
  attach(operation: Operation): Handler
}

export function createWrites({ validation, submit: { submit, read } }: WritesOptions): Writes {
  const turns = createUploadTurns()

  /** What was delivered is read back for the 201; where that fails it is a 202 that says `delivered`. */
  async function answer(submission: Submission, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const refused = submission.state === 'rejected' ? problemOf(submission) : undefined
    if (refused !== undefined) throw refused
    void reply.headers({ ...OWN_HEADERS, 'satu-receipt': printReceipt(receiptOf(submission.id)) })
    const view = viewSubmission(submission, request.serving)
    const { record_id: id } = view
    const body = submission.state === 'delivered' && id !== undefined
      ? await read(request, submission.resource, id).catch(() => undefined)
      : undefined
    if (body !== undefined && id !== undefined) {
      request.seen = { outcome: 'ok' }
      return reply.code(201).header('location', `/v1/${submission.resource}/${id}`).send(body)
    }
    request.seen = { outcome: 'accepted' }
    return reply.code(202).header('location', `/v1/submissions/${submission.id}`).send(
      validation.serialize('Submission', view)
    )
  }

  function target(operation: Operation, request: FastifyRequest): { id: string | undefined; key: string } {
    const { id, 'Idempotency-Key': key } = readParameters(validation, operation, request) as { 'id'?: string;
      'Idempotency-Key': string }
    return { id, key: readKey(key) }
  }

  return {
    write: operation => async (request, reply) =>
      answer(
        await submit(request, operation, { ...target(operation, request), body: request.body, whileRunning: 'refuse' }),
        request,
        reply
      ),
    attach: operation => async (request, reply) => {
      const where = target(operation, request)
      const mostBytes = request.serving.config.hub.writes.max_file_bytes
      const announced = Number(request.headers['content-length'] ?? mostBytes)
      const end = await turns.take(request.session?.consumer ?? '', Math.min(announced, mostBytes), reply.raw)
      try {
        const { form, file } = await readUpload(request, mostBytes)
        return answer(
          await submit(request, operation, { ...where, body: form, file, whileRunning: 'refuse', onKept: end }),
          request,
          reply
        )
      } finally {
        end()
      }
    }
  }
}
