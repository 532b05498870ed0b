import type { Credentials } from './credentials.ts'
import { type ConnectionFault, SatuConnectionError } from './errors.ts'
import { newRequestId } from './random.ts'
import type { Patience, Settings } from './settings.ts'
import { backoffMs, sleep, waitOf } from './waits.ts'

/** Sends a request until there is an answer worth giving back, its body read whole. */
export type Attempts = (
  request: Request,
  patience: Required<Patience>,
  onAttempt?: (count: number) => void
) => Promise<Response>

/** What may be sent again as it stands (RFC 9110, section 9.2.2); of all else only what has a key. */
const idempotent = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])
const BACKOFF = { firstMs: 500, mostMs: 10_000 }
const BODYLESS = new Set([101, 204, 205, 304])

export function createAttempts({ fetch }: Pick<Settings, 'fetch'>, credentials: Credentials): Attempts {
  return async (request, { timeoutMs, retries, mostWaitMs }, onAttempt) => {
    const { url, method, signal } = request
    const body = await bodyOf(request)
    const key = request.headers.get('idempotency-key') ?? undefined
    const mayResend = idempotent.has(method) || key !== undefined
    const requestId = request.headers.get('x-request-id') ?? newRequestId()
    let isRenewed = false

    for (let attempt = 1, sent = 1;; sent++) {
      onAttempt?.(sent)
      const headers = new Headers(request.headers)
      for (const [name, value] of Object.entries(await credentials.headers())) headers.set(name, value)
      headers.set('x-request-id', sent === 1 ? requestId : `${requestId}-${sent}`)
      const limit = AbortSignal.timeout(timeoutMs)
      // Its credentials stay here: the hub never sends anybody elsewhere.
      const init: RequestInit = { method, headers, signal: AbortSignal.any([signal, limit]), redirect: 'error',
        credentials: 'omit', ...(body && { body }) }
      let response: Response | undefined
      try {
        response = await readWhole(await fetch(url, init))
      } catch (cause) {
        signal.throwIfAborted()
        const fault: ConnectionFault = limit.aborted ? 'timeout' : 'unreachable'
        if (!mayResend || attempt > retries) {
          const said = fault === 'timeout'
            ? `The hub did not answer within ${timeoutMs} ms.`
            : 'The hub cannot be reached.'
          const advice = mayResend ? '' : ' It may have arrived: it was not sent again, since it has no key.'
          throw new SatuConnectionError(said + advice, { fault, attempts: sent, mayHaveArrived: true,
            idempotencyKey: unquoted(key), requestId, cause })
        }
      }
      // A refused token has stopped it before anything was done.
      if (response?.status === 401 && !isRenewed &&
        (await credentials.renew(headers.get('authorization') ?? undefined)))
      {
        isRenewed = true
        continue
      }
      const wait = response && waitOf(response.headers)
      if (response !== undefined &&
        (!mayResend || attempt > retries || !(await isWorthAnother(response)) || (wait ?? 0) > mostWaitMs))
        return response
      await sleep(Math.max(wait ?? 0, backoffMs(attempt, BACKOFF)), signal)
      attempt++
    }
  }
}

/**
 * What will pass by itself: too many requests, what cannot answer now, and a first attempt that is still being
 * answered.
 */
async function isWorthAnother(response: Response): Promise<boolean> {
  if ([429, 502, 503, 504].includes(response.status)) return true
  if (response.status !== 409) return false
  const problem = (await response.clone().json().catch(() => undefined)) as { code?: unknown } | undefined
  return problem?.code === 'write_in_progress'
}

/** A body is read once and sent as often as it takes. */
async function bodyOf(request: Request): Promise<ArrayBuffer | undefined> {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined
  const bytes = await request.arrayBuffer()
  return bytes.byteLength === 0 ? undefined : bytes
}

/** An answer that breaks off is none: it is noticed here, where it can still be asked for again. */
async function readWhole(response: Response): Promise<Response> {
  const { status, statusText, headers } = response
  const bytes = await response.arrayBuffer()
  return new Response(BODYLESS.has(status) ? null : bytes, { status, statusText, headers })
}

/** The text of a structured field: `"a\"b"` is `a"b`. */
export function unquoted(key: string | undefined): string | undefined {
  return key?.slice(1, -1).replace(/\\(["\\])/g, '$1')
}

export function quoted(key: string): string {
  return `"${key.replace(/["\\]/g, '\\$&')}"`
}
