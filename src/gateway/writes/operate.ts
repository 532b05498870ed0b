import { SatuError } from '../../errors.ts'
import type { WritableResource, WriteAction, Written } from '../../kit/writer.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import type { Asker } from '../systems/asker.ts'
import type { Registry } from '../systems/registry.ts'
import type { SystemWriter } from '../systems/writing.ts'
import { claimRecord, keyOfFound } from './confirm.ts'
import { conflict } from './conflict.ts'
import type { Settled } from './deliver.ts'
import { addStep, type Change, findSubmission, type Submission } from './submissions.ts'

/** What an operator does, and why. */
export interface Act {
  /** The operator, as the step names it. */
  by: string
  reason: string | undefined
}

export interface ForcedAct extends Act {
  /** Send it although it may have arrived. */
  force: boolean
}

export interface EditAct extends ForcedAct {
  /**
   * Makes the new body of the one that was written.
   * @returns it, and the names of the fields that differ
   * @throws SatuError invalid_request
   */
  change(body: unknown, submission: Submission): { body: unknown; changed: readonly string[] }
}

export interface ConfirmAct extends Act {
  /** What the system calls the record, or its id here. */
  key: string
  reference: string | undefined
  /** On whose behalf the system is asked. */
  asker: Asker
}

/** What becomes of a submission by an act: its new state, and why. */
interface Decision {
  set: Change
  cause: string
  /** What it became; for `delivered`. */
  written?: Written
}

/**
 * What operators do to submissions. Each act is a step with their name and reason, on the disk when it resolves.
 * @throws SatuError not_found; state_conflict when it has ended, is being delivered right now, or the act needs `force`
 */
export interface Operations {
  /** Tries again what is parked, and now what waits. */
  retry(id: string, act: ForcedAct): Promise<Submission>
  edit(id: string, act: EditAct): Promise<Submission>
  /** It is never sent again; what waits behind it goes on. */
  abandon(id: string, act: Act): Promise<Submission>
  /** It is in its system, as this record: which is looked at. @throws also what reads of the system throw */
  confirm(id: string, act: ConfirmAct): Promise<Submission>
}

export interface OperateOptions {
  store: Store
  registry(): Registry
  /** Written in the transaction in which one ends. */
  onSettled(db: Db, settled: Settled): Promise<void>
  /** See `DeliverOptions`. */
  onDelivered(system: string, resource: string, key: string): void
  /** Told of each that has ended by an act. */
  onAttempt(submission: Submission): void
  /** Something may be due now. */
  wake(): void
}

export function createOperations(
  { store, registry, onSettled, onDelivered, onAttempt, wake }: OperateOptions
): Operations {
  /** Nobody may be at it: whoever claims it later finds what was decided here, and who claimed it before is told of. */
  async function act(
    id: string,
    { by, reason }: Act,
    decide: (db: Db, submission: Submission) => Promise<Decision>
  ): Promise<Submission> {
    const after = await store.write(async db => {
      const now = Date.now()
      const before = await findSubmission(db, id, { lock: store.engine === 'postgres' })
      checkOpen(before, now)
      const { set, cause, written } = await decide(db, before)
      const changed = await db.updateTable('submissions').set({ ...set, lease_owner: null, lease_until: 0,
        changed_at: now }).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
      await addStep(db, id, { from: before.state, to: set.state,
        cause: reason === undefined ? cause : `${cause}: ${reason}`, by, at: now })
      if (hasEnded(changed)) await onSettled(db, { submission: changed, ...(written && { written }) })
      return changed
    })
    if (hasEnded(after)) onAttempt(after)
    wake()
    return after
  }

  return {
    retry: (id, given) =>
      act(id, given, async (db, submission) => {
        const writer = writerOf(registry(), submission)
        if (writer === undefined) throw conflict(`${submission.system} does not take this kind of write any more.`)
        const unclear = await isUnclear(db, submission)
        if (unclear && !given.force && !canTell(writer)) {
          throw conflict(
            `It may be in ${submission.system} already, and there is no way to look. Look there yourself; then ` +
              'abandon it, or send it all the same with force.'
          )
        }
        return { set: again(submission, unclear && !given.force),
          cause: unclear && given.force ? 'retried by force' : 'retried' }
      }),
    edit: (id, given) =>
      act(id, given, async (db, submission) => {
        if (!given.force && await isUnclear(db, submission)) {
          throw conflict(
            `It may be in ${submission.system} as it was written: retry it first, or send it all the same with force.`
          )
        }
        const { body, changed } = given.change(JSON.parse(submission.body), submission)
        return { set: { ...again(submission, false), body: JSON.stringify(body) },
          cause: `edited ${changed.join(', ')}` }
      }),
    abandon: (id, given) => act(id, given, () => Promise.resolve({ set: { state: 'abandoned' }, cause: 'abandoned' })),
    async confirm(id, given) {
      const { reference = null, asker } = given
      const submission = await store.read(db => findSubmission(db, id))
      // Before its system is asked, and again when it is decided: much may happen meanwhile.
      checkOpen(submission, Date.now())
      const key = await keyOfFound(registry(), submission, given.key, asker)
      const after = await act(id, given, async db => {
        await claimRecord(db, submission, key)
        return {
          set: { state: 'delivered', delivered_at: Date.now(), made_key: key, reference, problem: null },
          cause: 'found by an operator',
          written: { key, ...(reference !== null && { reference }) }
        }
      })
      onDelivered(after.system, after.resource, key)
      return after
    }
  }
}

/** Whether anybody may act on it. @throws SatuError not_found, state_conflict */
function checkOpen(submission: Submission | undefined, now: number): asserts submission is Submission {
  if (submission === undefined)
    throw new SatuError('not_found', 'There is no submission with this id.', { stage: 'journal' })
  if (hasEnded(submission)) throw conflict(`It is ${submission.state} already.`)
  if (submission.lease_until > now) throw conflict('It is being delivered right now: see what comes of it.')
}

/** Due now, and with all its attempts before it. */
export function again({ attempts }: Pick<Submission, 'attempts'>, unclear: boolean, dueAt = Date.now()): Change {
  return { state: unclear ? 'uncertain' : 'accepted', due_at: dueAt, forgiven: attempts, problem: null }
}

export function writerOf(
  registry: Registry,
  { system, resource, action }: Pick<Submission, 'system' | 'resource' | 'action'>
): SystemWriter | undefined {
  return registry.get(system)?.writer(resource as WritableResource, action as WriteAction)
}

/** Whether sending it again cannot make a second one. */
export function canTell({ idempotent, find }: SystemWriter): boolean {
  return idempotent || find !== undefined
}

function hasEnded({ state }: Submission): boolean {
  return state === 'delivered' || state === 'rejected' || state === 'abandoned'
}

async function isUnclear(db: Db, { id, state }: Submission): Promise<boolean> {
  // What was being sent when its worker fell silent is unclear, too.
  return state === 'parked' ? (await parkedUnclear(db, [id])).has(id) : state !== 'accepted'
}

/** Those of some parked submissions that may have arrived: they were uncertain before. */
export async function parkedUnclear(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db.selectFrom('submission_transitions').select(['submission_id', 'from_state'])
    .where('seq', 'in',
      ({ selectFrom }) =>
        selectFrom('submission_transitions').select(({ fn }) => fn.max('seq').as('last')).where('submission_id', 'in',
          ids).groupBy('submission_id'))
    .execute()
  return new Set(rows.flatMap(({ submission_id: id, from_state: from }) => (from === 'uncertain' ? [id] : [])))
}
