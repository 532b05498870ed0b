import fastifyJwt from '@fastify/jwt'
import type { FastifyInstance } from 'fastify'
import type { Environment } from '../config/environment.ts'
import type { Claims } from './auth.ts'

declare module '@fastify/jwt' {
  interface FastifyJWT {
    namespaces: 'shared' | 'issued'
  }
}

// Without the names in `requiredClaims` a token that lacks them would be one of every issuer, for every audience.
const checks = { allowedIss: 'satu', allowedAud: 'satu', requiredClaims: ['iss', 'aud'] }

/**
 * Checks signature, issuer, audience and times of access tokens: those signed with the hub's own key, and those of an
 * issuer whose public key the hub has. Each key takes its own algorithm only, so that no key can pass for another.
 * @returns throws when anything of a token is wrong
 */
export async function registerTokens(app: FastifyInstance, { jwtSecret, jwtPublicKey }: Pick<Environment, 'jwtSecret'> & Partial<Pick<Environment, 'jwtPublicKey'>>): Promise<(token: string) => Claims> {
  await app.register(fastifyJwt, { namespace: 'shared', secret: jwtSecret, verify: { ...checks, algorithms: ['HS256'] } })
  if (jwtPublicKey !== undefined) {
    const { pem, algorithm } = jwtPublicKey
    await app.register(fastifyJwt, { namespace: 'issued', secret: { public: pem }, verify: { ...checks, algorithms: [algorithm] } })
  }
  return token => {
    const isShared = jwtPublicKey === undefined || algorithmOf(token) === 'HS256'
    return (isShared ? app.jwt.shared : app.jwt.issued).verify<Claims>(token)
  }
}

/** What the token says of itself: chooses the key, proves nothing. */
function algorithmOf(token: string): unknown {
  try {
    return (JSON.parse(Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString()) as { alg?: unknown }).alg
  } catch {
    return undefined
  }
}
