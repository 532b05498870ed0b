import { sql } from 'kysely'
import t from 'tap'
import { features } from '../../../src/features.ts'
import { migrationsOf } from '../../../src/features/feature.ts'
import { checkStore } from '../../../src/platform/store/backup.ts'
import { type Db, openStore, type Store } from '../../../src/platform/store/database.ts'
import { coreMigrationNames, type MigrationSteps } from '../../../src/platform/store/migrations/index.ts'
import { overEachStore, silent, sqlitePlace, type StorePlace } from '../../suites/stores.ts'

const all = migrationsOf(features)
const without = (name: string): MigrationSteps => migrationsOf(features.filter(feature => feature.name !== name))
const known = Object.keys(all)

const open = ({ options }: StorePlace, migrations: MigrationSteps, names?: readonly string[]): Promise<Store> =>
  openStore({ ...options, log: silent, migrations, known: names })
const taken = async (store: Store): Promise<string[]> =>
  (await store.read(db => sql<{ name: string }>`select name from kysely_migration order by name`.execute(db))).rows
    .map(({ name }) => name)
const countSubscriptions = (db: Db): Promise<unknown> =>
  db.selectFrom('subscriptions').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirst()
const subscribe = (db: Db): Promise<unknown> =>
  db.insertInto('subscriptions').values({ id: 'whk-a', consumer: 'app', url: 'https://app.example', description: null,
    types: null, system: null, resource: null, subject: null, scopes: '[]', secrets: '[]', status: 'active',
    cause: null, behind: null, created_at: 1, changed_at: 1, due_at: null, not_before: 0, failures: 0,
    succeeded_at: null, lease_owner: null, lease_until: 0 }).execute()

overEachStore(async (t, place) => {
  await t.test('a feature that is off has no table, and gets it when it is switched on', async t => {
    const off = await open(place, without('webhooks'), known)
    t.equal(off.state().state, 'ready')
    t.notOk((await taken(off)).includes('011 webhooks'))
    await t.rejects(off.read(countSubscriptions), /subscriptions/)
    await off.close()

    const on = await open(place, all, known)
    t.same(await taken(on), [...coreMigrationNames, ...known].toSorted())
    await on.write(subscribe)
    await on.close()
  })

  await t.test('switched off again, what it has kept stays until it is switched on', async t => {
    const off = await open(place, without('webhooks'), known)
    t.equal(off.state().state, 'ready')
    t.ok((await taken(off)).includes('011 webhooks'))
    await off.close()
    const on = await open(place, all)
    t.same(await on.read(countSubscriptions), { count: 1 })
    await on.close()
  })

  await t.test('without any feature the core has its tables', async t => {
    const bare = await open(place, {}, known)
    t.equal(bare.state().state, 'ready')
    await bare.write(db =>
      db.insertInto('event_watches').values({ system: 'a', resource: 'b', begun_at: null, high_water: null, as_of: null,
        due_at: 0, lease_owner: null, lease_until: 0, looked_at: 1 }).execute()
    )
    await bare.close()
  })

  await t.test('a step that neither the core nor a feature knows is of a newer hub', async t => {
    await t.rejects(open(place, without('webhooks'), known.filter(name => name !== '011 webhooks')),
      /has taken the step "011 webhooks", which this version of the hub does not know/)
    if (place.engine === 'sqlite') {
      const file = `${place.options.dataDir}/satu.db`
      t.doesNotThrow(() => checkStore(file, known))
      t.throws(() => checkStore(file, []), /written by a newer version of the hub \(011 webhooks, 013 facts/)
    }
  })
})

t.test('a store that took the steps of an earlier version opens', async t => {
  const place = await sqlitePlace(t)
  // `013 facts` made the column that `026 looks` makes today.
  const old = await open(place, all)
  await old.write(db => sql`delete from kysely_migration where name = '026 looks'`.execute(db))
  await old.close()
  const store = await open(place, all)
  t.teardown(() => store.close())
  t.equal(store.state().state, 'ready')
  t.ok((await taken(store)).includes('026 looks'))
})

t.test("a feature's step has no name of the core's", async t => {
  const place = await sqlitePlace(t)
  await t.rejects(open(place, { '001 journal': () => Promise.resolve(() => Promise.resolve()) }), /"001 journal"/)
})
