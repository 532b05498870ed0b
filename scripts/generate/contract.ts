// Writes the files that are made of the contract and not committed: the document that the hub serves, the same in
// OpenAPI 3.0, and what TypeScript knows of it. `npm ci` runs this. It imports nothing that needs these files, and of
// packages `yaml` alone: where the development packages are missing (npm ci --omit=dev, the image) it leaves out the
// types, which nothing needs at run time.
import { join } from 'node:path'
import type { OpenAPI3 } from 'openapi-typescript'
import { bundleContract } from './bundle.ts'
import { describeClientOperations } from './client-operations.ts'
import { addCodeSamples } from './code-samples.ts'
import { root, writeFiles } from './files.ts'
import { toOpenApi30 } from './openapi-3-0.ts'

const banner = '// Generated from openapi/ by scripts/generate/contract.ts; change the contract instead.\n'

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

/** The contract's types as TypeScript; undefined where the package that writes them is not installed. */
async function describeTypes(document: OpenAPI3): Promise<string | undefined> {
  try {
    const { default: openapiTypes, astToString } = await import('openapi-typescript')
    return astToString(await openapiTypes(document, { rootTypes: true, rootTypesNoSchemaPrefix: true }))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}

/** What the files that are made of the contract hold, by their paths. */
export async function generateContract(): Promise<Map<string, string>> {
  const document = addCodeSamples(nameScopes(inOrder(bundleContract(join(root, 'openapi/satu.yaml')))))
  const files = new Map([
    ['src/contract/contract.gen.json', `${JSON.stringify(document, null, 1)}\n`],
    ['src/contract/contract-3.0.gen.json', `${JSON.stringify(toOpenApi30(document), null, 1)}\n`],
    ['clients/typescript/src/operations.gen.ts', banner + describeClientOperations(document)]
  ])
  const types = await describeTypes(document)
  if (types === undefined) return files
  return files.set('src/contract/types.ts', banner + types)
    .set('clients/typescript/src/contract.gen.ts', banner + types)
}

if (import.meta.main) {
  const files = await generateContract()
  writeFiles(files)
  if (!files.has('src/contract/types.ts'))
    console.log('The types of the contract were left out: they need the development packages (npm ci).')
}
