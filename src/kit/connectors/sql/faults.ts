import { type FaultKind, SystemFault } from '../../faults.ts'
import { redactPersonalNumbers } from '../../redact.ts'
import { isRefusedCertificate, tlsDetail } from '../transport-faults.ts'
import type { Driver } from './driver.ts'
import { AnswerFault, isNetworkError } from './socket.ts'

/** How far a statement had come: no connection yet, sent, rows have come. */
export type Phase = 'connect' | 'request' | 'answer'

const CONNECT_DETAILS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection',
  ENOTFOUND: 'has a host name that is not known',
  EAI_AGAIN: 'has a host name that cannot be looked up now',
  EHOSTUNREACH: 'has a host that cannot be reached',
  ENETUNREACH: 'is on a network that cannot be reached',
  ENOENT: 'has no socket at the given path',
  ECONNRESET: 'broke off the connection while it was being made',
  EPIPE: 'broke off the connection while it was being made'
}

const DETAILS: Readonly<Record<FaultKind, string>> = {
  unreachable: 'has no connection',
  reset: 'ended the connection',
  timeout: 'did not finish the statement in time',
  unreadable: 'did not answer in its own protocol',
  truncated: 'ended the connection in the middle of its answer',
  oversized: 'sent more than allowed',
  failed: 'answered with an error',
  denied: 'refused access',
  throttled: 'has no room for another connection now',
  rejected: 'refused the statement',
  pending: 'is not done with the statement yet'
}

/** What the end of a connection means. */
const ENDED = { connect: 'unreachable', request: 'reset', answer: 'truncated' } as const satisfies Record<Phase,
  FaultKind>

/** Names an error of a driver. What is none (the signal's reason, a fault already) is passed on as it is. */
export function sqlFault(
  error: unknown,
  { phase, stage, driver }: { phase: Phase; stage: string; driver: Driver }
): unknown {
  if (error instanceof SystemFault || !(error instanceof Error)) return error
  const at = phase === 'connect' ? 'connect' : stage
  const fault = (kind: FaultKind, detail: string, cause: Error): SystemFault =>
    new SystemFault(kind, { stage: at, detail, cause })

  const inner = unwrap(error)
  if (inner instanceof AnswerFault) return fault(inner.kind, inner.message, inner)
  const reading = inner === error ? driver.read(error) : undefined
  if (reading !== undefined) {
    const kind = reading.kind === 'reset' ? ENDED[phase] : reading.kind
    return fault(kind, `${DETAILS[kind]} (${reading.code})`,
      databaseError(reading.code, reading.textIsSafe === true ? error.message : ''))
  }
  const code = codeOf(inner)
  if (code === 'ETIMEDOUT' && phase === 'connect') return fault('timeout', 'did not accept a connection in time', inner)
  if (isRefusedCertificate(code))
    return new SystemFault('denied', { stage: 'connect', detail: tlsDetail(code) ?? DETAILS.denied, cause: inner })
  if (phase === 'connect') return fault('unreachable', CONNECT_DETAILS[code] ?? certificateDetail(code), inner)
  if (isNetworkError(inner)) return fault(ENDED[phase], DETAILS[ENDED[phase]], inner)
  // A driver that stumbles over a value repeats it in its text.
  return fault('failed', 'was asked or answered in a way that its driver does not take', databaseError(error.name, ''))
}

/** Some drivers wrap the network's errors: what is inside says what happened. */
function unwrap(error: Error): Error {
  const { cause } = error
  const inner: unknown = cause instanceof AggregateError ? cause.errors[0] : cause
  return inner instanceof AnswerFault || (inner instanceof Error && isNetworkError(inner)) ? inner : error
}

function certificateDetail(code: string): string {
  const isCertificate = /^(?:ERR_TLS_CERT|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/.test(code)
  return (isCertificate ? tlsDetail(code) : undefined) ??
    (code === '' ? DETAILS.unreachable : `${DETAILS.unreachable} (${code})`)
}

function codeOf(error: Error): string {
  // Several addresses tried: Node gathers the failures in an AggregateError that carries the first one's code.
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : ''
}

/**
 * The driver's error carries the statement and the server's text, which repeats values: nothing that a log may have.
 */
function databaseError(code: string, text: string): Error {
  return new Error(text === '' ? code : `${code}: ${redactPersonalNumbers(text)}`)
}
