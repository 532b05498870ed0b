import { SatuError } from '../../errors.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import { type Submission, waitingStates } from './submissions.ts'

/** A file that is written into a system. */
export interface JournalFile {
  /** As its content tells it. */
  mediaType: string
  content: Uint8Array
  /** So many files for one record may be on their way at once, this one included. */
  mostWaiting: number
}

/** The one action that carries a file. */
const FILED = 'attach'

/**
 * Keeps the file of a write until that has ended, in the transaction in which it is accepted.
 * @throws SatuError payload_too_large when as many for its record are on their way as may be
 */
export async function keepFile(
  db: Db,
  { id, system, subject }: Pick<Submission, 'id' | 'system' | 'subject'>,
  { mediaType, content, mostWaiting }: JournalFile
): Promise<void> {
  const { count } = await db.selectFrom('submissions').select(({ fn }) => fn.countAll<number>().as('count'))
    .where('system', '=', system).where('subject', '=', subject).where('state', 'in', waitingStates).where('action',
      '=', FILED).executeTakeFirstOrThrow()
  // It is among them already.
  if (count > mostWaiting) {
    throw new SatuError('payload_too_large',
      `As many files for this record are on their way as may be: ${mostWaiting}. Send it when one of them has arrived.`,
      { stage: 'journal' })
  }
  await db.insertInto('submission_files').values({ submission_id: id, media_type: mediaType, content }).execute()
}

/**
 * What was written, as the adapter's writer takes it; undefined when its file is not there. @throws SatuError
 * store_unavailable
 */
export async function bodyOf(store: Store, { id, action, body }: Submission): Promise<unknown> {
  const written = JSON.parse(body) as object
  if (action !== FILED) return written
  const file = await store.read(db =>
    db.selectFrom('submission_files').select(['media_type', 'content']).where('submission_id', '=', id)
      .executeTakeFirst()
  )
  return file && { ...written, ...file }
}

/** A write that has ended needs its file no more: its system has it, or nobody will. */
export async function forgetFile(db: Db, { id, action, state }: Submission): Promise<void> {
  if (action === FILED && state !== 'parked')
    await db.deleteFrom('submission_files').where('submission_id', '=', id).execute()
}
