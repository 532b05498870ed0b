import type { Contract, JsonSchema } from './contract.ts'

/** What a field of a record holds. Of a list of plain values it is what each of them is. */
export interface RecordField {
  type: 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'timestamp'
  isList: boolean
  /** Class of personal data (`x-privacy`) of it or of what it stands in. */
  privacy?: string
  /** People wrote it in their own words (`x-free-text`). */
  isFreeText: boolean
  /** Whether a record may be without it. */
  isOptional: boolean
  /** All values that it can have. */
  values?: readonly string[]
  description?: string
}

/**
 * A field of a component schema by its dotted path, such as `location.district_code`.
 * @returns undefined when there is none, or when it is not plain: an object, or a list of objects
 */
export function recordField(contract: Contract, schema: string, path: string): RecordField | undefined {
  let node = resolve(contract, { $ref: `#/components/schemas/${schema}` })
  let isOptional = false
  let privacy: string | undefined
  for (const name of path.split('.')) {
    const properties = (node['properties'] ?? {}) as Record<string, JsonSchema>
    if (!Object.hasOwn(properties, name)) return undefined
    isOptional ||= !((node['required'] ?? []) as string[]).includes(name)
    node = resolve(contract, properties[name] as JsonSchema)
    privacy ??= node['x-privacy'] as string | undefined
  }
  const isList = node['type'] === 'array'
  const value = isList ? resolve(contract, node['items'] as JsonSchema) : node
  const type = typeOf(value)
  if (type === undefined) return undefined
  privacy ??= value['x-privacy'] as string | undefined
  const values = value['enum'] as string[] | undefined
  return {
    type,
    isList,
    isOptional: isOptional || isNullable(value),
    isFreeText: node['x-free-text'] === true || value['x-free-text'] === true,
    ...(privacy !== undefined && { privacy }),
    ...(values !== undefined && { values }),
    ...(typeof node['description'] === 'string' && { description: node['description'] })
  }
}

/** The paths of all plain fields of a component schema. Lists of objects are not looked into. */
export function recordPaths(contract: Contract, schema: string): string[] {
  const paths: string[] = []
  const walk = (node: JsonSchema, before: readonly string[]): void => {
    for (const [name, inner] of Object.entries((node['properties'] ?? {}) as Record<string, JsonSchema>)) {
      const path = [...before, name]
      const child = resolve(contract, inner)
      if (child['properties'] !== undefined && before.length < DEEPEST) walk(child, path)
      else if (recordField(contract, schema, path.join('.')) !== undefined) paths.push(path.join('.'))
    }
  }
  walk(resolve(contract, { $ref: `#/components/schemas/${schema}` }), [])
  return paths
}

const DEEPEST = 4

/** What a reference leads to, with what stands beside it. */
function resolve(contract: Contract, schema: JsonSchema): JsonSchema {
  const ref = schema['$ref'] as string | undefined
  if (ref === undefined) return schema
  const { $ref: _ref, ...beside } = schema
  return { ...resolve(contract, contract.schemas[ref.replace('#/components/schemas/', '')] ?? {}), ...beside }
}

function typeOf(schema: JsonSchema): RecordField['type'] | undefined {
  const [type] = [schema['type']].flat().filter(one => one !== 'null')
  switch (type) {
    case 'string':
      return schema['format'] === 'date' ? 'date' : schema['format'] === 'date-time' ? 'timestamp' : 'text'
    case 'integer':
    case 'number':
    case 'boolean':
      return type
    default:
      return undefined
  }
}

function isNullable(schema: JsonSchema): boolean {
  return [schema['type']].flat().includes('null')
}
