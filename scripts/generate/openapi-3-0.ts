// The contract in the words of OpenAPI 3.0, for API managers that do not read 3.1 yet. It says the same: what 3.0 has
// no
// word for is said in another way, and what cannot be said is an error here, not a looser contract there.
import type { OpenAPI3 } from 'openapi-typescript'

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type JsonObject = { [name: string]: Json }

/** Words of JSON Schema 2020-12 that OpenAPI 3.0 does not have. */
const unsayable = ['$defs', '$id', '$anchor', '$dynamicRef', 'const', 'contains', 'contentEncoding',
  'dependentRequired', 'dependentSchemas', 'else', 'if', 'maxContains', 'minContains', 'patternProperties',
  'prefixItems', 'propertyNames', 'then', 'unevaluatedItems', 'unevaluatedProperties']
/** Where schemas stand in a document. */
const schemaKeys = new Set(['schema', 'items', 'additionalProperties', 'not'])
const schemaLists = new Set(['allOf', 'anyOf', 'oneOf'])
const schemaMaps = new Set(['properties', 'schemas'])

/** @throws Error naming the place of what OpenAPI 3.0 cannot say */
export function toOpenApi30(document: OpenAPI3): object {
  const { info, ...rest } = document as unknown as {
    info: { summary?: string; description?: string; license?: { name: string } } & JsonObject
  } & JsonObject
  if (rest['webhooks'] !== undefined) throw new Error('OpenAPI 3.0 has no webhooks')
  const { summary, license, ...about } = info
  return {
    ...(walk(rest, '#') as JsonObject),
    openapi: '3.0.3',
    info: {
      ...about,
      ...(summary !== undefined && { description: `${summary}\n\n${about.description ?? ''}`.trim() }),
      // A licence was named by its address before it could be by its SPDX identifier.
      ...(license && { license: { name: license.name, url: `https://spdx.org/licenses/${license.name}.html` } })
    }
  }
}

function walk(value: Json, path: string): Json {
  if (Array.isArray(value)) return value.map((item, index) => walk(item, `${path}/${index}`))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => {
    const place = `${path}/${key}`
    // What examples hold is nobody's schema, whatever its names are.
    if (key === 'example' || key === 'examples') return [key, inner]
    if (schemaKeys.has(key) && isObject(inner)) return [key, toSchema(inner, place)]
    if (schemaMaps.has(key) && isObject(inner)) return [key, eachOf(inner, place)]
    return [key, walk(inner, place)]
  }))
}

function eachOf(map: JsonObject, path: string): JsonObject {
  return Object.fromEntries(
    Object.entries(map).map(([name, schema]) => [name, isObject(schema) ? toSchema(schema, `${path}/${name}`) : schema])
  )
}

function toSchema(schema: JsonObject, path: string): JsonObject {
  const missing = unsayable.find(word => schema[word] !== undefined)
  if (missing !== undefined) throw new Error(`OpenAPI 3.0 has no ${missing}: ${path}`)
  const { $ref, examples, type, contentMediaType, ...rest } = schema
  const said = Object.fromEntries(Object.entries(rest).map(([key, inner]) => {
    const place = `${path}/${key}`
    if (schemaKeys.has(key) && isObject(inner)) return [key, toSchema(inner, place)]
    if (schemaMaps.has(key) && isObject(inner)) return [key, eachOf(inner, place)]
    if (schemaLists.has(key) && Array.isArray(inner))
      return [key, inner.map((item, index) => (isObject(item) ? toSchema(item, `${place}/${index}`) : item))]
    return [key, inner]
  }))
  // What stands beside a reference was not read before 3.1.
  if ($ref !== undefined) return Object.keys(said).length === 0 ? { $ref } : { ...said, allOf: [{ $ref }] }
  const [example] = Array.isArray(examples) ? examples : []
  // A file of a form.
  const { pattern } = said
  return { ...toType(type, path), ...(contentMediaType !== undefined && { format: 'binary' }), ...exclusive(said, path),
    ...(typeof pattern === 'string' && { pattern: plainPattern(pattern, path) }),
    ...(example !== undefined && { example }) }
}

function toType(type: Json | undefined, path: string): JsonObject {
  if (!Array.isArray(type)) {
    if (type === 'null') throw new Error(`OpenAPI 3.0 has no type null alone: ${path}`)
    return type === undefined ? {} : { type }
  }
  const [only, ...others] = type.filter(name => name !== 'null')
  if (only === undefined || others.length > 0) throw new Error(`OpenAPI 3.0 has one type for each schema: ${path}`)
  return { type: only, ...(type.includes('null') && { nullable: true }) }
}

/** `exclusiveMinimum` was a yes or no beside `minimum`. */
function exclusive(schema: JsonObject, path: string): JsonObject {
  const { exclusiveMinimum: above, exclusiveMaximum: below, ...rest } = schema
  if ((typeof above === 'number' && rest['minimum'] !== undefined) ||
    (typeof below === 'number' && rest['maximum'] !== undefined))
  {
    throw new Error(`OpenAPI 3.0 has one minimum and one maximum for each schema: ${path}`)
  }
  return {
    ...rest,
    ...(typeof above === 'number' && { minimum: above, exclusiveMinimum: true }),
    ...(typeof below === 'number' && { maximum: below, exclusiveMaximum: true })
  }
}

/** Its regular expressions are those of 2011, which know no classes of Unicode. */
function plainPattern(pattern: string, path: string): string {
  const plain = pattern.replaceAll(String.raw`\P{Cc}`, String.raw`[^\u0000-\u001F\u007F-\u009F]`)
  if (/\\p\{/i.test(plain)) throw new Error(`OpenAPI 3.0 has no classes of Unicode: ${path}`)
  return plain
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
