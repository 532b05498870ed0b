import type { WritableResource, WriteAction } from '../../kit/writer.ts'
import type { Party, Rule } from './model.ts'

/** A write that makes a field of a record say something. */
export interface Remedy {
  resource: WritableResource
  action: WriteAction
  /** @param reason in the officer's words */
  body(reason: string): Record<string, unknown>
}

interface KnownRemedy extends Remedy {
  field: string
  value: string
}

/**
 * What the writes of the contract can correct, and no more: none of them sets a field as such, so a correction is the
 * act of an office that leads there. Another kind of write in the contract is another row here.
 */
const known: readonly KnownRemedy[] = [
  { resource: 'licence-applications', field: 'status.code', value: 'withdrawn', action: 'withdraw',
    body: reason => ({ reason }) },
  { resource: 'complaints', field: 'status.code', value: 'closed', action: 'close', body: reason => ({ note: reason }) }
]

/**
 * The write by which a record comes to say what another says.
 * @returns undefined when the contract has none
 */
export function remedyOf(
  rule: Rule | undefined,
  comparison: string,
  target: Pick<Party, 'resource'>,
  right: Pick<Party, 'shown'>
): Remedy | undefined {
  const field = rule?.comparisons.find(({ name }) => name === comparison)?.paths.get(target.resource)?.join('.')
  return known.find(remedy =>
    remedy.resource === target.resource && remedy.field === field && remedy.value === right.shown
  )
}
