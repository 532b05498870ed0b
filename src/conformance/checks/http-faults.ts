import { SystemFault } from '../../kit/faults.ts'
import { messageOf } from '../collection.ts'
import { startFaultProxy, type FaultProxy } from '../fault-proxy.ts'
import type { Attempt } from '../subject.ts'
import { count, verdict, type Check, type Failure, type Verdict } from '../verdict.ts'
import type { Bench, Group } from './bench.ts'
import { readsReencoded } from './http-charset.ts'
import { httpObstacles, waitForEver, type Obstacle } from './http-obstacles.ts'
import { waysOf, type Way } from './ways.ts'

interface Ground {
  proxy: FaultProxy
  /** A client that has talked to the system before, over the proxy. */
  client: unknown
  ways: Way[]
}

/** Whether an HTTP system that is ill, in every way that such systems are, is told from one that is well. */
export const httpFaults: Group = bench => {
  const { subject } = bench
  if (!/^https?:/.test(subject.standIn.url)) return []
  let ground: Promise<Ground> | undefined
  const onGround = (check: (ground: Ground) => Promise<Verdict>) => async (): Promise<Verdict> => {
    ground ??= prepare(bench)
    return check(await ground)
  }
  return [
    ...httpObstacles.map((obstacle): Check => ({ name: obstacle.name, run: onGround(ground => overcome(bench, ground, obstacle)) })),
    { name: 'text in another character set than declared is read all the same, or refused', run: onGround(ground => readsReencoded(bench, ground.proxy, ground.client)) },
    { name: 'a call that its caller leaves lets go of the system at once', run: onGround(ground => letsGo(bench, ground)) },
    {
      name: 'a closed client holds no connection',
      run: onGround(async ({ proxy }) => {
        await subject.closeClients()
        const isLetGo = await proxy.isLetGo(2_000)
        return verdict(isLetGo ? [] : [{ what: 'connections stay open', fix: 'Close every connector in `close`.' }])
      })
    }
  ]
}

async function prepare(bench: Bench): Promise<Ground> {
  const { subject } = bench
  const proxy = await startFaultProxy(subject.standIn.url)
  subject.atEnd(() => proxy.close())
  const client = subject.connect({ url: proxy.url })
  const ways = await waysOf(bench)
  for (const { name, run } of ways) {
    const { error, fault } = await subject.ask(name, call => run(client, call), { timeoutMs: 60_000 })
    if (error !== undefined) throw new Error(`${name} fails already while nothing is in its way: ${messageOf(fault ?? error)}`)
  }
  return { proxy, client, ways }
}

async function overcome({ subject }: Bench, { proxy, client, ways }: Ground, obstacle: Obstacle): Promise<Verdict> {
  const failures: Failure[] = []
  let met = 0
  const meet = async ({ name, run }: Way, client: unknown): Promise<void> => {
    const before = proxy.requests
    if (obstacle.fault === undefined) await proxy.down()
    else proxy.set(obstacle.fault)
    const options = obstacle.timeoutMs === undefined ? {} : { timeoutMs: obstacle.timeoutMs }
    const attempt = await subject.ask(name, call => run(client, call), options)
    const isReleased = await proxy.isReleased(1_000)
    proxy.set(undefined)
    await proxy.up()
    // What is answered from the client's own memory met nothing.
    if (proxy.requests === before && obstacle.fault !== undefined) return
    met++
    const failure = judge(attempt, obstacle, name) ?? (isReleased ? undefined : { what: 'still holds its connection a second later', fix: 'Hand the `call` on to every call of the connector.' })
    if (failure !== undefined) failures.push({ ...failure, where: name })
  }

  for (const way of ways) await meet(way, client)
  const [probe] = ways
  if (probe !== undefined) await meet({ ...probe, name: 'probe of a new client' }, subject.connect({ url: proxy.url }))
  for (const { name, run } of ways) {
    const { error, fault } = await subject.ask(name, call => run(client, call), { timeoutMs: 60_000 })
    if (error !== undefined) failures.push({ what: `still fails when the system is well again: ${messageOf(fault ?? error)}`, where: name, fix: 'Keep nothing that a broken answer has left behind.' })
  }
  return verdict(failures.slice(0, 6), count(met, 'call'))
}

function judge({ value, fault, error, hangs, ms }: Attempt<unknown>, { kinds, fix, timeoutMs, getMayFindNothing, inBody }: Obstacle, way: string): Failure | undefined {
  if (hangs) return { what: 'does not end when it is told to', fix: 'Hand the `call` on to every call of the connector.' }
  if (error === undefined) {
    if (getMayFindNothing && value === undefined && way.startsWith('get ')) return undefined
    // A probe may look at the status alone: where the body is wrong, reading tells.
    if (inBody && way.startsWith('probe')) return undefined
    return { what: `takes it for an answer: ${summaryOf(value)}`, fix }
  }
  if (error.code === 'system_timeout' && timeoutMs === undefined) return { what: `takes more than ${Math.round(ms)} ms to tell`, fix }
  if (!(fault instanceof SystemFault)) return { what: `breaks: ${messageOf(fault)}`, fix }
  if (!kinds.includes(fault.kind) && !way.startsWith('probe')) return { what: `is told as \`${fault.kind}\` (${messageOf(fault)}) instead of ${kinds.join(' or ')}`, fix }
  return undefined
}

function summaryOf(value: unknown): string {
  if (value === undefined) return 'no record'
  const isPage = typeof value === 'object' && value !== null && 'rows' in value && Array.isArray(value.rows)
  return isPage ? count((value.rows as unknown[]).length, 'row') : typeof value === 'number' ? count(value, 'row') : 'a record'
}

async function letsGo({ subject }: Bench, { proxy, client, ways }: Ground): Promise<Verdict> {
  const failures: Failure[] = []
  for (const { name, run } of ways) {
    proxy.set(waitForEver)
    const arrived = proxy.nextRequest()
    let cancel = (): void => {}
    const attempt = subject.ask(name, call => run(client, call), { timeoutMs: 10_000, onStart: stop => { cancel = stop } })
    await Promise.race([arrived, attempt])
    cancel()
    const { hangs } = await attempt
    if (hangs) failures.push({ what: 'goes on waiting', where: name, fix: 'Hand the `call` on to every call of the connector.' })
    else if (!(await proxy.isReleased(1_000))) failures.push({ what: 'has ended, and the system still works for it', where: name, fix: 'Hand the `call` on to every call of the connector: its signal closes the connection.' })
    proxy.set(undefined)
    const { error, fault } = await subject.ask(name, call => run(client, call), { timeoutMs: 60_000 })
    if (error !== undefined) failures.push({ what: `fails for the next caller: ${messageOf(fault ?? error)}`, where: name, fix: 'Share no call between callers whose signals differ.' })
  }
  return verdict(failures, count(ways.length, 'call'))
}
