import { sql } from 'kysely'
import type { Logger } from 'pino'
import { SatuError } from '../../errors.ts'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import { createRowClaims } from '../../platform/jobs/row-claims.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import { isKeyUsed, reserveKey } from '../../platform/store/idempotency-keys.ts'
import type { Family } from '../../platform/telemetry/metrics.ts'
import { handOn, type Trace, type Tracing } from '../../platform/telemetry/tracing/trace.ts'
import type { Registry } from '../systems/registry.ts'
import type { System } from '../systems/system.ts'
import { type Backlog, readBacklog } from './backlog.ts'
import { createDeliver, type DeliverOptions } from './deliver.ts'
import { forgetFile, type JournalFile, keepFile } from './files.ts'
import { keyDigest } from './idempotency.ts'
import { listSteps, listSubmissions, type Page, type PageQuery, type SubmissionHead, type SubmissionQuery,
  type Transition } from './listing.ts'
import { backlogFamilies, createMeasures } from './measures.ts'
import { createOperations, type Operations } from './operate.ts'
import { isMadeBy, keepOwners, madeBy, type MadeRecord, type Maker } from './owners.ts'
import { newReceipt, submissionId } from './receipts.ts'
import { createRetryParked, type RetryParked } from './retry-parked.ts'
import { addStep, findSubmission, HUB, type Submission, waitingStates } from './submissions.ts'
import { createSwitches, type Switches } from './switches.ts'
import { takesWrites } from './takers.ts'
import { createWorker } from './worker.ts'

/** A write that a consumer wants delivered. */
export interface Order {
  consumer: string
  requestId: string
  /** The trace that the request is in. */
  trace?: Trace | undefined
  /** As the consumer chose it. */
  idempotencyKey: string
  /** What it is kept under where the consumer calls on behalf of a person: see `keyOfPerson`. */
  ownKey?: string
  /** Keyed hashes of the citizen whose write it is: see `privacy/owners`. */
  owners?: readonly string[]
  /** Tells whether another write under the same key is the same. */
  fingerprint: string
  resource: string
  action: string
  system: System
  /** Legacy key of the record that is written to; undefined for a new one. */
  recordKey: string | undefined
  body: unknown
  /** The file that comes with it. */
  file?: JournalFile | undefined
  /** How long its sender waits for an answer. */
  waitMs: number
}

export interface Taken {
  submission: Submission
  /** The attempt that was begun at once, if one was. */
  attempt: Promise<Submission> | undefined
}

/** The durable record of every write on its way to a legacy system. */
export interface Journal {
  /**
   * Takes a write: it is on the disk when this resolves, and nothing takes it back. The same order under the same key
   * is taken once; its repeat is given what has become of it.
   * @throws SatuError idempotency_key_reused, write_in_progress, payload_too_large, store_unavailable
   */
  take(order: Order): Promise<Taken>
  /**
   * @param owners undefined when it is not one of theirs, as when there is none: found or not, the store is asked once
   */
  get(id: string, owners?: readonly string[]): Promise<Submission | undefined>
  /** Whether a consumer has used an idempotency key that still holds. */
  knows(consumer: string, idempotencyKey: string): Promise<boolean>
  list(query: SubmissionQuery): Promise<Page<SubmissionHead>>
  /** Whether a write of one of these owners (see `privacy/owners`) has become a record. */
  isMadeBy(maker: Maker, record: MadeRecord & { resource: string }): Promise<boolean>
  /** The records of a resource that their writes have become, what was sent last first. */
  madeBy(
    owners: readonly string[],
    query: { resource: string; limit: number; after: number | undefined }
  ): Promise<{ items: MadeRecord[]; next: number | undefined }>
  steps(id: string, query: PageQuery): Promise<Page<Transition>>
  /** What waits, by system. */
  backlog(): Promise<ReadonlyMap<string, Backlog>>
  /** What operators do. */
  operations: Operations
  retryParked: RetryParked
  switches: Switches
  /** Looks now for what is due. */
  wake(): void
  /** Numbers about what this process has brought into systems. */
  families(): Family[]
  /** Numbers about what waits, the same from every process. @throws SatuError store_unavailable */
  waitingFamilies(): Promise<Family[]>
  /** Ends when what is being delivered has an end that is on the disk. */
  stop(): Promise<void>
}

export interface JournalOptions extends Omit<DeliverOptions, 'holds' | 'onAttempt'> {
  store: Store
  registry(): Registry
  jobs: JobRunner
  log: Pick<Logger, 'warn'>
  /** How what is delivered later is traced. */
  tracing?: Pick<Tracing, 'delivery'>
  /** Written in the transaction in which a write is accepted that waits for its turn. */
  onWaiting?(db: Db, submission: Submission): Promise<void>
}

