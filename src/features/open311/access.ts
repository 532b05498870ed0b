import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../../contract/contract.ts'
import { SatuError } from '../../errors.ts'
import { certificateOf } from '../../http/client-certificates.ts'
import { credentialOf, SEVERAL } from '../../http/credentials.ts'
import { admit } from '../../http/faces/admission.ts'
import { operationOf } from '../../http/faces/operations.ts'
import { takeOne } from '../../http/limits.ts'
import type { Params } from './params.ts'

/** Who calls: by `api_key`, which is a consumer's API key, or by a header as everywhere else. */
export function admissionOf(operations: readonly Operation[]) {
  /**
   * Lets a caller in by the rule of the operation that it amounts to, and counts the request.
   * @throws SatuError unauthenticated, forbidden, rate_limited
   */
  return (request: FastifyRequest, reply: FastifyReply, params: Params, operation: string): Promise<void> =>
    admit(request, reply, credential(request, params), operationOf(operations, operation))
}

function credential({ raw, serving }: FastifyRequest, params: Params): string | undefined {
  const key = params.one('api_key')?.trim()
  if (key === undefined) return serving.credentialOf(raw)
  const shown = credentialOf(raw.headers)
  // What holds a blank is no key, and must not pass for another kind of credential.
  const own = `ApiKey ${key.replace(/\s/g, '_')}`
  return shown === undefined || shown === own ? own : SEVERAL
}

/** A write is counted before its body is read: who it is from stands in there. */
export function countUnread({ serving, raw }: FastifyRequest): void {
  if (serving.credentialOf(raw) === undefined) takeOne(serving.addressWindow(serving.addressOf(raw)), Date.now())
}

/**
 * Who shows a header proves it before the body is read; a key that stands in the form cannot be.
 * @throws SatuError unauthenticated
 */
export async function checkShown(
  { serving: { auth, credentialOf, addressWindow, addressOf }, raw }: FastifyRequest
): Promise<void> {
  try {
    await auth.authenticate(credentialOf(raw), certificateOf(raw.socket))
  } catch (error) {
    takeOne(addressWindow(addressOf(raw)), Date.now())
    throw error
  }
}

/** There is one city here. Clients that name none, or an empty one, mean it. @throws SatuError not_found */
export function checkJurisdiction({ serving }: FastifyRequest, params: Params): void {
  const own = serving.config.open311.jurisdiction_id
  const given = params.one('jurisdiction_id')?.trim()
  if (own !== undefined && given !== undefined && given !== own)
    throw new SatuError('not_found', 'jurisdiction_id is not one that is served here.', { stage: 'open311' })
}
