import { execFile } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createDemoCity } from '../demo/city/city.ts'
import { startLegacySystem } from '../demo/legacy-system.ts'
import { createComplaintsSystem } from '../demo/systems/complaints.ts'
import { changedCity, entryOf } from './city.ts'
import { spreadOf } from './figures.ts'
import { authorization, type LegacySystems, startHub, startLegacySystems } from './hub.ts'
import { cores, pinned } from './machine.ts'
import type { Options } from './options.ts'
import { count, print, printTable, show, tell } from './print.ts'
import type { Server } from './server.ts'
import type { WriteLoad, WriteResult } from './write-generator.ts'

const BARS = { acceptedPerSecond: 3_000 }
const CONNECTIONS = 64
const WAITING = 10_000
const CAP = 4

const run = promisify(execFile)
const generator = fileURLToPath(new URL('write-generator.ts', import.meta.url))

/**
 * Writes: how many are accepted in a second, each on the disk before its answer; and how long many that waited take.
 */
export async function measureWrites({ rounds, seconds, quick }: Options): Promise<void> {
  const legacy = await startLegacySystems()
  try {
    const accepted: WriteResult[] = []
    for (let round = 0; round < rounds; round++) {
      tell(`Writes: accepted, round ${round + 1} of ${rounds}`)
      accepted.push(await withHub(legacy, { isClosed: true }, hub => write(hub, { seconds })))
    }
    const rate = spreadOf(accepted.map(result => result.accepted / result.seconds))
    printTable('Writes accepted while their system is closed: SQLite, synchronous FULL', ['connections', 'accepted/s',
      'p50 ms', 'p99 ms'], [[
      String(CONNECTIONS),
      `${show(rate, 0)}${rate.median < BARS.acceptedPerSecond ? '!' : ''}`,
      show(spreadOf(accepted.map(({ p50Ms }) => p50Ms))),
      show(spreadOf(accepted.map(({ p99Ms }) => p99Ms)))
    ]])
    const waiting = quick ? 200 : WAITING
    tell(`Writes: ${waiting} that waited`)
    const drained = await drain(legacy, waiting)
    printTable(`Writes that waited for their system: ${count(waiting, 0)}`, ['accepted in s', 'delivered in s',
      'resident MiB before, half of them waiting, all, after', 'most at once (cap)'], [[
      count(drained.acceptedS, 1),
      count(drained.deliveredS, 1),
      drained.residentMiB.map(value => count(value, 0)).join(', '),
      `${drained.busiest} (${drained.cap})`
    ]])
    print(
      `\nBar: ${
        count(BARS.acceptedPerSecond, 0)
      } accepted in a second, on one core. A figure past its bar is marked with !.`
    )
  } finally {
    await legacy.stop()
  }
}

/** Writes that are accepted and wait, to look into the hub that takes them. */
export async function startWritesCase(
  flags: readonly string[]
): Promise<{ hub: Server; load(seconds: number): Promise<{ requests: number }>; stop(): Promise<void> }> {
  const legacy = await startLegacySystems()
  const hub = await startWritingHub(legacy, { isClosed: true, flags })
  return {
    hub,
    load: async seconds => ({ requests: (await write(hub, { seconds })).accepted }),
    async stop() {
      await hub.stop()
      await legacy.stop()
    }
  }
}

/** A hub that takes as many writes as come; while their system is closed they wait. */
export async function startWritingHub(
  { environment }: Pick<LegacySystems, 'environment'>,
  { isClosed, flags = [] }: { isClosed: boolean; flags?: readonly string[] }
): Promise<Server> {
  const configFile = changedCity(city => {
    city.hub['rate'] = { consumer: { requests: 10_000_000, seconds: 1 } }
    entryOf(city, 'complaints')['limits'] = { concurrency: CAP, ...(isClosed && { hours: [halfADayFromNow()] }) }
  })
  return startHub({ environment, configFile, flags })
}

async function withHub<T>(
  legacy: Pick<LegacySystems, 'environment'>,
  options: { isClosed: boolean },
  work: (hub: Server) => Promise<T>
): Promise<T> {
  const hub = await startWritingHub(legacy, options)
  try {
    return await work(hub)
  } finally {
    await hub.stop()
  }
}

async function write(hub: Server, load: Partial<WriteLoad>): Promise<WriteResult> {
  const request: WriteLoad = {
    url: `${hub.url}/v1/complaints`,
    headers: authorization(),
    connections: CONNECTIONS,
    body: JSON.stringify({ description: 'Lampu jalan di depan taman mati sejak Senin; sudah tiga malam gelap.',
      location: { lat: -6.8853, long: 107.6137 } }),
    ...load
  }
  const [program, ...parameters] = pinned(cores.load, [process.execPath, generator, JSON.stringify(request)])
  const result = JSON.parse((await run(program, parameters)).stdout) as WriteResult
  if (result.failed > 0) throw new Error(`${result.failed} writes were not accepted`)
  return result
}

interface Drained {
  acceptedS: number
  deliveredS: number
  residentMiB: [number, number, number, number]
  busiest: number
  cap: number
}

/** A system that is down for a while: what waits for it is delivered when it is back. */
async function drain({ environment }: Pick<LegacySystems, 'environment'>, waiting: number): Promise<Drained> {
  const lapor = await startLegacySystem(createComplaintsSystem(createDemoCity()))
  try {
    return await withHub({ environment: { ...environment, ...lapor.environment } }, { isClosed: false }, async hub => {
      const before = hub.residentMiB() ?? NaN
      await lapor.setFault({ kind: 'down' })
      const first = await write(hub, { count: waiting / 2 })
      const half = hub.residentMiB() ?? NaN
      const second = await write(hub, { count: waiting / 2 })
      const all = hub.residentMiB() ?? NaN
      const had = lapor.records().length
      const started = performance.now()
      await lapor.setFault({ kind: 'none' })
      while (lapor.records().length < had + waiting) await wait(50)
      return {
        acceptedS: first.seconds + second.seconds,
        deliveredS: (performance.now() - started) / 1_000,
        residentMiB: [before, half, all, hub.residentMiB() ?? NaN],
        busiest: lapor.maxConcurrency,
        cap: CAP
      }
    })
  } finally {
    await lapor.stop()
  }
}

/** When a system is open that is closed now, wherever the city's clock stands. */
function halfADayFromNow(): { from: string; to: string } {
  const hour = String((new Date().getUTCHours() + 7 + 12) % 24).padStart(2, '0')
  return { from: `${hour}:00`, to: `${hour}:01` }
}
