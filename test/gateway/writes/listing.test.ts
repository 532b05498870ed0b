import { readBacklog } from '../../../src/gateway/writes/backlog.ts'
import { keyDigest } from '../../../src/gateway/writes/idempotency.ts'
import { listSteps, listSubmissions, type SubmissionQuery } from '../../../src/gateway/writes/listing.ts'
import { addStep, type SubmissionState } from '../../../src/gateway/writes/submissions.ts'
import type { Db } from '../../../src/platform/store/database.ts'
import { rememberKeys } from '../../../src/platform/store/migrations/keys.ts'
import { overEachStore } from '../../suites/stores.ts'

const rows: [id: string, system: string, consumer: string, resource: string, state: SubmissionState][] = [
  ['1', 'a', 'app', 'complaints', 'delivered'],
  ['2', 'a', 'app', 'complaints', 'parked'],
  ['3', 'b', 'app', 'incidents', 'delivered'],
  ['4', 'b', 'kiosk', 'complaints', 'uncertain'],
  ['5', 'a', 'kiosk', 'complaints', 'accepted'],
  ['6', 'a', 'app', 'complaints', 'delivering']
]

async function add(db: Db, [id, system, consumer, resource, state]: (typeof rows)[number]): Promise<void> {
  await db.insertInto('submissions').values({
    id,
    consumer,
    request_id: 'r',
    resource,
    action: 'create',
    system,
    subject: id,
    record_key: null,
    body: '{"description":"x"}',
    state,
    attempts: 1,
    sent_at: 0,
    due_at: 0,
    lease_owner: null,
    lease_until: 0,
    accepted_at: Number(id),
    changed_at: 0,
    delivered_at: null,
    made_key: null,
    reference: null,
    problem: null
  }).execute()
}

overEachStore(async (t, place) => {
  const store = await place.open()
  await store.write(async db => {
    for (const row of rows) await add(db, row)
    for (let i = 0; i < 5; i++)
      await addStep(db, '1', { from: 'accepted', to: 'delivering', cause: `attempt ${i}`, by: 'hub', at: i })
    await addStep(db, '2', { from: null, to: 'accepted', cause: 'accepted', by: 'app', at: 0 })
  })
  const ids = async (query: Partial<SubmissionQuery> = {}): Promise<string> =>
    (await listSubmissions(store, { order: 'newest', limit: 10, after: undefined, ...query })).items.map(({ id }) => id)
      .join('')

  t.test('submissions are listed in the order in which they were accepted, newest or oldest first', async t => {
    t.equal(await ids(), '654321')
    t.equal(await ids({ order: 'oldest' }), '123456')
  })

  t.test('every filter leaves out what does not match, alone and with others', async t => {
    t.equal(await ids({ status: ['delivered', 'uncertain'] }), '431')
    t.equal(await ids({ status: ['parked', 'accepted'] }), '52')
    t.equal(await ids({ system: 'b' }), '43')
    t.equal(await ids({ resource: 'incidents' }), '3')
    t.equal(await ids({ consumer: 'kiosk' }), '54')
    t.equal(await ids({ system: 'a', consumer: 'app', status: ['delivered', 'parked', 'delivering'], order: 'oldest' }),
      '126')
    t.equal(await ids({ system: 'c' }), '')
  })

  t.test("a write is found by the key that its consumer sent it under, and by no other consumer's", async t => {
    await store.write(async db => {
      for (const [id, consumer] of [['8', 'app'], ['9', 'kiosk']] as const) {
        await add(db, [id, 'a', consumer, 'complaints', 'rejected'])
        await db.updateTable('submissions').set({ key_digest: keyDigest(consumer, 'lamp') }).where('id', '=', id)
          .execute()
      }
    })
    t.equal(await ids({ consumer: 'app', keyDigest: keyDigest('app', 'lamp') }), '8')
    t.equal(await ids({ consumer: 'app', keyDigest: keyDigest('app', 'lam') }), '')
    t.equal(await ids({ consumer: 'app', keyDigest: keyDigest('kiosk', 'lamp') }), '')
    await store.write(async db => void await db.deleteFrom('submissions').where('id', 'in', ['8', '9']).execute())
  })

  t.test('a store of before is told the digests of the keys that still hold', async t => {
    const db = await place.open()
    await db.write(async db => {
      await db.schema.dropIndex('submissions_by_key').execute()
      await db.schema.alterTable('submissions').dropColumn('key_digest').execute()
      const until = { fingerprint: 'f', running_until: 0, expires_at: 0 }
      await db.insertInto('idempotency_keys').values([{ consumer: 'app', key: 'first', submission_id: '1', ...until }, {
        consumer: 'kiosk',
        key: 'fourth',
        submission_id: '4',
        ...until
      }]).execute()
      await rememberKeys(db as never)
    })
    t.equal(await ids({ keyDigest: keyDigest('app', 'first') }), '1')
    t.equal(await ids({ keyDigest: keyDigest('kiosk', 'fourth') }), '4')
  })

  t.test('pages follow each other without a gap, whatever is accepted meanwhile', async t => {
    const first = await listSubmissions(store, { order: 'newest', limit: 4, after: undefined })
    await store.write(db => add(db, ['7', 'c', 'other', 'complaints', 'rejected']))
    const second = await listSubmissions(store, { order: 'newest', limit: 4, after: first.next })
    t.equal([...first.items, ...second.items].map(({ id }) => id).join(''), '654321')
    t.equal(second.next, undefined)
    t.equal((await listSubmissions(store, { order: 'oldest', limit: 7, after: undefined })).next, undefined,
      'a page that is full and the last')
  })

  t.test('a list holds nothing of what was written', async t => {
    const { items } = await listSubmissions(store, { order: 'newest', limit: 10, after: undefined })
    t.notOk(items.some(item => 'body' in item))
  })

  t.test('steps are those of one submission, in pages', async t => {
    const first = await listSteps(store, '1', { order: 'oldest', limit: 3, after: undefined })
    const second = await listSteps(store, '1', { order: 'oldest', limit: 3, after: first.next })
    t.same([...first.items, ...second.items].map(({ at }) => at), [0, 1, 2, 3, 4])
    t.equal(second.next, undefined)
    t.same((await listSteps(store, '1', { order: 'newest', limit: 2, after: undefined })).items.map(({ at }) => at), [4,
      3])
  })

  t.test('what waits is counted by system, with the age of the oldest', async t => {
    t.same(await readBacklog(store), new Map([
      ['a', { waiting: 2, uncertain: 0, parked: 1, oldestAt: 2 }],
      ['b', { waiting: 0, uncertain: 1, parked: 0, oldestAt: 4 }]
    ]))
  })
})
