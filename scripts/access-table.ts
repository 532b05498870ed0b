// docs/access.md: who may call what, as the contract and src/http/access.ts have it. test/hub/access-table.test.ts reads
// the table back and asks a running hub for every cell of it.
import type { Operation } from '../src/contract/contract.ts'
import { ruleOf, type RouteName } from '../src/http/access.ts'
import { allows } from '../src/http/auth.ts'

/** The kinds of callers, in the order of the columns. */
export const callers = [
  ['anonymous', 'nobody: no credential is shown'],
  ['no scope', 'an application whose token lacks the scope'],
  ['application', 'an application with the scope, by a token of its own'],
  ['API key', 'an application with the scope, by an API key'],
  ['officer', 'an officer who signed in to an application with the scope'],
  ['citizen', 'a citizen who signed in to an application with the scope'],
  ['ended', 'an application with the scope, whose agreement has ended'],
  ['revoked', 'a person with the scope, who has been revoked'],
  ['stranger', 'a good token with the scope, of an issuer that the hub does not know']
] as const
export type CallerName = (typeof callers)[number][0]

/** What stands beside the contract, with a request that tells. Routes that let in by themselves are tested where they stand. */
export const routes: Readonly<Record<Exclude<RouteName, 'push' | 'ckan' | `open311-${string}`>, string>> = {
  livez: 'GET /livez',
  readyz: 'GET /readyz',
  home: 'GET /',
  docs: 'GET /docs/',
  openapi: 'GET /openapi.json',
  problems: 'GET /problems/not_found',
  dcat: 'GET /catalog.ttl',
  'api-catalog': 'GET /.well-known/api-catalog',
  data: 'GET /data',
  'data-set': 'GET /data/{name}',
  'data-file': 'GET /data/{name}.csv',
  'data-history': 'GET /data/{name}/history/2026-11-28.csv',
  'data-dictionary': 'GET /data/{name}/dictionary.json',
  passthrough: 'GET /systems/{id}/raw/any',
  'command-center': 'GET /command-center',
  'command-center-sign-in': 'GET /command-center/sign-in',
  'command-center-map': 'GET /command-center/map',
  'command-center-state': 'GET /command-center/state',
  'command-center-stream': 'HEAD /command-center/stream',
  'command-center-system': 'GET /command-center/systems/{id}',
  metrics: 'GET /metrics'
}

type Cell = 'yes' | '401' | '403'

interface Row {
  request: string
  scopes: readonly string[]
  cells: readonly Cell[]
}

function cellsOf(rule: ReturnType<typeof ruleOf>): Cell[] {
  if (rule === undefined) return callers.map(() => '403')
  if (typeof rule === 'string') return callers.map(() => 'yes')
  return callers.map(([caller]): Cell => {
    if (caller === 'revoked' || caller === 'stranger') return '401'
    if (caller === 'anonymous') return rule.public ? 'yes' : '401'
    if (caller === 'ended') return '403'
    const scopes = new Set(caller === 'no scope' ? [] : rule.scopes)
    return allows({ kind: caller === 'citizen' ? 'citizen' : 'app', scopes }, rule) ? 'yes' : '403'
  })
}

export function describeAccess(operations: readonly Operation[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`
  const head = line(['request', 'scope', ...callers.map(([name]) => name)]) + line(['---', '---', ...callers.map(() => '---')])
  const ofContract = operations.map((operation): Row => ({ request: `${operation.method} ${operation.path}`, scopes: operation.scopes, cells: cellsOf(ruleOf({ operation })) }))
  const beside = Object.entries(routes).map(([name, request]): Row => {
    const rule = ruleOf({ name: name as RouteName })
    return { request, scopes: typeof rule === 'object' ? rule.scopes : [], cells: cellsOf(rule) }
  })
  const write = ({ request, scopes, cells }: Row): string => line([`\`${request}\``, scopes.map(scope => `\`${scope}\``).join(' '), ...cells])
  const all = [...ofContract, ...beside]
  const count = (cell: Cell): number => all.flatMap(({ cells }) => cells).filter(one => one === cell).length
  return `# Who may call what

Made from the contract by \`npm run generate\`, and held to a running hub cell by cell by \`test/hub/access-table.test.ts\`.
A request that stands here nowhere is a 404; one without a rule is closed to everybody.

${all.length} requests, ${callers.length} kinds of callers: ${count('yes')} let in, ${count('401')} answered 401, ${count('403')} answered 403.

| column | who calls |
| --- | --- |
${callers.map(([name, who]) => `| ${name} | ${who} |\n`).join('')}
\`yes\` means that the request is let in, whatever comes of it then: a wrong parameter is a 400, what nothing serves a 501.
401 and 403 come before anything of the request is looked at. A scope that stands beside a \`yes\` for everybody is what a
caller may be given for the day when the operation shows more than it does to everybody.

## Operations of the contract

${head}${ofContract.map(write).join('')}
## Beside the contract

A credential is not looked at where everybody is let in. \`/push/{system}/...\` is not here: each system that pushes proves
itself in its own words, which its adapter checks. Nor is \`/open311/v2/...\`: its callers are let in by the rule of the
operation that a call amounts to (\`listComplaints\`, \`createComplaint\` ...), and 401 is a 403 there. So are those of
\`/api/3/action/...\`, by the rule of \`listDatasets\`.

${head}${beside.map(write).join('')}`
}
