import { SatuError } from '../../errors.ts'
import type { Asker } from './asker.ts'
import { createCallTimer } from './call-timer.ts'

/** How long a caller waits for a system, and what it is told then. */
export interface Patience {
  ms: number
  late: () => SatuError
}

/** Of an error that tells that the time of a request is over, whatever its system does. */
export const DEADLINE = 'deadline'
/** The queue of the system is given the word first: then the hub was late, not the system. */
const GRACE_MS = 50

/** What is left of the time that a request has; undefined when it has any. */
export function timeLeft({ id }: { id: string }, { deadline }: Asker): Patience | undefined {
  return deadline === undefined ? undefined : {
    ms: deadline - performance.now(),
    late: () =>
      new SatuError('system_timeout', `${id}: no answer in the time that the request has`, { stage: DEADLINE })
  }
}

export function shorter(a: Patience | undefined, b: Patience | undefined): Patience | undefined {
  return a === undefined || (b !== undefined && b.ms < a.ms) ? b : a
}

/**
 * Gives up waiting, not working. Time in which the process stood still is not the caller's loss: what came meanwhile
 * is looked at first.
 * @throws what `late` makes, or what the work rejects with
 */
export async function inTime<T>(work: Promise<T>, patience: Patience | undefined): Promise<T> {
  if (patience === undefined) return work
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = createCallTimer(patience.ms + GRACE_MS, () => performance.now(), () => {
    reject(patience.late())
  })
  try {
    return await Promise.race([work, late])
  } finally {
    timer.end()
  }
}
