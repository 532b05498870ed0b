import type { FastifyRequest } from 'fastify'
import { SatuError } from '../errors.ts'
import type { Act, Actions } from '../gateway/operators/actions.ts'
import type { Session } from './auth.ts'

/** What an operator's request does: see `Act`. */
export type Doing = Pick<Act, 'action' | 'system' | 'target' | 'detail' | 'reason'>

/**
 * Does what an operator asked for, on record: who asks is read from the request. What was wrong with the request itself
 * is told before: nothing was begun then.
 * @throws SatuError unauthenticated; what the work throws
 */
export type OnRecord = <T>(
  request: Pick<FastifyRequest, 'id' | 'session'>,
  doing: Doing,
  work: () => Promise<T>
) => Promise<T>

export function createRecord(actions: Pick<Actions, 'perform'>): OnRecord {
  return ({ id, session }, doing, work) => {
    if (session === undefined || session.kind === 'citizen')
      throw new SatuError('unauthenticated', 'Operators act with an access token or an API key of theirs.', {
        stage: 'auth'
      })
    const { consumer, kind, person } = session
    return actions.perform({ ...doing, consumer, caller: kind, person: person?.subject.slice(0, 200), requestId: id },
      work)
  }
}

/** Who acts, as a step names it. A token of a person tells which of those who share an application it was. */
export function operatorOf(session: Session | undefined): string {
  if (session === undefined)
    throw new SatuError('unauthenticated', 'This operation needs an access token or an API key.', { stage: 'auth' })
  return session.person === undefined ? session.consumer : `${session.consumer}/${session.person.subject}`.slice(0, 200)
}
