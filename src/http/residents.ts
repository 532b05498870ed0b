import type { FastifyRequest } from 'fastify'
import type { Operation } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import { SatuError } from '../errors.ts'
import type { Claim } from '../gateway/reads/verify.ts'
import type { Enumeration, EnumerationLimit } from '../platform/privacy/enumeration.ts'
import type { Visibility } from '../platform/privacy/visibility.ts'
import { askerOf, type Session } from './auth.ts'
import type { Handler } from './handlers.ts'
import { readBody, readParameters } from './parameters.ts'
import { OWN, sendPersonal, unkept, type Witness } from './personal.ts'

/** What concerns one person of the population register. Each is written into the access log before it is answered. */
export interface Residents {
  verify(operation: Operation): Handler
  lookUp(operation: Operation): Handler
}

export interface ResidentsOptions {
  validation: Validation
  witness: Witness
  enumeration: Enumeration
}

/** What a verification compares. */
const COMPARED = ['nik', 'name', 'birth_date']

export function createResidents({ validation, witness, enumeration }: ResidentsOptions): Residents {
  return {
    verify: operation => async (request, reply) => {
      const { 'X-Purpose': purpose } = readParameters(validation, operation, request)
      const claim = readBody(validation, operation, request) as Claim
      const { id, limit } = enumerationOf(request)
      await enumeration.asks(id, limit, claim.nik)
      const { answer, waits, matches } = await request.serving.reads.verify(claim, askerOf(request))
      if (!matches) await enumeration.missed(id, limit, claim.nik)
      await witness(request, operation, { purpose, fields: COMPARED, niks: [claim.nik], records: [],
        systems: answer.systems })
      request.seen = { outcome: answer.outcome, cache: 'bypass', systems: waits }
      return reply.headers(unkept).send(answer.body)
    },
    lookUp: operation => async (request, reply) => {
      const { 'X-Purpose': purpose } = readParameters(validation, operation, request)
      const { nik } = readBody(validation, operation, request) as { nik: string }
      const { id, limit } = enumerationOf(request)
      const visibility = mayLookUp(request.session, nik)
      await enumeration.asks(id, limit, nik)
      try {
        const found = await request.serving.reads.lookUp(nik, { operation, visibility, asker: askerOf(request) })
        // A record of which nothing is open to the caller tells that the person exists.
        const shown = { ...found.shown,
          fields: found.shown.fields.size > 0 ? found.shown.fields : new Set(['existence']), niks: new Set([nik]) }
        return await sendPersonal(witness, operation, purpose, { ...found, shown }, request, reply)
      } catch (error) {
        if (error instanceof SatuError && error.code === 'not_found') {
          await enumeration.missed(id, limit, nik)
          // That nobody knows a person is told as well.
          await witness(request, operation, { purpose, fields: ['existence'], niks: [nik], records: [], systems: [] })
        }
        throw error
      }
    }
  }
}

/** Whom the hub counts people for, and how many a caller may ask for. */
export function enumerationOf(
  { session, serving: { config } }: FastifyRequest
): { id: string; limit: EnumerationLimit } {
  const id = session?.consumer ?? ''
  return { id, limit: config.consumers[id]?.enumeration ?? config.hub.enumeration }
}

/**
 * What the caller would see of the person.
 * @throws SatuError forbidden, before any register is asked
 */
export function mayLookUp(
  session: Pick<Session, 'kind' | 'person' | 'agreement'> | undefined,
  nik: string
): Visibility {
  if (session?.kind === 'citizen') {
    if (session.person?.nik === nik) return OWN
    throw new SatuError('forbidden', 'Citizens may look up nobody but themselves.', { stage: 'auth' })
  }
  const { agreement } = session ?? {}
  if (agreement?.number !== undefined && agreement.visibility.open.size > 0) return agreement.visibility
  throw new SatuError('forbidden',
    'The caller has no agreement that opens the data of residents; to check what a person says, verify it.', {
    stage: 'auth'
  })
}
