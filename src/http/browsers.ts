import type { HubConfig } from '../platform/config/schema.ts'

/**
 * What browsers are told of every answer: take it for what it says it is, run nothing, show it in no frame, tell nobody
 * where it came from.
 */
export const SAFE = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin'
} as const

/**
 * The same for what a legacy system writes: as if it came from nowhere, so that its scripts reach nothing of the hub.
 */
export const SANDBOXED = { ...SAFE,
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'" } as const

const YEAR_SECONDS = 31_536_000

/** What is told of every answer where callers come over TLS: never ask this host by plain HTTP (RFC 6797). */
export function transportHeaders(isTls: boolean): Readonly<Record<string, string>> {
  return isTls ? { 'strict-transport-security': `max-age=${YEAR_SECONDS}` } : {}
}

const EXPOSED =
  'etag, age, cache-status, link, location, ratelimit, ratelimit-policy, retry-after, satu-receipt, satu-source, ' +
  'x-request-id'
const ASKED = 'authorization, cache-control, content-type, idempotency-key, if-none-match, last-event-id, x-api-key, ' +
  'x-purpose, x-request-id'
const KEPT_SECONDS = 600

/** Which pages of other sites may read answers: none, unless the config names them. */
export interface Cors {
  /** Headers of an answer to a page; empty for one that may not read it. */
  headersFor(origin: string | undefined): Readonly<Record<string, string>>
  /** Headers of the answer to a page that asks beforehand; undefined for one that may not. */
  preflight(origin: string | undefined, methods: readonly string[]): Readonly<Record<string, string>> | undefined
  /** Some pages may: answers differ by who asks. */
  isOpen: boolean
}

export function createCors({ origins }: HubConfig['cors']): Cors {
  const named = new Set(origins)
  const allowed = (origin: string | undefined): origin is string =>
    origin !== undefined && (named.has('*') || named.has(origin))
  const headersFor: Cors['headersFor'] = origin => (allowed(origin)
    ? { 'access-control-allow-origin': named.has('*') ? '*' : origin, 'access-control-expose-headers': EXPOSED,
      'cross-origin-resource-policy': 'cross-origin' }
    : {})
  return {
    isOpen: named.size > 0,
    headersFor,
    preflight: (origin, methods) => (allowed(origin)
      ? { ...headersFor(origin), 'access-control-allow-methods': methods.join(', '),
        'access-control-allow-headers': ASKED, 'access-control-max-age': String(KEPT_SECONDS), 'vary': 'origin' }
      : undefined)
  }
}
