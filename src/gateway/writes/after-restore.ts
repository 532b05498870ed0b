import type { Db } from '../../platform/store/database.ts'
import { addStep, HUB } from './submissions.ts'

/**
 * A store that comes from a backup knows nothing of what was sent since that was made: each write that had not ended
 * then may be in its system by now. It is looked for before anything is sent again; where there is no way to look a
 * person has to.
 * @returns how many there are
 */
export async function doubtAfterRestore(db: Db, now: number): Promise<number> {
  const open = await db.selectFrom('submissions').select(['id', 'state']).where('state', 'in', ['accepted',
    'delivering']).execute()
  for (const { id, state } of open) {
    await db.updateTable('submissions').set({ state: 'uncertain', lease_owner: null, lease_until: 0, sent_at: now,
      changed_at: now }).where('id', '=', id).execute()
    await addStep(db, id, { from: state, to: 'uncertain', cause: 'restored from a backup: it may have been sent since',
      by: HUB, at: now })
  }
  return open.length
}
