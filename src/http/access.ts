import type { FastifyContextConfig, FastifyRequest } from 'fastify'
import type { Operation } from '../contract/contract.ts'
import { SatuError } from '../errors.ts'
import { COMMAND_CENTER_SCOPE, METRICS_SCOPE, purposes, RAW_SCOPE } from '../platform/config/scopes.ts'
import type { Rule, Session } from './auth.ts'

/** Who may read the catalogue of datasets, as the contract has it of them. */
const DATASETS = { public: true, scopes: ['datasets:read'], citizen: false } as const

/** The figures of the Command Center: numbers, states and codes, nothing of a person. */
const COMMAND_CENTER = { public: false, scopes: [COMMAND_CENTER_SCOPE], citizen: false } as const

/** Who may use what stands beside the contract, by the name of the route. A route without a rule is closed. */
const besideContract = {
  'livez': 'probe',
  'readyz': 'probe',
  'home': 'open',
  'docs': 'open',
  'openapi': 'open',
  'problems': 'open',
  // Residents have no credential; how often numbers are tried is counted beside.
  'track': 'open',
  // What is published is everybody's.
  'data': 'open',
  'data-set': 'open',
  'data-file': 'open',
  'data-history': 'open',
  'data-dictionary': 'open',
  // Each system that pushes proves itself in its own words, which its adapter checks.
  'push': 'own',
  // GeoReport's callers show who they are in a parameter, where nobody else looks.
  'open311-discovery': 'own',
  'open311-services': 'own',
  'open311-requests': 'own',
  'open311-tokens': 'own',
  'open311-updates': 'own',
  'open311-media': 'own',
  // CKAN's callers show theirs without a scheme, in a header of its own or in that of everybody.
  'ckan': 'own',
  'dcat': DATASETS,
  'api-catalog': 'open',
  'passthrough': { public: false, scopes: [RAW_SCOPE], citizen: false },
  // The page itself is empty: what it shows it asks for, as whoever looks at it.
  'command-center': 'open',
  'command-center-sign-in': 'open',
  'command-center-map': COMMAND_CENTER,
  'command-center-state': COMMAND_CENTER,
  'command-center-stream': COMMAND_CENTER,
  'command-center-system': { public: false, scopes: [COMMAND_CENTER_SCOPE, 'systems:read'], citizen: false },
  'metrics': { public: false, scopes: [METRICS_SCOPE], citizen: false }
} as const satisfies Record<string, Rule | 'open' | 'probe' | 'own'>

export type RouteName = keyof typeof besideContract

/**
 * What a route asks of its callers: a rule; `open` to everybody, credentials or not; `probe`, open and not counted;
 * `own`, which lets in by itself. Undefined: closed.
 */
export function ruleOf(
  { operation, name }: Pick<FastifyContextConfig, 'operation' | 'name'>
): Rule | 'open' | 'probe' | 'own' | undefined {
  if (operation !== undefined) return operation.public || operation.scopes.length > 0 ? operation : undefined
  return name === undefined ? undefined : besideContract[name]
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
