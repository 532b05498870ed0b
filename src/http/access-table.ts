import type { Operation } from '../contract/contract.ts'
import { type RouteName, ruleOf } from './access.ts'
import { allows, type Rule } from './auth.ts'

/** The kinds of callers, in the order of the columns of docs/access.md. */
export const callers = [
  ['anonymous', 'nobody: no credential is shown'],
  ['no scope', 'an application whose token lacks the scope'],
  ['application', 'an application with the scope, by a token of its own'],
  ['API key', 'an application with the scope, by an API key'],
  ['certificate', 'an application with the scope, by a client certificate (mTLS)'],
  ['officer', 'an officer who signed in to an application with the scope'],
  ['citizen', 'a citizen who signed in to an application with the scope'],
  ['ended', 'an application with the scope, whose agreement has ended'],
  ['revoked', 'a person with the scope, who has been revoked'],
  ['stranger', 'a good token with the scope, of an issuer that the hub does not know']
] as const
export type CallerName = (typeof callers)[number][0]

/** What stands beside the contract and has a rule of its own, with requests that tell. */
export const beside: Readonly<Record<Exclude<RouteName, 'push' | 'ckan' | `open311-${string}`>, readonly string[]>> = {
  'livez': ['GET /livez'],
  'readyz': ['GET /readyz'],
  'home': ['GET /'],
  'docs': ['GET /docs/'],
  'openapi': ['GET /openapi.json', 'GET /openapi-3.0.json'],
  'problems': ['GET /problems/{code}'],
  'track': ['GET /track', 'POST /track'],
  'dcat': ['GET /catalog', 'GET /catalog.ttl', 'GET /dataset/{id}', 'GET /dataset/{id}/resource/{file}', 'GET /ns/sdi'],
  'api-catalog': ['GET /.well-known/api-catalog'],
  'data': ['GET /data'],
  'data-set': ['GET /data/{name}'],
  'data-file': ['GET /data/{name}.csv'],
  'data-history': ['GET /data/{name}/history/2026-11-28.csv'],
  'data-dictionary': ['GET /data/{name}/dictionary.json'],
  'passthrough': ['GET /systems/{id}/raw/any'],
  'command-center': ['GET /command-center'],
  'command-center-sign-in': ['GET /command-center/sign-in', 'POST /command-center/sign-in'],
  'command-center-map': ['GET /command-center/map'],
  'command-center-state': ['GET /command-center/state'],
  // A GET of it goes on and on.
  'command-center-stream': ['HEAD /command-center/stream'],
  'command-center-system': ['GET /command-center/systems/{id}'],
  'metrics': ['GET /metrics']
}

/** Calls of other standards: who is let in is told by the rule of the operation that each amounts to. */
export const faces: Readonly<Record<string, readonly (readonly [request: string, operation: string])[]>> = {
  Open311: [
    ['GET /open311/v2/discovery.json', 'listServices'],
    ['GET /open311/v2/services.json', 'listServices'],
    ['GET /open311/v2/services/{code}.json', 'listServices'],
    ['GET /open311/v2/requests.json', 'listComplaints'],
    ['GET /open311/v2/requests/{id}.json', 'listComplaints'],
    ['GET /open311/v2/tokens/{token}.json', 'listComplaints'],
    ['GET /open311/v2/servicerequestupdates.json', 'listComplaints'],
    ['GET /open311/v2/media/{name}', 'listComplaints'],
    ['POST /open311/v2/requests.json', 'createComplaint'],
    ['POST /open311/v2/servicerequestupdates.json', 'addComplaintComment']
  ],
  CKAN: [
    ['GET /api/3', 'listDatasets'],
    ['GET /api/3/action/package_list', 'listDatasets'],
    ['GET /api/3/action/package_search', 'listDatasets'],
    ['POST /api/3/action/package_search', 'listDatasets'],
    ['GET /api/3/action/datastore_search', 'listDatasets'],
    ['GET /api/action/package_list', 'listDatasets']
  ]
}

/** Systems that push show who they are in their own words: no credential of the hub is one there. */
export const PUSHED = 'GET /push/{system}/any'

export type Cell = 'yes' | '401' | '403'

export interface AccessRow {
  /** Which part of the hub it belongs to. */
  part: 'contract' | 'beside' | 'faces'
  /** `GET /v1/licences` */
  request: string
  scopes: readonly string[]
  cells: readonly Cell[]
}

/** Every request that the hub knows, and whether each kind of caller is let in: what its own rules say. */
export function accessTable(operations: readonly Operation[]): AccessRow[] {
  return [
    ...operations.map((operation): AccessRow => ({ part: 'contract',
      ...rowOf(`${operation.method} ${operation.path}`, ruleOf({ operation })) })
    ),
    ...Object.entries(beside).flatMap(([name, requests]) =>
      requests.map((request): AccessRow => ({ part: 'beside', ...rowOf(request, ruleOf({ name: name as RouteName })) }))
    ),
    ...Object.values(faces).flat().map(([request, id]): AccessRow => {
      const { cells, ...row } = rowOf(request, operations.find(operation => operation.id === id))
      // Neither standard knows a 401.
      return { part: 'faces', ...row, cells: cells.map(cell => (cell === '401' ? '403' : cell)) }
    }),
    { part: 'faces', request: PUSHED, scopes: [], cells: callers.map(() => '401') }
  ]
}

function rowOf(request: string, rule: ReturnType<typeof ruleOf>): Omit<AccessRow, 'part'> {
  return { request, scopes: typeof rule === 'object' ? rule.scopes : [],
    cells: callers.map(([caller]) => cellOf(caller, rule)) }
}

function cellOf(caller: CallerName, rule: ReturnType<typeof ruleOf>): Cell {
  if (rule === undefined) return '403'
  if (typeof rule === 'string') return 'yes'
  if (caller === 'revoked' || caller === 'stranger') return '401'
  if (caller === 'anonymous') return rule.public ? 'yes' : '401'
  if (caller === 'ended') return '403'
  return isAllowed(caller === 'citizen' ? 'citizen' : 'app', caller === 'no scope' ? [] : rule.scopes, rule)
}

function isAllowed(kind: 'app' | 'citizen', scopes: readonly string[], rule: Rule): Cell {
  return allows({ kind, scopes: new Set(scopes) }, rule) ? 'yes' : '403'
}

/** The sentence of counts, which the test says of the running hub. */
export function countsOf(rows: readonly AccessRow[]): string {
  const count = (cell: Cell): number => rows.flatMap(({ cells }) => cells).filter(one => one === cell).length
  return `${rows.length} requests, ${callers.length} kinds of callers: ${count('yes')} let in, ${
    count('401')
  } answered 401, ${count('403')} answered 403.`
}
