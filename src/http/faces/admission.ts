import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../../contract/contract.ts'
import { certificateOf } from '../client-certificates.ts'
import { takeOne } from '../limits.ts'

/**
 * Lets a caller in by the rule of the operation that a call of another standard amounts to, and counts the request.
 * @param credential what the standard has callers show, as `credentialOf` would give it; undefined: what their
 *   connection shows
 * @throws SatuError unauthenticated, forbidden, rate_limited
 */
export async function admit(
  request: FastifyRequest,
  reply: FastifyReply,
  credential: string | undefined,
  rule: Operation
): Promise<void> {
  const { auth, addressWindow, addressOf, credentialOf } = request.serving
  const address = addressOf(request.raw)
  const now = Date.now()
  try {
    request.session = await auth.authenticate(credential ?? credentialOf(request.raw),
      certificateOf(request.raw.socket))
  } catch (error) {
    takeOne(addressWindow(address), now)
    throw error
  }
  const window = request.session?.window ?? addressWindow(address)
  takeOne(window, now)
  reply.headers({ 'ratelimit-policy': window.policy, 'ratelimit': window.state(now) })
  auth.authorize(request.session, rule)
}
