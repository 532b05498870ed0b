import { SatuError } from '../../errors.ts'
import { SystemFault } from '../../kit/faults.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { WritableResource, Write, WriteAction, Written } from '../../kit/writer.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import type { Trace } from '../../platform/telemetry/tracing/trace.ts'
import type { Asker } from '../systems/asker.ts'
import type { Registry } from '../systems/registry.ts'
import type { System } from '../systems/system.ts'
import { type SystemWriter, whatWasSent } from '../systems/writing.ts'
import { backOff } from './backoff.ts'
import { bodyOf } from './files.ts'
import { receiptOf } from './receipts.ts'
import { type Change, change, type Submission } from './submissions.ts'

/** What ended or delays a write, as it is kept with it: shown to its sender and to operators. */
export interface Reason {
  code: string
  detail: string
  errors?: { field: string; detail: string }[]
}

/** A write that has come to its end, or to where only a person helps. */
export interface Settled {
  submission: Submission
  /** Legacy key of what was made; for `delivered`. */
  written?: Written
}

export interface DeliverOptions {
  store: Store
  registry(): Registry
  /** Written in the transaction in which a write settles. */
  onSettled(db: Db, settled: Settled): Promise<void>
  /** The system has been changed: what is kept of it is no longer true. */
  onDelivered(system: string, resource: string, key: string): void
  /** What an attempt came to, once it is on the disk. */
  onAttempt(submission: Submission): void
  /** Whether this worker has it at this moment, for some time yet. */
  holds(id: string): boolean
  /** After so many sends that came to nothing a person has to look. */
  maxSends: number
}

/**
 * A system may still be at it when the hub has given up on it: until so long after the last send a `not there` means
 * nothing.
 */
const settleMs = ({ config }: System): number => Math.max(2_000, config.limits.timeout_ms)

/** @param trace that the attempt is in */
export type Deliver = (submission: Submission, trace?: Trace) => Promise<Submission>

/**
 * Makes one attempt at a write that this worker has claimed: looks first when an earlier end was unclear, then sends.
 * What comes of it is on the disk when it resolves. It never throws but for a store that fails; then the lease ends,
 * and whoever claims the write next looks before sending.
 */
