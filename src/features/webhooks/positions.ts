import type { Db, Store } from '../../platform/store/database.ts'

/** Up to which event all are in line for the subscriptions that go along together. */
const IN_LINE = 'webhooks'

/** Makes the position when there is none. */
export async function makePosition(db: Db, seq: number): Promise<void> {
  await db.insertInto('event_positions').values({ name: IN_LINE, seq }).onConflict(on => on.column('name').doNothing())
    .execute()
}

export async function readPosition(db: Db): Promise<number | undefined> {
  return (await db.selectFrom('event_positions').select('seq').where('name', '=', IN_LINE).executeTakeFirst())?.seq
}

/**
 * The position, held until the transaction ends: whoever moves it, or takes a subscription out of the line, is alone.
 * @returns undefined when another process has it and it is not waited for, or there is none
 */
export async function holdPosition(
  db: Db,
  engine: Store['engine'],
  { wait }: { wait: boolean }
): Promise<number | undefined> {
  const query = db.selectFrom('event_positions').select('seq').where('name', '=', IN_LINE)
  const held = engine !== 'postgres' ? query : wait ? query.forUpdate() : query.forUpdate().skipLocked()
  return (await held.executeTakeFirst())?.seq
}

export async function movePosition(db: Db, seq: number): Promise<void> {
  await db.updateTable('event_positions').set({ seq }).where('name', '=', IN_LINE).execute()
}
