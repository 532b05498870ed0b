import { type FaultKind, SystemFault } from '../../faults.ts'
import { isRefusedCertificate, transportFault } from '../transport-faults.ts'

/** Names what basic-ftp throws: a reply of the server with its code, or an error of a socket. `what` was being read. */
export function ftpFault(cause: unknown, stage: string, what: string): SystemFault {
  const { code } = (cause ?? {}) as { code?: unknown }
  const named = (kind: FaultKind, detail: string): SystemFault => new SystemFault(kind, { stage, detail, cause })
  if (typeof code === 'number') return named(...reply(code, stage, what))
  const message = cause instanceof Error ? cause.message : ''
  if (cause instanceof Error && typeof code === 'string' && isRefusedCertificate(code))
    return transportFault(cause, 'connect', stage)
  if (/^Timeout|\bTimeout \(/.test(message)) return named('timeout', `did not answer in time`)
  if (ENDLESS.test(message))
    return named('oversized',
      stage === 'connect' ? 'sends a greeting without end' : 'sends a reply or a listing without end')
  if (stage === 'connect' && cause instanceof Error && typeof code === 'string')
    return transportFault(cause, 'connect', stage)
  if (stage === 'connect') return named('unreachable', 'broke off the connection while it was being made')
  if (message.includes('PASV returned another host'))
    return named('unreadable', 'sends the hub to another host for its data, which is refused')
  const lost = stage === 'read file'
    ? named('truncated', `broke off in the middle of ${what}`)
    : named('reset', 'broke off the connection without an answer')
  // It tries every way of transfer over a connection that is gone, and tells of the last one.
  if (BROKEN_OFF.test(message)) return lost
  if (message.startsWith('None of the available transfer strategies'))
    return named('unreadable', 'offers no passive mode')
  if (/^(?:Can't parse|Unable to parse|Unexpected FTP response|Maximum buffer size)/.test(message)) {
    return named('unreadable', 'does not speak FTP as expected')
  }
  return lost
}

const ENDLESS = /response exceeded maximum allowed size|Maximum bytes exceeded/
const BROKEN_OFF =
  /FIN packet|closed connection unexpectedly|Client is closed because|Socket closed due to|\b(?:ECONNRESET|EPIPE)\b/

// RFC 959 section 4.2.
function reply(code: number, stage: string, what: string): [FaultKind, string] {
  if (code === 421) return ['throttled', 'has no connection free']
  if (code === 425 || code === 426) return ['truncated', `broke off in the middle of ${what}`]
  if (code === 430 || (code >= 530 && code < 540) || code === 332) return ['denied', 'refused the login']
  if (code === 500 || code === 502 || code === 504)
    return ['unreadable', `does not know a command that the hub needs (reply ${code})`]
  if (code === 550 && stage === 'open folder') return ['unreachable', 'has no folder at its address']
  if (code === 550) return ['failed', `has no file ${what}, or does not let the hub read it`]
  return stage === 'read file'
    ? ['truncated', `broke off in the middle of ${what} (reply ${code})`]
    : ['failed', `failed (reply ${code})`]
}
