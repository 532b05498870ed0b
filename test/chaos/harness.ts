import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parse, stringify } from 'yaml'
import { createDemoCity } from '../../demo/city/city.ts'
import { startHub, type HubProcess } from '../../demo/hub-process.ts'
import { startLegacySystem, type Fault, type RunningSystem } from '../../demo/legacy-system.ts'
import { createComplaintsSystem } from '../../demo/systems/complaints.ts'
import { until } from '../services/wait.ts'
import { signToken } from '../suites/token.ts'
import { seeded } from '../kit/seeded.ts'

export interface ChaosOptions {
  /** Where the hub keeps its state: every process the same. */
  dataDir: string
  /** PostgreSQL in place of SQLite. */
  databaseUrl?: string
  /** Hub processes, each on a port of its own. */
  ports: readonly number[]
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

/** What came of it. */
export interface ChaosReport {
  kills: number
  /** Writes that the hub acknowledged with 201 or 202. */
  acknowledged: number
  /** By the state in which they ended. */
  states: Record<string, number>
  /** Acknowledged, and neither in the legacy system, nor on its way, nor ended with a reason. */
  lost: number
  /** Still on their way when the run ended. */
  waiting: number
  /** More than once in the legacy system. */
  doubled: number
  /** Refused, and in the legacy system all the same. */
  wrong: number
  /** Requests that were answered with 500. */
  internal: number
  seconds: number
}

const SECRET = 'a key for tests that is long enough'
const SETTLE_MS = 600_000

/** What a legacy system does to those who write to it. `slow` keeps a write as its sender gives up. */
const faults: readonly Fault[] = [
  { kind: 'none' }, { kind: 'none' }, { kind: 'none' }, { kind: 'hang' }, { kind: 'reset' }, { kind: 'refuse' },
  { kind: 'down' }, { kind: 'error' }, { kind: 'slow', ms: 1_500 }, { kind: 'truncate' }
]

interface Acknowledged {
  id: string
  marker: string
}

/**
 * Writers send complaints through a hub that is killed with SIGKILL at random moments, into a legacy system that times
 * out after it has saved, resets, refuses and goes away. A writer repeats a write under its key until it is acknowledged.
 * In the end everything acknowledged must be in the legacy system exactly once, or have ended with a reason.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { ports, kills, writers, pauseMs, mostMs, seed, say } = options
  const random = seeded(seed)
  const legacy = await startLegacySystem(createComplaintsSystem(createDemoCity()))
  const started = performance.now()
  const hubs: (HubProcess | undefined)[] = []
  const start = async (index: number): Promise<void> => {
    const hub = startHub({ entry: 'src/main.ts', cwd: process.cwd(), port: ports[index] ?? 0, env: environmentOf(options, legacy, index) })
    hubs[index] = hub
    await Promise.race([hub.ready, hub.ended])
  }
  try {
    await start(0)
    await Promise.all(ports.slice(1).map((_port, index) => start(index + 1)))
    say(`ready: ${ports.length} process(es), seed ${seed}`)

    const acknowledged: Acknowledged[] = []
    const counts = { internal: 0 }
    let over = false
    const work = [
      ...Array.from({ length: writers }, (_, number) => writeOn(number)),
      changeFaults()
    ]
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
    await legacy.setFault({ kind: 'none' })
    say(`${acknowledged.length} acknowledged; waiting for their ends`)
    const states = await endsOf(acknowledged)
    return count(acknowledged, states, counts.internal)

    async function writeOn(number: number): Promise<void> {
      while (!over) {
        const marker = randomUUID()
        const id = await writeOne(marker, number)
        if (id !== undefined) acknowledged.push({ id, marker })
        await wait(random.int(0, pauseMs))
      }
    }

    /** Repeats until it is acknowledged or refused; undefined for what never was. */
    async function writeOne(marker: string, number: number): Promise<string | undefined> {
      for (let attempt = 0; !over || attempt === 0; attempt++) {
        const port = ports[(number + attempt) % ports.length] ?? 0
        const sent = await post(port, marker).catch(() => undefined)
        if (sent?.status === 500) counts.internal++
        if (sent?.status === 422) return undefined
        if (sent?.receipt !== undefined) return `sub-${sent.receipt.replaceAll('-', '')}`
        await wait(random.int(20, 120))
      }
      return undefined
    }

    async function changeFaults(): Promise<void> {
      while (!over) {
        await legacy.setFault(random.pick(faults))
        await wait(random.int(200, 1_000))
      }
    }

