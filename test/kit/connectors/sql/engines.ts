import { createConnection } from 'mysql2/promise'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Test } from 'tap'
import { mariadb, postgres } from '../../../services.ts'
import { startMariadb } from '../../../services/mariadb.ts'
import { startPostgres } from '../../../services/postgres.ts'
import { freePort } from '../../../services/wait.ts'
import { withParts } from './surroundings.ts'

/** A real database server, and how it says what every one can do. */
export interface Engine {
  name: string
  url(): Promise<string>
  /** Does what the connector cannot: makes tables, accounts, rows. */
  prepare(url: string, statements: readonly string[]): Promise<void>
  /** Starts one of its own, which comes back at the same place with its data. */
  own(t: Test): Promise<{ url: string; stop(): Promise<void>; start(): Promise<void> }>
  sql: {
    /** Takes this many seconds, and has the marker in its text. */
    sleep(seconds: number, marker: string): string
    /** Takes very long, and looks neither at its time nor whether anybody still waits. */
    work(marker: string): string
    /** Rows (n, t) from 1 to `count`, t of 100 bytes. */
    series(count: number): string
    /** How many others run a statement with the marker (`:marker`, with per cent signs). */
    running: string
    /** One text of so many bytes. */
    wide(bytes: number): string
    /** An account that may only log in. */
    account(name: string, password: string): string[]
    /** At most one connection of it. */
    limit(name: string): string
    /** Though an earlier run may still be in it. */
    dropDatabase(name: string): string
  }
  codes: { denied: string; full: string; noTable: string; noRight: string }
}

export const maria: Engine = {
  name: 'MariaDB',
  url: mariadb,
  async prepare(url, statements) {
    const connection = await createConnection(url)
    for (const statement of statements) await connection.query(statement)
    await connection.end()
  },
  own: t => own(t, startMariadb),
  sql: {
    sleep: (seconds, marker) => `SELECT SLEEP(${seconds}) AS ${marker}`,
    // SLEEP would end by itself when the connection does.
    work: marker => `SELECT BENCHMARK(4000000000, SHA2('x', 512)) AS ${marker}`,
    series: count => `SELECT seq AS n, REPEAT('x', 100) AS t FROM seq_1_to_${count}`,
    running:
      'SELECT COUNT(*) AS n FROM information_schema.processlist WHERE info LIKE :marker AND id <> CONNECTION_ID()',
    wide: bytes => `SELECT REPEAT('x', ${bytes}) AS t`,
    account: (name, password) => [`DROP USER IF EXISTS ${name}`, `CREATE USER ${name} IDENTIFIED BY '${password}'`],
    limit: name => `ALTER USER ${name} WITH MAX_USER_CONNECTIONS 1`,
    dropDatabase: name => `DROP DATABASE IF EXISTS ${name}`
  },
  codes: { denied: 'error 1045', full: 'error 1226', noTable: 'error 1146', noRight: 'error 1142' }
}

export const postgresql: Engine = {
  name: 'PostgreSQL',
  url: postgres,
  async prepare(url, statements) {
    const client = new Client(url)
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  },
  own: t => own(t, startPostgres),
  sql: {
    sleep: (seconds, marker) => `SELECT pg_sleep(${seconds}) AS ${marker}`,
    work: marker => `SELECT pg_sleep(600) AS ${marker}`,
    series: count => `SELECT n, repeat('x', 100) AS t FROM generate_series(1, ${count}) n`,
    running: `SELECT COUNT(*) AS n FROM pg_stat_activity WHERE query LIKE :marker AND state = 'active' AND pid <> ` +
      'pg_backend_pid()',
    wide: bytes => `SELECT repeat('x', ${bytes}) AS t`,
    account: (name, password) => [`DROP ROLE IF EXISTS ${name}`, `CREATE ROLE ${name} LOGIN PASSWORD '${password}'`],
    limit: name => `ALTER ROLE ${name} CONNECTION LIMIT 1`,
    dropDatabase: name => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`
  },
  codes: { denied: 'SQLSTATE 28P01', full: 'SQLSTATE 53300', noTable: 'SQLSTATE 42P01', noRight: 'SQLSTATE 42501' }
}

async function own(t: Test, begin: typeof startMariadb): ReturnType<Engine['own']> {
  const folder = mkdtempSync(join(tmpdir(), 'satu-own-'))
  // The server's account makes its data directory there.
  chmodSync(folder, 0o777)
  const place = { data: join(folder, 'data'), port: await freePort() }
  let running = await begin(place)
  t.teardown(async () => {
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    url: running.url,
    stop: () => running.stop(),
    async start() {
      running = await begin(place)
    }
  }
}

/** A database for one test file, and its URL. */
export async function databaseFor(engine: Engine, name: string, statements: readonly string[] = []): Promise<string> {
  const url = await engine.url()
  await engine.prepare(url, [engine.sql.dropDatabase(name), `CREATE DATABASE ${name}`])
  const database = withParts(url, { database: name })
  await engine.prepare(database, statements)
  return database
}
