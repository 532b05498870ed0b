import type { Contract } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import type { Adapter, City } from '../kit/adapter.ts'
import type { Bench, Group } from './checks/bench.ts'
import { fileFaults } from './checks/file-faults.ts'
import { filters } from './checks/filters.ts'
import { httpFaults } from './checks/http-faults.ts'
import { inboxes } from './checks/inboxes.ts'
import { lists } from './checks/lists.ts'
import { lookUps } from './checks/look-ups.ts'
import { numbers } from './checks/numbers.ts'
import { ownWords } from './checks/own-words.ts'
import { records } from './checks/records.ts'
import { secrets } from './checks/secrets.ts'
import { tcpFaults } from './checks/tcp-faults.ts'
import { tls } from './checks/tls.ts'
import { whole } from './checks/whole.ts'
import { writeFaults } from './checks/write-faults.ts'
import { writes } from './checks/writes.ts'
import { createCollections, messageOf } from './collection.ts'
import type { Conformance } from './declaration.ts'
import { createSubject, type Subject } from './subject.ts'
import type { Check, Result } from './verdict.ts'
import { createPen } from './writing.ts'

/** Everything that is asked of an adapter, in order: what counts rows comes before anything is written. */
const groups: readonly Group[] = [records, whole, lists, filters, lookUps, numbers, inboxes, writes, writeFaults,
  httpFaults, tcpFaults, fileFaults, ownWords, tls, secrets]

/**
 * What only reads, as any caller does: a real system is never given wrong credentials, and nothing is put in its way.
 */
const harmless: readonly Group[] = [records, whole, lists, filters, lookUps, numbers]

export interface RunOptions {
  adapter: Adapter
  declared: Conformance
  city: City
  contract: Contract
  validation: Validation
  /** Of the ids. Default `TEST`. */
  prefix?: string
  /** Most rows that are read of one resource. */
  mostRows?: number
  /** Only checks whose name has this in it. */
  wanted?: RegExp
  /** Is told of each check as it ends. */
  onResult?: (result: Result) => void
}

/** Runs the whole suite over one adapter and its stand-in. Never throws: whatever breaks is a failed check. */
export async function runConformance(
  { adapter, declared, wanted = /(?:)/, onResult = () => {}, ...surroundings }: RunOptions
): Promise<Result[]> {
  const results: Result[] = []
  const tell = (result: Result): void => {
    results.push(result)
    onResult(result)
  }
  const start: Check = {
    name: declared.isReal === true
      ? 'the adapter connects without a call'
      : 'the stand-in starts and the adapter connects without a call',
    run: async () => ({ failures: [] })
  }
  let subject: Subject | undefined
  const lost: unknown[] = []
  const onLost = (reason: unknown): void => {
    lost.push(reason)
  }
  process.on('unhandledRejection', onLost)
  try {
    const standIn = await declared.start(surroundings.city)
    if (standIn === undefined) {
      tell({ name: start.name, state: 'skipped', note: 'this machine lacks what the stand-in needs', failures: [] })
      return results
    }
    try {
      subject = createSubject({ adapter, declared, standIn, ...surroundings })
      subject.connect()
      tell(await resultOf(start))
      const bench: Bench = { subject, collection: createCollections(subject), pen: createPen(subject) }
      const asked = declared.isReal === true ? harmless : groups
      for (const check of asked.flatMap(group => group(bench))) if (wanted.test(check.name)) tell(await resultOf(check))
      await subject.close()
      // What was rejected in passing is told on the next turn.
      await new Promise(resolve => {
        setImmediate(resolve)
      })
      tell(await resultOf({ name: 'nothing is left to fall on the process', run: async () => staysUp(lost) }))
    } finally {
      await subject?.close()
      await standIn.stop()
    }
  } catch (error) {
    tell({ name: start.name, state: 'failed',
      failures: [{ what: messageOf(error),
        fix: 'Look at `start` of conformance.ts, and at `connect` of the adapter.' }] })
  } finally {
    process.off('unhandledRejection', onLost)
  }
  return results
}

async function resultOf({ name, run }: Check): Promise<Result> {
  try {
    const found = await run()
    if ('skipped' in found) return { name, state: 'skipped', note: found.skipped, failures: [] }
    const { failures, note } = found
    return { name, state: failures.length > 0 ? 'failed' : 'ok', failures, ...(note !== undefined && { note }) }
  } catch (error) {
    return { name, state: 'failed',
      failures: [{ what: messageOf(error), fix: 'See the checks above: one of them says more.' }] }
  }
}

function staysUp(lost: readonly unknown[]): { failures: Result['failures'] } {
  return {
    failures: lost.map(reason => ({ what: `a rejection that nobody handled: ${messageOf(reason)}`,
      fix: 'Await every promise, or return it.' })
    )
  }
}
