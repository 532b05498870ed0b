import type { FaultKind } from '../../faults.ts'
import type { SystemTls } from '../../tls.ts'
import type { Address } from './address.ts'
import type { BoundStatement } from './statement.ts'

/** One column's value: numbers that JavaScript cannot hold and all DECIMALs are text, dates ISO text, BLOBs Buffers. */
export type SqlField = string | number | boolean | Buffer | null
export type SqlRow = Record<string, SqlField>

/** What the four drivers have in common. Each file beside this one wraps one of them, loading it at the first call. */
export interface Driver {
  /** Loads the library, which takes up to a second the first time: not the database's fault. */
  load(): Promise<unknown>
  /** Opens a connection that can only read. An abort of the signal gives it up. */
  open(signal: AbortSignal): Promise<Session>
  /** What an error of this driver means; undefined when it is none of the database's own. */
  read(error: Error): Reading | undefined
}

export interface Reading {
  kind: FaultKind
  /** How the database names the error: a number, an SQLSTATE. Never its text, which repeats values. */
  code: string
  /** True when the text names only what stands in the statement itself (a table, a column): the log may have it. */
  textIsSafe?: boolean
}

/** One connection, in use by one statement at a time. */
export interface Session {
  /** False once the connection is lost: then nothing can be asked of it any more. */
  usable(): boolean
  /** Runs a statement and pushes its rows. It ends when the server has: with the last row, or the driver's error. */
  run(statement: BoundStatement, sink: Sink, limits: StatementLimits): Promise<void>
  /** Takes leave of the server. */
  close(): Promise<void>
  /** Stops what the server does for this connection, and cuts it. */
  abandon(): Promise<void>
}

export interface StatementLimits {
  /** Kept by the server over the whole statement; 0 when rows are read at the reader's leisure. */
  timeoutMs: number
  /** Whether the limit of bytes is for the whole answer, or for each row. */
  bytes: 'answer' | 'row'
}

/** Where a session puts the rows of a statement. */
export interface Sink {
  /** How the rows are held back and flow again; set by the session before the first one. */
  source: { pause(): void; resume(): void } | undefined
  row(row: SqlRow): void
}

/** What every driver is given. */
export interface DriverOptions {
  address: Address
  password: string
  tls: 'off' | 'unverified' | 'verified'
  tlsWith: SystemTls | undefined
  /** What text columns declared as latin1 really hold. */
  charset: string | undefined
  connectTimeoutMs: number
  maxBytes: number
}
