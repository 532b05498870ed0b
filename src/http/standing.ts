import type { FastifyRequest } from 'fastify'
import type { Session } from './auth.ts'
import { certificateOf } from './client-certificates.ts'
import type { Serving } from './serving.ts'

/** Who a reader is under a changed configuration; undefined when it is not let in any more. */
export function sessionUnder({ auth, credentialOf }: Serving, { raw, session }: FastifyRequest): Session | undefined {
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
