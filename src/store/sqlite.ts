import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely'

/** Of statements: those of the hub are few, and the same ones come again and again. */
const REMEMBERED_STATEMENTS = 200

/**
 * A connection to a SQLite file for Kysely. Each commit is on the disk when it returns (WAL, synchronous FULL), and what is
 * deleted is overwritten: forgotten means gone.
 * @throws Error of `node:sqlite` when the file cannot be opened or is none
 */
export function createSqliteDialect(path: string): SqliteDialect {
  const db = new DatabaseSync(path)
  try {
    db.exec('pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on')
  } catch (error) {
    db.close()
    throw error
  }
  return new SqliteDialect({ database: adapt(db) })
}

function adapt(db: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => { db.close() },
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
