import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import fastJson from 'fast-json-stringify'
import type { FieldError } from '../errors.ts'
import { withoutClosed } from './closed.ts'
import type { Contract, JsonSchema, Operation, Parameter } from './contract.ts'
import { type FieldTree, fieldTree } from './fields.ts'
import { useFormats } from './formats.ts'
import { useLengths } from './lengths.ts'

type Serializer = (value: unknown) => string

/** Checks and writes what the contract describes. Each schema is compiled at its first use and kept. */
export interface Validation {
  /** Errors of a value against a component schema; empty when it fits. */
  errorsOf(schema: string, value: unknown): readonly ErrorObject[]
  /** What the contract says about the fields of a component schema. */
  fields(schema: string): FieldTree
  /** Writes a value of a component schema as JSON; undeclared fields, and those that nobody may see, are left out. */
  serialize(schema: string, value: unknown): string
  /** Reads the parameters of a request; `errors` holds one entry for each wrong field. */
  readParameters(operation: Operation, raw: RawParameters): { values: Record<string, unknown>; errors: FieldError[] }
  /** Errors of a JSON body. */
  bodyErrors(operation: Operation, body: unknown): FieldError[]
}

export interface RawParameters {
  query: URLSearchParams
  path: Readonly<Record<string, string>>
  headers: Readonly<Record<string, string | string[] | undefined>>
}

/** What a contract says is compiled once in a process, however many ask for it. */
const made = new WeakMap<Contract, Validation>()

export function createValidation(contract: Contract): Validation {
  const validation = made.get(contract) ?? compileWhenUsed(contract)
  made.set(contract, validation)
  return validation
}

function compileWhenUsed(contract: Contract): Validation {
  const ajv = createAjv(contract, { allErrors: true })
  const hasty = createAjv(contract, { allErrors: false })
  const compiled = new Map<JsonSchema, ValidateFunction>()
  const hastily = new Map<JsonSchema, ValidateFunction>()
  const validators = new Map<string, ValidateFunction>()
  const serializers = new Map<string, Serializer>()
  let shownSchemas: Contract['schemas'] | undefined
  const shown = (): Contract['schemas'] => (shownSchemas ??= withoutClosed(contract))

  const compile = (schema: JsonSchema): ValidateFunction =>
    remember(compiled, schema, () => ajv.compile(absolute(schema) as JsonSchema))

  return {
    errorsOf(schema, value) {
      const validate = remember(validators, schema, () => ajv.compile({ $ref: `satu#/components/schemas/${schema}` }))
      return validate(value) ? [] : (validate.errors ?? [])
    },
    fields: schema => fieldTree(contract, schema),
    serialize(schema, value) {
      const write = remember(serializers, schema,
        () =>
          fastJson({ $ref: `satu#/components/schemas/${schema}` } as never, {
            schema: { satu: { $id: 'satu', components: { schemas: within(shown(), schema) } } as never }
          }))
      return write(value)
    },
    readParameters(operation, { query, path, headers }) {
      const values: Record<string, unknown> = {}
      const errors: FieldError[] = []
      const known = operation.parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name)
      for (const name of new Set(query.keys())) {
        if (known.includes(name)) continue
        errors.push({ in: 'query', field: safeName(name), code: 'unknown',
          detail: 'is not a parameter of this operation', allowed: known })
      }
      for (const parameter of operation.parameters) {
        const { name, in: place, required } = parameter
        const raw = place === 'query'
          ? query.getAll(name)
          : [place === 'path' ? path[name] : headers[name.toLowerCase()]].flat()
        const given = raw.filter(value => value !== undefined)
        if (given.length > 1) {
          errors.push({ in: place, field: name, code: 'repeated', detail: 'is given more than once' })
        } else if (given[0] === undefined) {
          if (required) errors.push({ in: place, field: name, code: 'required', detail: 'is missing' })
          else if (parameter.schema['default'] !== undefined) values[name] = parameter.schema['default']
        } else if (place !== 'header' && hasControls(given[0])) {
          errors.push({ in: place, field: name, code: 'control', detail: 'holds control characters' })
        } else {
          const value = fromText(given[0], parameter, contract)
          const validate = compile(parameter.schema)
          if (validate(value)) values[name] = value
          else errors.push(...fieldErrors(validate.errors, place, name).slice(0, 1))
        }
      }
      return { values, errors }
    },
    bodyErrors(operation, body) {
      const schema = operation.body ?? {}
      // To name every fault of a body made of faults would take longer than to read it.
      const validate = isLarge(body)
        ? remember(hastily, schema, () => hasty.compile(absolute(schema) as JsonSchema))
        : compile(schema)
      return validate(body) ? [] : fieldErrors(validate.errors, 'body', '')
    }
  }
}

