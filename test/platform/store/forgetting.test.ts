import { sql } from 'kysely'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Db, Store } from '../../../src/platform/store/database.ts'
import { forgetting } from '../../../src/platform/store/forgetting.ts'
import type { SubmissionState } from '../../../src/platform/store/tables.ts'
import { openWholeStore } from '../../suites/open-store.ts'
import { overEachStore, silent, sqlitePlace } from '../../suites/stores.ts'

const LONG_AGO = 1_700_000_000_000
const NOW = LONG_AGO + 1_000_000

/** A write with one step, which changed last at a time. */
async function add(
  db: Db,
  id: string,
  state: SubmissionState,
  changed_at: number,
  description = 'Lampu mati'
): Promise<void> {
  await db.insertInto('submissions').values({
    id,
    consumer: 'app',
    request_id: 'r',
    resource: 'complaints',
    action: 'create',
    system: 'a',
    subject: id,
    record_key: null,
    body: JSON.stringify({ description }),
    state,
    attempts: 1,
    sent_at: 0,
    due_at: LONG_AGO,
    lease_owner: null,
    lease_until: 0,
    accepted_at: LONG_AGO,
    changed_at,
    delivered_at: null,
    made_key: null,
    reference: null,
    problem: null
  }).execute()
  await db.insertInto('submission_transitions').values({ submission_id: id, at: changed_at, from_state: null,
    to_state: state, cause: 'test', by: 'hub' }).execute()
}
const bodies = async (store: Store): Promise<string[]> =>
  (await store.read(db => db.selectFrom('submissions').select(['id', 'body']).orderBy('id').execute())).map((
    { id, body }
  ) => `${id} ${body === '' ? 'forgotten' : 'kept'}`)

