import { Client } from 'pg'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import type { Store } from '../../src/platform/store/database.ts'
import { postgres } from '../services.ts'
import { until } from '../services/wait.ts'
import { testFolder } from './folder.ts'
import { openWholeStore } from './open-store.ts'

/** A durable store of the test's own, which several can open at once, as processes of one hub do. */
export interface StorePlace {
  engine: Store['engine']
  /** What `openWholeStore` needs. */
  options: { url?: string; dataDir: string }
  /** Opens it; closed with the test. */
  open(): Promise<Store>
}

export const silent = pino({ level: 'silent' })

let databases = 0

export async function sqlitePlace(t: Test): Promise<StorePlace> {
  return placeOf(t, 'sqlite', { dataDir: testFolder() })
}

export async function postgresPlace(t: Test): Promise<StorePlace> {
  const server = await postgres()
  const name = `satu_store_${process.pid}_${databases++}`
  await ask(server, `create database ${name}`)
  t.teardown(() => ask(server, `drop database ${name} with (force)`))
  const url = new URL(server)
  url.pathname = `/${name}`
  return placeOf(t, 'postgres', { dataDir: testFolder(), url: url.href })
}

const places = { sqlite: sqlitePlace, postgres: postgresPlace }

/** The same tests over SQLite and over PostgreSQL; `together` for tests that wait most of their time. */
export function overEachStore(
  test: (t: Test, place: StorePlace) => Promise<void>,
  { together = false }: { together?: boolean } = {}
): void {
  if (together) t.jobs = Object.keys(places).length
  for (const [engine, make] of Object.entries(places)) {
    void t.test(`over ${engine}`, { buffered: together }, async t => {
      await test(t, await make(t))
    })
  }
}

function placeOf(t: Test, engine: Store['engine'], options: StorePlace['options']): StorePlace {
  return {
    engine,
    options,
    async open() {
      const store = await openWholeStore({ ...options, log: silent })
      t.teardown(() => store.close())
      // The start waits for a busy server no longer than two seconds.
      await until(() => store.state().state === 'ready', { what: 'the store' })
      return store
    }
  }
}

async function ask(server: string, statement: string): Promise<void> {
  const client = new Client(server)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
