import { Kysely, PostgresDialect, sql } from 'kysely'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { SatuError } from '../../errors.ts'
import type { Engine } from './engine.ts'
import { createGroupCommit } from './group-commit.ts'
import { migrate, type MigrationOptions, NewerStore } from './migrations/index.ts'
import { createLazyDialect, createSqliteDialect } from './sqlite.ts'
import { storeFaultOf, unavailable } from './store-faults.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>

/**
 * The durable store: what was accepted, what happened, who saw what. SQLite in a file, or PostgreSQL for a hub of
 * several machines; the same code over both. Times are ms since 1970, JSON is text.
 */
export interface Store {
  readonly engine: Engine
  /** @throws SatuError store_unavailable when the store cannot answer */
  read<T>(work: (db: Db) => Promise<T>): Promise<T>
  /**
   * Runs a unit of work in a transaction; resolves when it is on the disk. A unit that throws leaves nothing behind. It
   * may wait for its queries only: on SQLite others share its transaction, and it may be run again.
   * @throws SatuError store_unavailable when the store cannot take it; nothing of it was kept
   */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>
  state(): StoreState
  /** Waits for what is being written. */
  close(): Promise<void>
}

export interface StoreState {
  engine: Engine
  /**
   * `failed` since the last write, or a read before any write, came to nothing; until one of the same kind works again.
   */
  state: 'ready' | 'starting' | 'failed'
  /** The disk was full at the last write. */
  isFull: boolean
  /** ms since 1970 */
  since: number
}

export interface StoreOptions extends Pick<MigrationOptions, 'migrations' | 'known'> {
  /** `postgres://...`; SQLite in the data directory when undefined. */
  url?: string | undefined
  dataDir: string
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** Connections to PostgreSQL. Default 10. */
  connections?: number
}

/** PostgreSQL's type of times and counts, which all fit a double. */
const INT8 = 20
/** For a connection to be made, or for one of those there are to come free. */
const CONNECT_MS = 5_000
/** How long the start waits for a server. */
const PATIENCE_MS = 2_000
const STATEMENT_MS = 10_000
/** What failed after so long was under way while this process stood still: the driver ends it sooner. */
const STALLED_MS = STATEMENT_MS + 2_000
/** How often a store that takes no writes is tried, when nobody else writes. */
const TRY_MS = 2_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000

