import type { SatuError } from '../../errors.ts'
import type { Answer } from './values.ts'

/** GeoReport knows three faults of a caller. Others keep their status: to try again later is no fault of a caller. */
const httpStatuses: Readonly<Record<number, number>> = { 401: 403, 403: 403, 404: 404, 429: 429 }

/** An error in the words of GeoReport v2: one entry for each wrong field, each with the status as its code. */
export function toErrors(error: SatuError): Answer & { status: number } {
  const { status: own, errors = [], message, retryAfterMs } = error
  const status = own >= 500 ? own : (httpStatuses[own] ?? 400)
  const descriptions = errors.length > 0
    ? errors.map(({ field, detail }) => (field === '' ? `The request ${detail}.` : `${field} ${detail}.`))
    : [message]
  return {
    status,
    root: 'errors',
    value: descriptions.map(description => ({ code: status, description })),
    headers: {
      'cache-control': 'no-store',
      // Who is refused while it still sends loses the connection by it.
      ...(error.headers['connection'] !== undefined && { connection: error.headers['connection'] }),
      ...(retryAfterMs !== undefined && { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1_000))) })
    }
  }
}
