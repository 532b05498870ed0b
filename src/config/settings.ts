import type { Adapter } from '../kit/adapter.ts'
import { pathOf, pointerTo, type Document } from './document.ts'
import type { Problem } from './problems.ts'
import { compile, markAt, shapeProblems } from './shape.ts'

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

/**
 * Checks the settings of one system against its adapter's schema and fills in their defaults. Values are never
 * repeated: what is not marked as a secret may still be one. Keys that the schema does not name are refused
 * unless it says otherwise itself.
 * @param base pointer of the settings within the document
 */
export function checkSettings(settings: unknown, adapter: Adapter, options: { document: Document; file: string; base: string }): Problem[] {
  const { document, file, base } = options
  const schema = adapter.settings as Schema
  let validate
  try {
    validate = compile(closed(schema))
  } catch (error) {
    const { line, column } = markAt(document, base)
    return [{ file, line, column, path: pathOf(base), message: `the settings schema of the adapter is faulty: ${(error as Error).message}` }]
  }
  const literal = secretsIn(schema, settings, base).filter(pointer => !markAt(document, pointer).whole)
  const problems = validate(settings) ? [] : shapeProblems(validate.errors ?? [], { document, file, base, showValues: false })
  const refused = literal.map(pointer => {
    const { line, column } = markAt(document, pointer)
    const message = 'is a secret: it must come from the environment, written as ${NAME} alone, without a default'
    return { file, line, column, path: pathOf(pointer), message }
  })
  return [...refused, ...problems.filter(problem => !refused.some(({ path }) => path === problem.path))]
}

/** Pointers of the scalars that the schema marks as secrets, at any depth. */
function secretsIn(schema: Schema, value: unknown, pointer: string, inherited = false): string[] {
  const secret = inherited || schema.writeOnly === true
  const branches = [...schema.anyOf ?? [], ...schema.oneOf ?? [], ...schema.allOf ?? []]
  const found = branches.flatMap(branch => secretsIn(branch, value, pointer, secret))
  if (Array.isArray(value)) {
    found.push(...value.flatMap((item, i) => secretsIn(schema.items ?? {}, item, pointerTo(pointer, i), secret)))
  } else if (typeof value === 'object' && value !== null) {
    found.push(...Object.entries(value).flatMap(([key, item]) => secretsIn(schemaOf(schema, key), item, pointerTo(pointer, key), secret)))
  } else if (secret && value !== undefined && value !== null) {
    found.push(pointer)
  }
  return [...new Set(found)]
}

function schemaOf({ properties, patternProperties, additionalProperties }: Schema, key: string): Schema {
  if (properties !== undefined && Object.hasOwn(properties, key)) return properties[key] ?? {}
  const [, matched] = Object.entries(patternProperties ?? {}).find(([pattern]) => new RegExp(pattern, 'u').test(key)) ?? []
  return matched ?? (typeof additionalProperties === 'object' ? additionalProperties : {})
}

// Without this a misspelt setting would be ignored in silence. Parts of `allOf` see each other's keys, so they stay open.
function closed(schema: Schema): Schema {
  const copy: Schema = { ...schema }
  if (schema.properties !== undefined) {
    copy.properties = Object.fromEntries(Object.entries(schema.properties).map(([key, inner]) => [key, closed(inner)]))
    if (schema.additionalProperties === undefined && schema.allOf === undefined && schema.patternProperties === undefined) copy.additionalProperties = false
  }
  if (schema.items !== undefined) copy.items = closed(schema.items)
  if (typeof schema.additionalProperties === 'object') copy.additionalProperties = closed(schema.additionalProperties)
  if (schema.anyOf !== undefined) copy.anyOf = schema.anyOf.map(closed)
  if (schema.oneOf !== undefined) copy.oneOf = schema.oneOf.map(closed)
  return copy
}
