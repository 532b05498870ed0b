import type { Call, Given } from './calls.ts'
import { SatuProblem, SatuUndelivered, type Submission } from './errors.ts'
import type { CallOptions } from './settings.ts'
import { backoffMs, sleep } from './waits.ts'

/** A write that the hub has taken: it is on disk, and nothing takes it back. */
export interface Written<Record> {
  /** `delivered`: its system has it. `accepted`: the hub delivers it as soon as the system can take it. */
  state: 'delivered' | 'accepted'
  /** The number that a resident can read out. */
  receipt: string
  /** What was written, as its system has it now; undefined until it has. */
  record: Record | undefined
  /** How it fares; undefined when it was delivered at once. */
  submission: Submission | undefined
  /** Send the same under it again, and nothing is written twice. */
  idempotencyKey: string
  /**
   * Waits until its system has it. It takes the scope `submissions:read`.
   * @throws SatuProblem `write_refused` when the system says no; SatuUndelivered when it waits for an operator or was
   *   given up
   */
  delivered(options?: FollowOptions): Promise<Record>
}

export interface FollowOptions extends CallOptions {
  /** Hears each time its state has changed. */
  onChange?: (submission: Submission) => void
}

/** Follows a submission by its id or its receipt: gives each state that it comes to, the last one last. */
export type Follow = (id: string, options?: FollowOptions) => AsyncGenerator<Submission, void>

const POLL = { firstMs: 500, mostMs: 15_000 }
const ended = new Set<Submission['status']['code']>(['delivered', 'rejected', 'abandoned', 'parked'])

export function createFollow(call: Call): Follow {
  return async function* follow(id, { onChange, ...options } = {}) {
    let seen: string | undefined
    for (let attempt = 1;; attempt++) {
      const { body } = await call({ id: 'getSubmission', method: 'GET', path: '/v1/submissions/{id}' }, { path: { id },
        options })
      const submission = body as Submission
      const state = `${submission.status.code} ${submission.attempts}`
      if (state !== seen) {
        seen = state
        attempt = 0
        onChange?.(submission)
        yield submission
      }
      if (ended.has(submission.status.code)) return
      await sleep(backoffMs(attempt, POLL), options.signal)
    }
  }
}

/** What the answer to a write says. */
export function toWritten<Record>(
  { status, headers, body }: Given,
  key: string,
  { call, follow }: { call: Call; follow: Follow }
): Written<Record> {
  const submission = status === 202 ? body as Submission : undefined
  const record = submission === undefined ? body as Record : undefined
  return {
    state: submission === undefined ? 'delivered' : 'accepted',
    receipt: submission?.receipt ?? headers.get('satu-receipt') ?? '',
    record,
    submission,
    idempotencyKey: key,
    async delivered(options = {}) {
      if (submission === undefined) return body as Record
      let last = submission
      for await (const now of follow(submission.id, options)) last = now
      if (last.status.code === 'rejected' && last.problem !== undefined)
        throw new SatuProblem(last.problem, { idempotencyKey: key })
      if (last.status.code !== 'delivered' || last.location === undefined) throw new SatuUndelivered(last)
      const { onChange: _, ...rest } = options
      return (await call({ id: `get ${last.resource}`, method: 'GET', path: last.location }, { options: rest }))
        .body as Record
    }
  }
}
