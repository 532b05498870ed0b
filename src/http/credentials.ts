import type { IncomingHttpHeaders } from 'node:http'

/** Shown two at once; no header can hold it. */
export const SEVERAL = '\n'
/** Begins what a connection itself shows, by its client certificate; no header can hold it either. */
export const OF_CONNECTION = '\ncertificate '

/**
 * What a request shows of who it is from, in one text by which its caller is remembered: `Bearer <token>` or
 * `ApiKey <key>`. Undefined when it shows nothing; SEVERAL when it shows more than one thing (RFC 6750, section 3.1).
 */
export function credentialOf(headers: IncomingHttpHeaders): string | undefined {
  const { authorization } = headers
  const key = headers['x-api-key']
  if (key === undefined) return authorization
  return authorization === undefined && typeof key === 'string' ? `ApiKey ${key}` : SEVERAL
}
