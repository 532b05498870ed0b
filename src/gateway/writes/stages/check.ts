import type { Validation } from '../../../contract/validation.ts'
import { SatuError } from '../../../errors.ts'
import type { Stage } from './stage.ts'

/** Holds the body against the contract: 400 with an entry for each field that does not fit. Asks nobody. */
export function check({ bodyErrors }: Pick<Validation, 'bodyErrors'>): Stage {
  return ({ operation, sent: { body } }) => {
    const errors = bodyErrors(operation, body)
    if (errors.length > 0)
      throw new SatuError('invalid_request', 'The request does not fit the contract.', { stage: 'validation', errors })
  }
}
