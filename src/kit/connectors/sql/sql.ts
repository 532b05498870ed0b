import type { Call } from '../../call.ts'
import { SystemFault } from '../../faults.ts'
import type { SystemTls } from '../../tls.ts'
import { currentLook } from '../../wire-look.ts'
import { type Dialect, readAddress } from './address.ts'
import type { Driver, DriverOptions, Session, SqlField } from './driver.ts'
import { createMysqlDriver } from './mysql.ts'
import { openWithin } from './opening.ts'
import { createOracleDriver } from './oracle.ts'
import { createPool } from './pool.ts'
import { createPostgresDriver } from './postgres.ts'
import { createRunner } from './running.ts'
import { createSqlserverDriver } from './sqlserver.ts'
import { createBinder, type SqlParameters } from './statement.ts'

export type { Dialect } from './address.ts'
export type { SqlField } from './driver.ts'
export type { SqlParameters, SqlValue } from './statement.ts'

export interface SqlOptions {
  /**
   * `scheme://user@host:port/database`, never with the password. Schemes: mysql, mariadb, postgres, sqlserver, oracle.
   * `?socket=` path of a Unix socket (MySQL) or of its folder (PostgreSQL); `?instance=` (SQL Server); `?sid=`
   * (Oracle).
   */
  url: string
  password: string
  /** Most connections at a time; further statements wait, within the statement's time. Default 4. */
  connections?: number
  /** Until a connection is open and logged in. Default 5,000. */
  connectTimeoutMs?: number
  /** Of one statement, to its last row; of `stream`, to the first row and between rows. Default 15,000. */
  statementTimeoutMs?: number
  /** The most rows that `rows` takes. Default 10,000. */
  maxRows?: number
  /** Of one answer of `rows`, of one row of `stream`. Default 64 MiB. */
  maxBytes?: number
  /** `unverified` encrypts without asking who the server is. Default `off`: most old servers know nothing else. */
  tls?: 'off' | 'unverified' | 'verified'
  /** As the adapter's context has it; where `tls` is not off. */
  tlsWith?: SystemTls | undefined
  /**
   * What text columns that are declared as latin1 really hold, when their application wrote it unconverted: `utf-8`,
   * `cp437`. MySQL and MariaDB take any; PostgreSQL `utf-8` only.
   */
  charset?: string
}

export interface SqlClient {
  /** Which SQL the database speaks; MariaDB's is `mysql`. */
  readonly dialect: Dialect
  /**
   * Reads all rows of one query.
   * @param sql SELECT, WITH or SHOW, with `:name` where a value goes
   * @throws SystemFault; TypeError for parameters that do not fit the statement; the signal's reason when it is aborted
   */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the adapter names the columns that it selects
  rows<Row extends object = Record<string, SqlField>>(
    sql: string,
    parameters: SqlParameters,
    options: { stage: string },
    call: Call
  ): Promise<Row[]>
  /** The same, one row after another: as many as there are, in constant memory. Leaving the loop ends the statement. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as above
  stream<Row extends object = Record<string, SqlField>>(
    sql: string,
    parameters: SqlParameters,
    options: { stage: string },
    call: Call
  ): AsyncIterable<Row>
  /** Lets running statements end for a while, then closes the connections. */
  close(): Promise<void>
}

const DRIVERS: Readonly<Record<Dialect, (options: DriverOptions) => Driver>> = {
  mysql: createMysqlDriver,
  postgres: createPostgresDriver,
  sqlserver: createSqlserverDriver,
  oracle: createOracleDriver
}

/** A client for one SQL database, which it can only read. Makes no connection and loads no driver yet. */
export function createSql({
  url,
  password,
  connections = 4,
  connectTimeoutMs = 5_000,
  statementTimeoutMs = 15_000,
  maxRows = 10_000,
  maxBytes = 64 * 1024 * 1024,
  tls = 'off',
  tlsWith,
  charset
}: SqlOptions): SqlClient {
  const address = readAddress(url)
  if (tlsWith !== undefined && tls === 'off')
    throw new TypeError('the tls of the system has no use: that of its database is off')
  const driver = DRIVERS[address.dialect]({ address, password, tls, tlsWith, charset, connectTimeoutMs, maxBytes })
  const bind = createBinder(address.dialect)
  const open = (signal: AbortSignal, connectMs = connectTimeoutMs): Promise<Session> =>
    openWithin(driver, connectMs, signal)
  const pool = createPool({ open, connections, waitMs: statementTimeoutMs, idleMs: 30_000, closeMs: 5_000 })
  const { portions } = createRunner({ pool, driver, timeoutMs: statementTimeoutMs })

  return {
    dialect: address.dialect,
    async rows<Row>(sql: string, parameters: SqlParameters, { stage }: { stage: string }, call: Call) {
      const all: Row[] = []
      for await (const rows of portions(bind(sql, parameters, stage), 'answer', stage, call)) {
        if (all.length + rows.length > maxRows)
          throw new SystemFault('oversized', { stage, detail: `sent more than ${maxRows} rows` })
        all.push(...(rows as Row[]))
      }
      currentLook()?.document(stage, all)
      return all
    },
    async *stream<Row>(sql: string, parameters: SqlParameters, { stage }: { stage: string }, call: Call) {
      const look = currentLook()
      for await (const rows of portions(bind(sql, parameters, stage), 'row', stage, call)) {
        if (look !== undefined) { for (const row of rows) look.row(stage, row) }
        yield* rows as Row[]
      }
    },
    close: () => pool.close()
  }
}
