import t from 'tap'
import { createRowClaims } from '../../../src/platform/jobs/row-claims.ts'
import { until } from '../../services/wait.ts'
import { startJobs } from '../../suites/jobs.ts'
import { overEachStore, sqlitePlace } from '../../suites/stores.ts'

t.test('what was taken anew is not let go of by an earlier attempt', async t => {
  const store = await (await sqlitePlace(t)).open()
  const leases = createRowClaims({ store, jobs: startJobs(t, store), table: 'submissions' })
  const first = leases.hold('sub-1')
  t.ok(leases.holds('sub-1'))
  const second = leases.hold('sub-1')
  first()
  t.ok(leases.holds('sub-1'), 'the second has it still')
  second()
  t.notOk(leases.holds('sub-1'))
  t.notOk(leases.holds('sub-2'))
})

overEachStore(async (t, place) => {
  const store = await place.open()
  const now = Date.now()
  const add = (id: string, owner: string): Promise<unknown> =>
    store.write(db =>
      db.insertInto('subscriptions').values({
        id,
        consumer: 'app',
        url: 'https://hooks.example.go.id/',
        description: null,
        types: null,
        system: null,
        resource: null,
        subject: null,
        scopes: '[]',
        secrets: '[]',
        status: 'active',
        cause: null,
        behind: null,
        created_at: now,
        changed_at: now,
        due_at: null,
        not_before: 0,
        failures: 0,
        succeeded_at: null,
        lease_owner: owner,
        lease_until: now + 1_000
      }).execute()
    )
  const leaseOf = (id: string): Promise<number> =>
    store.read(async db =>
      (await db.selectFrom('subscriptions').select('lease_until').where('id', '=', id).executeTakeFirstOrThrow())
        .lease_until
    )

  t.test('what is held is said again, and what another has taken over is not held any more', async t => {
    const leases = createRowClaims({ store, jobs: startJobs(t, store), table: 'subscriptions' })
    await add('whk-mine', leases.owner)
    await add('whk-lost', 'another process')
    leases.hold('whk-mine')
    leases.hold('whk-lost')
    t.ok(leases.holds('whk-lost'), 'it does not know yet')
    await until(async () => await leaseOf('whk-mine') > now + 1_000, { what: 'a lease that is said again' })
    await until(() => !leases.holds('whk-lost'), { what: 'a lease that is lost' })
    t.ok(leases.holds('whk-mine'))
    t.equal(await leaseOf('whk-lost'), now + 1_000)
  })
})
