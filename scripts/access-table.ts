// docs/access.md: who may call what, as the contract and src/http/access.ts have it. test/hub/access-table.test.ts
// reads the table back and asks a running hub for every cell of it.
import type { Operation } from '../src/contract/contract.ts'
import { type AccessRow, accessTable, callers, countsOf } from '../src/http/access-table.ts'
import type { RouteTable } from '../src/http/access.ts'

export function describeAccess(operations: readonly Operation[], routes: RouteTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`
  const head = line(['request', 'scope', ...callers.map(([name]) => name)]) +
    line(['---', '---', ...callers.map(() => '---')])
  const all = accessTable(operations, routes)
  const write = ({ request, scopes, cells }: AccessRow): string =>
    line([`\`${request}\``, scopes.map(scope => `\`${scope}\``).join(' '), ...cells])
  const table = (part: AccessRow['part']): string => head + all.filter(row => row.part === part).map(write).join('')
  return `# Who may call what

Made from the contract by \`npm run generate\`, and held to a running hub cell by cell by
\`test/hub/access-table.test.ts\`. \`satu access table\` prints the same, \`satu access table --consumer <id>\` what
one consumer of the city's file may call. A request that stands here nowhere is a 404; one without a rule is closed to
everybody.

${countsOf(all)}

| column | who calls |
| --- | --- |
${callers.map(([name, who]) => `| ${name} | ${who} |\n`).join('')}
\`yes\` means that the request is let in, whatever comes of it then: a wrong parameter is a 400, what nothing serves a
501, and what is not a citizen's own a 404 for them ([privacy.md](privacy.md#what-is-a-citizens-own)). 401 and 403 come
before anything of the request is looked at. A scope that stands beside a \`yes\` for everybody is what a caller may be
given for the day when the operation shows more than it does to everybody.

Whose record it is decides as well, where a record that is there already is changed: an application may change what it
has sent itself, and with the scope \`<resource>:operate\` what others have sent; a citizen may change what is theirs.
All else is a 403 in the same words whether the record is there or not: \`test/hub/whose-record.test.ts\` asks each of
these operations, and what other standards have of them, as each of these callers.

## Operations of the contract

Webhooks (\`/v1/subscriptions\`), events and what operators do (\`/v1/systems\`, \`/v1/deliveries\`) are among them.

${table('contract')}
## Beside the contract

Open data, linked data (DCAT), the reference and the probes. A credential is not looked at where everybody is let in.

${table('beside')}
## Other standards

Callers of [Open311](open311.md) and [CKAN](ckan.md) are let in by the rule of the operation that a call amounts to;
neither standard knows a 401, so it is a 403 there. Every action of CKAN goes by the one rule. A system that pushes
proves itself in its own words, which its adapter checks: none of these credentials is one for it.

${table('faces')}`
}
