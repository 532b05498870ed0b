import type { FastifyContextConfig } from 'fastify'
import { METRICS_SCOPE, RAW_SCOPE } from '../config/scopes.ts'
import type { Rule } from './auth.ts'

/** Who may use what stands beside the contract, by the name of the route. A route without a rule is closed. */
const besideContract = {
  livez: 'probe',
  readyz: 'probe',
  home: 'open',
  docs: 'open',
  openapi: 'open',
  problems: 'open',
  // Each system that pushes proves itself in its own words, which its adapter checks.
  push: 'own',
  passthrough: { public: false, scopes: [RAW_SCOPE], citizen: false },
  metrics: { public: false, scopes: [METRICS_SCOPE], citizen: false }
} as const satisfies Record<string, Rule | 'open' | 'probe' | 'own'>

export type RouteName = keyof typeof besideContract

/**
 * What a route asks of its callers: a rule; `open` to everybody, credentials or not; `probe`, open and not counted;
 * `own`, which lets in by itself. Undefined: closed.
 */
export function ruleOf({ operation, name }: Pick<FastifyContextConfig, 'operation' | 'name'>): Rule | 'open' | 'probe' | 'own' | undefined {
  if (operation !== undefined) return operation.public || operation.scopes.length > 0 ? operation : undefined
  return name === undefined ? undefined : besideContract[name]
}
