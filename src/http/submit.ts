import type { FastifyRequest } from 'fastify'
import type { Contract, Operation } from '../contract/contract.ts'
import type { ResourceName } from '../contract/resources.ts'
import type { Validation } from '../contract/validation.ts'
import { SatuError } from '../errors.ts'
import type { CanonicalRecord } from '../gateway/systems/records.ts'
import type { JournalFile } from '../gateway/writes/files.ts'
import { fingerprint, keyOfPerson } from '../gateway/writes/idempotency.ts'
import type { Journal } from '../gateway/writes/journal.ts'
import type { Submission } from '../gateway/writes/submissions.ts'
import { toId } from '../kit/ids.ts'
import { toWibDate } from '../kit/indonesia/calendar.ts'
import type { WritableResource, WriteAction } from '../kit/writer.ts'
import type { Owners } from '../platform/privacy/owners.ts'
import { MASKED, type Visibility } from '../platform/privacy/visibility.ts'
import { askerOf } from './auth.ts'
import type { Ownership } from './ownership.ts'
import { OWN } from './personal.ts'

/** A write as a caller sends it, on whichever face. */
export interface Sent {
  /** Id of the record that is written to; undefined for a new one. */
  id: string | undefined
  /** The text of its idempotency key. */
  key: string
  body: unknown
  /** The file that comes with it, with a digest of its content. */
  file?: (Omit<JournalFile, 'mostWaiting'> & { digest: string }) | undefined
  /** What must be the same in a repeat under the key; unless told, all of the write. */
  sameness?: string
  /** What a repeat is told while the first is being answered: that it is (409), or what is known of it so far. */
  whileRunning: 'refuse' | 'tell'
  /** Called when it is in the journal. */
  onKept?: () => void
}

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

export function createSubmit({ contract, validation, journal, owners, ownership }: SubmitOptions): Submit {
  /** The operation that reads a record of a resource. */
  const readers = new Map(
    contract.operations.filter(({ action, path }) => action === 'get' && path.endsWith('/{id}')).map(
      operation => [operation.resource, operation]
    )
  )

  async function read(
    request: FastifyRequest,
    resource: string,
    id: string,
    visibility: Visibility = MASKED
  ): Promise<string> {
    const operation = readers.get(resource)
    if (operation === undefined) throw new Error(`the contract cannot read one of ${resource}`)
    const { answer } = await request.serving.reads.get({ operation, values: { id }, visibility, asker: askerOf(request),
      tolerance: {} })
    return answer.body
  }

  /**
   * A change of what is not there is refused at once, and so is one whose time is over. A system that cannot be asked
   * now is believed to have it.
   */
  async function expect(request: FastifyRequest, resource: ResourceName, action: string, id: string): Promise<void> {
    let record: string
    try {
      // A citizen's own, as was found out before, may be a confidential one. Nothing of it leaves.
      record = await read(request, resource, id, request.session?.kind === 'citizen' ? OWN : MASKED)
    } catch (error) {
      if (error instanceof SatuError && error.code === 'not_found') throw error
      return
    }
    const lastDay = request.serving.clocks.lastDay(resource, action, JSON.parse(record) as CanonicalRecord)
    if (lastDay !== undefined && lastDay < toWibDate(new Date())) {
      throw new SatuError('state_conflict', `The time for this ended on ${lastDay}.`, { stage: 'limits' })
    }
  }

  return {
    read: (request, resource, id) => read(request, resource, id),
    async submit(
      request,
      operation,
      { id, key, body, file, sameness = fingerprint(operation.id, id, body, file?.digest), whileRunning, onKept }
    ) {
      const errors = validation.bodyErrors(operation, body)
      if (errors.length > 0)
        throw new SatuError('invalid_request', 'The request does not fit the contract.', { stage: 'validation',
          errors })
      const { routing, config } = request.serving
      const resource = operation.resource as WritableResource
      const action = operation.action as WriteAction
      const destination = await routing.settle(resource, action, routing.find(resource, action, id, body))
      if (id !== undefined) await ownership.mayChange(request, operation, id)
      if (id !== undefined)
        await expect(request, resource, operation.action, toId(destination.system.config.prefix, destination.key ?? ''))
      const { wait_ms: waitMs, max_waiting_files: mostWaiting } = config.hub.writes
      const { kind, person } = request.session ?? {}
      const { submission, attempt } = await journal.take({
        consumer: askerOf(request).consumer ?? '',
        requestId: request.id,
        trace: request.trace,
        idempotencyKey: key,
        ...(person && { ownKey: keyOfPerson(key, person) }),
        ...(person && kind === 'citizen' && { owners: owners.of(person) }),
        fingerprint: sameness,
        resource,
        action: operation.action,
        system: destination.system,
        recordKey: destination.key,
        body,
        file: file && { mediaType: file.mediaType, content: file.content, mostWaiting },
        waitMs: whileRunning === 'refuse' ? waitMs : 0
      })
      onKept?.()
      return attempt === undefined ? submission : settledWithin(attempt, waitMs, submission)
    }
  }
}

/** What came of it within the time that its sender waits; else what is known of it. It goes on by itself. */
function settledWithin(attempt: Promise<Submission>, waitMs: number, meanwhile: Submission): Promise<Submission> {
  return new Promise(resolve => {
    const timer = setTimeout(() => {
      resolve(meanwhile)
    }, waitMs)
    void attempt.then(submission => {
      clearTimeout(timer)
      resolve(submission)
    })
  })
}
