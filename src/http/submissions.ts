import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import { SatuError } from '../errors.ts'
import { nextLink, readPlace, writePlace } from '../gateway/reads/paging.ts'
import { keyDigest, readKey } from '../gateway/writes/idempotency.ts'
import type { Journal } from '../gateway/writes/journal.ts'
import type { Page, SubmissionQuery } from '../gateway/writes/listing.ts'
import { readReceipt, submissionId } from '../gateway/writes/receipts.ts'
import type { Submission } from '../gateway/writes/submissions.ts'
import type { Owners } from '../platform/privacy/owners.ts'
import { OWN_HEADERS } from './answer-headers.ts'
import type { Session } from './auth.ts'
import { fieldNames } from './field-names.ts'
import type { Handlers } from './handlers.ts'
import { readParameters } from './parameters.ts'
import { viewStep, viewSubmission } from './submission-view.ts'

export interface SubmissionsOptions {
  validation: Validation
  journal: Journal
  owners: Owners
}

/** What became of writes: for who sent them, and for operators. */
export function createSubmissions({ validation, journal, owners }: SubmissionsOptions): Handlers {
  async function find(request: FastifyRequest, id: string): Promise<Submission> {
    const { session } = request
    const theirs = ownersOf(session)
    const submission = await journal.get(submissionIdOf(id), theirs)
    // Whether another consumer, or another citizen, has one of this id is nobody's business.
    if (submission === undefined ||
      (theirs === undefined && submission.consumer !== session?.consumer && !operates(session)))
    {
      throw new SatuError('not_found', 'There is no submission with this id.', { stage: 'journal' })
    }
    return submission
  }

  function page<Item extends { seq: number }>(
    reply: FastifyReply,
    operation: Operation,
    path: string,
    values: Record<string, unknown>,
    { items, next }: Page<Item>,
    view: (item: Item) => unknown
  ): FastifyReply {
    const cursor = next === undefined ? null : writePlace(next)
    if (cursor !== null) reply.header('link', nextLink(path, values, cursor))
    return reply.headers(OWN_HEADERS).send(
      validation.serialize(operation.answer ?? '', { items: items.map(view), next_cursor: cursor,
        meta: { sources: [] } })
    )
  }

  /** Whose writes the caller may see; undefined: an application's or an officer's are those of the consumer. */
  function ownersOf(session: Session | undefined): string[] | undefined {
    if (session?.kind !== 'citizen') return undefined
    if (session.person === undefined) throw new Error('a citizen without an account')
    return owners.ever(session.person)
  }

  return {
    listSubmissions: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const { session, serving } = request
      const { 'Idempotency-Key': header, ...asked } = values as Omit<SubmissionQuery, 'after'> & { 'cursor'?: string;
        'Idempotency-Key'?: string }
      const theirs = ownersOf(session)
      if (theirs === undefined && !operates(session) && asked.consumer !== undefined &&
        asked.consumer !== session?.consumer)
      {
        throw new SatuError('forbidden',
          'Only operators see the submissions of others: it takes the scope submissions:operate.', { stage: 'auth' })
      }
      const own = session?.consumer ?? ''
      // A key is its consumer's: nobody else's are looked at, whatever an operator may see.
      const key = header === undefined ? undefined : readKey(header)
      const found = await journal.list({
        // What is a citizen's is theirs, by whichever application they sent it.
        ...asked,
        consumer: (operates(session) || theirs !== undefined) && key === undefined ? asked.consumer : own,
        owners: theirs,
        after: readPlace(asked.cursor),
        ...(key !== undefined && { keyDigest: keyDigest(own, key) })
      })
      return page(reply, operation, operation.path, asked, found,
        submission => ({ ...viewSubmission(submission, serving), ...(key !== undefined && { idempotency_key: key }) }))
    },
    getSubmission: operation => async (request, reply) => {
      const { id } = readParameters(validation, operation, request) as { id: string }
      const submission = await find(request, id)
      const view = viewSubmission(submission, request.serving)
      const fields = operates(request.session) && submission.body !== ''
        ? { fields: fieldNames(JSON.parse(submission.body)) }
        : {}
      return reply.headers(OWN_HEADERS).send(validation.serialize('Submission', { ...view, ...fields }))
    },
    listSubmissionSteps: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const { id, order, limit, cursor } = values as { id: string; order: 'newest' | 'oldest'; limit: number;
        cursor?: string }
      const { id: known, consumer } = await find(request, id)
      const found = await journal.steps(known, { order, limit, after: readPlace(cursor) })
      const shown = operates(request.session) ? undefined : consumer
      return page(reply, operation, operation.path.replace('{id}', known), values, found, step => viewStep(step, shown))
    }
  }
}

/** Whether the caller is one of those who run the hub; no citizen is, whatever the application may. */
export function operates(session: Session | undefined): boolean {
  return session?.kind !== 'citizen' && session?.scopes.has('submissions:operate') === true
}

/** By its id, or by its receipt as somebody read it out. */
export function submissionIdOf(text: string): string {
  const receipt = readReceipt(text.replace(/^sub-/i, ''))
  if (receipt === undefined)
    throw new SatuError('not_found', 'This is no receipt: one of its characters is wrong, or it is not whole.', {
      stage: 'journal'
    })
  return submissionId(receipt)
}
