import { SatuError } from '../../../errors.ts'
import { toId } from '../../../kit/ids.ts'
import { toWibDate } from '../../../kit/indonesia/calendar.ts'
import type { CanonicalRecord } from '../../systems/records.ts'
import { destinationOf, type Stage } from './stage.ts'

/**
 * Refuses a change of what is not there (404), and one whose time is over (409). A system that cannot be asked now is
 * believed to have it. Costs a read of the record, through the cache.
 */
export const expect: Stage = async write => {
  const { operation: { action }, resource, sender, core: { reads, clocks }, sent: { id } } = write
  if (id === undefined) return
  const { system, key = '' } = destinationOf(write)
  let record: CanonicalRecord
  try {
    record = await reads.record(resource, toId(system.config.prefix, key), sender)
  } catch (error) {
    if (error instanceof SatuError && error.code === 'not_found') throw error
    return
  }
  const lastDay = clocks.lastDay(resource, action, record)
  if (lastDay !== undefined && lastDay < toWibDate(new Date()))
    throw new SatuError('state_conflict', `The time for this ended on ${lastDay}.`, { stage: 'limits' })
}
