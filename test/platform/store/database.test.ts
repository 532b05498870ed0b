import { sql } from 'kysely'
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import t, { type Test } from 'tap'
import type { Db, Store } from '../../../src/platform/store/database.ts'
import { startPostgres } from '../../services/postgres.ts'
import { freePort, until } from '../../services/wait.ts'
import { testFolder } from '../../suites/folder.ts'
import { openWholeStore } from '../../suites/open-store.ts'
import { overEachStore, postgresPlace, silent, sqlitePlace } from '../../suites/stores.ts'

const put = (name: string) => (db: Db): Promise<unknown> =>
  db.insertInto('switches').values({ name, value: 'on', by: 'test', at: 1_700_000_000_000 }).execute()
const names = async (store: Store): Promise<string[]> =>
  (await store.read(db => db.selectFrom('switches').select('name').orderBy('name').execute())).map(({ name }) => name)
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(() => undefined, (error: { code?: unknown }) => error.code)

overEachStore(async (t, place) => {
  const store = await place.open()
  const clean = (t: Test): void => {
    t.teardown(() => store.write(db => db.deleteFrom('switches').execute()))
  }

  t.test('what was written is there for whoever opens it next', async t => {
    clean(t)
    await store.write(put('a'))
    const other = await place.open()
    t.same(await names(other), ['a'])
    const { at } = await other.read(db => db.selectFrom('switches').selectAll().executeTakeFirstOrThrow())
    t.equal(at, 1_700_000_000_000, 'times stay numbers')
  })

  t.test('a unit that throws leaves nothing behind, and hurts no other', async t => {
    clean(t)
    const ends = await Promise.allSettled([
      store.write(put('one')),
      store.write(async db => {
        await put('two')(db)
        throw new Error('changed its mind')
      }),
      store.write(async db => {
        await put('three')(db)
        // Taken already: the database itself says no.
        await put('three')(db)
      }),
      store.write(put('four'))
    ])
    t.same(ends.map(({ status }) => status), ['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    t.match((ends[1] as PromiseRejectedResult).reason, { message: 'changed its mind' })
    t.not((ends[2] as PromiseRejectedResult).reason.code, 'store_unavailable', 'a mistake is none of the store')
    t.same(await names(store), ['four', 'one'])
  })

  t.test('a unit that has only looked and throws leaves its neighbours as they are', async t => {
    clean(t)
    let runs = 0
    const ends = await Promise.allSettled([
      store.write(async db => {
        runs++
        await put('one')(db)
      }),
      store.write(async db => {
        await db.selectFrom('switches').select('name').execute()
        throw new Error('found what it did not want')
      }),
      store.write(put('two'))
    ])
    t.same(ends.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled'])
    t.equal(runs, 1, 'nothing had to be taken back')
    t.same(await names(store), ['one', 'two'])
  })

  t.test('who has failed is not written when others have to be written anew', async t => {
    clean(t)
    let isFirst = true
    const ends = await Promise.allSettled([
      store.write(async db => {
        await db.selectFrom('switches').select('name').execute()
        if (isFirst) {
          isFirst = false
          throw new Error('at first')
        }
        await put('told that it failed')(db)
      }),
      store.write(put('stays')),
      store.write(async db => {
        await put('taken back')(db)
        throw new Error('changed its mind')
      })
    ])
    t.same(ends.map(({ status }) => status), ['rejected', 'fulfilled', 'rejected'])
    t.same(await names(store), ['stays'])
  })

  t.test('a unit alone that throws leaves nothing behind either', async t => {
    clean(t)
    await t.rejects(store.write(async db => {
      await put('alone')(db)
      throw new Error('no')
    }), { message: 'no' })
    await store.write(put('next'))
    t.same(await names(store), ['next'])
  })

  t.test('units see what those before them wrote', async t => {
    clean(t)
    const counts = await Promise.all(Array.from({ length: 20 }, (_, number) =>
      store.write(async db => {
        await put(`n${String(number).padStart(2, '0')}`)(db)
        const { count } = await db.selectFrom('switches').select(sql<number>`count(*)`.as('count'))
          .executeTakeFirstOrThrow()
        return count
      })))
    // On PostgreSQL each has a transaction of its own, and sees what was finished before it.
    if (place.engine === 'sqlite') t.same(counts, Array.from({ length: 20 }, (_, number) => number + 1))
    t.equal((await names(store)).length, 20)
  })

  t.test('many write at once, from two openers', async t => {
    clean(t)
    const other = await place.open()
    await Promise.all(
      Array.from({ length: 300 }, (_, number) => (number % 2 === 0 ? store : other).write(put(`m${number}`)))
    )
    t.equal((await names(store)).length, 300)
  })

  t.test('several bring the tables up to date at once', async t => {
    const stores = await Promise.all([place.open(), place.open(), place.open()])
    t.same(stores.map(other => other.state().state), ['ready', 'ready', 'ready'])
  })

  t.test('a store of a newer hub is refused', async t => {
    await store.write(db =>
      sql`insert into kysely_migration (name, timestamp) values ('999 future', '2099-01-01')`.execute(db)
    )
    t.teardown(() => store.write(db => sql`delete from kysely_migration where name = '999 future'`.execute(db)))
    await t.rejects(openWholeStore({ ...place.options, log: silent }), /cannot be used: .*999 future/)
  })
})

t.test('SQLite: a full file takes nothing more, says so, and works again when there is room', async t => {
  const place = await sqlitePlace(t)
  const said: string[] = []
  const note = (_fields: unknown, message?: string): void => {
    said.push(message ?? '')
  }
  const store = await openWholeStore({ ...place.options, log: { info: note, warn: note, error: note } as never })
  t.teardown(() => store.close())
  await store.write(db => sql`pragma max_page_count = 40`.execute(db)).catch(() => {})
  const big = (name: string) => (db: Db): Promise<unknown> =>
    db.insertInto('switches').values({ name, value: 'x'.repeat(20_000), by: 'test', at: 1 }).execute()
  const kept: string[] = []
  let refused: unknown
  for (let n = 0; refused === undefined && n < 100; n++) {
    // Several at once: all of a commit that found no room are refused.
    const ends = await Promise.allSettled([store.write(big(`a${n}`)), store.write(big(`b${n}`))])
    for (const [i, end] of ends.entries()) {
      if (end.status === 'fulfilled') kept.push(`${'ab'[i]}${n}`)
      else refused = end.reason
    }
  }
  t.match(refused, { code: 'store_unavailable', status: 503, message: /disk .* is full/ })
  t.match(store.state(), { state: 'failed', isFull: true })
  t.same(await names(store), kept.toSorted(), 'exactly what was acknowledged is there')
  t.match(store.state(), { state: 'failed', isFull: true }, 'that it can be read does not mean that it can be written')
  await store.write(db => sql`pragma max_page_count = 100000`.execute(db)).catch(() => {})
  await store.write(put('again'))
  t.match(store.state(), { state: 'ready', isFull: false })
  t.equal(said.length, 2, 'told once each')
})

t.test('PostgreSQL: what takes reads alone says so, and is found to take writes again when nobody writes', async t => {
  const { options } = await postgresPlace(t)
  const store = await openWholeStore({ ...options, log: silent })
  t.teardown(() => store.close())
  await store.write(put('a'))
  const server = new Client(options.url)
  await server.connect()
  t.teardown(() => server.end())
  const name = new URL(options.url ?? '').pathname.slice(1)
  // Whoever is connected keeps what it was told.
  const allow = async (writes: boolean): Promise<void> => {
    await server.query(`alter database ${name} set default_transaction_read_only = ${writes ? 'off' : 'on'}`)
    await server.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> ' +
        'pg_backend_pid()'
    )
  }
  await allow(false)
  await until(
    async () => await codeOf(store.write(put('b'))) === 'store_unavailable' && await codeOf(names(store)) === undefined,
    { what: 'a store that can be read alone' }
  )
  t.equal(await codeOf(store.write(put('c'))), 'store_unavailable')
  t.same(await names(store), ['a'])
  t.match(store.state(), { state: 'failed', isFull: false })
  await server.query('set default_transaction_read_only = off')
  await allow(true)
  await until(() => store.state().state === 'ready', { what: 'a store that takes writes' })
  await store.write(put('d'))
  t.match(await names(store), ['a', 'd'])
})

t.test('PostgreSQL: a connection that is cut between two statements fails that work alone', async t => {
  const { options } = await postgresPlace(t)
  const store = await openWholeStore({ ...options, log: silent })
  t.teardown(() => store.close())
  const server = new Client(options.url)
  await server.connect()
  t.teardown(() => server.end())
  const code = await codeOf(store.write(async db => {
    await put('cut')(db)
    await server.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> ' +
        'pg_backend_pid()'
    )
    // The connection breaks while nothing is asked of it.
    await until(async () => {
      const { rows } = await server.query(
        "select 1 from pg_stat_activity where datname = current_database() and application_name = 'satu'"
      )
      return rows.length === 0
    }, { what: 'a connection that is gone' })
    await new Promise(resolve => setImmediate(resolve))
    await put('after')(db)
  }))
  t.equal(code, 'store_unavailable')
  await until(async () => await codeOf(store.write(put('next'))) === undefined, { what: 'a store that takes writes' })
  t.same(await names(store), ['next'])
})

t.test('SQLite: a file that is none is named at the start', async t => {
  const dataDir = testFolder()
  writeFileSync(join(dataDir, 'satu.db'), 'This is not a database. '.repeat(100))
  await t.rejects(openWholeStore({ dataDir, log: silent }), /not a database/)
})

t.test('PostgreSQL: a server that is down delays no start, and is used when it comes', async t => {
  const port = await freePort()
  const dataDir = testFolder()
  const url = `postgres://postgres:only-for-tests@127.0.0.1:${port}/postgres`
  const store = await openWholeStore({ url, dataDir, log: silent })
  t.teardown(() => store.close())
  t.equal(await codeOf(store.write(put('x'))), 'store_unavailable')
  t.match(store.state(), { engine: 'postgres', state: 'failed' })
  const server = await startPostgres({ port })
  t.teardown(() => server.stop())
  await until(async () => await codeOf(store.write(put(`y${Date.now()}${Math.random()}`))) === undefined, {
    what: 'a write'
  })
  t.equal(store.state().state, 'ready')
  await server.stop()
  await until(
    async () => await codeOf(store.read(db => db.selectFrom('switches').selectAll().execute())) === 'store_unavailable',
    { what: 'a failure' }
  )
  t.equal(store.state().state, 'failed')
})

t.test('a SQLite file is for its owner alone, also in a folder that was there before', async t => {
  const dataDir = join(testFolder(), 'before')
  mkdirSync(dataDir, { mode: 0o755 })
  const files = ['satu.db', 'satu.db-wal', 'satu.db-shm']
  const modes = (): number[] => files.map(file => statSync(join(dataDir, file)).mode & 0o777)
  const first = await openWholeStore({ dataDir, log: silent })
  await first.write(put('a'))
  t.same(modes(), [0o600, 0o600, 0o600])
  // As an earlier version has left them.
  for (const file of files) chmodSync(join(dataDir, file), 0o644)
  const second = await openWholeStore({ dataDir, log: silent })
  t.same(modes(), [0o600, 0o600, 0o600], 'mended')
  t.same(await names(second), ['a'])
  await Promise.all([first.close(), second.close()])
})
