import type { Validation } from '../../contract/validation.ts'
import type { Owners } from '../../platform/privacy/owners.ts'
import type { Journal } from './journal.ts'
import { check } from './stages/check.ts'
import { expect } from './stages/expect.ts'
import { own } from './stages/own.ts'
import { route } from './stages/route.ts'
import { settledInTime } from './stages/settled.ts'
import type { Stage, Write } from './stages/stage.ts'
import { take } from './stages/take.ts'
import type { Submission } from './submissions.ts'

export interface WritePipelineOptions {
  validation: Pick<Validation, 'bodyErrors'>
  journal: Pick<Journal, 'take'>
  owners: Pick<Owners, 'of'>
}

/**
 * The way of a write into the journal, in order. The last one reserves its idempotency key and keeps it, in one
 * transaction (`./journal.ts`, `../../platform/store/idempotency-keys.ts`).
 *
 * From there it is brought into its system (`./worker.ts`): at once by the process that has taken it, or later by any
 * process of the hub:
 *
 * 1. claim: it is this worker's for a time, and what stands before it of
 * the same record has ended (at once: `accept` in `./journal.ts`; later: `claim` in `./submissions.ts`)
 * 2. look: where an earlier attempt may have arrived, the system is asked for it before anything is sent
 * (`./deliver.ts`)
 * 3. send: within the guard of the system, if the claim still holds (`../systems/writing.ts`)
 * 4. settle: delivered, rejected, or parked for a person to look; or it waits for the next attempt (`./backoff.ts`).
 *    What came of it is on the disk with its event and without its file, in one transaction
 */
export function writePipeline({ validation, journal, owners }: WritePipelineOptions): readonly Stage[] {
  return [
    check(validation),
    route,
    own,
    expect,
    take(journal, owners)
  ]
}

/** Runs the stages for one write. @returns what came of it in the time that its sender waits */
export async function submitThrough(stages: readonly Stage[], write: Write): Promise<Submission> {
  for (const stage of stages) await stage(write)
  return settledInTime(write)
}
