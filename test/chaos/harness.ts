import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type HubProcess, startHub } from '../../demo/hub-process.ts'
import type { RunningSystem } from '../../demo/legacy-system.ts'
import { seeded } from '../kit/seeded.ts'
import { until } from '../services/wait.ts'
import { environmentOf, faults, type Place, startLegacySystems } from './city.ts'
import { follow, readLog, startTarget, subscribe } from './listening.ts'
import { type Acknowledged, type ChaosReport, countWrong, ended } from './report.ts'
import { apply, complaintOf, fileOf, send, type Sending, stateOf } from './sending.ts'

export interface ChaosOptions extends Place {
  /** Ends when so many processes were killed. */
  kills: number
  writers: number
  /** Between two writes of a writer: at random up to this. */
  pauseMs: number
  /** Time between two kills: at random up to this. */
  mostMs: number
  seed: number
  say(line: string): void
}

const SETTLE_MS = 600_000
const MOST_BYTES = 200_000

/**
 * Writers send complaints and files through a hub that is killed with SIGKILL at random moments, into legacy systems
 * that time out after they have saved, reset, refuse and go away. A writer repeats a write under its key until it is
 * acknowledged. One listener follows the events as a stream, another is sent them and fails now and then. In the end
 * everything acknowledged must be in its legacy system exactly once, as it was sent, or have ended with a reason; and
 * the listeners must have heard of all of it.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { ports, kills, writers, pauseMs, mostMs, seed, say } = options
  const random = seeded(seed)
  const legacy = await startLegacySystems()
  const target = await startTarget(seeded(seed + 1))
  const first = ports[0] ?? 0
  const started = performance.now()
  const hubs: (HubProcess | undefined)[] = []
  const start = async (index: number): Promise<void> => {
    const hub = startHub({ entry: 'bin/hub.mjs', cwd: process.cwd(), port: ports[index] ?? 0,
      env: environmentOf(options, legacy, index) })
    hubs[index] = hub
    await Promise.race([hub.ready, hub.ended])
  }
  let follower: ReturnType<typeof follow> | undefined
  try {
    await start(0)
    await Promise.all(ports.slice(1).map((_port, index) => start(index + 1)))
    await subscribe(first, target.url)
    follower = follow(ports)
    // One after the other: two that write to an office at the same moment may find it at the same number.
    const applications: string[] = []
    for (let writer = 0; writer < writers; writer++) applications.push(await apply(first, randomUUID()))
    say(`ready: ${ports.length} process(es), seed ${seed}`)

    const acknowledged: Acknowledged[] = []
    let internal = 0
    let over = false
    const work = [...applications.map((application, number) => writeOn(number, application)),
      ...legacy.map(changeFaults)]
    for (let killed = 0; killed < kills; killed++) {
      await wait(random.int(0, mostMs))
      const index = random.int(0, ports.length - 1)
      const hub = hubs[index]
      if (hub?.pid !== undefined) process.kill(hub.pid, 'SIGKILL')
      await hub?.ended
      // The other process goes on alone for a while, at times.
      await start(index)
      if ((killed + 1) % 10 === 0) say(`${killed + 1} killed, ${acknowledged.length} acknowledged`)
    }
    over = true
    await Promise.all(work)
    await Promise.all(legacy.map(system => system.setFault({ kind: 'none' })))
    target.heal()
    say(`${acknowledged.length} acknowledged; waiting for their ends`)
    const states = await endsOf(acknowledged)
    const log = await heardBy(follower, target.counts)
    const ends = [...states.values()]
    return {
      kills,
      acknowledged: acknowledged.length,
      files: acknowledged.filter(({ sending: { md5 } }) => md5 !== undefined).length,
      states: Object.fromEntries([...new Set(ends)].map(state => [state, ends.filter(one => one === state).length])),
      events: log.length,
      returns: follower.returns,
      repeated: [...target.counts.values()].filter(count => count > 1).length,
      seconds: Math.round((performance.now() - started) / 1_000),
      wrong: countWrong({ acknowledged, states, records: legacy.flatMap(system => system.records()), log,
        streamed: follower.ids(), received: target.counts, internal })
    }

    async function writeOn(number: number, application: string): Promise<void> {
      while (!over) {
        const marker = randomUUID()
        const sending = random.int(0, 2) === 0
          ? fileOf(marker, application, random.int(0, MOST_BYTES))
          : complaintOf(marker)
        const id = await writeOne(sending, number)
        if (id !== undefined)
          acknowledged.push({ id,
            sending: { marker, path: sending.path, ...(sending.md5 !== undefined && { md5: sending.md5 }) } })
        await wait(random.int(0, pauseMs))
      }
    }

    /** Repeats until it is acknowledged or refused; undefined for what never was. */
    async function writeOne(sending: Sending, number: number): Promise<string | undefined> {
      for (let attempt = 0; !over || attempt === 0; attempt++) {
        const sent = await send(ports[(number + attempt) % ports.length] ?? 0, sending).catch(() => undefined)
        if (sent?.status === 500) internal++
        // As many files of the application as may wait do so already.
        if (sent?.status === 422 || sent?.status === 413) return undefined
        if (sent?.id !== undefined) return sent.id
        await wait(random.int(20, 120))
      }
      return undefined
    }

    async function changeFaults(system: RunningSystem): Promise<void> {
      while (!over) {
        await system.setFault(random.pick(faults))
        await wait(random.int(200, 1_000))
      }
    }

    async function endsOf(all: readonly Acknowledged[]): Promise<Map<string, string>> {
      const states = new Map<string, string>(all.map(({ id }) => [id, 'unknown']))
      const open = (): string[] => [...states].flatMap(([id, state]) => (ended.has(state) ? [] : [id]))
      await until(async () => {
        for (const id of open()) states.set(id, await stateOf(first, id).catch(() => 'unknown'))
        return open().length === 0
      }, { what: 'the end of every write', timeoutMs: SETTLE_MS }).catch(() => {
        say(`not ended: ${open().length}`)
      })
      return states
    }

    /** The log, once all who listen have heard of it; or what there is of it when they do not. */
    async function heardBy(
      { ids }: NonNullable<typeof follower>,
      received: ReadonlyMap<string, number>
    ): Promise<Awaited<ReturnType<typeof readLog>>> {
      let log = await readLog(first)
      await until(async () => {
        log = await readLog(first)
        const streamed = new Set(ids())
        return log.every(({ id }) => streamed.has(id) && received.has(id))
      }, { what: 'all events', timeoutMs: SETTLE_MS }).catch(() => {
        say('not all events were heard of')
      })
      return log
    }
  } finally {
    follower?.stop()
    for (const hub of hubs) await hub?.stop(5_000)
    await Promise.all([...legacy.map(system => system.stop()), target.stop()])
  }
}
