import { Refusal } from './caller.ts'

/** What a token says, before anything of it is believed. */
export type Claims = Readonly<Record<string, unknown>>

/** Longer ones never end in practice: some issuers count in milliseconds. */
const LONGEST_LIFE_MS = 366 * 86_400_000

/** The header of a token: chooses the key, proves nothing. Empty when there is none. */
export function headerOf(token: string): Claims {
  return partOf(token, 0)
}

const TYPES = new Set<unknown>([undefined, 'jwt', 'at+jwt', 'application/at+jwt'])

/** @param typ of the header. @throws Refusal when it says that the token is another one, such as an ID token */
export function checkType(typ: unknown): void {
  if (!TYPES.has(typeof typ === 'string' ? typ.toLowerCase() : typ))
    throw new Refusal('The token is not an access token.')
}

/** @throws Refusal when it was issued later than now, by clocks that differ by so many seconds at most */
export function checkIssued({ iat }: Claims, skewSeconds: number): void {
  if (typeof iat === 'number' && iat > Date.now() / 1_000 + skewSeconds)
    throw new Refusal('The token was issued in the future.')
}

/** The claims of a token whose signature nobody has checked: chooses the issuer, proves nothing. */
export function unprovenClaims(token: string): Claims {
  return partOf(token, 1)
}

/** A claim that is text and not empty. */
export function textOf(claims: Claims, name: string): string | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Scopes as RFC 8693 has them, in one text, or as some issuers do, in a list. */
export function scopesOf(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(' ').filter(Boolean)
  return Array.isArray(claim) ? claim.filter(scope => typeof scope === 'string') : []
}

/**
 * When a token ends, in ms since 1970.
 * @throws Refusal when it never does, in practice
 */
export function expiryOf({ exp }: Claims): number {
  if (typeof exp !== 'number') throw new Refusal('The token has no expiry.')
  const expiresAt = exp * 1_000
  if (expiresAt > Date.now() + LONGEST_LIFE_MS)
    throw new Refusal('The token expires too far from now: at most a year ahead, in seconds since 1970.')
  return expiresAt
}

function partOf(token: string, index: number): Claims {
  try {
    const part: unknown = JSON.parse(Buffer.from(token.split('.', 2)[index] ?? '', 'base64url').toString())
    return typeof part === 'object' && part !== null ? (part as Claims) : {}
  } catch {
    return {}
  }
}
