import { parse } from 'csv-parse/sync'
import type { Contract, JsonSchema, Operation } from '../../src/contract/contract.ts'
import { createValidation, type Validation } from '../../src/contract/validation.ts'
import { CANARY_NAME, CANARY_NIK } from './values.ts'
import type { WireAnswer } from './wire.ts'

interface ResponseObject {
  $ref?: string
  content?: Record<string, { schema: JsonSchema }>
}
interface Document {
  paths: Record<string, Record<string, { responses?: Record<string, ResponseObject> } | undefined>>
  components: { responses?: Record<string, ResponseObject> }
}

/** What the contract lets an answer be. */
export interface Judge {
  /** What is wrong with the answer of an operation. */
  ofOperation(operation: Operation, answer: WireAnswer): string[]
  /**
   * What is wrong with an answer of which nobody can say what it answers: it must be an error of the house, or what
   * some operation says.
   */
  ofAnything(answer: WireAnswer, isHead: boolean): string[]
  /** Which operation a request line leads to. */
  operationAt(method: string, target: string): Operation | undefined
}

const PROBLEM = 'application/problem+json'

export function createJudge(contract: Contract, validation: Validation = createValidation(contract)): Judge {
  const document = JSON.parse(contract.text) as Document
  const responseOf = ({ path, method }: Operation, status: number): ResponseObject | undefined => {
    const found = document.paths[path]?.[method.toLowerCase()]?.responses?.[String(status)]
    return found?.$ref === undefined
      ? found
      : document.components.responses?.[found.$ref.replace('#/components/responses/', '')]
  }
  const patterns = contract.operations.map(operation => ({ operation,
    pattern: new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`) })
  )

  return {
    ofOperation(operation, answer) {
      const { status, headers, body } = answer
      const response = responseOf(operation, status)
      if (response === undefined) return [`status ${status} is not documented for ${operation.id}`]
      const errors = [...common(answer), ...(status >= 400 ? [] : repeatsNothing(answer))]
      if (status === 304 || status === 204 || body.length === 0) return errors
      const type = (headers['content-type'] ?? '').split(';')[0] ?? ''
      if (type === 'text/event-stream') return errors
      const schema = response.content?.[type]?.schema
      if (schema === undefined)
        return [...errors, `a ${status} of the type ${type || '(none)'} is not documented for ${operation.id}`]
      return [...errors, ...(type === 'text/csv' ? csvErrors(body) : misfits(validation, schema, body))]
    },
    ofAnything(answer, isHead) {
      const { status, headers, body } = answer
      const type = (headers['content-type'] ?? '').split(';')[0] ?? ''
      const errors = common(answer)
      if (status < 400) return errors
      if (type !== PROBLEM) return [...errors, `an error of the type ${type || '(none)'}`]
      return isHead && body.length === 0
        ? errors
        : [...errors, ...misfits(validation, { $ref: '#/components/schemas/Problem' }, body)]
    },
    operationAt(method, target) {
      const path = target.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/)[0] ?? ''
      const plain = decoded(path)
      return patterns.find(({ operation, pattern }) =>
        operation.method === (method === 'HEAD' ? 'GET' : method) && pattern.test(plain)
      )?.operation
    }
  }
}

/** What holds for every answer, whatever it answers. */
function common({ status, headers, body }: WireAnswer): string[] {
  const errors: string[] = []
  if (status === 500) errors.push('a 500')
  if (status >= 400 && body.includes(CANARY_NIK)) errors.push('an error repeats a NIK')
  if (status >= 400 && body.includes(CANARY_NAME)) errors.push('an error repeats a name')
  const head = JSON.stringify(headers)
  if (head.includes(CANARY_NIK) && !(headers['link'] ?? headers['location'] ?? '').includes(CANARY_NIK))
    errors.push('a header repeats a NIK')
  if (status >= 400 && headers['x-content-type-options'] !== 'nosniff')
    errors.push('an answer without its safety headers')
  return errors
}

/** Nobody of this number is in the city: an answer that has it has it from the request. */
function repeatsNothing({ headers, body }: WireAnswer): string[] {
  return (headers['content-type'] ?? '').startsWith('application/json') && body.includes(CANARY_NIK)
    ? ['an answer repeats a NIK']
    : []
}

function misfits(validation: Validation, schema: JsonSchema, body: Buffer): string[] {
  let value: unknown
  try {
    value = JSON.parse(body.toString())
  } catch {
    return ['a body that is not JSON']
  }
  const name = (schema['$ref'] as string | undefined)?.replace('#/components/schemas/', '')
  if (name === undefined) return [`a schema without a name`]
  return validation.errorsOf(name, value).slice(0, 3).map(({ instancePath, message }) =>
    `${name}${instancePath} ${message}`
  )
}

/** A table has a head, and every row as many fields as it (RFC 4180). */
function csvErrors(body: Buffer): string[] {
  try {
    return parse(body).length === 0 ? ['a table without a head'] : []
  } catch {
    return ['a body that is not CSV']
  }
}

/** As the router has it: what cannot be decoded leads nowhere. */
function decoded(path: string): string {
  try {
    return path.split('/').map(part => decodeURIComponent(part).replaceAll('/', '%2F') || part).join('/')
  } catch {
    return ''
  }
}
