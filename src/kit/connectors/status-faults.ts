import { SystemFault } from '../faults.ts'

interface Answered {
  status: number
  headers: Record<string, string | string[] | undefined>
}

/** Throws for the statuses that mean the same in every legacy system: 401, 403, 429 and 5xx. */
export function throwForStatus({ status, headers }: Answered, stage: string): void {
  if (status < 400) return
  const detail = `answered with status ${status}`
  if (status === 401 || status === 403) throw new SystemFault('denied', { stage, detail })
  if (status === 429 || status === 503) {
    const retryAfterMs = readRetryAfter(headers['retry-after'])
    throw new SystemFault('throttled', { stage, detail, ...(retryAfterMs !== undefined && { retryAfterMs }) })
  }
  if (status >= 500) throw new SystemFault('failed', { stage, detail })
}

/** RFC 9110 10.2.3: seconds, or an HTTP date. */
function readRetryAfter(value: string | string[] | undefined): number | undefined {
  if (typeof value !== 'string') return undefined
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}
