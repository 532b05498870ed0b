import type { FastifyRequest } from 'fastify'
import type { Session } from '../auth.ts'
import { certificateOf } from '../client-certificates.ts'
import { takeOne } from '../limits.ts'
import type { Serving } from '../serving.ts'
import { visitorOf } from '../visitor.ts'
import type { Stage } from './stage.ts'

/**
 * Finds out who calls, by token, API key or certificate: 401 for a credential that is refused, which counts against the
 * address. Without a credential nobody is named. A caller that is known already costs a look into a map; a new token a
 * check of its signature, and of an unknown key a request to its issuer.
 */
export const authenticate: Stage = request => {
  const caller = callerOf(request.serving, request)
  // Who is known is not waited for, and requests are counted in the order they came.
  if (!(caller instanceof Promise)) {
    request.session = caller
    return undefined
  }
  return caller.then(session => {
    request.session = session
  })
}

function callerOf(
  { auth, addressWindow, addressOf, credentialOf }: Serving,
  { raw }: FastifyRequest
): Session | undefined | Promise<Session> {
  const credential = credentialOf(raw)
  if (credential === undefined) return undefined
  const refused = (error: unknown): never => {
    takeOne(addressWindow(addressOf(raw)), Date.now())
    throw error
  }
  try {
    const caller = visitorOf(raw.socket, credential, auth, Date.now()) ??
      auth.authenticate(credential, certificateOf(raw.socket))
    return caller instanceof Promise ? caller.catch(refused) : caller
  } catch (error) {
    return refused(error)
  }
}
