import { SystemFault, type FaultKind } from '../faults.ts'

/** How far an exchange had come: no connection yet, request on its way, answer begun. */
export type Phase = 'connect' | 'request' | 'answer'

const certificateIsForAnother = 'ERR_TLS_CERT_ALTNAME_INVALID'
const untrustedCertificate = /^(?:CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT)/

const connectDetails: Record<string, string> = {
  ECONNREFUSED: 'refused the connection',
  ENOTFOUND: 'has a host name that is not known',
  EAI_AGAIN: 'has a host name that cannot be looked up now',
  EHOSTUNREACH: 'has a host that cannot be reached',
  ENETUNREACH: 'is on a network that cannot be reached',
  ECONNRESET: 'broke off the connection while it was being made',
  UND_ERR_CLOSED: 'cannot be called any more: its client is closed',
  UND_ERR_DESTROYED: 'cannot be called any more: its client is closed',
  [certificateIsForAnother]: 'has a certificate for another host'
}

/**
 * Names an error of undici, of a socket or of TLS. Stage `connect` is kept for what failed before anything was sent:
 * such a call can be made again without doubt.
 */
export function transportFault(error: Error, phase: Phase, stage: string): SystemFault {
  const [kind, detail] = reading(error, phase)
  return new SystemFault(kind, { stage: phase === 'connect' ? 'connect' : stage, detail, cause: withoutPayload(error) })
}

function reading(error: Error, phase: Phase): [FaultKind, string] {
  const code = codeOf(error)
  if (code === 'UND_ERR_INVALID_ARG') return ['rejected', 'cannot be sent this request: it is not valid HTTP']
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return ['timeout', 'did not accept a connection in time']
  if (phase === 'connect') return ['unreachable', connectDetail(code)]
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return ['oversized', 'sent more headers than allowed']
  // undici's parser errors come without their HPE codes; llhttp says this one when the connection ends too early.
  if (error.name === 'HTTPParserError' && !error.message.includes('Invalid EOF state')) {
    return ['unreadable', 'did not answer in valid HTTP']
  }
  return ended(phase)
}

function ended(phase: Phase): [FaultKind, string] {
  return phase === 'answer'
    ? ['truncated', 'broke off in the middle of its answer']
    : ['reset', 'broke off the connection without an answer']
}

function connectDetail(code: string): string {
  const known = connectDetails[code]
  if (known) return known
  if (untrustedCertificate.test(code)) return `has a certificate that is not trusted (${code})`
  return code.includes('SSL') || code === 'EPROTO' ? `does not speak TLS as expected (${code})` : `has no connection (${code})`
}

function codeOf(error: Error): string {
  // Several addresses tried: Node gathers the failures in an AggregateError that carries the first one's code.
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : 'no code'
}

/** The parser's error carries the bytes that it stumbled over: nothing that a log may have. */
function withoutPayload(error: Error): Error {
  if ('data' in error) error.data = undefined
  return error
}