/** A schema and those that it refers to: the writer of one looks through all that it is given. */
function within(schemas: Contract['schemas'], name: string): Contract['schemas'] {
  const found: Contract['schemas'] = {}
  const add = (one: string): void => {
    const schema = schemas[one]
    if (schema === undefined || Object.hasOwn(found, one)) return
    found[one] = schema
    for (const [, other] of JSON.stringify(schema).matchAll(/"#\/components\/schemas\/([^"/]+)/g)) add(other ?? '')
  }
  add(name)
  return found
}

/** `strictNumbers`: what JSON cannot write is no number, and a legacy system that sends 1e999 has sent one. */
function createAjv(contract: Contract, { allErrors }: { allErrors: boolean }): Ajv2020 {
  // That the contract is right is known before it gets here, and the schema of schemas takes long to compile.
  const ajv = new Ajv2020({ strict: false, strictNumbers: true, allErrors, meta: false, validateSchema: false })
  useFormats(ajv)
  useLengths(ajv)
  return ajv.addSchema({ $id: 'satu', components: { schemas: contract.schemas } })
}

const LARGE_VALUES = 1_000

/** Whether a body holds more values than anybody corrects by hand. */
function isLarge(body: unknown): boolean {
  let left = LARGE_VALUES
  const waiting = [body]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value !== 'object' || value === null) continue
    for (const key in value) {
      if (--left < 0) return true
      waiting.push((value as Record<string, unknown>)[key])
    }
  }
  return false
}

/** A header may hold tabs; of what else is not text Node lets none pass. */
function hasControls(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 32 || text.charCodeAt(i) === 127) return true
  return false
}

/** A parameter arrives as text: numbers and comma lists become what their schema asks for. */
function fromText(text: string, { schema }: Parameter, contract: Contract): unknown {
  const type = typeOf(schema, contract)
  if (type === 'array') {
    const items = schema['items'] as JsonSchema
    return text.split(',').map(item => fromText(item, { schema: items } as Parameter, contract))
  }
  if (type === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text
  // With an exponent, as the hub itself writes a very small one into the link to the next page.
  if (type === 'number') return /^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/i.test(text) ? Number(text) : text
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  return text
}

function typeOf(schema: JsonSchema, contract: Contract): unknown {
  const ref = schema['$ref'] as string | undefined
  return ref === undefined ? schema['type'] : contract.schemas[ref.replace('#/components/schemas/', '')]?.['type']
}

/** ajv's errors in the reader's words, one for each field, without the value. */
function fieldErrors(
  errors: readonly ErrorObject[] | null | undefined,
  place: FieldError['in'],
  name: string
): FieldError[] {
  const found = new Map<string, FieldError>()
  for (const error of errors ?? []) {
    const path = [name, ...error.instancePath.split('/').slice(1)].filter(Boolean)
    if (error.keyword === 'required') path.push(String(error.params['missingProperty']))
    if (error.keyword === 'additionalProperties') path.push(safeName(String(error.params['additionalProperty'])))
    // An item of a list parameter is named by the parameter: callers do not count commas.
    const field = place === 'body' ? path.join('.') : name
    if (found.has(field)) continue
    found.set(field, { in: place, field, ...explain(error) })
  }
  return [...found.values()]
}

function explain(
  { keyword, message, params, parentSchema }: ErrorObject
): { code: string; detail: string; allowed?: string[] } {
  switch (keyword) {
    case 'enum':
      return { code: 'enum', detail: 'is not one of the allowed values',
        allowed: (params['allowedValues'] as unknown[]).map(String) }
    case 'required':
      return { code: 'required', detail: 'is missing' }
    case 'additionalProperties':
      return { code: 'unknown', detail: 'is not a field of this body' }
    case 'pattern':
      return { code: 'pattern', detail: `must match ${String(params['pattern'])}` }
    case 'format':
      return { code: 'format', detail: `must be a ${String(params['format'])}${examplesOf(parentSchema)}` }
    default:
      return { code: keyword, detail: message ?? 'does not fit' }
  }
}

function examplesOf(schema: unknown): string {
  const examples = (schema as JsonSchema | undefined)?.['examples'] as string[] | undefined
  return examples?.[0] === undefined ? '' : `, such as ${examples[0]}`
}

/** A caller may put anything into a name, even a NIK: only what looks like a name is repeated. */
function safeName(name: string): string {
  return /^[A-Za-z_][A-Za-z_.-]{0,40}$/.test(name) ? name : '(unnamed)'
}

function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' && inner.startsWith('#') ? `satu${inner}` : absolute(inner)
    ])
  )
}

function remember<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) map.set(key, value = make())
  return value
}
