import type { FastifyRequest } from 'fastify'
import type { Operation } from '../contract/contract.ts'
import type { ResourceName } from '../contract/resources.ts'
import { SatuError } from '../errors.ts'
import type { Journal } from '../gateway/writes/journal.ts'
import type { Citizen, Owners } from '../platform/privacy/owners.ts'
import { askerOf } from './auth.ts'

/**
 * Whose a record of a system is: a citizen's own is one made of a write of theirs, or with their NIK in it; an
 * application's own is one that it has sent.
 */
export interface Ownership {
  /**
   * Asks the store once, found or not; where a NIK may tell it, its system beside, whether the record is there or not,
   * and whatever is known of it already: unless everybody may see it, how long it takes must not tell that it is there.
   */
  isTheirs(request: FastifyRequest, operation: Operation, id: string, isSeenByAll?: boolean): Promise<boolean>
  /**
   * Asks the store once. An application with the scope `<resource>:operate` may change the records of others, too.
   * @throws SatuError forbidden when the record is not the caller's own: in the same words whether it is there or not
   */
  mayChange(request: FastifyRequest, operation: Operation, id: string): Promise<void>
}

export function createOwnership(
  { journal, owners }: { journal: Pick<Journal, 'isMadeBy'>; owners: Owners }
): Ownership {
  async function isTheirs(
    request: FastifyRequest,
    { resource }: Operation,
    id: string,
    isSeenByAll = false
  ): Promise<boolean> {
    const { registry, reads } = request.serving
    const name = resource as ResourceName
    const person = citizenOf(request)
    const record = registry.owner(name, id)
    if (record === undefined) return false
    if (await journal.isMadeBy({ owners: owners.ever(person) }, { resource, system: record.system.id,
      key: record.key }))
      return true
    if (person.nik === undefined || !reads.carriesNik(name, record.system)) return false
    return reads.isOf(name, record, person.nik, { asker: askerOf(request),
      past: isSeenByAll ? 'nothing' : 'the cache' })
  }

  /** Whether the application that calls has sent it. */
  async function isSentBy(
    consumer: string,
    { serving }: FastifyRequest,
    resource: string,
    id: string
  ): Promise<boolean> {
    const record = serving.registry.owner(resource as ResourceName, id)
    return record !== undefined &&
      await journal.isMadeBy({ consumer }, { resource, system: record.system.id, key: record.key })
  }

  return {
    isTheirs,
    async mayChange(request, operation, id) {
      const { session } = request
      const { resource } = operation
      if (session === undefined) return
      if (session.kind !== 'citizen') {
        const scope = `${resource}:operate`
        if (session.scopes.has(scope) || await isSentBy(session.consumer, request, resource, id)) return
        throw new SatuError('forbidden',
          `An application may change what it has sent itself, and has sent none with this id; the scope ${scope} ` +
            'opens the records of others.', { stage: 'auth' })
      }
      if (await isTheirs(request, operation, id)) return
      throw new SatuError('forbidden',
        'Citizens may change nothing but what is their own, and there is none of theirs with this id.', {
        stage: 'auth'
      })
    }
  }
}

/** The citizen who calls. */
export function citizenOf({ session }: Pick<FastifyRequest, 'session'>): Citizen {
  if (session?.kind !== 'citizen' || session.person === undefined) throw new Error('no citizen calls')
  return session.person
}
