import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parse, stringify } from 'yaml'
import { createDemoCity } from '../../demo/city/city.ts'
import { startHub } from '../../demo/hub-process.ts'
import { type Fault, type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { createSystems } from '../../demo/systems/index.ts'
import { seeded } from '../kit/seeded.ts'
import { freePort, until } from '../services/wait.ts'
import { signToken } from '../suites/token.ts'
import { callOn, type Counts, followOn, type Lost } from './callers.ts'
import { type Sample, sampleOf, slopeAnHour } from './measures.ts'

const SECRET = 'a key for tests that is long enough'

/** What befalls a legacy system, in turn. */
const faults: readonly Fault[] = [
  { kind: 'none' },
  { kind: 'none' },
  { kind: 'none' },
  { kind: 'none' },
  { kind: 'down' },
  { kind: 'error' },
  { kind: 'slow', ms: 3_000 },
  { kind: 'garbage' },
  { kind: 'truncate' }
]
const writeFaults: readonly Fault[] = [{ kind: 'hang' }, { kind: 'reset' }, { kind: 'refuse' }]

export interface SoakOptions {
  dataDir: string
  seconds: number
  callers: number
  /** Between two requests of a caller: at random up to this. */
  pauseMs: number
  /** Between two faults: at random up to this. */
  faultsMs: number
  sampleMs: number
  seed: number
  say(line: string): void
}

export interface SoakReport {
  seconds: number
  requests: number
  statuses: Record<string, number>
  unanswered: number
  /** The first of these. */
  lost: readonly Lost[]
  p50: number
  p99: number
  faults: number
  /** At the beginning, at the end, and the most. */
  resident: [number, number, number]
  handles: [number, number, number]
  /** Of the second half, a straight line through it. */
  residentAnHour: number
  handlesAnHour: number
  /** After everybody has gone. */
  handlesAtRest: number
}

/**
 * The whole city of the demo behind a hub of its own, asked of all kinds by many while its systems fail in turn; what
 * the hub holds is looked at all the while.
 */
export async function runSoak(
  { dataDir, seconds, callers, pauseMs, faultsMs, sampleMs, seed, say }: SoakOptions
): Promise<SoakReport> {
  const legacy = await Promise.all(createSystems(createDemoCity()).map(system => startLegacySystem(system)))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const hub = startHub({ entry: 'bin/hub.mjs', cwd: process.cwd(), port, env: environmentOf(dataDir, port, legacy) })
  let isOver = false
  const counts: Counts = { requests: 0, statuses: {}, unanswered: 0, lost: [], times: [] }
  const samples: Sample[] = []
  let changed = 0
  try {
    await Promise.race([hub.ready, hub.ended.then(code => {
      throw new Error(`the hub ended with ${code}`)
    })])
    for (const system of legacy) system.pushTo?.(url)
    const pid = hub.pid as number
    const began = performance.now()
    const elapsed = (): number => (performance.now() - began) / 1_000
    const common = (number: number) => ({ url, token: tokenOf('demo-app'), verifier: tokenOf('social-aid'),
      random: seeded(seed + number), counts, isOver: () => isOver })
    const work = [
      ...Array.from({ length: callers }, (_, number) => callOn(common(number), pauseMs)),
      ...[1_000, 2_000].map((_, number) => followOn(common(1_000 + number), 10_000)),
      ...legacy.map((system, number) => failOn(system, seeded(seed + 2_000 + number)))
    ]
    while (elapsed() < seconds) {
      await wait(sampleMs)
      const sample = sampleOf(pid, elapsed())
      samples.push(sample)
      say(
        `${Math.round(sample.seconds)} s: ${counts.requests} requests, ${
          sample.residentMiB.toFixed(0)
        } MiB, ${sample.handles} handles`
      )
    }
    isOver = true
    await Promise.all(work)
    await Promise.all(legacy.map(system => system.setFault({ kind: 'none' })))
    await rested(pid)
    return reportOf(elapsed(), pid)
  } finally {
    isOver = true
    await hub.stop()
    await Promise.all(legacy.map(system => system.stop()))
  }

  async function failOn(system: RunningSystem, random: ReturnType<typeof seeded>): Promise<void> {
    while (!isOver) {
      await system.setFault(random.pick(system.takesWrites ? [...faults, ...writeFaults] : faults))
      changed++
      for (let left = random.int(0, faultsMs); left > 0 && !isOver; left -= 500) await wait(Math.min(left, 500))
    }
  }

  /** Until the hub has let go of the callers' connections. */
  async function rested(pid: number): Promise<void> {
    let last = Infinity
    await until(async () => {
      const { handles } = sampleOf(pid, 0)
      const isStill = handles >= last
      last = handles
      if (!isStill) await wait(2_000)
      return isStill
    })
  }

  function reportOf(total: number, pid: number): SoakReport {
    const times = counts.times.toSorted((a, b) => a - b)
    const at = (share: number): number => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10
    const late = samples.filter(sample => sample.seconds > total / 2)
    const three = (of: (sample: Sample) => number): [number, number, number] => {
      const values = samples.map(of).map(Math.round)
      return [values[0] ?? 0, values.at(-1) ?? 0, Math.max(...values)]
    }
    return {
      seconds: Math.round(total),
      requests: counts.requests,
      statuses: counts.statuses,
      unanswered: counts.unanswered,
      lost: counts.lost,
      p50: at(0.5),
      p99: at(0.99),
      faults: changed,
      resident: three(({ residentMiB }) => residentMiB),
      handles: three(({ handles }) => handles),
      residentAnHour: Math.round(slopeAnHour(late, ({ residentMiB }) => residentMiB) * 10) / 10,
      handlesAnHour: Math.round(slopeAnHour(late, ({ handles }) => handles) * 10) / 10,
      handlesAtRest: sampleOf(pid, 0).handles
    }
  }
}

/** The city's own file, with the rates of a load test. */
function environmentOf(dataDir: string, port: number, legacy: readonly RunningSystem[]): NodeJS.ProcessEnv {
  const file = join(dataDir, 'soak.yaml')
  const city = parse(readFileSync('config/bandung.yaml', 'utf8')) as { hub: { rate: Record<string, unknown> } }
  city.hub.rate['anonymous'] = { requests: 10_000_000, seconds: 60 }
  writeFileSync(file, stringify(city, { aliasDuplicateObjects: false }))
  return {
    ...process.env,
    ...Object.assign({}, ...legacy.map(({ environment }) => environment)) as Record<string, string>,
    PORT: String(port),
    SATU_CONFIG: file,
    SATU_ENV: 'development',
    SATU_DATA_DIR: dataDir,
    SATU_LOG_FILE: join(dataDir, 'hub.log'),
    SATU_JWT_SECRET: SECRET
  }
}

function tokenOf(consumer: string): string {
  const { consumers } = parse(readFileSync('config/bandung.yaml', 'utf8')) as {
    consumers: Record<string, { scopes: string[] }>
  }
  const now = Math.floor(Date.now() / 1_000)
  return signToken(SECRET, { sub: consumer, scope: consumers[consumer]?.scopes.join(' ') ?? '', iat: now,
    exp: now + 86_400 })
}
