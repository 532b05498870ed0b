import { type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { makePrivate } from './file-modes.ts'

/** Of statements: those of the hub are few, and the same ones come again and again. */
const REMEMBERED_STATEMENTS = 200

/** How long one waits for another that writes. */
const BUSY_MS = 5_000
const AGAIN_MS = 10
/** Of its result codes (https://sqlite.org/rescode.html). */
const SQLITE_BUSY = 5

/**
 * Opens a SQLite file for writing; several processes may do so at the same moment. Each commit is on the disk when it
 * returns (WAL, synchronous FULL), and what is deleted is overwritten: forgotten means gone. Its owner alone reads it.
 * @throws Error of `node:sqlite` when the file cannot be opened or is none, or when others can read it
 */
export function openSqliteFile(path: string): DatabaseSync {
  makePrivate(path)
  const db = new DatabaseSync(path, { timeout: BUSY_MS })
  try {
    useWal(db)
    db.exec('pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on')
  } catch (error) {
    db.close()
    throw error
  }
  return db
}

/** The one change for which SQLite does not wait: of two who open a new file, the second finds it locked. */
function useWal(db: DatabaseSync): void {
  for (const deadline = Date.now() + BUSY_MS;;) {
    try {
      db.exec('pragma journal_mode = wal')
      return
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, AGAIN_MS)
    }
  }
}

/**
 * A connection to a SQLite file for Kysely, and how many rows were ever changed through it. @throws Error see
 * `openSqliteFile`
 */
export function createSqliteDialect(path: string): { dialect: SqliteDialect; changes(): number } {
  const db = openSqliteFile(path)
  const counter = db.prepare('select total_changes() as changes')
  return { dialect: new SqliteDialect({ database: adapt(db) }), changes: () => counter.get()?.['changes'] as number }
}

/**
 * The same for one that may never be used: Kysely closes only what it has used, and a file that stays open keeps its
 * log.
 */
export function createLazyDialect(path: string): SqliteDialect {
  return new SqliteDialect({ database: () => Promise.resolve(adapt(openSqliteFile(path))) })
}

function isBusy(error: unknown): boolean {
  const { errcode } = error as { errcode?: unknown }
  // The low byte is the code, the rest says more about it.
  return typeof errcode === 'number' && (errcode & 255) === SQLITE_BUSY
}

function adapt(db: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => {
      db.close()
    },
    prepare(text) {
      const known = statements.get(text)
      if (known !== undefined) return known
      const statement = adaptStatement(db.prepare(text))
      // A transaction's own words, and what is prepared once, need not be kept.
      if (statements.size >= REMEMBERED_STATEMENTS) statements.clear()
      statements.set(text, statement)
      return statement
    }
  }
}

function adaptStatement(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]): SQLInputValue[] => parameters as SQLInputValue[]
  return {
    reader: statement.columns().length > 0,
    all: parameters => statement.all(...values(parameters)),
    iterate: parameters => statement.iterate(...values(parameters)),
    run(parameters) {
      const { changes, lastInsertRowid } = statement.run(...values(parameters))
      return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) }
    }
  }
}
