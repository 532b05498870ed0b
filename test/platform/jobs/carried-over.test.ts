import { type Kysely, sql } from 'kysely'
import { createJobLeases } from '../../../src/platform/store/migrations/job-leases.ts'
import { overEachStore } from '../../suites/stores.ts'

overEachStore(async (t, place) => {
  const store = await place.open()

  t.test('what version 0.1 knew of when things are due is carried over, once', async t => {
    await store.write(async db => {
      await db.schema.dropTable('job_leases').execute()
      await sql`insert into event_watches (system, resource, due_at, lease_until)
        values ('lapor', 'complaints', 5, 0), ('', 'systems', 6, 0)`.execute(db)
      await createJobLeases(db as unknown as Kysely<never>)
    })
    const rows = await store.read(db =>
      db.selectFrom('job_leases').select(['name', 'due_at', 'until', 'fence']).execute()
    )
    t.match(rows.find(({ name }) => name === 'event-watch lapor complaints'), { due_at: 5, until: 0, fence: 0 })
    t.notOk(rows.some(({ name }) => name.includes('systems')))
  })
})
