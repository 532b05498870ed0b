import { SystemFault } from '../faults.ts'

interface Answered {
  status: number
  headers: Record<string, string | string[] | undefined>
}

/** The fault that a status means in every legacy system: 401, 403, 429 and 5xx; undefined for all others. */
export function statusFault({ status, headers }: Answered, stage: string): SystemFault | undefined {
  const detail = `answered with status ${status}`
  if (status === 401 || status === 403) return new SystemFault('denied', { stage, detail })
  if (status === 429 || status === 503) {
    const retryAfterMs = readRetryAfter(headers['retry-after'])
    return new SystemFault('throttled', { stage, detail, ...(retryAfterMs !== undefined && { retryAfterMs }) })
  }
  return status >= 500 ? new SystemFault('failed', { stage, detail }) : undefined
}

/**
 * The same for a write, which 503 does not leave unwritten for sure: a proxy says it of a request that it may have
 * handed on. As `failed`, it is looked for before it is sent again.
 */
export function writeStatusFault(answer: Answered, stage: string): SystemFault | undefined {
  return answer.status === 503
    ? new SystemFault('failed', { stage, detail: 'answered with status 503' })
    : statusFault(answer, stage)
}

/** RFC 9110 10.2.3: seconds, or an HTTP date. */
function readRetryAfter(value: string | string[] | undefined): number | undefined {
  if (typeof value !== 'string') return undefined
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}
