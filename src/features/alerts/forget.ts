import { forgetAlone } from '../../platform/store/forgetting.ts'

/** Forgets alerts that were over before then, and silences. */
export const forgetAlerts = forgetAlone(async (db, before, most) => {
  const old = await db.selectFrom('alerts').select('seq').where('resolved_at', '<', before).limit(most).execute()
  if (old.length > 0) await db.deleteFrom('alerts').where('seq', 'in', old.map(({ seq }) => seq)).execute()
  const silences = await db.selectFrom('alert_silences').select('seq').where('until_at', '<', before).limit(
    most - old.length
  ).execute()
  if (silences.length > 0)
    await db.deleteFrom('alert_silences').where('seq', 'in', silences.map(({ seq }) => seq)).execute()
  return old.length + silences.length
})

/** Forgets what became of messages about alerts, of those that came to their end before then. */
export const forgetNotices = forgetAlone(async (db, before, most) => {
  const old = await db.selectFrom('alert_notices').select('seq').where('status', 'in', ['sent', 'failed']).where(
    'changed_at',
    '<',
    before
  ).limit(most).execute()
  if (old.length > 0) await db.deleteFrom('alert_notices').where('seq', 'in', old.map(({ seq }) => seq)).execute()
  return old.length
})
