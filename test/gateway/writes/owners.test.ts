import { createJournal } from '../../../src/gateway/writes/journal.ts'
import { keepOwners } from '../../../src/gateway/writes/owners.ts'
import type { Store } from '../../../src/platform/store/database.ts'
import { forgetting } from '../../../src/platform/store/forgetting.ts'
import { connect } from '../../suites/core/hub.ts'
import { startJobs } from '../../suites/jobs.ts'
import { overEachStore, silent } from '../../suites/stores.ts'

const NOW = 1_700_000_000_000

overEachStore(async (t, place) => {
  const store = await place.open()
  let looks = 0
  const counted: Store = { ...store, read: work => {
    looks++
    return store.read(work)
  } }
  const registry = connect([])
  const journal = createJournal({ jobs: startJobs(t, store), store: counted, registry: () => registry, log: silent,
    maxSends: 3, onSettled: async () => {}, onDelivered: () => {} })
  t.teardown(() => journal.stop())

  for (const [id, owners] of [['sub-1', ['a', 'a-nik']], ['sub-2', ['b']], ['sub-3', []], ['sub-4', ['a']]] as const) {
    await store.write(async db => {
      const row = await db.insertInto('submissions').values({
        id,
        consumer: 'app',
        request_id: 'r',
        resource: 'complaints',
        action: 'create',
        system: 's',
        subject: id,
        record_key: null,
        body: '{}',
        state: 'rejected',
        attempts: 1,
        sent_at: 0,
        due_at: NOW,
        lease_owner: null,
        lease_until: 0,
        accepted_at: NOW,
        changed_at: NOW,
        delivered_at: null,
        made_key: null,
        reference: null,
        problem: null
      }).returningAll().executeTakeFirstOrThrow()
      await keepOwners(db, row, owners)
    })
  }

  t.test('a write is found by those whose it is, and for others it is not there, at one look each', async t => {
    const look = async (id: string, owners?: readonly string[]): Promise<[string | undefined, number]> => {
      looks = 0
      const found = await journal.get(id, owners)
      return [found?.id, looks]
    }
    t.same(await look('sub-1', ['a']), ['sub-1', 1])
    t.same(await look('sub-1', ['x', 'a-nik']), ['sub-1', 1])
    t.same(await look('sub-2', ['a', 'a-nik']), [undefined, 1], "another's")
    t.same(await look('sub-3', ['a', 'a-nik']), [undefined, 1], "an application's")
    t.same(await look('sub-9', ['a', 'a-nik']), [undefined, 1], "nobody's")
    t.same(await look('sub-2'), ['sub-2', 1], 'whoever asks for no owner finds all')
  })

  t.test('a list of theirs has each once, in order, page by page', async t => {
    const ids = async (
      owners: readonly string[],
      after?: number,
      limit = 10
    ): Promise<[string[], number | undefined]> => {
      const { items, next } = await journal.list({ owners, order: 'newest', limit, after })
      return [items.map(({ id }) => id), next]
    }
    t.same((await ids(['a', 'a-nik']))[0], ['sub-4', 'sub-1'])
    const [page, next] = await ids(['a', 'a-nik'], undefined, 1)
    t.same([page, (await ids(['a', 'a-nik'], next, 1))[0]], [['sub-4'], ['sub-1']])
    t.same((await ids(['x']))[0], [])
    t.same((await ids([]))[0], [])
  })

  t.test('whose it was is forgotten with the write', async t => {
    await forgetting.submissions(store, NOW + 1, 100)
    t.same(await store.read(db => db.selectFrom('submission_owners').selectAll().execute()), [])
  })
})
