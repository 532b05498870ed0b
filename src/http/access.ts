import type { FastifyContextConfig, FastifyRequest } from 'fastify'
import type { Operation } from '../contract/contract.ts'
import { SatuError } from '../errors.ts'
import { METRICS_SCOPE, purposes } from '../platform/config/scopes.ts'
import type { Rule, Session } from './auth.ts'

/**
 * What a route asks of its callers: a rule; `open` to everybody, credentials or not; `probe`, open and not counted;
 * `own`, which lets in by itself.
 */
export type RouteRule = Rule | 'open' | 'probe' | 'own'

/** Who may use what stands beside the contract. */
export interface RouteAccess {
  rule: RouteRule
  /** Requests that show it, for docs/access.md: `GET /data/{name}`. */
  requests?: readonly string[]
  /** Calls of another standard, each with the operation of the contract that it amounts to and whose rule it has. */
  calls?: readonly (readonly [request: string, operation: string])[]
}

/** By the name of the route. */
export type RouteTable = Readonly<Record<string, RouteAccess>>

/** What stands beside the contract in every hub. */
export const coreRoutes: RouteTable = {
  'livez': { rule: 'probe', requests: ['GET /livez'] },
  'readyz': { rule: 'probe', requests: ['GET /readyz'] },
  // Each system that pushes proves itself in its own words, which its adapter checks.
  'push': { rule: 'own' },
  'api-catalog': { rule: 'open', requests: ['GET /.well-known/api-catalog'] },
  'metrics': { rule: { public: false, scopes: [METRICS_SCOPE], citizen: false }, requests: ['GET /metrics'] }
}

/** The rule of a route; undefined: closed. */
export type RuleOf = (route: Pick<FastifyContextConfig, 'operation' | 'name'>) => RouteRule | undefined

/** @param beside what stands beside the contract; a route that is not in it is closed */
export function createRules(beside: RouteTable): RuleOf {
  return ({ operation, name }) => {
    if (operation !== undefined) return operation.public || operation.scopes.length > 0 ? operation : undefined
    return name !== undefined && Object.hasOwn(beside, name) ? beside[name]?.rule : undefined
  }
}

const PURPOSE = 'x-purpose'

/**
 * A declared purpose must be one of the caller's agreement. What is no purpose at all is a wrong parameter, which is
 * told later.
 * @throws SatuError forbidden
 */
export function checkPurpose(
  session: Pick<Session, 'agreement'> | undefined,
  { operation }: Pick<FastifyContextConfig, 'operation'>,
  headers: FastifyRequest['headers']
): void {
  const declared = purposes.find(purpose => purpose === headers[PURPOSE])
  if (declared === undefined || !asksForPurpose(operation) || session?.agreement.purposes.has(declared) === true) return
  throw new SatuError('forbidden', 'The declared purpose is none of those that the agreement of the caller has.', {
    stage: 'auth'
  })
}

function asksForPurpose(operation: Operation | undefined): boolean {
  return operation?.parameters.some(({ in: place, name }) => place === 'header' && name.toLowerCase() === PURPOSE) ??
    false
}
