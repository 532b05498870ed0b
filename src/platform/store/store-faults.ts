import { SatuError } from '../../errors.ts'

/**
 * Of SQLite's result codes (https://sqlite.org/rescode.html): busy, locked, out of memory, read-only, I/O, corrupt,
 * full, cannot open, not a database.
 */
const sqliteFaults = new Set([5, 6, 7, 8, 10, 11, 13, 14, 26])
const SQLITE_FULL = 13

/**
 * Of PostgreSQL's SQLSTATE classes: connection, resources, operator's intervention, system, configuration, internal.
 */
/** How messages of the drivers begin where a connection is not there, or not there any more. */
const driverMessages = ['Connection terminated', 'timeout exceeded when trying to connect', 'Query read timeout',
  'Client has encountered a connection error', 'Cannot use a pool after calling end',
  'driver has already been destroyed']
const postgresFaults = new Set(['08', '53', '57', '58', 'F0', 'XX'])
const DISK_FULL = '53100'
/** A standby, or a server that was told to take no writes. */
const READ_ONLY = '25006'

/** Why the store failed, if it was the store and not a mistake in what it was asked. */
export interface StoreFault {
  isFull: boolean
}

/**
 * What is wrong with the store itself: its disk, its file, its server, or the way there. Undefined for anything else.
 */
export function storeFaultOf(error: unknown): StoreFault | undefined {
  const { code, errcode, message } = (error ?? {}) as { code?: unknown; errcode?: unknown; message?: unknown }
  // The low byte is the code, the rest says more about it.
  if (code === 'ERR_SQLITE_ERROR')
    return typeof errcode === 'number' && sqliteFaults.has(errcode & 255)
      ? { isFull: (errcode & 255) === SQLITE_FULL }
      : undefined
  if (typeof code === 'string') {
    if (code === 'ENOSPC') return { isFull: true }
    if (/^E[A-Z]+$/.test(code)) return { isFull: false }
    return /^[0-9A-Z]{5}$/.test(code) && (postgresFaults.has(code.slice(0, 2)) || code === READ_ONLY)
      ? { isFull: code === DISK_FULL }
      : undefined
  }
  // Those of the driver have no code.
  const isDriver = typeof message === 'string' && driverMessages.some(start => message.startsWith(start))
  return isDriver ? { isFull: false } : undefined
}

/** How long until it is worth another try. */
const RETRY_AFTER_MS = 5_000

export function unavailable(fault: StoreFault, cause: unknown): SatuError {
  return new SatuError('store_unavailable',
    fault.isFull ? "The disk of the hub's store is full: nothing can be kept." : "The hub's store cannot be reached.", {
    stage: 'store',
    retryAfterMs: RETRY_AFTER_MS,
    cause
  })
}