    async function endsOf(all: readonly Acknowledged[]): Promise<Map<string, string>> {
      const states = new Map<string, string>()
      const open = (): Acknowledged[] => all.filter(({ id }) => !ended.has(states.get(id) ?? ''))
      await until(async () => {
        for (const { id } of open()) states.set(id, await stateOf(ports[0] ?? 0, id).catch(() => 'unknown'))
        return open().length === 0
      }, { what: 'the end of every write', timeoutMs: SETTLE_MS }).catch(() => { say(`not ended: ${open().length}`) })
      return states
    }

    function count(all: readonly Acknowledged[], states: ReadonlyMap<string, string>, internal: number): ChaosReport {
      const copies = new Map<string, number>()
      for (const record of legacy.records()) {
        for (const [marker = ''] of JSON.stringify(record).matchAll(MARKER)) copies.set(marker, (copies.get(marker) ?? 0) + 1)
      }
      const report: ChaosReport = { kills, acknowledged: all.length, states: {}, lost: 0, waiting: 0, doubled: 0, wrong: 0, internal, seconds: Math.round((performance.now() - started) / 1_000) }
      for (const { id, marker } of all) {
        const state = states.get(id) ?? 'unknown'
        report.states[state] = (report.states[state] ?? 0) + 1
        const inLegacy = copies.get(marker) ?? 0
        if (onItsWay.has(state)) report.waiting++
        else if (inLegacy === 0 && !withReason.has(state)) report.lost++
        if (state === 'rejected' && inLegacy > 0) report.wrong++
      }
      // Also of what was never acknowledged.
      for (const times of copies.values()) if (times > 1) report.doubled++
      return report
    }
  } finally {
    for (const hub of hubs) await hub?.stop(5_000)
    await legacy.stop()
  }
}

const MARKER = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g
const ended = new Set(['delivered', 'rejected', 'parked', 'abandoned'])
const withReason = new Set(['rejected', 'parked', 'abandoned'])
const onItsWay = new Set(['accepted', 'delivering', 'uncertain'])
const authorization = (): string => `Bearer ${signToken(SECRET, { sub: 'writer', scope: 'complaints:write submissions:read' })}`

async function post(port: number, marker: string): Promise<{ status: number; receipt: string | undefined }> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/complaints`, {
    method: 'POST', signal: AbortSignal.timeout(15_000),
    headers: { 'content-type': 'application/json', 'idempotency-key': `"${marker}"`, authorization: authorization() },
    body: JSON.stringify({ description: `Lampu jalan mati. ${marker}` })
  })
  await response.arrayBuffer()
  return { status: response.status, receipt: response.status === 201 || response.status === 202 ? response.headers.get('satu-receipt') ?? undefined : undefined }
}

async function stateOf(port: number, id: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/submissions/${id}`, { headers: { authorization: authorization() }, signal: AbortSignal.timeout(15_000) })
  const { status } = await response.json() as { status?: { code?: string } | number }
  return typeof status === 'object' ? status.code ?? 'unknown' : 'unknown'
}

/** The city's own file, with the complaints alone. */
function environmentOf({ dataDir, databaseUrl, ports }: ChaosOptions, legacy: RunningSystem, index: number): NodeJS.ProcessEnv {
  const file = join(dataDir, 'chaos.yaml')
  const generous = { requests: 1_000_000, seconds: 1 }
  const { city, systems } = parse(readFileSync('config/bandung.yaml', 'utf8')) as { city: unknown; systems: Record<string, Record<string, unknown>> }
  const { complaints: lapor, register } = systems
  writeFileSync(file, stringify({
    city, hub: { rate: { consumer: generous }, writes: { wait_ms: 1_500 } },
    consumers: { writer: { name: 'Writer', scopes: ['complaints:write', 'submissions:read'] } },
    systems: { register, complaints: { ...lapor, limits: { concurrency: 8, timeout_ms: 1_000, breaker: { failures: 5, cooldown_ms: 300 } } } }
  }))
  return {
    ...process.env, ...legacy.environment, PORT: String(ports[index]), SATU_CONFIG: file, SATU_ENV: 'development',
    SATU_DATA_DIR: dataDir, SATU_LOG_FILE: join(dataDir, `hub-${index}.log`), SATU_JWT_SECRET: SECRET, SATU_REPLICAS: String(ports.length),
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl })
  }
}
