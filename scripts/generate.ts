// Writes what follows from the contract (one bundled document for the running hub, the same in OpenAPI 3.0, its
// TypeScript
// types, and what the client knows of it), from the configuration's schemas (the tables of docs/configuration.md), who
// may
// call what (docs/access.md), who sees what of it (docs/access-fields.md), what the lines of the log hold
// (docs/logs.md), and the dashboard for Grafana.
// `--check` writes nothing, names the files that are out of date and exits with 1.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { buildDashboard } from '../deploy/grafana/dashboard.ts'
import { parseContract } from '../src/contract/contract.ts'
import { describeConfiguration } from '../src/platform/config/describe.ts'
import { describeFields } from './access-fields.ts'
import { describeAccess } from './access-table.ts'
import { describeClientOperations } from './client-operations.ts'
import { addCodeSamples } from './code-samples.ts'
import { toOpenApi30 } from './contract-3-0.ts'
import { describeLogLines, readLogKinds } from './log-lines.ts'

const root = dirname(import.meta.dirname)
const banner = '// Generated from openapi/ by scripts/generate.ts; change the contract instead.\n'

/** The contract in one document, whose references all point into its own `#/components`. */
function bundle(): OpenAPI3 {
  const dir = mkdtempSync(join(tmpdir(), 'satu-contract-'))
  const file = join(dir, 'contract.json')
  const cli = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'))
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  try {
    const bundling = [cli, 'bundle', 'openapi/satu.yaml', '--output', file]
    const { status, stderr } = spawnSync(process.execPath, bundling, { cwd: root, env, encoding: 'utf8' })
    // One broken file breaks every reference to it: the first problem is the one to mend.
    if (status !== 0) throw new Error(`openapi/ cannot be bundled\n${stderr.split('\n[2] ')[0]}`)
    return JSON.parse(readFileSync(file, 'utf8')) as OpenAPI3
  } finally {
    rmSync(dir, { recursive: true })
  }
}

/** Sorts the components by name, so that a new reference in one file does not move those of another. */
function inOrder(document: OpenAPI3): OpenAPI3 {
  const sorted = (map: object) => Object.fromEntries(Object.entries(map).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const components = Object.entries(document.components ?? {}).map(([kind, map]) => [kind, sorted(map as object)])
  return { ...document, components: sorted(Object.fromEntries(components)) }
}

/**
 * Puts the scopes of each operation where every tool expects them. `security` lists those of a token in the sources;
 * beside schemes that are not OAuth 2.0, OpenAPI 3.0 forbids that, and linters do of 3.1.
 */
function nameScopes(document: OpenAPI3): OpenAPI3 {
  for (const item of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(item as Record<string, { security?: Record<string, string[]>[] }>)) {
      const { security } = operation
      if (security === undefined) continue
      // Each way in asks for the same scopes: a token and an API key are worth the same.
      const scopes = new Set(security.flatMap(way => Object.values(way).flat()))
      Object.assign(operation, {
        'security': security.map(way => Object.fromEntries(Object.keys(way).map(scheme => [scheme, []]))),
        'x-scopes': [...scopes]
      })
    }
  }
  return document
}

async function generate(): Promise<Map<string, string>> {
  const document = addCodeSamples(nameScopes(inOrder(bundle())))
  const types = banner + astToString(await openapiTypes(document, { rootTypes: true, rootTypesNoSchemaPrefix: true }))
  const text = `${JSON.stringify(document, null, 1)}\n`
  const contract = parseContract(text)
  return new Map([
    ['clients/typescript/src/contract.gen.ts', types],
    ['clients/typescript/src/operations.gen.ts', banner + describeClientOperations(document)],
    ['deploy/grafana/dashboards/satu.json', `${JSON.stringify(buildDashboard(), null, 1)}\n`],
    ['docs/access.md', describeAccess(contract.operations)],
    ['docs/access-fields.md', describeFields(contract)],
    ['docs/logs.md', describeLogLines(readFileSync(join(root, 'docs/logs.md'), 'utf8'), readLogKinds(root))],
    ['docs/configuration.md', describeConfiguration(readFileSync(join(root, 'docs/configuration.md'), 'utf8'))],
    ['src/contract/contract.gen.json', text],
    ['src/contract/contract-3.0.gen.json', `${JSON.stringify(toOpenApi30(document), null, 1)}\n`],
    ['src/contract/types.ts', types]
  ])
}

function current(file: string): string | undefined {
  try {
    return readFileSync(join(root, file), 'utf8')
  } catch {
    return undefined
  }
}

const stale = [...(await generate())].filter(([file, text]) => current(file) !== text)
if (process.argv.includes('--check')) {
  for (const [file] of stale) console.error(`${file} is out of date: run npm run generate`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  for (const [file, text] of stale) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
    console.log(`wrote ${file}`)
  }
}
