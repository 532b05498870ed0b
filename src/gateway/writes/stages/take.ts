import type { Owners } from '../../../platform/privacy/owners.ts'
import { fingerprint, keyOfPerson } from '../idempotency.ts'
import type { Journal } from '../journal.ts'
import { destinationOf, type Stage } from './stage.ts'

/**
 * Puts it into the journal, in one transaction with its idempotency key and its file: it is on the disk when this ends.
 * A repeat is given what has become of the first; 409 while that is still being answered, 422 for another write under
 * the key, 413 for one file too many, 503 without a store. What its system can take is on its way there already.
 */
export function take(journal: Pick<Journal, 'take'>, owners: Pick<Owners, 'of'>): Stage {
  return async write => {
    const { operation, resource, sent, sender: { asker, requestId, trace, person, isCitizen }, core: { limits } } =
      write
    const { id, key, body, file, sameness = fingerprint(operation.id, id, body, file?.digest), whileRunning } = sent
    const destination = destinationOf(write)
    write.taken = await journal.take({
      consumer: asker.consumer ?? '',
      requestId,
      trace,
      idempotencyKey: key,
      ...(person && { ownKey: keyOfPerson(key, person) }),
      ...(person && isCitizen && { owners: owners.of(person) }),
      fingerprint: sameness,
      resource,
      action: operation.action,
      system: destination.system,
      recordKey: destination.key,
      body,
      file: file && { mediaType: file.mediaType, content: file.content, mostWaiting: limits.max_waiting_files },
      waitMs: whileRunning === 'refuse' ? limits.wait_ms : 0
    })
    sent.onKept?.()
  }
}
