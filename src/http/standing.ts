import type { FastifyRequest } from 'fastify'
import type { Session } from './auth.ts'
import { certificateOf } from './client-certificates.ts'
import type { Serving } from './serving.ts'

/**
 * Follows whether the reader of a stream may still be there: since it came its credential may have ended or been
 * revoked, its consumer been taken out, or have lost scopes.
 * @returns who it is now; undefined when it is not let in any more
 */
export function followStanding(request: FastifyRequest, current: () => Serving): () => Session | undefined {
  let { session } = request
  let serving: Serving | undefined
  return () => {
    if (serving !== current()) {
      serving = current()
      session = sessionUnder(serving, request)
    }
    return session !== undefined && serving.auth.holds(session, Date.now()) ? session : undefined
  }
}

/** How soon a stream ends that its reader may not have any more: whoever waits for news looks so often. */
export const STANDING_MS = 500

/** Who a reader is under a changed configuration; undefined when it is not let in any more. */
function sessionUnder({ auth, credentialOf }: Serving, { raw, session }: FastifyRequest): Session | undefined {
  try {
    const again = auth.authenticate(credentialOf(raw), certificateOf(raw.socket))
    if (!(again instanceof Promise)) return again?.agreement.closed === undefined ? again : undefined
    // The keys of its issuer are being fetched: until the next change it counts as it came.
    again.catch(() => {})
    return session
  } catch {
    return undefined
  }
}
