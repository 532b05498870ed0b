import type { Socket } from 'node:net'
import type { Auth, Session } from './auth.ts'
import { certificateOf } from './client-certificates.ts'

/** Who used a connection last. Most connections are one caller's, and a credential is long to look up. */
interface Visitor {
  credential: string
  session: Session
  /** Knows the session: a changed configuration comes with another. */
  auth: Auth
}

const visitor = Symbol('visitor')

/**
 * The caller, when it is known by exactly this credential and that still holds; undefined: it has to be authenticated.
 */
export function visitorOf(
  socket: Socket & { [visitor]?: Visitor },
  credential: string,
  auth: Auth,
  now: number
): Session | undefined {
  const last = socket[visitor]
  if (last !== undefined && last.credential === credential && last.auth === auth && auth.holds(last.session, now))
    return last.session
  const session = auth.known(credential, now)
  // A connection shows its certificate once: what holds for one request holds for all of them.
  if (session?.isHeldBy?.(certificateOf(socket)) === false) return undefined
  if (session !== undefined) socket[visitor] = { credential, session, auth }
  return session
}