/**
 * Opens the store and brings its tables up to date.
 * @throws Error when the store was written by a newer hub, or the SQLite file cannot be opened. A PostgreSQL that is
 *   down is waited for in the background, and until it is there every call is a `store_unavailable`; if it is found to
 *   be of a newer hub then, an uncaught error ends the process
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  return options.url === undefined ? openSqlite(options) : openPostgres({ ...options, url: options.url })
}

async function openSqlite({ dataDir, log, migrations, known }: StoreOptions): Promise<Store> {
  const path = join(dataDir, 'satu.db')
  const { dialect, changes } = createSqliteDialect(path)
  const writer = new Kysely<Tables>({ dialect })
  await migrate(writer as unknown as Kysely<never>, { engine: 'sqlite', migrations, known }).catch(
    async (error: unknown) => {
      await writer.destroy()
      throw new Error(`the store ${path} cannot be used: ${(error as Error).message}`, { cause: error })
    }
  )
  // A statement that may be taken back copies each page that it changes: into memory, not into a file of its own. And
  // what
  // is in the log goes into the file every 16 MiB, not every 4: the same pages change again and again.
  await sql`pragma temp_store = memory`.execute(writer)
  await sql`pragma wal_autocheckpoint = 4000`.execute(writer)
  // A connection of its own: who reads sees only what is on the disk, and waits for nobody.
  const reader = new Kysely<Tables>({ dialect: createLazyDialect(path) })
  const group = createGroupCommit(writer, changes)
  const write: Store['write'] = work => watch.through('write', () => group.write(work))
  const watch = createWatch('sqlite', log, () => write(tryToWrite))
  watch.ready()
  return {
    engine: 'sqlite',
    read: work => watch.through('read', () => work(reader)),
    write,
    state: watch.state,
    async close() {
      watch.close()
      await group.idle()
      await Promise.all([writer.destroy(), reader.destroy()])
    }
  }
}

async function openPostgres(
  { url, log, migrations, known, connections = 10 }: StoreOptions & { url: string }
): Promise<Store> {
  const { Pool, types } = (await import('pg')).default
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_MS,
    // A server that does not answer must not hold a request for ever, on either side of the wire.
    statement_timeout: STATEMENT_MS,
    query_timeout: STATEMENT_MS + 1_000,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    application_name: 'satu',
    keepAlive: true,
    types: {
      getTypeParser: ((
        oid: number,
        format?: 'text'
      ) => (oid === INT8 ? Number : types.getTypeParser(oid, format))) as typeof types.getTypeParser
    }
  })
  // A connection that breaks is no reason to fall: the call that has it fails, and the next one opens another. The pool
  // listens to those that are idle alone; one that breaks between two statements of a transaction is heard here.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const watch = createWatch('postgres', log, () => write(tryToWrite))
  let closed = false
  let wake = (): void => {}

  async function prepare(): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; !closed; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await watch.through('write', () =>
          migrate(db as unknown as Kysely<never>, { engine: 'postgres', migrations, known }))
        return watch.ready()
      } catch (error) {
        if (error instanceof NewerStore) throw error
        if (!(error instanceof SatuError) && !closed)
          log.error({ detail: (error as Error).message }, 'the tables of the store cannot be brought up to date')
      } finally {
        tried()
      }
      await new Promise<void>(resolve => {
        wake = resolve
        setTimeout(resolve, pause).unref()
      })
    }
  }
  let tried = (): void => {}
  const firstTry = new Promise<void>(resolve => {
    tried = resolve
  })
  let refusal: Error | undefined
  let isOpen = false
  let preparing: Promise<void> | undefined = prepare().catch((error: unknown) => {
    refusal = new Error(`the store cannot be used: ${(error as Error).message}`, { cause: error })
    if (isOpen) setImmediate(fail, refusal)
  }).finally(() => {
    preparing = undefined
  })
  // The first look decides whether the start says that it is there; a server that is down delays nobody.
  await new Promise<void>(resolve => {
    const patience = setTimeout(resolve, PATIENCE_MS)
    void firstTry.then(() => {
      clearTimeout(patience)
      // What it came to is known a moment later.
      setImmediate(resolve)
    })
  })
  if (refusal !== undefined) {
    await db.destroy()
    throw refusal
  }
  isOpen = true

  const through = <T>(kind: Kind, work: () => Promise<T>): Promise<T> => {
    if (preparing !== undefined || refusal !== undefined)
      return Promise.reject(unavailable({ isFull: false }, undefined))
    return watch.through(kind, work)
  }
  const write: Store['write'] = work => through('write', () => db.transaction().execute(work))
  return {
    engine: 'postgres',
    read: work => through('read', () => work(db)),
    write,
    state: watch.state,
    async close() {
      closed = true
      watch.close()
      wake()
      await preparing
      await db.destroy()
    }
  }
}

function fail(error: Error): never {
  throw error
}

type Kind = 'read' | 'write'

interface Watch {
  through<T>(kind: Kind, work: () => Promise<T>): Promise<T>
  ready(): void
  state(): StoreState
  close(): void
}

/**
 * Turns faults of the store into the hub's error, and tells the operators once when it fails and once when it is back.
 * What can be read may not be written, as on a full disk: only a write tells that writes work again, and when nobody
 * else writes one is tried.
 */
function createWatch(engine: Engine, log: StoreOptions['log'], tryAgain: () => Promise<unknown>): Watch {
  let now: StoreState = { engine, state: 'starting', isFull: false, since: Date.now() }
  let broken: Kind = 'read'
  let timer: NodeJS.Timeout | undefined
  const worked = (): void => {
    clearInterval(timer)
    timer = undefined
    if (now.state === 'failed') log.info({ engine }, 'the store works again')
    if (now.state !== 'ready') now = { engine, state: 'ready', isFull: false, since: Date.now() }
  }
  const failed = (kind: Kind, isFull: boolean, error: unknown): void => {
    if (now.state !== 'failed') broken = kind
    if (now.state !== 'failed' || now.isFull !== isFull) {
      log.error({ engine, full: isFull, cause: nameOf(error) },
        'the store fails: no write is accepted until it works again')
      now = { engine, state: 'failed', isFull, since: Date.now() }
    }
    if (kind === 'read') return
    broken = 'write'
    timer ??= setInterval(() => {
      tryAgain().catch(() => {})
    }, TRY_MS).unref()
  }
  return {
    async through(kind, work) {
      const began = performance.now()
      try {
        const result = await work()
        if (now.state === 'failed' && (kind === 'write' || broken === 'read')) worked()
        return result
      } catch (error) {
        const fault = storeFaultOf(error)
        if (fault === undefined) throw error
        // Whether the store works is not known of it: the next one tells.
        if (performance.now() - began < STALLED_MS) failed(kind, fault.isFull, error)
        throw unavailable(fault, error)
      }
    },
    ready: worked,
    state: () => now,
    close: () => {
      clearInterval(timer)
    }
  }
}

/** A row of the store's own: without one nothing would have to be put on the disk. */
async function tryToWrite(db: Db): Promise<void> {
  const row = { name: 'store', value: 'works', by: 'hub', at: Date.now() }
  await db.insertInto('switches').values(row).onConflict(conflict => conflict.column('name').doUpdateSet(row)).execute()
}

/** What can be told of an error: its code, or its name. Messages may quote what was written. */
function nameOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown'
}
