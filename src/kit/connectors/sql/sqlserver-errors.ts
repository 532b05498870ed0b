import type { Reading } from './driver.ts'

/** Errors by number; all others are `failed`. */
const KINDS: Readonly<Record<number, Reading['kind']>> = {
  18456: 'denied', // login failed
  18452: 'denied', // login from an untrusted domain
  18470: 'denied', // account disabled
  18486: 'denied', // account locked
  18487: 'denied', // password expired
  18488: 'denied', // password must be changed
  4060: 'denied', // no access to the database
  229: 'denied', // no right to the object
  230: 'denied', // no right to the column
  916: 'denied', // no right in the database
  17809: 'throttled', // too many connections
  10928: 'throttled', // resource limit
  10929: 'throttled', // resource limit
  18461: 'throttled', // single-user mode, one is in
  1222: 'timeout', // waited too long for a lock
  6005: 'reset', // server shuts down
  596: 'reset' // session killed
}

const DRIVER_KINDS: Readonly<Record<string, Reading['kind']>> = {
  ELOGIN: 'denied',
  ETIMEOUT: 'timeout',
  ECLOSE: 'reset',
  EINSTLOOKUP: 'unreachable'
}

export function readSqlserverError(error: Error): Reading | undefined {
  const { number, code } = error as { number?: unknown; code?: unknown }
  // 207 and 208 name a column and a table of the statement.
  if (typeof number === 'number')
    return { kind: KINDS[number] ?? 'failed', code: `error ${number}`, textIsSafe: number === 207 || number === 208 }
  // What tells of the network is found inside: the others are bytes that tedious could not read.
  if (code === 'ESOCKET' || (code === undefined && !(error instanceof TypeError)))
    return { kind: 'unreadable', code: 'protocol error' }
  const kind = typeof code === 'string' ? DRIVER_KINDS[code] : undefined
  return kind && { kind, code: code as string }
}
