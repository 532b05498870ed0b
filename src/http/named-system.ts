import type { FastifyRequest } from 'fastify'
import type { Operation } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import { SatuError } from '../errors.ts'
import type { System } from '../gateway/systems/system.ts'
import { suggestion } from '../platform/config/problems.ts'
import { readParameters } from './parameters.ts'

/**
 * The system that an operator's request names.
 * @throws SatuError not_found, with the one that was meant where that is plain
 */
export function namedSystem(validation: Validation, operation: Operation, request: FastifyRequest): System {
  const { id } = readParameters(validation, operation, request) as { id: string }
  const { registry } = request.serving
  const system = registry.get(id)
  if (system === undefined)
    throw new SatuError('not_found', `No system has this id${suggestion(id, registry.systems.map(other => other.id))}`,
      { stage: 'admin' })
  return system
}
