import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Contract, Operation } from '../../contract/contract.ts'
import type { Validation } from '../../contract/validation.ts'
import { conflict } from '../../gateway/writes/conflict.ts'
import type { Journal } from '../../gateway/writes/journal.ts'
import type { EditAct } from '../../gateway/writes/operate.ts'
import type { Submission } from '../../gateway/writes/submissions.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import { askerOf } from '../../http/auth.ts'
import { differing } from '../../http/field-names.ts'
import type { Handler, Handlers } from '../../http/handlers.ts'
import { mergePatch } from '../../http/merge-patch.ts'
import { type OnRecord, operatorOf } from '../../http/operator-record.ts'
import { misfit, readBody, readParameters } from '../../http/parameters.ts'
import { viewSubmission } from '../../http/submission-view.ts'
import { submissionIdOf } from '../../http/submissions.ts'

export interface OperatingOptions {
  contract: Contract
  validation: Validation
  journal: Journal
  record: OnRecord
}

/** What operators do to submissions. */
export function createOperating({ contract, validation, journal, record }: OperatingOptions): Handlers {
  const writers = new Map(
    contract.operations.filter(({ method }) => method === 'POST').map(
      operation => [`${operation.resource} ${operation.action}`, operation]
    )
  )

  function act<Body extends { reason?: string }>(
    action: `submission.${string}`,
    operation: Operation,
    run: (id: string, body: Body, by: string, request: FastifyRequest) => Promise<Submission>
  ): Handler {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const { id } = readParameters(validation, operation, request) as { id: string }
      const body = readBody(validation, operation, request) as Body
      const target = submissionIdOf(id)
      const doing = { action, target, reason: body.reason }
      const submission = await record(request, doing, () => run(target, body, operatorOf(request.session), request))
      return reply.headers(OWN_HEADERS).send(
        validation.serialize('Submission', viewSubmission(submission, request.serving))
      )
    }
  }

  /** The result is checked as if it had been sent so. */
  const changeBy = (changes: unknown): EditAct['change'] => (body, { resource, action }) => {
    const operation = writers.get(`${resource} ${action}`)
    if (operation === undefined) throw conflict('No operation of the contract writes this any more.')
    const after = mergePatch(body, changes)
    const errors = validation.bodyErrors(operation, after)
    if (errors.length > 0)
      throw misfit(errors.map(error => ({ ...error, field: `changes${error.field === '' ? '' : `.${error.field}`}` })))
    const changed = differing(body, after)
    if (changed.length === 0)
      throw misfit([{ in: 'body', field: 'changes', code: 'same',
        detail: 'change nothing; to try it again as it is, retry it' }])
    if (operation.form && changed.includes('file'))
      throw misfit([{ in: 'body', field: 'changes.file', code: 'file',
        detail: 'stays as it was sent: abandon it, and have another sent anew' }])
    return { body: after, changed }
  }

  return {
    retrySubmission: operation =>
      act('submission.retry', operation, (id, { reason, force = false }: { reason?: string; force?: boolean }, by) =>
        journal.operations.retry(id, { by, reason, force })),
    editSubmission: operation =>
      act('submission.edit', operation,
        (id, { changes, reason, force = false }: { changes: unknown; reason?: string; force?: boolean }, by) =>
          journal.operations.edit(id, { by, reason, force, change: changeBy(changes) })),
    abandonSubmission: operation =>
      act('submission.abandon', operation, (id, { reason }: { reason?: string }, by) =>
        journal.operations.abandon(id, { by, reason })),
    confirmSubmission: operation =>
      act('submission.found', operation,
        (id, { key, reference, reason }: { key: string; reference?: string; reason?: string }, by, request) =>
          journal.operations.confirm(id, { by, reason, key, reference, asker: askerOf(request) }))
  }
}
