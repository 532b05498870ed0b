import type { Answer } from '../gateway/reads/answers.ts'
import { SAFE } from './browsers.ts'

const SAFE_LIST = Object.entries(SAFE).flat()

export const JSON_TYPE = 'application/json; charset=utf-8'

/** Headers of what the hub says of itself and of writes: true at this moment, kept by nobody. */
export const OWN_HEADERS = { 'content-type': JSON_TYPE, 'cache-control': 'no-store' } as const

/**
 * How the cache took part: `hit` as it stood, `refreshed` from what systems had said before, `shared` from what they
 * had said to another process of the hub, or `fetched` now.
 */
export type CacheUse = 'hit' | 'refreshed' | 'shared' | 'fetched'

/** Cache-Status (RFC 9211). A negative ttl says for how long the answer has been stale. */
export function cacheStatus(use: CacheUse, { outcome }: Answer, ttl: number): string {
  if (use === 'fetched') return outcome === 'ok' ? 'satu; fwd=uri-miss; stored' : 'satu; fwd=stale'
  return `satu; hit; ttl=${outcome === 'ok' ? ttl : Math.min(ttl, -1)}${use === 'shared' ? '; detail=shared' : ''}`
}

/** Headers of a read's answer, as name, value, name, value. */
export function answerHeaders(answer: Answer, use: CacheUse, anonymous: boolean, now: number): string[] {
  const ttl = ttlOf(answer, now)
  const headers = [
    'content-type',
    JSON_TYPE,
    'etag',
    answer.etag,
    'age',
    String(ageOf(answer, now)),
    'cache-control',
    `${anonymous ? 'public' : 'private'}, max-age=${answer.outcome === 'ok' ? ttl : 0}`,
    'cache-status',
    cacheStatus(use, answer, ttl),
    'vary',
    'authorization, x-api-key, x-purpose, origin',
    ...SAFE_LIST
  ]
  for (const name in answer.headers) headers.push(name, answer.headers[name] as string)
  return headers
}

/** Until when the headers of an answer stay as they are now, ms since 1970: they count whole seconds. */
export function headersHoldUntil(answer: Answer, now: number): number {
  return Math.min(answer.asOf + (ageOf(answer, now) + 1) * 1_000, answer.freshUntil - ttlOf(answer, now) * 1_000 + 1)
}

function ageOf({ asOf }: Answer, now: number): number {
  return Math.max(0, Math.floor((now - asOf) / 1_000))
}

function ttlOf({ freshUntil }: Answer, now: number): number {
  return Math.max(0, Math.floor((freshUntil - now) / 1_000))
}

/** Whether what the caller has is still the same (RFC 9110, weak comparison). */
export function isUnchanged(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch === '*' || ifNoneMatch === etag) return true
  const strong = etag.replace(/^W\//, '')
  return ifNoneMatch.split(',').some(tag => tag.trim().replace(/^W\//, '') === strong)
}
