import type { FaultKind } from '../../kit/faults.ts'
import { messageOf } from '../collection.ts'
import { type Failure, type Verdict, verdict } from '../verdict.ts'
import type { Bench, Group } from './bench.ts'
import { judge } from './faults.ts'
import { waysOf } from './ways.ts'

/** Whether a system is understood that says by itself that it failed: with status 200, in a page, in a file. */
export const ownWords: Group = bench => {
  const { fail } = bench.subject.standIn
  if (fail === undefined) return []
  return [{ name: "an error in the system's own words is told", run: () => understands(bench, fail) }]
}

const KINDS: readonly FaultKind[] = ['failed', 'throttled', 'unreadable']

async function understands(bench: Bench, fail: (isFailing: boolean) => Promise<void>): Promise<Verdict> {
  const { subject } = bench
  const failures: Failure[] = []
  const client = subject.connect()
  const ways = await waysOf(bench)
  const ask = (run: (typeof ways)[number]['run'], name: string) =>
    subject.ask(name, call => run(client, call), { timeoutMs: 60_000 })
  // What a session needs is there before.
  for (const { name, run } of ways) await ask(run, name)
  await fail(true)
  for (const { name, run } of ways) {
    const fix = 'Tell an answer from an error in its place, and throw SystemFault `failed`.'
    const failure = judge(await ask(run, name), { kinds: KINDS, fix, timeoutMs: 60_000, inBody: true }, name)
    if (failure !== undefined) failures.push({ ...failure, where: name })
  }
  await fail(false)
  for (const { name, run } of ways) {
    const { error, fault } = await ask(run, name)
    if (error !== undefined)
      failures.push({ what: `still fails when the system is well again: ${messageOf(fault ?? error)}`, where: name,
        fix: 'Keep nothing that an error has left behind.' })
  }
  return verdict(failures)
}
