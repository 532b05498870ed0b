import { type Kysely, sql } from 'kysely'

/**
 * Who works at what in the background, and when it is due again. What the features noted of it themselves is carried
 * over, so that nothing is done anew only because the hub was updated. Their own columns and `alert_duty` stay: a hub
 * of several machines is updated one by one, and the others still use them.
 */
export async function createJobLeases(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('job_leases')
    .addColumn('name', 'text', column => column.primaryKey())
    .addColumn('holder', 'text')
    .addColumn('fence', 'bigint', column => column.notNull())
    .addColumn('until', 'bigint', column => column.notNull())
    .addColumn('due_at', 'bigint', column => column.notNull().defaultTo(0))
    .addColumn('ran_at', 'bigint')
    .addColumn('succeeded_at', 'bigint')
    .addColumn('failures', 'integer', column => column.notNull().defaultTo(0))
    .addColumn('cause', 'text')
    .execute()
  const known = new Set((await db.introspection.getTables()).map(({ name }) => name))
  for (const [table, copied] of Object.entries(earlier))
    if (known.has(table))
      await sql`insert into job_leases (name, fence, until, due_at, succeeded_at) ${copied}`.execute(db)
}

/** When each was due, by the table that knew it: where the feature was on. */
const earlier = {
  event_watches: sql`select 'event-watch ' || system || ' ' || resource, 0, 0, due_at, null
    from event_watches where system <> ''`,
  mirror_walks: sql`select 'mirror-walk ' || system || ' ' || resource, 0, 0, due_at, walked_at from mirror_walks`,
  disagreement_passes: sql`select name, 0, 0, due_at, null from
    (select 'disagreements' as name, due_at from disagreement_passes where name = 'ledger') as pass`,
  succession_passes: sql`select 'shadow-comparison ' || succession, 0, 0, begun_at + 86400000, ended_at
    from succession_passes where outcome in ('whole', 'cut')`
}
