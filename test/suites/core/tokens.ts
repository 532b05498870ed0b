import { createHmac } from 'node:crypto'
import { JWT_SECRET } from './hub.ts'

export interface TokenParts {
  header?: Record<string, unknown>
  claims?: Record<string, unknown>
  secret?: string
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')

/** A token as an issuer may sign it, good or bad. A claim given as undefined is left out. */
export function token({ header = {}, claims = {}, secret = JWT_SECRET }: TokenParts = {}): string {
  const now = Math.floor(Date.now() / 1_000)
  const signed = `${encode({ alg: 'HS256', typ: 'JWT', ...header })}.${
    encode({ iss: 'satu', aud: 'satu', iat: now, exp: now + 600, ...claims })
  }`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

export const bearer = (parts?: TokenParts): { authorization: string } => ({ authorization: `Bearer ${token(parts)}` })
