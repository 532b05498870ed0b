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

/** RFC 9110 10.2.3: seconds, or an HTTP date. */
function readRetryAfter(value: string | string[] | undefined): number | undefined {
  if (typeof value !== 'string') return undefined
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}
