import type { Reading } from './driver.ts'

/** Errors by number; all others are `failed`. Those of the driver itself start with NJS. */
const KINDS: Readonly<Record<string, Reading['kind']>> = {
  'ORA-01017': 'denied', // wrong password
  'ORA-01031': 'denied', // a privilege is missing
  'ORA-01045': 'denied', // no right to log in
  'ORA-28000': 'denied', // account locked
  'ORA-28001': 'denied', // password expired
  'ORA-28040': 'denied', // no matching authentication protocol
  'ORA-00018': 'throttled', // sessions
  'ORA-00020': 'throttled', // processes
  'ORA-02391': 'throttled', // sessions of one account
  'ORA-12516': 'throttled', // no handler free
  'ORA-12519': 'throttled', // no handler free
  'ORA-12520': 'throttled', // no handler free
  'ORA-01033': 'throttled', // starts up or shuts down
  'ORA-01034': 'unreachable', // not started
  'ORA-12505': 'unreachable', // listener knows no such SID
  'ORA-12514': 'unreachable', // listener knows no such service
  'ORA-00054': 'timeout', // waited too long for a lock
  'ORA-01013': 'timeout', // broken off: only the call's own limit does that here
  'ORA-01089': 'reset', // shuts down
  'ORA-03113': 'reset', // end of file
  'ORA-03114': 'reset', // not connected
  'NJS-123': 'timeout', // callTimeout
  'NJS-500': 'reset', // closed or broken
  'NJS-501': 'reset', // lost contact
  'NJS-503': 'unreachable', // refused, unknown host
  'NJS-510': 'timeout', // connect time-out
  'NJS-511': 'unreachable', // refused by the listener
  'NJS-518': 'unreachable', // listener knows no such service
  'NJS-519': 'unreachable', // listener knows no such SID
  'NJS-530': 'unreachable', // unknown host
  'NJS-521': 'reset', // end of file
  'NJS-509': 'unreadable', // a packet that is none
  'NJS-138': 'unreachable' // older than 12.1
}

export function readOracleError(error: Error): Reading | undefined {
  const { code, errorNum } = error as { code?: unknown; errorNum?: unknown }
  const number = typeof code === 'string' ? /^(?:ORA|NJS)-\d+$/.exec(code)?.[0] : undefined
  if (number === undefined)
    return typeof errorNum === 'number' && errorNum > 0
      ? reading(`ORA-${String(errorNum).padStart(5, '0')}`)
      : undefined
  return reading(number)
}

function reading(code: string): Reading {
  // These name a column or a table of the statement.
  return { kind: KINDS[code] ?? 'failed', code, textIsSafe: code === 'ORA-00904' || code === 'ORA-00942' }
}
