import type { components } from '../../contract/types.ts'
import type { FieldError } from '../../errors.ts'
import type { Plan } from '../../gateway/operators/holds.ts'
import { misfit } from '../../http/parameters.ts'

const DAY_MS = 86_400_000
const LONGEST_MS = 31 * DAY_MS
const FARTHEST_MS = 366 * DAY_MS
/** The clock of who plans it may be a little behind. */
const SLACK_MS = 60_000

/**
 * When a maintenance begins and ends, of a body that the contract allows.
 * @param now ms since 1970
 * @throws SatuError invalid_request for times that do not make one
 */
export function readPlan(
  { from: begins, until: ends, minutes, message, reason }: components['schemas']['MaintenancePlan'],
  now: number
): Omit<Plan, 'system' | 'by'> {
  const from = begins === undefined ? now : Date.parse(begins)
  const wrong = (field: 'from' | 'until', detail: string, code = 'order'): FieldError => ({ in: 'body', field, code,
    detail })
  if (ends === undefined && minutes === undefined)
    throw misfit([wrong('until', 'is missing, and minutes too: nobody would know when it ends', 'required')])
  if (ends !== undefined && minutes !== undefined)
    throw misfit([wrong('until', 'does not go with minutes', 'dependency')])
  const until = ends === undefined ? from + (minutes ?? 0) * 60_000 : Date.parse(ends)
  if (until <= now) throw misfit([wrong('until', 'is over already')])
  if (until <= from) throw misfit([wrong('until', 'must be later than from')])
  if (from < now - SLACK_MS) throw misfit([wrong('from', 'is over already: leave it out to begin now')])
  if (until - from > LONGEST_MS)
    throw misfit([
      wrong('until', 'must be within 31 days of its beginning: pause the system if nobody knows when it is back')
    ])
  if (from - now > FARTHEST_MS) throw misfit([wrong('from', 'must be within a year')])
  return { from, until, message, reason }
}
