import formats from 'ajv-formats'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { type Document, type Mark, pathOf, pointerTo } from './document.ts'
import { listed, type Problem, suggestion } from './problems.ts'

interface Expectation {
  type?: string
  enum?: unknown[]
  anyOf?: { const?: unknown }[]
  minimum?: number
  maximum?: number
  examples?: unknown[]
  properties?: object
}

const OPTIONS = { useDefaults: true, allErrors: true, verbose: true, strict: false } as const
// The schema of schemas takes longer to compile than any settings: once for all.
const judge = new Ajv2020(OPTIONS)

/** Compiles a schema that fills in its defaults. Throws when the schema itself is faulty. */
export function compile(schema: object): ValidateFunction {
  void judge.validateSchema(schema, true)
  // One for each, so that the ids of one schema are none to another, and nothing is kept of an adapter that is
  // reloaded.
  // Run once for a file: what makes the code shorter takes longer than it spares.
  const ajv = new Ajv2020({ ...OPTIONS, meta: false, validateSchema: false, code: { optimize: false } })
  formats.default(ajv)
  return ajv.compile(schema)
}

export interface ShapeOptions {
  document: Document
  file: string
  /** Pointer of the checked value within the document. */
  base: string
  /** False where values may be secrets: then none is repeated. */
  showValues: boolean
}

/** The faults that a compiled schema found, in words, each at its place in the file. */
export function shapeProblems(errors: readonly ErrorObject[], options: ShapeOptions): Problem[] {
  const unions = errors.filter(error => error.keyword === 'anyOf' || error.keyword === 'oneOf')
  return errors
    // What the branches of a union say is told once, by the union.
    .filter(error => !unions.some(union => error !== union && error.schemaPath.startsWith(`${union.schemaPath}/`)))
    .filter(error => error.keyword !== 'propertyNames')
    .map(error => problemOf(error, options))
    .filter(problem => problem !== undefined)
    // A number in place of one of several words has the wrong type, and is none of them: that is one mistake.
    .filter((problem, i, all) =>
      all.findIndex(({ path, message }) => path === problem.path && message === problem.message) === i
    )
}

function problemOf(error: ErrorObject, { document, file, base, showValues }: ShapeOptions): Problem | undefined {
  const { keyword, params, propertyName } = error
  const pointer = base + error.instancePath
  const key = keyword === 'additionalProperties' ? String(params['additionalProperty']) : propertyName
  const at = key === undefined ? pointer : pointerTo(pointer, key)
  const mark = markAt(document, at)
  // A value that waits for a variable cannot be judged; a missing variable is reported on its own.
  if (mark.unresolved && key === undefined) return undefined

  const place = { file, line: key === undefined ? mark.line : mark.keyLine,
    column: key === undefined ? mark.column : mark.keyColumn }
  if (keyword === 'required') {
    const missing = String(params['missingProperty'])
    return { file, line: mark.keyLine, column: mark.keyColumn, path: pathOf(pointerTo(pointer, missing)),
      message: 'is missing' }
  }
  const expected = (error.parentSchema ?? {}) as Expectation
  if (keyword === 'additionalProperties') {
    const allowed = Object.keys(expected.properties ?? {})
    return { ...place, path: pathOf(at), message: `unknown key${suggestion(String(key), allowed)}`, allowed }
  }

  const allowed = allowedValues(expected)
  if (key !== undefined) {
    const message = allowed === undefined
      ? `as a key it must match ${params['pattern']}`
      : `unknown key${suggestion(key, allowed)}`
    return { ...place, path: pathOf(at), message, ...(allowed && { allowed }) }
  }
  const message = wording(error, expected, allowed) + shown(error.data, expected, mark, showValues)
  return { ...place, path: pathOf(pointer), message, ...(allowed && { allowed }) }
}