export function createJournal(
  { store, registry, jobs, log, tracing = handOn, onWaiting, ...options }: JournalOptions
): Journal {
  const leases = createRowClaims({ store, jobs, table: 'submissions' })
  const switches = createSwitches(store)
  const onSettled: JournalOptions['onSettled'] = async (db, settled) => {
    await forgetFile(db, settled.submission)
    await options.onSettled(db, settled)
  }
  const measures = createMeasures()
  const onAttempt = measures.ended
  const deliver = createDeliver({ ...options, store, registry, onSettled, onAttempt, holds: leases.holds })
  const worker = createWorker({ store, registry, deliver, leases, switches, jobs, log, tracing })

  async function take(order: Order): Promise<Taken> {
    const now = Date.now()
    const id = submissionId(newReceipt())
    const { submission, isNew } = await store.write(async db => {
      const known = await reserve(db, order, id, now)
      if (known !== undefined) return { submission: known, isNew: false }
      return { submission: await accept(db, order, id, now), isNew: true }
    })
    if (!isNew) return { submission, attempt: undefined }
    if (submission.state === 'delivering') return { submission, attempt: worker.run(submission, order.trace) }
    return { submission, attempt: undefined }
  }

  /** @returns the write that was accepted under this key before */
  async function reserve(
    db: Db,
    { consumer, idempotencyKey, ownKey: key = idempotencyKey, fingerprint, waitMs }: Order,
    id: string,
    now: number
  ): Promise<Submission | undefined> {
    const before = await reserveKey(db, { consumer, key, fingerprint, submission_id: id, running_until: now + waitMs },
      now)
    if (before === undefined) return undefined
    const submission = await findSubmission(db, before.submission_id)
    if (submission === undefined)
      throw new SatuError('not_found', 'What was written under this Idempotency-Key is not kept any more.', {
        stage: 'journal'
      })
    if (submission.state === 'delivering' && before.running_until > now) {
      throw new SatuError('write_in_progress', 'The write under this Idempotency-Key is still being answered.', {
        stage: 'journal',
        retryAfterMs: before.running_until - now
      })
    }
    return submission
  }

  async function accept(db: Db, order: Order, id: string, now: number): Promise<Submission> {
    const { consumer, requestId, trace, idempotencyKey, resource, action, system, recordKey, body, file, owners = [] } =
      order
    // New records wait for nobody; changes of one are made in the order in which they came.
    const subject = recordKey === undefined ? id : `${resource}/${recordKey}`
    const isNow = worker.isOpen(system) &&
      (recordKey === undefined || await isAlone(db, store.engine, system.id, subject))
    const submission = await db.insertInto('submissions').values({
      id,
      consumer,
      key_digest: keyDigest(consumer, idempotencyKey),
      request_id: requestId,
      traceparent: trace?.headers.traceparent ?? null,
      resource,
      action,
      system: system.id,
      subject,
      record_key: recordKey ?? null,
      body: JSON.stringify(body),
      state: isNow ? 'delivering' : 'accepted',
      attempts: isNow ? 1 : 0,
      sent_at: 0,
      due_at: now,
      lease_owner: isNow ? leases.owner : null,
      lease_until: isNow ? leases.until() : 0,
      accepted_at: now,
      changed_at: now,
      delivered_at: null,
      made_key: null,
      reference: null,
      problem: null
    }).returningAll().executeTakeFirstOrThrow()
    if (file !== undefined) await keepFile(db, submission, file)
    await keepOwners(db, submission, owners)
    await addStep(db, id, { from: null, to: 'accepted', cause: 'accepted', by: consumer, at: now })
    if (isNow) await addStep(db, id, { from: 'accepted', to: 'delivering', cause: 'attempt 1', by: HUB, at: now })
    else await onWaiting?.(db, submission)
    return submission
  }

  return {
    take,
    get: (id, owners) => store.read(db => findSubmission(db, id, { owners })),
    knows: (consumer, key) => store.read(db => isKeyUsed(db, consumer, key)),
    list: query => listSubmissions(store, query),
    isMadeBy: (maker, record) => isMadeBy(store, maker, record),
    madeBy: (owners, query) => madeBy(store, owners, query),
    steps: (id, query) => listSteps(store, id, query),
    backlog: () => readBacklog(store),
    operations: createOperations({ store, registry, onSettled, onDelivered: options.onDelivered, onAttempt,
      wake: worker.wake }),
    retryParked: createRetryParked({ store, registry, switches, wake: worker.wake }),
    switches,
    wake: worker.wake,
    families: measures.families,
    async waitingFamilies() {
      const [backlog] = await Promise.all([readBacklog(store), switches.refresh()])
      const takers = registry().systems.filter(takesWrites).map(({ id }) => id)
      return backlogFamilies(backlog, { takers, isPaused: id => switches.paused(id) !== undefined, now: Date.now() })
    },
    async stop() {
      await worker.stop()
      await leases.close()
    }
  }
}

/** Nothing of this subject waits. On PostgreSQL two that come at the same time must not both find that. */
async function isAlone(db: Db, engine: Store['engine'], system: string, subject: string): Promise<boolean> {
  if (engine === 'postgres')
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${system} ${subject}`}, 0))`.execute(db)
  const other = await db.selectFrom('submissions').select('seq').where('system', '=', system).where('subject', '=',
    subject).where('state', 'in', waitingStates).limit(1).executeTakeFirst()
  return other === undefined
}
