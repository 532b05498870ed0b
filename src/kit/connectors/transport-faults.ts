import { type FaultKind, SystemFault } from '../faults.ts'

/** How far an exchange had come: no connection yet, request on its way, answer begun. */
export type Phase = 'connect' | 'request' | 'answer'

const certificateIsForAnother = 'ERR_TLS_CERT_ALTNAME_INVALID'
/** Alerts by which a server refuses a client: it has shown no certificate, or one that is not good there. */
const wantsCertificate = new RegExp(
  '^ERR_SSL_(?:TLSV13_ALERT_CERTIFICATE_REQUIRED|(?:TLSV1|SSLV3|SSL/TLS)_ALERT_(?:UNKNOWN_CA|BAD_CERTIFICATE|' +
    'CERTIFICATE_(?:UNKNOWN|EXPIRED|REVOKED)|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED))'
)
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
  // With TLS 1.3 a client learns that its certificate is refused when it has sent its request already, which nobody
  // reads.
  return new SystemFault(kind, { stage: phase === 'connect' || isRefusedCertificate(codeOf(error)) ? 'connect' : stage,
    detail, cause: withoutPayload(error) })
}

function reading(error: Error, phase: Phase): [FaultKind, string] {
  const code = codeOf(error)
  if (code === 'UND_ERR_INVALID_ARG') return ['rejected', 'cannot be sent this request: it is not valid HTTP']
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return ['timeout', 'did not accept a connection in time']
  if (isRefusedCertificate(code)) return ['denied', connectDetail(code)]
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
  return connectDetails[code] ?? tlsDetail(code) ?? `has no connection (${code})`
}

/** What is wrong with the TLS of a system, by the code of an error; undefined when it is something else. */
export function tlsDetail(code: string): string | undefined {
  if (code === certificateIsForAnother) return connectDetails[code]
  if (isRefusedCertificate(code)) return `wants a client certificate that it knows (${code})`
  // TLS 1.2 says no more than this where a client shows no certificate, or where nothing is spoken that both know.
  if (code.endsWith('_ALERT_HANDSHAKE_FAILURE'))
    return `does not agree to speak TLS: it may want a client certificate, or another version (${code})`
  if (untrustedCertificate.test(code)) return `has a certificate that is not trusted (${code})`
  return code.includes('SSL') || code === 'EPROTO' ? `does not speak TLS as expected (${code})` : undefined
}

/** Whether a system has refused the connection for want of a client certificate that it knows. */
export function isRefusedCertificate(code: string): boolean {
  return wantsCertificate.test(code)
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
