import type { Reading } from './driver.ts'

/** Errors by SQLSTATE, the longest beginning that is here; all others are `failed`. */
const KINDS: Readonly<Record<string, Reading['kind']>> = {
  '28': 'denied', // wrong password, no entry for host, user or database
  '42501': 'denied', // no right to the table
  '53': 'throttled', // too many connections, out of memory or disk
  '57P03': 'throttled', // starts up, shuts down, or recovers
  '57014': 'timeout', // statement_timeout
  '55P03': 'timeout', // lock_timeout
  '08': 'reset', // connection failure
  '57P01': 'reset', // told to shut down
  '57P02': 'reset', // another session crashed
  '57P05': 'reset' // idle_session_timeout
}

const TERMINATED = /^Connection terminated|^Client (?:was closed|has encountered a connection error)/

export function readPostgresError(error: Error): Reading | undefined {
  const { code, severity } = error as { code?: unknown; severity?: unknown }
  // Node's errors of the network have no severity.
  if (typeof code === 'string' && typeof severity === 'string') {
    const kind = KINDS[code] ?? KINDS[code.slice(0, 2)] ?? 'failed'
    return { kind, code: `SQLSTATE ${code}`, textIsSafe: code.startsWith('42') }
  }
  // pg's own have neither.
  if (code !== undefined) return undefined
  if (TERMINATED.test(error.message)) return { kind: 'reset', code: 'connection closed' }
  if (error.message === 'The server does not support SSL connections')
    return { kind: 'unreachable', code: 'it has no TLS' }
  if (/^received invalid response|^Received unexpected|SASL|unrecognized/i.test(error.message))
    return { kind: 'unreadable', code: 'protocol error' }
  return undefined
}
