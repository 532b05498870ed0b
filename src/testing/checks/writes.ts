import { SystemFault } from '../../kit/faults.ts'
import type { Write } from '../../kit/writer.ts'
import { messageOf } from '../collection.ts'
import type { Attempt } from '../subject.ts'
import { type Check, count, type Failure, type Verdict, verdict } from '../verdict.ts'
import { type Writing, writingsOf } from '../writing.ts'
import type { Bench, Group } from './bench.ts'

const SAMPLE =
  'Give the stand-in a good body of this write in `writes`, and `written`, which counts what carries a receipt.'

/** Whether what is written arrives, is found again, and is understood when the system says no. */
export const writes: Group = bench => writingsOf(bench.subject).flatMap(writing => checksOf(bench, writing))

function checksOf(bench: Bench, writing: Writing): Check[] {
  const { subject } = bench
  const named = (name: string, run: () => Promise<Verdict>): Check => ({
    name: `${writing.resource}: ${writing.action} ${name}`,
    run
  })
  if (writing.body === undefined || subject.standIn.written === undefined) {
    return [
      named('is declared', async () =>
        verdict([{ what: 'the stand-in has no sample of it, or cannot count what was written', fix: SAMPLE }]))
    ]
  }
  return [
    named('fits the contract', async () => fitsContract(bench, writing)),
    named('arrives once, and is found again', () => arrives(bench, writing)),
    ...(subject.standIn.refuse === undefined
      ? []
      : [named('that the system does not want is rejected', () => isRejected(bench, writing))]),
    ...(subject.standIn.fail === undefined
      ? []
      : [named('that the system fails to keep is told as that', () => isFailed(bench, writing))])
  ]
}

/** How many records carry the receipt. */
export function countOf({ subject }: Bench, { receipt }: Write<unknown>): number {
  return subject.standIn.written?.(receipt) ?? 0
}

export function sendOf(
  { subject }: Bench,
  { name, writer }: Writing,
  client: unknown,
  write: Write<unknown>,
  options = {}
): Promise<Attempt<{ key: string }>> {
  return subject.ask(name, call => writer.send(client, write, call), { timeoutMs: 60_000, ...options })
}

export function findOf(
  { subject }: Bench,
  { name, writer }: Writing,
  client: unknown,
  write: Write<unknown>
): Promise<Attempt<{ key: string } | undefined>> {
  return subject.ask(`find ${name}`, async call => writer.find?.(client, write, call), { timeoutMs: 60_000 })
}

/** A sample that the hub would never take proves nothing. */
function fitsContract({ subject }: Bench, { resource, action, body }: Writing): Verdict {
  const problems = body === undefined ? [] : subject.bodyErrors(resource, action, body)
  return verdict(
    problems.map(problem => ({ what: `the sample of the stand-in does not: ${problem}`,
      fix: 'Give it a body that the contract allows.' })
    )
  )
}

async function arrives(bench: Bench, writing: Writing): Promise<Verdict> {
  const { subject, pen } = bench
  const client = subject.connect()
  const write = await pen.fresh(writing)
  const failures: Failure[] = []
  const before = await findOf(bench, writing, client, write)
  if (before.error !== undefined)
    failures.push({ what: `cannot be looked for before it is sent: ${messageOf(before.fault ?? before.error)}`,
      fix: 'What has not arrived is undefined.' })
  else if (before.value !== undefined)
    failures.push({ what: 'is found before it is sent',
      fix: 'Compare the whole receipt: only what carries it is this write.' })
  const { value: written, error, fault } = await sendOf(bench, writing, client, write)
  if (written === undefined)
    return verdict([{ what: `fails: ${messageOf(fault ?? error)}`,
      fix: 'Look at `send` of the writer, and at the sample of the stand-in.' }])
  const times = countOf(bench, write)
  if (times !== 1)
    failures.push({ what: `is there ${count(times, 'time')}`, fix: times === 0
      ? 'Put the receipt where the system keeps it.'
      : 'Send it once: what the connector cannot send is not sent again by the adapter.' })
  if (writing.writer.find !== undefined) {
    const { value: found } = await findOf(bench, writing, client, write)
    if (found?.key !== written.key)
      failures.push({ what: found === undefined ? 'is not found again' : 'is found under another key',
        fix: 'Find it by its receipt, and give the key that `send` gave.' })
    const other = await findOf(bench, writing, client, await pen.fresh(writing))
    if (other.value !== undefined)
      failures.push({ what: 'is found for another that was not sent',
        fix: 'Compare the whole receipt: only what carries it is this write.' })
  } else if (writing.writer.idempotent) {
    const { value: again } = await sendOf(bench, writing, client, write)
    if (again?.key !== written.key || countOf(bench, write) !== 1)
      failures.push({ what: 'is another record when it is sent again',
        fix: 'Leave `idempotent` out where the system compares nothing, and write a `find`.' })
  }
  failures.push(...(await keyFailures(bench, writing, written.key)))
  return verdict(failures, writing.writer.find === undefined && !writing.writer.idempotent
    ? 'an unclear end is for a person: there is no `find`'
    : undefined)
}