/** Where a value stands; for one that is not in the file (a default) its nearest container. */
export function markAt(document: Document, pointer: string): Mark {
  for (let at = pointer;; at = at.slice(0, at.lastIndexOf('/'))) {
    const mark = document.marks.get(at)
    if (mark !== undefined) return mark
    if (at === '')
      return { line: 1, column: 1, keyLine: 1, keyColumn: 1, variables: [], whole: false, optional: false,
        unresolved: false }
  }
}

/** A problem at the place of a value. */
export function problemAt(
  document: Document,
  file: string,
  pointer: string,
  message: string,
  allowed?: readonly string[]
): Problem {
  const { line, column } = markAt(document, pointer)
  return { file, line, column, path: pathOf(pointer), message, ...(allowed && { allowed }) }
}

/** A word for a message. What the environment gave is not repeated: a secret may have got into the wrong place. */
export function quoted(document: Document, pointer: string, word: string): string {
  const { variables } = markAt(document, pointer)
  return variables.length > 0 ? `from ${listed(variables)}` : `"${word}"`
}

function allowedValues({ enum: values, anyOf }: Expectation): string[] | undefined {
  if (values !== undefined) return values.map(String)
  const constants = anyOf?.map(branch => branch.const)
  return constants !== undefined && constants.every(value => value !== undefined) ? constants.map(String) : undefined
}

function wording(
  { keyword, params, message, data }: ErrorObject,
  expected: Expectation,
  allowed: string[] | undefined
): string {
  if (allowed !== undefined) {
    return `must be one of ${listed(allowed)}${
      typeof data === 'string' ? suggestion(data, allowed).replace(/^; known.*/, '') : ''
    }`
  }
  switch (keyword) {
    case 'type':
      return `must be ${kindOf(expected)}${expected.type === 'string' && isScalarValue(data) ? '; quote it' : ''}`
    case 'minimum':
    case 'maximum':
      return `must be ${kindOf(expected)}`
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return params['limit'] === 1
        ? 'must not be empty'
        : `must have at least ${params['limit']} ${keyword === 'minLength' ? 'characters' : 'entries'}`
    case 'maxLength':
      return `must have at most ${params['limit']} characters`
    case 'uniqueItems':
      return `entries ${Math.min(params['i'], params['j'])} and ${
        Math.max(params['i'], params['j'])
      }, counted from 0, are the same`
    case 'pattern':
      return `must ${expected.examples ? `look like ${listed(expected.examples.map(String))}, that is ` : ''}match ${
        params['pattern']
      }`
    case 'anyOf':
    case 'oneOf':
      return 'fits none of the forms that are allowed here'
    default:
      return message ?? `breaks the rule "${keyword}"`
  }
}

function kindOf({ type, minimum, maximum }: Expectation): string {
  switch (type) {
    case 'string':
      return 'text'
    case 'object':
      return 'a mapping'
    case 'array':
      return 'a list'
    case 'boolean':
      return 'true or false'
    default: {
      const kind = type === 'integer' ? 'an integer' : type === 'number' ? 'a number' : String(type)
      if (minimum !== undefined && maximum !== undefined) return `${kind} from ${minimum} to ${maximum}`
      return minimum === undefined ? kind : `${kind} of at least ${minimum}`
    }
  }
}

// A mapping or a list was expected where a scalar stands: it might be anything, so only its type is told.
function shown(data: unknown, { type }: Expectation, { variables }: Mark, showValues: boolean): string {
  if (variables.length > 0) return ` (from ${listed(variables)})`
  if (data === null || data === undefined) return ' (is empty)'
  if (Array.isArray(data)) return type === 'array' ? '' : ' (is a list)'
  if (typeof data === 'object') return type === 'object' ? '' : ' (is a mapping)'
  if (type === 'object' || type === 'array') return ` (is ${typeof data === 'string' ? 'text' : `a ${typeof data}`})`
  const said = JSON.stringify(data)
  // Credentials in an address are refused, but not everything that holds one is known to be an address.
  return showValues && data !== '' && !/\/\/.*@/.test(said) ? ` (is ${said.slice(0, 80)})` : ''
}

function isScalarValue(data: unknown): boolean {
  return typeof data === 'number' || typeof data === 'boolean'
}
