import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../contract/contract.ts'
import { SatuError } from '../errors.ts'
import type { ReadAnswer } from '../gateway/reads/reads.ts'
import { personalFields } from '../platform/config/scopes.ts'
import type { Access, AccessLog } from '../platform/privacy/access-log.ts'
import type { Enumeration } from '../platform/privacy/enumeration.ts'
import type { Owners } from '../platform/privacy/owners.ts'
import { MASKED, type Visibility, visibilityOf } from '../platform/privacy/visibility.ts'
import { JSON_TYPE } from './answer-headers.ts'
import type { Session } from './auth.ts'
import type { Ownership } from './ownership.ts'

/** What is kept of who looks at whom, of who asks for whom, and of what is whose. */
export interface Privacy {
  accessLog: AccessLog
  enumeration: Enumeration
  owners: Owners
  ownership: Ownership
}

/** Citizens see all of what is their own. */
export const OWN: Visibility = Object.freeze({ ...visibilityOf(personalFields), key: 'own', own: true })

/** Headers of an answer that nobody may keep. */
export const unkept = { 'content-type': JSON_TYPE, 'cache-control': 'no-store', 'cache-status': 'satu; fwd=bypass' }

/**
 * What the caller may see of people in a read's answer: what the agreement opens to the consumer, once it declares a
 * purpose of that agreement (`checkPurpose` has held it to it) and has the scope of the resource, which what is public
 * does not ask for. A citizen sees no more of others than anybody.
 */
export function visibilityFor(
  { resource }: Operation,
  session: Pick<Session, 'kind' | 'scopes' | 'agreement'> | undefined,
  purpose: unknown
): Visibility {
  if (purpose === undefined || session === undefined || session.kind === 'citizen') return MASKED
  return session.scopes.has(`${resource}:read`) ? session.agreement.visibility : MASKED
}

/** Writes into the access log who sees what of whom; an answer waits for it. */
export type Witness = (
  request: FastifyRequest,
  operation: Operation,
  seen: Pick<Access, 'fields' | 'niks' | 'records' | 'systems'> & { purpose: unknown }
) => Promise<void>

export function createWitness(log: Pick<AccessLog, 'append'>): Witness {
  return async ({ id, session, serving }, { id: operation }, { purpose, ...seen }) => {
    const consumer = session?.consumer ?? ''
    const written = log.append({
      ...seen,
      operation,
      consumer,
      requestId: id,
      at: Date.now(),
      agency: serving.config.consumers[consumer]?.agency,
      person: session?.person && { kind: session.kind, ...session.person },
      purpose: typeof purpose === 'string' ? purpose : undefined,
      agreement: session?.agreement.number
    })
    await written.catch((cause: unknown) => {
      if (cause instanceof SatuError) throw cause
      throw new SatuError('store_unavailable',
        'The access log cannot be written, and what it cannot tell of is not shown.', { stage: 'access log',
        retryAfterMs: 5_000, cause })
    })
  }
}

/** Gives an answer that shows personal data as they are, once it stands in the access log. */
export async function sendPersonal(
  witness: Witness,
  operation: Operation,
  purpose: unknown,
  { answer, shown, waits }: Pick<ReadAnswer, 'answer' | 'shown' | 'waits'>,
  request: FastifyRequest,
  reply: FastifyReply
): Promise<FastifyReply> {
  if (shown !== undefined && shown.fields.size > 0) {
    await witness(request, operation, { purpose, fields: [...shown.fields], niks: [...shown.niks],
      records: [...shown.records], systems: answer.systems })
  }
  request.seen = { outcome: answer.outcome, cache: 'bypass', systems: waits }
  return reply.headers({ ...unkept, ...answer.headers }).send(answer.body)
}
