import type { Reading } from './driver.ts'
import { isNetworkError } from './socket.ts'

/** Errors by number, of MySQL and MariaDB alike; all others are `failed`. */
const KINDS: Readonly<Record<number, Reading['kind']>> = {
  1040: 'throttled', // too many connections
  1203: 'throttled', // max_user_connections
  1226: 'throttled', // a resource limit of the account
  1044: 'denied', // no access to the database
  1045: 'denied', // wrong password
  1130: 'denied', // host not allowed
  1129: 'denied', // host blocked after many errors
  1142: 'denied', // no right to the table
  1143: 'denied', // no right to the column
  1227: 'denied', // a privilege is missing
  1251: 'denied', // old authentication
  1370: 'denied', // no right to the routine
  1698: 'denied', // account not for passwords
  1820: 'denied', // password must be changed
  1862: 'denied', // password expired
  3118: 'denied', // account locked
  4151: 'denied', // account locked (MariaDB)
  1205: 'timeout', // waited too long for a lock
  1969: 'timeout', // max_statement_time (MariaDB)
  3024: 'timeout', // max_execution_time (MySQL)
  1053: 'reset', // server shuts down
  1077: 'reset', // normal shutdown
  1152: 'reset', // connection aborted
  1158: 'reset', // error while reading
  1159: 'reset', // time-out while reading
  1160: 'reset', // error while writing
  1161: 'reset', // time-out while writing
  1927: 'reset', // connection was killed (MariaDB)
  3169: 'reset', // session was killed (MySQL)
  4031: 'reset' // disconnected for inactivity
}

const DRIVER_KINDS: Readonly<Record<string, Reading['kind']>> = {
  PROTOCOL_CONNECTION_LOST: 'reset',
  PROTOCOL_ERROR: 'unreadable',
  PROTOCOL_UNEXPECTED_PACKET: 'unreadable',
  HANDSHAKE_NO_SSL_SUPPORT: 'unreachable',
  HANDSHAKE_UNKNOWN_ERROR: 'unreadable',
  AUTH_SWITCH_PLUGIN_ERROR: 'denied'
}

export function readMysqlError(error: Error): Reading | undefined {
  const { errno, code, sqlState, fatal } = error as { errno?: unknown; code?: unknown; sqlState?: unknown;
    fatal?: unknown }
  // Node's errors of the network have numbers of their own, below zero.
  if (typeof errno === 'number' && errno >= 1_000) {
    const state = typeof sqlState === 'string' ? sqlState : ''
    return {
      kind: KINDS[errno] ?? 'failed',
      code: state === '' ? `error ${errno}` : `error ${errno}, SQLSTATE ${state}`,
      textIsSafe: state.startsWith('42')
    }
  }
  const kind = typeof code === 'string' ? DRIVER_KINDS[code] : undefined
  if (kind !== undefined) return { kind, code: code as string }
  // mysql2 stumbled over the server's bytes.
  return fatal === true && !isNetworkError(error) ? { kind: 'unreadable', code: 'protocol error' } : undefined
}