/** The key is the record's own, by which it can be looked up. */
async function keyFailures({ subject }: Bench, { resource }: Writing, key: string): Promise<Failure[]> {
  const reader = subject.readers.find(([name]) => name === resource)?.[1]
  if (reader?.get === undefined) return []
  const client = subject.connect()
  const { value: row } = await subject.ask(`get ${resource}`, async call => reader.get?.(client, key, call), {
    timeoutMs: 60_000
  })
  const made = row === undefined ? undefined : subject.maker(resource, client)(row, 0)
  if (made?.key === key)
    return made.misfits.map(({ path, problem }) => ({ what: `becomes a record whose ${path} ${problem}`,
      fix: 'Read back what was written as the contract has it.' })
    )
  return [{
    what: made === undefined ? 'gives a key under which there is no record' : 'gives another key than its record has',
    fix: 'Give the key that `map` gives.'
  }]
}

async function isRejected(bench: Bench, writing: Writing): Promise<Verdict> {
  const { subject, pen } = bench
  const client = subject.connect()
  const write = await pen.fresh(writing)
  await findOf(bench, writing, client, write)
  await subject.standIn.refuse?.(true)
  const { error, fault } = await sendOf(bench, writing, client, write)
  await subject.standIn.refuse?.(false)
  const fix =
    'Tell the no of this system from its errors: throw SystemFault `rejected`, with the fields where it names them.'
  if (error === undefined) return verdict([{ what: 'is taken for written', fix }])
  if (!(fault instanceof SystemFault && fault.kind === 'rejected'))
    return verdict([{ what: `is told as ${kindOf(fault)} instead of rejected`, fix }])
  return verdict(
    countOf(bench, write) === 0
      ? []
      : [{ what: 'is there all the same', fix: 'Look at the stand-in: what it refuses it must not keep.' }]
  )
}

async function isFailed(bench: Bench, writing: Writing): Promise<Verdict> {
  const { subject, pen } = bench
  const client = subject.connect()
  const write = await pen.fresh(writing)
  await findOf(bench, writing, client, write)
  await subject.standIn.fail?.(true)
  const { error, fault } = await sendOf(bench, writing, client, write)
  await subject.standIn.fail?.(false)
  const fix = 'Tell an error of the system from its no: throw SystemFault `failed`, so that it is sent again.'
  if (error === undefined) return verdict([{ what: 'is taken for written', fix }])
  if (!(fault instanceof SystemFault)) return verdict([{ what: `breaks: ${messageOf(fault)}`, fix }])
  return verdict(
    ['failed', 'unreadable', 'throttled'].includes(fault.kind)
      ? []
      : [{ what: `is told as ${kindOf(fault)} instead of failed`, fix }]
  )
}

export function kindOf(fault: unknown): string {
  return fault instanceof SystemFault ? `\`${fault.kind}\` (${messageOf(fault)})` : messageOf(fault)
}
