import { loadContract, type Operation } from '../../src/contract/contract.ts'
import { createValidation } from '../../src/contract/validation.ts'
import type { Answer } from './demo-city.ts'

const contract = loadContract()
const validation = createValidation(contract)
const document = JSON.parse(contract.text) as {
  paths: Record<string, Record<string, { responses?: Record<string, unknown> } | undefined>>
}

export const operations: readonly Operation[] = contract.operations

/** What of an answer the contract does not allow; empty when all is as it says. */
export function contractErrors(operationId: string, { status, headers, body }: Answer): string[] {
  const operation = contract.operations.find(({ id }) => id === operationId)
  if (operation === undefined) return [`${operationId} is not an operation`]
  const documented = Object.keys(document.paths[operation.path]?.[operation.method.toLowerCase()]?.responses ?? {})
  const errors: string[] = []
  if (!documented.includes(String(status))) errors.push(`status ${status} is not documented (${documented.join(', ')})`)
  if (!headers.get('x-request-id')) errors.push('X-Request-Id is missing')
  const type = headers.get('content-type') ?? ''
  if (status >= 400 && !type.startsWith('application/problem+json')) errors.push(`an error of type ${type}`)
  const schema = status >= 400 ? 'Problem' : status === 200 ? operation.answer : undefined
  if (schema !== undefined) {
    for (const { instancePath, message } of validation.errorsOf(schema, body))
      errors.push(`${schema}${instancePath} ${message}`)
  }
  return errors
}
