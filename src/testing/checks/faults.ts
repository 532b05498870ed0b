import { type FaultKind, SystemFault } from '../../kit/faults.ts'
import type { Wiring } from '../addresses.ts'
import type { Barrier } from '../barrier.ts'
import { messageOf } from '../collection.ts'
import type { Attempt } from '../subject.ts'
import { type Check, count, type Failure, type Verdict, verdict } from '../verdict.ts'
import { type Bench, prepareOnce } from './bench.ts'
import { rowsIn, type Way, waysOf } from './ways.ts'

/** Something that can be in the way of a system, and what the adapter should make of it. */
export interface Obstacle<Fault> {
  /** A fact about the adapter. */
  name: string
  /** Undefined: connections are refused. */
  fault?: Fault
  kinds: readonly FaultKind[]
  fix: string
  /** The guard's time-out; given where nothing else ends the call. */
  timeoutMs?: number
  /** `get` may say that there is no such record. */
  getMayFindNothing?: true
  /** The answer's head is right, and its body is not. */
  inBody?: true
}

/** A barrier, a client behind it that has talked to the system before, and all that it can be asked. */
export interface Ground<Fault> {
  barrier: Barrier<Fault>
  wiring: Wiring
  client: unknown
  ways: Way[]
}

export interface FaultOptions<Fault> {
  /** Puts the barrier up and says how the system is reached through it. */
  raise(): Promise<{ barrier: Barrier<Fault>; wiring: Wiring }>
  obstacles: readonly Obstacle<Fault>[]
  /** Never answers. */
  silence: Fault
  more?(onGround: (name: string, run: (ground: Ground<Fault>) => Promise<Verdict>) => Check): Check[]
}

export const PASS_CALL = 'Hand the `call` on to every call of the connector.'

/** Whether a system that is ill is told from one that is well, whatever is in its way. */
export function faultChecks<Fault>(
  bench: Bench,
  { raise, obstacles, silence, more = () => [] }: FaultOptions<Fault>
): Check[] {
  const { subject } = bench
  const onGround = prepareOnce(() => prepare(bench, raise))
  return [
    ...obstacles.map(obstacle => onGround(obstacle.name, ground => overcome(bench, ground, obstacle))),
    ...more(onGround),
    onGround('a call that its caller leaves lets go of the system at once', ground => letsGo(bench, ground, silence)),
    onGround('a closed client holds no connection', async ({ barrier }) => {
      await subject.closeClients()
      return verdict(
        (await barrier.isLetGo(2_000))
          ? []
          : [{ what: 'connections stay open', fix: 'Close every connector in `close`.' }]
      )
    })
  ]
}

async function prepare<Fault>(bench: Bench, raise: FaultOptions<Fault>['raise']): Promise<Ground<Fault>> {
  const { subject } = bench
  const { barrier, wiring } = await raise()
  subject.atEnd(() => barrier.close())
  const client = subject.connect(wiring)
  const ways = await waysOf(bench)
  for (const { name, run } of ways) {
    const { error, fault } = await subject.ask(name, call => run(client, call), { timeoutMs: 60_000 })
    if (error !== undefined)
      throw new Error(`${name} fails already while nothing is in its way: ${messageOf(fault ?? error)}`)
  }
  return { barrier, wiring, client, ways }
}

async function overcome<Fault>(
  { subject }: Bench,
  { barrier, wiring, client, ways }: Ground<Fault>,
  obstacle: Obstacle<Fault>
): Promise<Verdict> {
  const failures: Failure[] = []
  let met = 0
  const meet = async ({ name, run }: Way, client: unknown): Promise<void> => {
    await barrier.isCalm()
    const before = barrier.arrived
    if (obstacle.fault === undefined) await barrier.down()
    else barrier.set(obstacle.fault)
    const options = obstacle.timeoutMs === undefined ? {} : { timeoutMs: obstacle.timeoutMs }
    const attempt = await subject.ask(name, call => run(client, call), options)
    const isReleased = await barrier.isReleased(1_000)
    barrier.set(undefined)
    await barrier.up()
    // What is answered from the client's own memory met nothing.
    if (barrier.arrived === before && obstacle.fault !== undefined) return
    met++
    const failure = judge(attempt, obstacle, name) ??
      (isReleased ? undefined : { what: 'still holds its connection a second later', fix: PASS_CALL })
    if (failure !== undefined) failures.push({ ...failure, where: name })
  }

  for (const way of ways) await meet(way, client)
  const [probe] = ways
  if (probe !== undefined) await meet({ ...probe, name: 'probe of a new client' }, subject.connect(wiring))
  for (const { name, run } of ways) {
    const { error, fault } = await subject.ask(name, call => run(client, call), { timeoutMs: 60_000 })
    if (error !== undefined)
      failures.push({ what: `still fails when the system is well again: ${messageOf(fault ?? error)}`, where: name,
        fix: 'Keep nothing that a broken answer has left behind.' })
  }
  return verdict(failures.slice(0, 6), count(met, 'call'))
}

/** What is wrong with how an adapter took a fault; undefined when nothing is. */
export function judge<Fault>(
  { value, fault, error, hangs, ms }: Attempt<unknown>,
  { kinds, fix, timeoutMs, getMayFindNothing, inBody }: Omit<Obstacle<Fault>, 'name'>,
  way: string
): Failure | undefined {
  const isProbe = way.startsWith('probe')
  if (hangs) return { what: 'does not end when it is told to', fix: PASS_CALL }
  if (error === undefined) {
    if (getMayFindNothing && value === undefined && way.startsWith('get ')) return undefined
    // A probe may look at the status alone: where the body is wrong, reading tells.
    if (inBody && isProbe) return undefined
    return { what: `takes it for an answer: ${count(rowsIn(value), 'row')}`, fix }
  }
  if (error.code === 'system_timeout' && timeoutMs === undefined)
    return { what: `takes more than ${Math.round(ms)} ms to tell`, fix }
  if (!(fault instanceof SystemFault)) return { what: `breaks: ${messageOf(fault)}`, fix }
  if (!kinds.includes(fault.kind) && !isProbe)
    return { what: `is told as \`${fault.kind}\` (${messageOf(fault)}) instead of ${kinds.join(' or ')}`, fix }
  return undefined
}

async function letsGo<Fault>(
  { subject }: Bench,
  { barrier, client, ways }: Ground<Fault>,
  silence: Fault
): Promise<Verdict> {
  const failures: Failure[] = []
  for (const { name, run } of ways) {
    await barrier.isCalm()
    barrier.set(silence)
    const arrived = barrier.nextArrival()
    let cancel = (): void => {}
    const attempt = subject.ask(name, call => run(client, call), { timeoutMs: 10_000, onStart: stop => {
      cancel = stop
    } })
    await Promise.race([arrived, attempt])
    cancel()
    const { hangs } = await attempt
    if (hangs) failures.push({ what: 'goes on waiting', where: name, fix: PASS_CALL })
    else if (!(await barrier.isReleased(1_000)))
      failures.push({ what: 'has ended, and the system still works for it', where: name,
        fix: 'Hand the `call` on to every call of the connector: its signal closes the connection.' })
    barrier.set(undefined)
    const { error, fault } = await subject.ask(name, call => run(client, call), { timeoutMs: 60_000 })
    if (error !== undefined)
      failures.push({ what: `fails for the next caller: ${messageOf(fault ?? error)}`, where: name,
        fix: 'Share no call between callers whose signals differ.' })
  }
  return verdict(failures, count(ways.length, 'call'))
}
