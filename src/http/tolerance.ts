import { LEAST_AGE_MS, type Tolerance } from '../gateway/reads/answers.ts'

const NONE: Tolerance = {}

/**
 * What a request's Cache-Control says of the age that its caller tolerates (RFC 9111, RFC 5861): `max-age`,
 * `min-fresh`, `no-cache`, `no-store` (both as `max-age=0`) and `stale-if-error`. What is malformed or not known is
 * left out of account, as the standard wants it.
 * @param now ms since 1970
 */
export function readTolerance(header: string | undefined, now: number): Tolerance {
  if (header === undefined) return NONE
  const said = new Map<string, string>()
  for (const part of header.split(',', 20)) {
    const [name = '', value = ''] = part.split('=', 2)
    said.set(name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1'))
  }
  const seconds = (name: string): number | undefined => {
    const value = said.get(name) ?? ''
    return /^\d{1,9}$/.test(value) ? Number(value) : undefined
  }
  const maxAge = said.has('no-cache') || said.has('no-store') ? 0 : seconds('max-age')
  const minFresh = seconds('min-fresh')
  const onError = seconds('stale-if-error')
  return {
    ...(maxAge === undefined ? {} : { notBefore: now - Math.max(maxAge * 1_000, LEAST_AGE_MS) }),
    ...(minFresh === undefined ? {} : { minFresh }),
    ...(onError === undefined ? {} : { onError })
  }
}
