import type { Contract, JsonSchema } from './contract.ts'
import { type FieldTree, fieldTree } from './fields.ts'

/** The component schemas without the fields that nobody may see: what is written by them holds no such field. */
export function withoutClosed(contract: Contract): Contract['schemas'] {
  return Object.fromEntries(
    Object.entries(contract.schemas).map(([name, schema]) => [name, prune(schema, fieldTree(contract, name))])
  )
}

function prune(schema: JsonSchema, tree: FieldTree): JsonSchema {
  // What a reference leads to is pruned where it stands.
  if (schema['$ref'] !== undefined) return schema
  const { properties, items, required } = schema as { properties?: Record<string, JsonSchema>; items?: JsonSchema;
    required?: string[] }
  const pruned = { ...schema }
  if (properties !== undefined) {
    const kept = Object.entries(properties).filter(([name]) => tree.properties?.[name]?.closed !== true)
    pruned['properties'] = Object.fromEntries(
      kept.map(([name, inner]) => [name, prune(inner, tree.properties?.[name] ?? {})])
    )
    if (required !== undefined) pruned['required'] = required.filter(name => tree.properties?.[name]?.closed !== true)
  }
  if (items !== undefined) pruned['items'] = prune(items, tree.items ?? {})
  return pruned
}

/** Dotted paths of the fields of a schema that have no rule, and so are shown to nobody. */
export function closedFields(contract: Contract, schema: string): string[] {
  return gather(fieldTree(contract, schema), [])
}

function gather({ closed, properties, items }: FieldTree, path: readonly string[]): string[] {
  if (closed === true) return [path.join('.')]
  if (items !== undefined) return gather(items, path)
  return Object.entries(properties ?? {}).flatMap(([name, child]) => gather(child, [...path, name]))
}
