import type { SatuError } from '../../errors.ts'

/** CKAN's words for what went wrong; clients make exceptions of them. */
export type ErrorType = 'Authorization Error' | 'Not Found Error' | 'Validation Error' | 'Search Query Error'
  | 'Search Error' | 'Integrity Error' | 'Rate Limit Error' | 'Method Not Allowed Error' | 'Service Unavailable Error'
  | 'Internal Server Error'

/** A failure as CKAN tells it. */
export class CkanError extends Error {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>

  /** @param fields what is beside the type: a `message`, or for a validation an array for each wrong parameter */
  constructor(status: number, type: ErrorType, fields: Readonly<Record<string, unknown>>) {
    super(type)
    this.status = status
    this.body = { ...fields, __type: type }
  }
}

/** Wrong parameters, each with what is wrong about it. Never with its value. */
export function invalid(fields: Readonly<Record<string, string>>): CkanError {
  return new CkanError(409, 'Validation Error',
    Object.fromEntries(Object.entries(fields).map(([name, detail]) => [name, [detail]])))
}

export function notFound(what: string): CkanError {
  return new CkanError(404, 'Not Found Error', { message: `Not found: ${what}` })
}

export function badQuery(detail: string): CkanError {
  return new CkanError(400, 'Search Query Error', { message: `Search Query is invalid: ${detail}` })
}

/**
 * Any fault of the hub in CKAN's words. Clients take off what stands before the first colon of a message. Where CKAN
 * has no word, its type is one that clients do not know, and its status says what it is.
 */
export function toCkanError(error: SatuError): CkanError {
  const { code, message, errors = [] } = error
  const { status } = error
  switch (code) {
    case 'unauthenticated':
    case 'forbidden':
      return new CkanError(403, 'Authorization Error', { message: `Access denied: ${message}` })
    case 'not_found':
      return new CkanError(404, 'Not Found Error', { message: `Not found: ${message}` })
    case 'method_not_allowed':
      return new CkanError(405, 'Method Not Allowed Error', { message: `Method not allowed: ${message}` })
    case 'rate_limited':
      return new CkanError(429, 'Rate Limit Error', { message: `Too many requests: ${message}` })
    case 'internal':
      return new CkanError(500, 'Internal Server Error', { message: `Internal Server Error: ${message}` })
    case 'system_failed':
    case 'system_unavailable':
    case 'system_timeout':
    case 'queue_full':
    case 'queue_timeout':
    case 'sources_failed':
      return new CkanError(status, 'Search Error', { message: `Search error: ${message}` })
    default:
      break
  }
  if (status >= 500) return new CkanError(status, 'Service Unavailable Error', { message: `Unavailable: ${message}` })
  const details = errors.map(({ field, detail }) => `${field === '' ? 'the body' : field} ${detail}`)
  return new CkanError(status, 'Integrity Error', {
    message: `Bad request: ${details.length > 0 ? `${details.join('; ')}.` : message}`
  })
}
