import { createHmac } from 'node:crypto'

/** Claims of a consumer's access token (RFC 7519, RFC 8693 for `scope`). */
export interface Claims {
  iss: 'satu'
  aud: 'satu'
  /** Consumer id. */
  sub: string
  /** Scopes, separated by single spaces. */
  scope: string
  /** Seconds since 1970. */
  iat: number
  exp: number
  jti: string
}

/** Signs claims with HS256 (RFC 7515). */
export function signToken(claims: Claims, secret: string): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}
