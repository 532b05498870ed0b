import { SatuError } from '../../errors.ts'
import type { NewEvent } from '../../gateway/events/log.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import { findDisagreement } from './listing.ts'
import type { DisagreementState } from './model.ts'
import { addStep, type DisagreementRow, eventOf } from './settle.ts'

/** Who acts, and why. */
export interface Act {
  by: string
  reason: string
}

/**
 * What officers do to disagreements. Each act is a step with their name and reason, on the disk when it resolves.
 * @throws SatuError not_found, store_unavailable; state_conflict when it does not stand so that this can be done
 */
export interface Acts {
  /** It is true, and somebody sees to it. */
  accept(id: string, act: Act): Promise<DisagreementRow>
  /** It is to be left alone, for as long as the same systems say the same. */
  ignore(id: string, act: Act): Promise<DisagreementRow>
  /** It is open again. */
  reopen(id: string, act: Act): Promise<DisagreementRow>
  /** A correction of it is on its way as this submission. It is accepted until the systems agree. */
  sent(id: string, act: Act, submission: string, system: string): Promise<DisagreementRow>
}

export interface ActsOptions {
  store: Store
  append(db: Db, ...events: readonly NewEvent[]): Promise<unknown>
  now(): number
}

export function createActs({ store, append, now }: ActsOptions): Acts {
  async function act(
    id: string,
    { by, reason }: Act,
    to: DisagreementState,
    cause: string,
    check: (row: DisagreementRow) => void,
    submission?: string
  ): Promise<DisagreementRow> {
    return store.write(async db => {
      const row = await findDisagreement(db, id, { lock: store.engine === 'postgres' })
      check(row)
      const at = now()
      const isOver = to === 'ignored'
      const after = await db.updateTable('disagreements')
        .set({ state: to, changed_at: at, closed_at: isOver ? at : null, ignored: isOver ? row.fingerprint : null })
        .where('seq', '=', row.seq).returningAll().executeTakeFirstOrThrow()
      await addStep(db, row.seq, { from: row.state, to, cause, by, at, reason, submission })
      const type = to === 'ignored'
        ? 'disagreement.closed'
        : row.state === 'ignored'
        ? 'disagreement.opened'
        : undefined
      if (type !== undefined) await append(db, eventOf(type, after, row.state, at))
      return after
    })
  }

  const expect = (...states: readonly DisagreementState[]) => ({ state }: DisagreementRow): void => {
    if (states.includes(state)) return
    throw new SatuError('state_conflict', state === 'corrected'
      ? 'The systems agree by now: it is corrected, and opens again by itself if they differ again.'
      : `It is ${state} already.`, { stage: 'disagreements' })
  }

  return {
    accept: (id, given) => act(id, given, 'accepted', 'accepted', expect('open', 'ignored')),
    ignore: (id, given) => act(id, given, 'ignored', 'ignored', expect('open', 'accepted')),
    reopen: (id, given) => act(id, given, 'open', 'reopened', expect('accepted', 'ignored')),
    sent: (id, given, submission, system) =>
      act(id, given, 'accepted', `correction sent to ${system}`, expect('open', 'accepted', 'ignored'), submission)
  }
}
