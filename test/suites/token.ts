import { createHmac } from 'node:crypto'

type Claims = Record<string, unknown>

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An HS256 token as `satu token` makes it; any claim can be replaced, undefined leaves it out. */
export function signToken(secret: string, claims: Claims, header: Claims = { alg: 'HS256', typ: 'JWT' }): string {
  const now = Math.floor(Date.now() / 1_000)
  const content = `${encode(header)}.${encode({ iss: 'satu', aud: 'satu', iat: now, exp: now + 600, ...claims })}`
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}
