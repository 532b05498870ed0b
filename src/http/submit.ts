import type { FastifyRequest } from 'fastify'
import type { Contract, Operation } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import type { Journal } from '../gateway/writes/journal.ts'
import { submitThrough, writePipeline } from '../gateway/writes/pipeline.ts'
import type { Sender, Sent } from '../gateway/writes/stages/stage.ts'
import type { Submission } from '../gateway/writes/submissions.ts'
import type { WritableResource, WriteAction } from '../kit/writer.ts'
import type { Owners } from '../platform/privacy/owners.ts'
import { MASKED } from '../platform/privacy/visibility.ts'
import { askerOf } from './auth.ts'
import type { Ownership } from './ownership.ts'
import { OWN } from './personal.ts'

/**
 * What every write meets, on whichever face: the contract, its system, the journal, and as much of its end as is waited
 * for.
 */
export interface Submit {
  /** @throws SatuError invalid_request when it does not fit the contract, not_found, not_served; see `Journal.take` */
  submit(request: FastifyRequest, operation: Operation, sent: Sent): Promise<Submission>
  /** One record as the caller may see it, as JSON. */
  read(request: FastifyRequest, resource: string, id: string): Promise<string>
}

export interface SubmitOptions {
  contract: Contract
  validation: Validation
  journal: Journal
  owners: Owners
  ownership: Pick<Ownership, 'mayChange'>
}

/** Hands what callers send on to `src/gateway/writes/pipeline.ts`. */
export function createSubmit({ contract, validation, journal, owners, ownership }: SubmitOptions): Submit {
  const stages = writePipeline({ validation, journal, owners })
  /** The operation that reads a record of a resource. */
  const readers = new Map(
    contract.operations.filter(({ action, path }) => action === 'get' && path.endsWith('/{id}')).map(
      operation => [operation.resource, operation]
    )
  )

  function senderOf(request: FastifyRequest): Sender {
    const { session, id: requestId, trace } = request
    const isCitizen = session?.kind === 'citizen'
    return {
      requestId,
      trace,
      asker: askerOf(request),
      person: session?.person,
      isCitizen,
      // A citizen's own, as is found out before, may be a confidential one. Nothing of it leaves.
      visibility: isCitizen ? OWN : MASKED,
      mayChange: (operation, id) => ownership.mayChange(request, operation, id)
    }
  }

  return {
    async read(request, resource, id) {
      const operation = readers.get(resource)
      if (operation === undefined) throw new Error(`the contract cannot read one of ${resource}`)
      const { answer } = await request.serving.reads.get({ operation, values: { id }, visibility: MASKED,
        asker: askerOf(request), tolerance: {} })
      return answer.body
    },
    async submit(request, operation, sent) {
      const { routing, reads, clocks, config } = request.serving
      // Until here it waited for its caller, who may have a file to send.
      request.startedAt = performance.now()
      return submitThrough(stages, {
        operation,
        resource: operation.resource as WritableResource,
        action: operation.action as WriteAction,
        sent,
        sender: senderOf(request),
        core: { routing, reads, clocks, limits: config.hub.writes }
      })
    }
  }
}
