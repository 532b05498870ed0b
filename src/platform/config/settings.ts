import type { ValidateFunction } from 'ajv/dist/2020.js'
import type { Adapter } from '../../kit/adapter.ts'
import { type Document, pointerTo } from './document.ts'
import type { Problem } from './problems.ts'
import { compile, markAt, problemAt, shapeProblems } from './shape.ts'

interface Schema {
  type?: unknown
  writeOnly?: unknown
  properties?: Record<string, Schema>
  patternProperties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

/** By the adapter's schema: many systems are of one product. */
const compiled = new WeakMap<object, ValidateFunction>()

/**
 * Checks the settings of one system against its adapter's schema and fills in their defaults. Values are never
 * repeated: what is not marked as a secret may still be one. Keys that the schema does not name are refused
 * unless it says otherwise itself.
 * @param base pointer of the settings within the document
 */
export function checkSettings(
  settings: unknown,
  adapter: Adapter,
  options: { document: Document; file: string; base: string }
): Problem[] {
  const { document, file, base } = options
  const schema = adapter.settings as Schema
  let validate
  try {
    validate = compiled.get(schema) ?? compile(closed(schema))
    compiled.set(schema, validate)
  } catch (error) {
    return [
      problemAt(document, file, base, `the settings schema of the adapter is faulty: ${(error as Error).message}`)
    ]
  }
  const problems = validate(settings)
    ? []
    : shapeProblems(validate.errors ?? [], { document, file, base, showValues: false })
  const refused = [...secretsIn(schema, settings, base).keys()]
    .filter(pointer => !markAt(document, pointer).whole)
    .map(pointer =>
      problemAt(document, file, pointer,
        'is a secret: it must come from the environment, written as ${NAME} alone, without a default')
    )
  return [...refused, ...problems.filter(problem => !refused.some(({ path }) => path === problem.path))]
}

/** The values that the adapter's schema marks as secrets, to be kept out of any text. */
export function secretsOf(settings: unknown, adapter: Adapter): string[] {
  return [...secretsIn(adapter.settings as Schema, settings, '').values()].map(String)
}

/** The scalars that the schema marks as secrets, at any depth, by pointer. */
function secretsIn(schema: Schema, value: unknown, pointer: string, inherited = false): Map<string, unknown> {
  const secret = inherited || schema.writeOnly === true
  const branches = [...schema.anyOf ?? [], ...schema.oneOf ?? [], ...schema.allOf ?? []]
  const found = new Map(branches.flatMap(branch => [...secretsIn(branch, value, pointer, secret)]))
  const add = (inner: Schema, item: unknown, key: string | number) => {
    for (const [at, scalar] of secretsIn(inner, item, pointerTo(pointer, key), secret)) found.set(at, scalar)
  }
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) add(schema.items ?? {}, item, i)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) add(schemaOf(schema, key), item, key)
  } else if (secret && value !== undefined && value !== null) {
    found.set(pointer, value)
  }
  return found
}

function schemaOf({ properties, patternProperties, additionalProperties }: Schema, key: string): Schema {
  if (properties !== undefined && Object.hasOwn(properties, key)) return properties[key] ?? {}
  const [, matched] = Object.entries(patternProperties ?? {}).find(([pattern]) => new RegExp(pattern, 'u').test(key)) ??
    []
  return matched ?? (typeof additionalProperties === 'object' ? additionalProperties : {})
}

// Without this a misspelt setting would be ignored in silence. Parts of `allOf` see each other's keys, so they stay
// open.
function closed(schema: Schema): Schema {
  const copy: Schema = { ...schema }
  if (schema.properties !== undefined) copy.properties = closedEach(schema.properties)
  if (schema.patternProperties !== undefined) copy.patternProperties = closedEach(schema.patternProperties)
  const names = schema.properties !== undefined || schema.patternProperties !== undefined
  if (names && schema.additionalProperties === undefined && schema.allOf === undefined)
    copy.additionalProperties = false
  if (schema.items !== undefined) copy.items = closed(schema.items)
  if (typeof schema.additionalProperties === 'object') copy.additionalProperties = closed(schema.additionalProperties)
  if (schema.anyOf !== undefined) copy.anyOf = schema.anyOf.map(closed)
  if (schema.oneOf !== undefined) copy.oneOf = schema.oneOf.map(closed)
  return copy
}

function closedEach(schemas: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, closed(schema)]))
}
