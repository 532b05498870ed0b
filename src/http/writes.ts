import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Contract, Operation } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import { SatuError } from '../errors.ts'
import { fingerprint, readKey } from '../journal/idempotency.ts'
import type { Journal } from '../journal/journal.ts'
import { printReceipt, receiptOf } from '../journal/receipts.ts'
import type { Submission } from '../journal/submissions.ts'
import { MASKED } from '../privacy/visibility.ts'
import { toId } from '../kit/ids.ts'
import type { WritableResource, WriteAction } from '../kit/writer.ts'
import { JSON_TYPE } from './answer-headers.ts'
import { askerOf } from './auth.ts'
import { readParameters } from './parameters.ts'
import { problemOf, viewSubmission } from './submission-view.ts'

export interface WritesOptions {
  contract: Contract
  validation: Validation
  journal: Journal
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

export interface Writes {
  /** A write of the contract: into the journal first, then into its system, if that can take it at once. */
  write(operation: Operation): Handler
  getSubmission(operation: Operation): Handler
}

const headers = { 'content-type': JSON_TYPE, 'cache-control': 'no-store' }

export function createWrites({ contract, validation, journal }: WritesOptions): Writes {
  /** The operation that reads a record of a resource. */
  const readers = new Map(contract.operations.filter(({ action, path }) => action === 'get' && path.endsWith('/{id}')).map(operation => [operation.resource, operation]))

  function bodyOf(operation: Operation, request: FastifyRequest): unknown {
    const errors = validation.bodyErrors(operation, request.body)
    if (errors.length > 0) throw new SatuError('invalid_request', 'The request does not fit the contract.', { stage: 'validation', errors })
    return request.body
  }

  async function read(request: FastifyRequest, resource: string, id: string): Promise<string> {
    const operation = readers.get(resource)
    if (operation === undefined) throw new Error(`the contract cannot read one of ${resource}`)
    const { answer } = await request.serving.reads.get({ operation, values: { id }, visibility: MASKED, asker: askerOf(request), tolerance: {} })
    return answer.body
  }

  /** A change of what is not there is refused at once. A system that cannot be asked now is believed to have it. */
  async function expect(request: FastifyRequest, resource: string, id: string): Promise<void> {
    try {
      await read(request, resource, id)
    } catch (error) {
      if (error instanceof SatuError && error.code === 'not_found') throw error
    }
  }

  async function answer(submission: Submission, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const refused = submission.state === 'rejected' ? problemOf(submission) : undefined
    if (refused !== undefined) throw refused
    void reply.headers({ ...headers, 'satu-receipt': printReceipt(receiptOf(submission.id)) })
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
      const body = bodyOf(operation, request)
      const { routing, config } = request.serving
      const resource = operation.resource as WritableResource
      const destination = routing.find(resource, operation.action as WriteAction, id, body)
      if (id !== undefined) await expect(request, resource, toId(destination.system.config.prefix, destination.key ?? ''))
      const waitMs = config.hub.writes.wait_ms
      const { submission, attempt } = await journal.take({
        consumer: askerOf(request).consumer ?? '', requestId: request.id, idempotencyKey: readKey(key), fingerprint: fingerprint(operation.id, id, body),
        resource, action: operation.action, system: destination.system, recordKey: destination.key, body, waitMs
      })
      return answer(attempt === undefined ? submission : await settledWithin(attempt, waitMs, submission), request, reply)
    },
    getSubmission: operation => async (request, reply) => {
      const { id } = readParameters(validation, operation, request) as { id: string }
      const submission = await journal.get(id)
      const { session } = request
      const isTheirs = submission !== undefined && (submission.consumer === session?.consumer || session?.scopes.has('submissions:operate') === true)
      if (!isTheirs) throw new SatuError('not_found', 'There is no submission with this id.', { stage: 'journal' })
      return reply.headers(headers).send(validation.serialize('Submission', viewSubmission(submission, request.serving)))
    }
  }
}

/** What came of it within the time that its sender waits; else what is known of it. It goes on by itself. */
function settledWithin(attempt: Promise<Submission>, waitMs: number, meanwhile: Submission): Promise<Submission> {
  return new Promise(resolve => {
    const timer = setTimeout(() => { resolve(meanwhile) }, waitMs)
    void attempt.then(submission => {
      clearTimeout(timer)
      resolve(submission)
    })
  })
}
