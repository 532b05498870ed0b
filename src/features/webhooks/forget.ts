import { sql } from 'kysely'
import { forgetAlone } from '../../platform/store/forgetting.ts'

/**
 * Forgets what became of messages to receivers, of those that came to their end before then, and all of subscriptions
 * that are gone.
 */
export const forgetDeliveries = forgetAlone(async (db, before, most) => {
  const old = await db.selectFrom('webhook_deliveries').select(['subscription', 'event'])
    // As it stands in the index, which a parameter would not be known to be.
    .where('status', '<>', sql.lit('waiting')).where('changed_at', '<', before).limit(most).execute()
  const left = old.length === most ?
    [] :
    await db.selectFrom('webhook_deliveries').select(['subscription', 'event'])
      .where('subscription', 'not in', ({ selectFrom }) => selectFrom('subscriptions').select('seq')).limit(
        most - old.length
      ).execute()
  const rows = [...old, ...left]
  for (const subscription of new Set(rows.map(row => row.subscription))) {
    const events = rows.flatMap(row => (row.subscription === subscription ? [row.event] : []))
    await db.deleteFrom('webhook_deliveries').where('subscription', '=', subscription).where('event', 'in', events)
      .execute()
  }
  return rows.length
})
