import { SatuError } from '../../errors.ts'
import type { Asker } from '../systems/asker.ts'
import type { FoundResident } from '../systems/resident.ts'
import { outcomeOf, type SourceReport } from './source-report.ts'

/**
 * Asks one register for a person; what comes of it stands in the report. Undefined when it does not know, or cannot
 * say.
 */
export async function askResident(report: SourceReport, nik: string, asker: Asker): Promise<FoundResident | undefined> {
  const started = performance.now()
  report.asked = true
  try {
    const resident = await report.system.resident(nik, asker)
    report.asOf = Date.now()
    return resident
  } catch (error) {
    if (!(error instanceof SatuError)) throw error
    report.failed = error
    return undefined
  } finally {
    report.waitedMs = performance.now() - started
  }
}

/** @throws SatuError the fault of the first, when no register has answered */
export function failIfNoneAnswered(reports: readonly SourceReport[]): void {
  const failures = reports.flatMap(({ failed }) => (failed === undefined ? [] : [failed]))
  const [first] = failures
  if (first === undefined || failures.length < reports.length) return
  throw new SatuError(first.code, first.message, {
    stage: first.stage ?? 'residents',
    systems: reports.map(outcomeOf),
    cause: first.cause,
    ...(first.retryAfterMs === undefined ? {} : { retryAfterMs: first.retryAfterMs })
  })
}
