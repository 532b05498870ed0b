import type { Operation } from '../contract/contract.ts'
import { createRules, type RouteRule, type RouteTable } from './access.ts'
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

/**
 * Every request that the hub knows, and whether each kind of caller is let in: what its own rules say.
 * @param routes what stands beside the contract
 */
export function accessTable(operations: readonly Operation[], routes: RouteTable): AccessRow[] {
  const ruleOf = createRules(routes)
  const all = Object.entries(routes)
  return [
    ...operations.map((operation): AccessRow => ({ part: 'contract',
      ...rowOf(`${operation.method} ${operation.path}`, ruleOf({ operation })) })
    ),
    ...all.flatMap(([, { rule, requests = [] }]) =>
      requests.map((request): AccessRow => ({ part: 'beside', ...rowOf(request, rule) }))
    ),
    ...all.flatMap(([, { calls = [] }]) => calls).map(([request, id]): AccessRow => {
      const { cells, ...row } = rowOf(request, operations.find(operation => operation.id === id))
      // Neither standard knows a 401.
      return { part: 'faces', ...row, cells: cells.map(cell => (cell === '401' ? '403' : cell)) }
    }),
    { part: 'faces', request: PUSHED, scopes: [], cells: callers.map(() => '401') }
  ]
}

function rowOf(request: string, rule: RouteRule | undefined): Omit<AccessRow, 'part'> {
  return { request, scopes: typeof rule === 'object' ? rule.scopes : [],
    cells: callers.map(([caller]) => cellOf(caller, rule)) }
}

function cellOf(caller: CallerName, rule: RouteRule | undefined): Cell {
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
