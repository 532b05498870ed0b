import { isRefusedCertificate, tlsDetail } from '../../kit/connectors/transport-faults.ts'
import { type FaultKind, SystemFault } from '../../kit/faults.ts'

const STAGE = 'pass through'

const faultOfCode: Readonly<Record<string, readonly [FaultKind, string]>> = {
  ECONNREFUSED: ['unreachable', 'refused the connection'],
  ENOTFOUND: ['unreachable', 'has no address'],
  UND_ERR_CONNECT_TIMEOUT: ['timeout', 'could not be reached in time'],
  UND_ERR_HEADERS_TIMEOUT: ['timeout', 'did not answer in time'],
  ECONNRESET: ['reset', 'broke the connection'],
  UND_ERR_SOCKET: ['reset', 'broke the connection']
}

/** What undici says of a call, as a fault of the system. */
export function faultOf(error: Error): SystemFault {
  if (error instanceof SystemFault) return error
  const { code = '' } = error as { code?: string }
  const insecure = tlsDetail(code)
  const [kind, detail] = faultOfCode[code]
    ?? (insecure === undefined ? undefined : [isRefusedCertificate(code) ? 'denied' : 'unreachable', insecure] as const)
    ?? (error.name === 'HTTPParserError'
      ? ['unreadable', 'did not answer in valid HTTP'] as const
      : ['failed', 'could not be passed through'] as const)
  return new SystemFault(kind, { stage: STAGE, detail, cause: error })
}

/** A status that HTTP does not have (RFC 9110, 15); undefined when it does. */
export function oddStatus(status: number): SystemFault | undefined {
  return status < 600
    ? undefined
    : new SystemFault('unreadable', { stage: STAGE,
      detail: `answered with status ${status}, which HTTP does not have` })
}
