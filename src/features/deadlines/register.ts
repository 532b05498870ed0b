import type { Hub } from '../../http/hub.ts'
import { createClocks } from './clocks.ts'
import { createInformationStatistics } from './operations.ts'

/** Counts the time limits that run on records, in the city's working days. */
export function register(_app: unknown, { slots, answer, validation }: Hub): void {
  slots.clocks = workingDays => createClocks({ workingDays })
  answer(createInformationStatistics({ validation }))
}
