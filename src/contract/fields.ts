import type { Contract, JsonSchema } from './contract.ts'

/** What the contract says about the fields of a schema, as a tree to walk records with. */
export interface FieldTree {
  /** Class of personal data (`x-privacy`) of this whole value. */
  privacy?: string
  properties?: Record<string, FieldTree>
  items?: FieldTree
}

/** The tree of a component schema. Schemas that contain themselves end where they repeat. */
export function fieldTree(contract: Contract, schema: string): FieldTree {
  return treeOf(contract, contract.schemas[schema] ?? {}, new Set([schema]))
}

function treeOf(contract: Contract, schema: JsonSchema, within: ReadonlySet<string>): FieldTree {
  const ref = schema['$ref'] as string | undefined
  if (ref !== undefined) {
    const name = ref.replace('#/components/schemas/', '')
    if (within.has(name)) return {}
    return treeOf(contract, contract.schemas[name] ?? {}, new Set([...within, name]))
  }
  const tree: FieldTree = {}
  if (typeof schema['x-privacy'] === 'string') tree.privacy = schema['x-privacy']
  const properties = schema['properties'] as Record<string, JsonSchema> | undefined
  if (properties !== undefined) {
    tree.properties = Object.fromEntries(
      Object.entries(properties).map(([name, inner]) => [name, treeOf(contract, inner, within)])
    )
  }
  const items = schema['items'] as JsonSchema | undefined
  if (items !== undefined) tree.items = treeOf(contract, items, within)
  return tree
}
