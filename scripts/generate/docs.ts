import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildDashboard } from '../../deploy/grafana/dashboard.ts'
import { parseContract } from '../../src/contract/contract.ts'
import { routes, sections } from '../../src/features.ts'
import { describeConfiguration } from '../../src/platform/config/describe.ts'
import { describeFields } from '../access-fields.ts'
import { describeAccess } from '../access-table.ts'
import { describeLogLines, readLogKinds } from '../log-lines.ts'
import { root } from './files.ts'

/** A panel has one line, as has every other member: a diff shows the panels that changed. */
function formatDashboard({ panels = [], ...rest }: Dashboard): string {
  const members = Object.entries(rest).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
  return `{\n${members.join(',\n')},\n"panels": [\n${panels.map(panel => JSON.stringify(panel)).join(',\n')}\n]}\n`
}

/**
 * What is generated and committed, by path: the tables of the docs, and the dashboard for Grafana.
 * @param document the bundled contract as JSON text
 */
export function generateDocs(document: string): Map<string, string> {
  const contract = parseContract(document)
  const text = (file: string): string => readFileSync(join(root, file), 'utf8')
  return new Map([
    ['deploy/grafana/dashboards/satu.json', formatDashboard(buildDashboard())],
    ['docs/access.md', describeAccess(contract.operations, routes)],
    ['docs/access-fields.md', describeFields(contract)],
    ['docs/logs.md', describeLogLines(text('docs/logs.md'), readLogKinds(root))],
    ['docs/configuration.md', describeConfiguration(text('docs/configuration.md'), sections)]
  ])
}
