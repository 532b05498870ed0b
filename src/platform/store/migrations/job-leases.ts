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
  await sql`insert into job_leases (name, fence, until, due_at)
    select 'event-watch ' || system || ' ' || resource, 0, 0, due_at from event_watches where system <> ''`.execute(db)
  await sql`insert into job_leases (name, fence, until, due_at, succeeded_at)
    select 'mirror-walk ' || system || ' ' || resource, 0, 0, due_at, walked_at from mirror_walks`.execute(db)
  await sql`insert into job_leases (name, fence, until, due_at)
    select 'disagreements', 0, 0, due_at from disagreement_passes where name = 'ledger'`.execute(db)
}
