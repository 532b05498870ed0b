import fastifyJwt from '@fastify/jwt'
import type { FastifyInstance } from 'fastify'
import type { Environment } from '../platform/config/environment.ts'
import type { Claims } from '../platform/identity/claims.ts'
import { OWN, type OwnKeys } from '../platform/identity/own-tokens.ts'

declare module '@fastify/jwt' {
  interface FastifyJWT {
    namespaces: 'shared' | 'issued'
  }
}

// Without the names in `requiredClaims` a token that lacks them would be one of every issuer, for every audience.
const checks = { allowedIss: OWN, allowedAud: OWN, requiredClaims: ['iss', 'aud'] }

/** The keys of the hub's own tokens. Each takes its own algorithm only, so that no key can pass for another. */
export async function registerOwnKeys(
  app: FastifyInstance,
  { jwtSecret, jwtPublicKey }: Pick<Environment, 'jwtSecret'> & Partial<Pick<Environment, 'jwtPublicKey'>>
): Promise<OwnKeys> {
  await app.register(fastifyJwt, { namespace: 'shared', secret: jwtSecret,
    verify: { ...checks, algorithms: ['HS256'] } })
  if (jwtPublicKey !== undefined) {
    const { pem, algorithm } = jwtPublicKey
    await app.register(fastifyJwt, { namespace: 'issued', secret: { public: pem },
      verify: { ...checks, algorithms: [algorithm] } })
  }
  return {
    shared: token => app.jwt.shared.verify<Claims>(token),
    issued: jwtPublicKey && (token => app.jwt.issued.verify<Claims>(token))
  }
}
