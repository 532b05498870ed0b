import { SatuError } from '../../errors.ts'
import { SystemFault } from '../../kit/faults.ts'
import { theHub } from './asker.ts'
import { allOf } from './records.ts'
import type { System } from './system.ts'

/** A mapping that fits so little of what its system says is wrong, or the system is another one. */
const LARGEST_QUARANTINED_SHARE = 0.5
const ROWS = 20

/**
 * Tries systems that are connected aside, before they take the place of those that run.
 * @returns what could not be tried, and why, where that says nothing against it
 * @throws Error that says what is wrong; they are let go then
 */
export async function testSystems(next: readonly System[], running: readonly System[]): Promise<string[]> {
  const tests = await Promise.allSettled(
    next.map(system => testSystem(system, running.find(({ id }) => id === system.id)))
  )
  const wrong = tests.flatMap(test => (test.status === 'rejected' ? [(test.reason as Error).message] : []))
  if (wrong.length > 0) {
    await Promise.all(next.map(system => system.close()))
    throw new Error(wrong.join('; '))
  }
  return tests.flatMap(test => (test.status === 'fulfilled' && test.value !== undefined ? [test.value] : []))
}

/** The first records of each list, or its probe. What fails in the running one as well is no reason to keep that. */
async function testSystem(next: System, running: System | undefined): Promise<string | undefined> {
  const fault = await faultOf(next)
  if (fault === undefined) return undefined
  const isWorse = !isNotNow(fault) &&
    (running === undefined || isDisabled(running) ? !isOfTheSystem(fault) : (await faultOf(running)) === undefined)
  if (isWorse) throw new Error(`${next.id} failed its self-test: ${fault.message}`, { cause: fault })
  return fault.message
}

function isDisabled(system: System): boolean {
  return system.health.state(system.guard()) === 'disabled'
}

async function faultOf(system: System): Promise<Error | undefined> {
  if (isDisabled(system)) return new Error(system.health.lastFailure?.detail)
  const asker = theHub(`self-test-${system.id}`)
  try {
    let isAsked = false
    for (const resource of system.config.resources) {
      const serving = system.serves(resource, 'list')
      if (serving === undefined) continue
      // What comes whole or is pushed lies here, and says nothing of the way to the system.
      isAsked ||= serving.shareMs !== undefined
      const page = await system.list(resource, { offset: 0, limit: Math.min(serving.pageSize, ROWS), filters: {} },
        asker).catch(unlessNoneYet)
      if (page === undefined) continue
      const { rows } = page
      const quarantined = allOf(rows).filter(record => record === undefined).length
      if (quarantined > rows.length * LARGEST_QUARANTINED_SHARE) {
        return new Error(
          `${quarantined} of its first ${rows.length} ${resource} do not fit the contract (${
            system.quarantine.recent()[0]?.reason
          })`
        )
      }
    }
    if (!isAsked) await system.probe(asker.requestId)
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** What comes whole is held against the contract when it has come. */
function unlessNoneYet(fault: unknown): undefined {
  if (!(fault instanceof SatuError && fault.code === 'system_unavailable' && fault.stage === 'snapshot')) throw fault
}

/** Closed, left alone, or asked too often: whoever asks would hear that. */
function isNotNow(fault: Error): boolean {
  return fault instanceof SatuError && fault.code === 'system_unavailable'
}

/** It is down, or refuses: that says nothing about the adapter. */
function isOfTheSystem(fault: Error): boolean {
  return fault instanceof SatuError && fault.cause instanceof SystemFault
}