overEachStore(async (t, place) => {
  const store = await place.open()
  t.beforeEach(() =>
    store.write(async db => {
      for (const table of ['submissions', 'submission_transitions', 'idempotency_keys'] as const)
        await db.deleteFrom(
          table
        ).execute()
    })
  )

  t.test('what was written is forgotten once it has ended for so long, and never on its way', async t => {
    await store.write(async db => {
      for (const state of ['accepted', 'delivering', 'uncertain', 'parked', 'delivered', 'rejected',
        'abandoned'] as const) await add(db, state, state, LONG_AGO)
      await add(db, 'lately', 'delivered', NOW)
    })
    t.equal(await forgetting.submissionBodies(store, NOW, 100), 3)
    t.same(await bodies(store), ['abandoned forgotten', 'accepted kept', 'delivered forgotten', 'delivering kept',
      'lately kept', 'parked kept', 'rejected forgotten', 'uncertain kept'])
    t.equal(await forgetting.submissionBodies(store, NOW, 100), 0, 'once')
  })

  t.test('a write is forgotten with its steps, and those on their way are not', async t => {
    await store.write(async db => {
      for (const state of ['delivered', 'parked', 'rejected'] as const) await add(db, state, state, LONG_AGO)
      await add(db, 'lately', 'delivered', NOW)
    })
    t.equal(await forgetting.submissions(store, NOW, 100), 2)
    t.same(await bodies(store), ['lately kept', 'parked kept'])
    const steps = await store.read(db =>
      db.selectFrom('submission_transitions').select('submission_id').orderBy('submission_id').execute()
    )
    t.same(steps.map(({ submission_id: id }) => id), ['lately', 'parked'])
  })

  t.test('an idempotency key is forgotten when it has ended', async t => {
    await store.write(async db => {
      for (const [consumer, key, expires_at] of [['app', 'old', NOW - 1], ['app', 'new', NOW], ['other', 'old',
        NOW + 1]] as const)
      {
        await db.insertInto('idempotency_keys').values({ consumer, key, fingerprint: 'f', submission_id: 's',
          running_until: 0, expires_at }).execute()
      }
    })
    t.equal(await forgetting.idempotencyKeys(store, NOW, 100), 1)
    const left = await store.read(db =>
      db.selectFrom('idempotency_keys').select(['consumer', 'key']).orderBy('consumer').execute()
    )
    t.same(left.map(({ consumer, key }) => `${consumer} ${key}`), ['app new', 'other old'])
  })

  t.test('acts of operators and past maintenances are forgotten by their age; what is to come stays', async t => {
    const act = { action: 'system.pause', consumer: 'desk', caller: 'app', request_id: 'r', result: 'done', system: 'a',
      target: null, person: null, reason: 'x', detail: null, code: null, ended_at: null } as const
    const planned = { system: 'a', message_id: 'x', message_en: 'x', reason: 'x', by: 'desk', at: LONG_AGO,
      begins_at: LONG_AGO }
    await store.write(async db => {
      await db.insertInto('operator_actions').values([{ ...act, at: LONG_AGO }, { ...act, at: NOW }]).execute()
      await db.insertInto('maintenances').values([{ ...planned, ends_at: LONG_AGO + 1 }, { ...planned, ends_at: NOW }])
        .execute()
    })
    t.same([await forgetting.operatorActions(store, NOW, 100), await forgetting.maintenances(store, NOW, 100)], [1, 1])
    const [actions, maintenances] = await store.read(db =>
      Promise.all([db.selectFrom('operator_actions').select('at').execute(),
        db.selectFrom('maintenances').select('ends_at').execute()])
    )
    t.same([actions, maintenances], [[{ at: NOW }], [{ ends_at: NOW }]])
  })

  t.test('no more than asked for are forgotten at once', async t => {
    await store.write(async db => {
      for (let i = 0; i < 7; i++) await add(db, `s${i}`, 'delivered', LONG_AGO + i)
    })
    t.equal(await forgetting.submissionBodies(store, NOW, 3), 3)
    t.equal((await bodies(store)).filter(one => one.endsWith('forgotten')).length, 3)
    t.equal(await forgetting.submissions(store, NOW, 5), 5)
    t.equal((await bodies(store)).length, 2)
  })

  if (place.engine === 'postgres') {
    t.test('while one process forgets, another leaves it to that one', async t => {
      await store.write(db => add(db, 'a', 'delivered', LONG_AGO))
      const other = await place.open()
      await other.write(async db => {
        await sql`select pg_advisory_xact_lock(7324602)`.execute(db)
        t.equal(await forgetting.submissionBodies(store, NOW, 100), undefined)
      })
      t.equal(await forgetting.submissionBodies(store, NOW, 100), 1)
    })
  } else {
    t.test('nothing of what was written is left on the disk', async t => {
      const own = await sqlitePlace(t)
      const other = await openWholeStore({ ...own.options, log: silent })
      await other.write(async db => {
        for (let i = 0; i < 50; i++) await add(db, `s${i}`, 'delivered', LONG_AGO, `Lampu mati ${'x'.repeat(i * 200)}`)
      })
      t.equal(await forgetting.submissionBodies(other, NOW, 100), 50)
      t.ok((await bodies(other)).every(one => one.endsWith('forgotten')))
      await other.close()
      t.notOk(
        readdirSync(own.options.dataDir).some(file =>
          readFileSync(join(own.options.dataDir, file)).includes('Lampu mati')
        )
      )
    })

    t.test('what is old is found without looking at the rest', async t => {
      type Plan = { detail: string }
      const indexes = await Promise.all([
        sql<Plan>`explain query plan select seq from submissions
          where body <> '' and state in ('a', 'b') and changed_at < 1 limit 5`,
        sql<Plan>`explain query plan select id from submissions where state in ('a', 'b') and changed_at < 1 limit 5`,
        sql<Plan>`explain query plan select consumer, key from idempotency_keys where expires_at < 1 limit 5`
      ].map(async plan => (await store.read(db => plan.execute(db))).rows.map(({ detail }) => detail)))
      t.match(indexes, [
        [/INDEX submissions_with_body \(state=\? AND changed_at<\?\)/],
        [/INDEX submissions_by_end \(state=\? AND changed_at<\?\)/],
        [/INDEX idempotency_keys_by_end/]
      ])
    })
  }
})
