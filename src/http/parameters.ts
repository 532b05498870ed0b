import type { FastifyRequest } from 'fastify'
import type { Operation } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import { type FieldError, SatuError } from '../errors.ts'
import { queryOf } from './requests.ts'

/**
 * The parameters of a request, as the contract has them.
 * @throws SatuError invalid_request with one entry for each wrong one
 */
export function readParameters(
  validation: Validation,
  operation: Operation,
  request: FastifyRequest
): Record<string, unknown> {
  const url = request.raw.url ?? ''
  // The router takes a fragment off, which no request may have: a parameter behind it would be ignored.
  if (url.includes('#'))
    throw new SatuError('invalid_request', 'The URL of a request has no fragment.', { stage: 'validation' })
  const { values, errors } = validation.readParameters(operation, {
    query: queryOf(url),
    path: request.params as Record<string, string>,
    headers: request.headers
  })
  if (errors.length > 0) throw misfit(errors)
  return values
}

/**
 * The JSON body of a request, as the contract has it.
 * @throws SatuError invalid_request with one entry for each wrong field
 */
export function readBody(validation: Validation, operation: Operation, request: FastifyRequest): unknown {
  const errors = validation.bodyErrors(operation, request.body)
  if (errors.length > 0) throw misfit(errors)
  return request.body
}

export function misfit(errors: FieldError[]): SatuError {
  return new SatuError('invalid_request', 'The request does not fit the contract.', { stage: 'validation', errors })
}