export function createDeliver(
  { store, registry, onSettled, onDelivered, onAttempt, holds, maxSends }: DeliverOptions
): Deliver {
  return async (submission, trace) => {
    const system = registry().get(submission.system)
    const writer = system?.writer(submission.resource as WritableResource, submission.action as WriteAction)
    if (system === undefined || writer === undefined) {
      return park(submission, { code: 'not_served',
        detail: `${submission.system} does not take this kind of write any more` })
    }
    const body = await bodyOf(store, submission)
    if (body === undefined) return park(submission, { code: 'unclear', detail: 'its file is not kept any more' })
    const write = writeOf(submission, body)
    const asker: Asker = { requestId: submission.request_id, consumer: submission.consumer, isWrite: true, trace }
    if (submission.state !== 'uncertain') return send(submission, write, system, writer, asker)
    if (writer.idempotent) return resend(submission, write, system, writer, asker)
    return look(submission, write, system, writer, asker)
  }

  async function look(
    submission: Submission,
    write: Write<unknown>,
    system: System,
    writer: SystemWriter,
    asker: Asker
  ): Promise<Submission> {
    if (writer.find === undefined) {
      return park(submission, { code: 'unclear', detail: `${system.id} may have it, and there is no way to look` })
    }
    let found: Written | undefined
    try {
      found = await writer.find(write, asker)
    } catch (error) {
      if (whatWasSent(error) === 'refused') return park(submission, { ...reasonOf(error), code: 'unclear' })
      return wait(submission, 'uncertain', `looked for it: ${messageOf(error)}`,
        backOff(countedOf(submission), retryAfterOf(error)))
    }
    if (found !== undefined) return delivered(submission, found, 'found in the system')
    const settled = submission.sent_at + settleMs(system)
    if (Date.now() < settled) return wait(submission, 'uncertain', 'not there yet', settled - Date.now())
    if (countedOf(submission) >= maxSends) {
      return park(submission, { code: 'system_failed',
        detail: `${system.id} failed ${submission.attempts} times and did not keep it` })
    }
    return resend(submission, write, system, writer, asker)
  }

  /** What was uncertain is sent again: the disk knows it before the system does. */
  async function resend(
    submission: Submission,
    write: Write<unknown>,
    system: System,
    writer: SystemWriter,
    asker: Asker
  ): Promise<Submission> {
    const attempts = submission.attempts + 1
    const again = await apply(submission, { state: 'delivering', attempts }, `attempt ${attempts}: it is not there`)
    return again.state === 'delivering' ? send(again, write, system, writer, asker) : again
  }

  async function send(
    submission: Submission,
    write: Write<unknown>,
    system: System,
    writer: SystemWriter,
    asker: Asker
  ): Promise<Submission> {
    try {
      const written = await writer.send(write, asker, () => {
        // A process that was held up may have lost its turn to another.
        if (!holds(submission.id))
          throw new SatuError('queue_timeout', `${system.id}: no turn came in time`, { stage: 'journal' })
      })
      return await delivered(submission, written, 'sent')
    } catch (error) {
      if (error instanceof SatuError && error.code === 'store_unavailable') throw error
      return failed(submission, error)
    }
  }

  function failed(submission: Submission, error: unknown): Promise<Submission> {
    const sent = whatWasSent(error)
    if (sent === 'refused')
      return settle(submission, { state: 'rejected', problem: JSON.stringify(reasonOf(error)) }, messageOf(error))
    const pause = backOff(countedOf(submission), retryAfterOf(error))
    return sent === 'nothing'
      ? wait(submission, 'accepted', messageOf(error), pause)
      : wait(submission, 'uncertain', messageOf(error), pause, Date.now())
  }

  function wait(
    submission: Submission,
    state: 'accepted' | 'uncertain',
    cause: string,
    pauseMs: number,
    sentAt = submission.sent_at
  ): Promise<Submission> {
    return apply(submission, { state, due_at: Date.now() + Math.ceil(pauseMs), lease_until: 0, sent_at: sentAt }, cause)
  }

  function park(submission: Submission, reason: Reason): Promise<Submission> {
    return settle(submission, { state: 'parked', problem: JSON.stringify(reason) }, reason.detail)
  }

  async function delivered(submission: Submission, written: Written, cause: string): Promise<Submission> {
    const { key, reference = null } = written
    const after = await settle(submission, { state: 'delivered', delivered_at: Date.now(), made_key: key, reference,
      problem: null }, cause, written)
    onDelivered(submission.system, submission.resource, key)
    return after
  }

  function settle(submission: Submission, set: Change, cause: string, written?: Written): Promise<Submission> {
    return apply(submission, { ...set, lease_until: 0 }, cause,
      (db, after) => onSettled(db, { submission: after, ...(written && { written }) }))
  }

  async function apply(
    submission: Submission,
    set: Change,
    cause: string,
    more?: (db: Db, after: Submission) => Promise<void>
  ): Promise<Submission> {
    const at = Date.now()
    const after: Submission = { ...submission, ...set, changed_at: at }
    const isOurs = await change(store, submission, set, { cause, at }, more && (db => more(db, after)))
    // Another has taken it over: what it finds stands.
    if (!isOurs) return { ...submission, state: 'uncertain' }
    onAttempt(after)
    return after
  }
}

function writeOf(submission: Submission, body: unknown): Write<unknown> {
  return {
    receipt: receiptOf(submission.id),
    key: submission.record_key ?? undefined,
    body,
    acceptedAt: toWib(new Date(submission.accepted_at))
  }
}

/** How often it was sent since it was accepted, or since an operator had it tried again. */
function countedOf({ attempts, forgiven }: Submission): number {
  return attempts - forgiven
}

/** Messages of the hub's errors are safe to show; whatever else was thrown may quote what was sent. */
function messageOf(error: unknown): string {
  return error instanceof SatuError ? error.message : 'its adapter failed'
}

function retryAfterOf(error: unknown): number | undefined {
  return error instanceof SatuError ? error.retryAfterMs : undefined
}

function reasonOf(error: unknown): Reason {
  const fields = error instanceof SatuError && error.cause instanceof SystemFault ? error.cause.fields : []
  return { code: 'write_refused', detail: messageOf(error), ...(fields.length > 0 && { errors: [...fields] }) }
}
