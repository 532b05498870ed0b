import type { Operation } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import { OWN_HEADERS } from './answer-headers.ts'
import type { Handler } from './handlers.ts'
import type { OnRecord } from './operator-record.ts'
import { readParameters } from './parameters.ts'
import { readTarget } from './purge-target.ts'

/** @returns what makes the handler of an operation that ends what is kept of a system, on record */
export function createPurge(
  { validation, record }: { validation: Validation; record: OnRecord }
): (operation: Operation) => Handler {
  return operation => async (request, reply) => {
    const { registry, purge } = request.serving
    const target = readTarget(readParameters(validation, operation, request), registry)
    const { system, resource, record: id } = target
    const doing = { action: 'cache.purge', system, target: id, detail: resource, reason: undefined } as const
    const reached = (await record(request, doing, () => purge(target))) ? 'every_process' : 'this_process'
    return reply
      .headers(OWN_HEADERS)
      .send(validation.serialize(operation.answer ?? '', { system, resource, record: id, reached }))
  }
}
