import { setTimeout as wait } from 'node:timers/promises'
import { type CitySystems, startCitySystems } from './city-systems.ts'
import { changedCity, type CityFile, entryOf, NEVER_FRESH } from './city.ts'
import { authorization, startHub } from './hub.ts'
import { cores } from './machine.ts'
import type { Options } from './options.ts'
import { count, print, printTable, tell } from './print.ts'
import { type BenchRedis, startRedis } from './redis.ts'

const LATENCY_MS = 20
const STAMPEDE = 1_000
const CALLERS = 500
const KILL_CALLERS = 16
const PROCESSES = 2
const LARGEST_PAGE = 100
/** The systems that are asked while callers wait, and what for. */
const RECORDS: Readonly<Record<string, string>> = {
  'licensing-a': 'licence-applications',
  'licensing-b': 'licence-applications',
  'complaints': 'complaints',
  'transport': 'licences'
}

/** Two processes of the hub over one Redis, and the systems in front of which they stand. */
interface Hubs {
  systems: CitySystems
  redis: BenchRedis
  ask(index: number, path: string, init?: RequestInit): Promise<Response>
}

/** What systems are spared, and what callers notice of what dies: counted, not timed. */
export async function measureProtection({ quick }: Options): Promise<void> {
  const redis = await startRedis()
  if (redis === undefined) {
    print('\nWhat systems are spared: not measured, redis-server is needed.')
    return
  }
  const systems = await startCitySystems({ latencyMs: LATENCY_MS })
  try {
    tell('Protection: a stampede')
    const stampede = await withHubs(systems, redis, () => {}, measureStampede)
    tell('Protection: caps')
    const caps = await withHubs(systems, redis, anew, measureCaps)
    const reads = quick ? 200 : 5_000
    tell('Protection: a system dies')
    const systemKilled = await withHubs(systems, redis, shortlyFresh, hubs => measureSystemKilled(hubs, reads))
    tell('Protection: Redis dies')
    const redisKilled = await withHubs(systems, redis, shortlyFresh, hubs => measureRedisKilled(hubs, reads))
    printTable(`${count(STAMPEDE, 0)} identical cold reads at once, over ${PROCESSES} processes`, ['', 'answered 200',
      'calls to the system'], [stampede])
    printTable(`${CALLERS} callers at once of records that nobody has, over ${PROCESSES} processes`, ['system',
      'answered', 'told to come again', 'most calls at once', 'cap'], caps)
    printTable(`Killed under load: ${KILL_CALLERS} callers of what is cached, ${PROCESSES} processes`, ['', 'reads',
      'failed', 'marked stale'], [systemKilled, redisKilled])
    print('\nBars: 1 call; never above the cap; 0 failed. A figure past its bar is marked with !.')
  } finally {
    await systems.stop()
    await redis.kill()
  }
}

/** Every read asks its system. */
function anew(city: CityFile): void {
  setFreshness(city, NEVER_FRESH)
}

/** Answers are renewed every second, and usable for long when their system is ill. */
function shortlyFresh(city: CityFile): void {
  setFreshness(city, { fresh: 1, revalidate: 1, on_error: 600 })
}

function setFreshness(city: CityFile, freshness: Record<string, number>): void {
  for (const [id, resource] of Object.entries(RECORDS)) entryOf(city, id)['freshness'] = { [resource]: freshness }
}

async function withHubs<T>(
  systems: CitySystems,
  redis: BenchRedis,
  change: (city: CityFile) => void,
  work: (hubs: Hubs) => Promise<T>
): Promise<T> {
  const configFile = changedCity(change)
  const options = { environment: systems.environment, configFile, core: cores.all,
    env: { REDIS_URL: redis.url, SATU_REPLICAS: String(PROCESSES) } } as const
  const hubs = await Promise.all(Array.from({ length: PROCESSES }, () => startHub(options)))
  const headers = authorization()
  const ask: Hubs['ask'] = (index, path, init = {}) =>
    fetch(`${hubs[index % PROCESSES]?.url}${path}`, { ...init,
      headers: { ...headers, ...(init.headers as Record<string, string> | undefined) } })
  try {
    await untilShared(ask)
    return await work({ systems, redis, ask })
  } finally {
    await Promise.all(hubs.map(hub => hub.stop()))
  }
}

interface SystemView {
  limits: { concurrency: number; kept_by: string }
}

async function viewOf(ask: Hubs['ask'], index: number, id: string): Promise<SystemView> {
  return (await (await ask(index, `/v1/systems/${id}`)).json()) as SystemView
}

/** Waits until the processes know of each other: until then each keeps to its share of the caps. */
async function untilShared(ask: Hubs['ask']): Promise<void> {
  for (let index = 0; index < PROCESSES; index++) {
    while ((await viewOf(ask, index, 'complaints')).limits.kept_by !== 'hub') await wait(50)
  }
}

async function measureStampede({ systems, ask }: Hubs): Promise<string[]> {
  // The login, and tables that the adapter reads before its first list.
  for (let index = 0; index < PROCESSES; index++)
    await (await ask(index, '/v1/complaints?limit=1&q=anything')).arrayBuffer()
  const { calls } = systems.system('complaints')
  const before = sum(calls)
  const statuses = await Promise.all(Array.from({ length: STAMPEDE }, async (_, index) => {
    const response = await ask(index, '/v1/complaints?limit=20')
    await response.arrayBuffer()
    return response.status
  }))
  const made = sum(calls) - before
  return ['LAPOR, 20 complaints', marked(statuses.filter(status => status === 200).length, value => value === STAMPEDE),
    marked(made, value => value === 1)]
}

const sum = (calls: Readonly<Record<string, number>>): number =>
  Object.values(calls).reduce((all, some) => all + some, 0)

const marked = (value: number, holds: (value: number) => boolean): string =>
  `${count(value, 0)}${holds(value) ? '' : '!'}`

async function measureCaps(hubs: Hubs): Promise<string[][]> {
  const rows: string[][] = []
  for (const [id, resource] of Object.entries(RECORDS)) {
    const paths = await recordsOf(hubs, id, resource)
    rows.push(await measureCap(hubs, id, index => hubs.ask(index, paths[index % paths.length] ?? '')))
  }
  const { people } = hubs.systems.city
  rows.push(await measureCap(hubs, 'population', index => {
    const { nik, name, birthDate } = people[index] ?? {}
    return hubs.ask(index, '/v1/residents/verify', {
      method: 'POST',
      headers: { ...authorization('social-aid'), 'content-type': 'application/json', 'x-purpose': 'public_service' },
      body: JSON.stringify({ nik, full_name: name, birth_date: birthDate })
    })
  }))
  return rows
}

/** Paths of so many records of one system that no two callers ask for the same. */
async function recordsOf({ ask }: Hubs, system: string, resource: string): Promise<string[]> {
  const paths: string[] = []
  let next: string | null | undefined
  do {
    const cursor: string = next ? `&cursor=${encodeURIComponent(next)}` : ''
    const response = await ask(0, `/v1/${resource}?limit=${LARGEST_PAGE}${cursor}`)
    const page = (await response.json()) as { items?: { id: string; source: { system: string } }[];
      next_cursor?: string | null }
    if (page.items === undefined) throw new Error(`/v1/${resource} of ${system}: ${JSON.stringify(page)}`)
    paths.push(...page.items.filter(({ source }) => source.system === system).map(({ id }) => `/v1/${resource}/${id}`))
    next = page.next_cursor
  } while (paths.length < CALLERS && next)
  return paths
}

async function measureCap(
  { systems, ask }: Hubs,
  id: string,
  askOne: (index: number) => Promise<Response>
): Promise<string[]> {
  const { limits: { concurrency } } = await viewOf(ask, 0, id)
  const statuses = await Promise.all(Array.from({ length: CALLERS }, async (_, index) => {
    const response = await askOne(index)
    await response.arrayBuffer()
    return response.status
  }))
  const answered = statuses.filter(status => status === 200).length
  const toldToWait = statuses.filter(status => status === 503 || status === 504).length
  if (answered + toldToWait !== CALLERS) throw new Error(`${id}: answered ${[...new Set(statuses)].join(', ')}`)
  return [id, count(answered, 0), count(toldToWait, 0),
    marked(systems.system(id).maxConcurrency, most => most <= concurrency), String(concurrency)]
}

interface Reads {
  reads: number
  failed: number
  stale: number
}

/** Lets callers read cached lists, each its next when it has its answer, until the work is done. */
async function underLoad(
  { ask }: Hubs,
  work: (some: () => Promise<void>) => Promise<void>,
  reads: number
): Promise<Reads> {
  const paths = Array.from({ length: 20 }, (_, index) => `/v1/complaints?limit=${index + 1}`)
  for (const path of paths) for (let index = 0; index < PROCESSES; index++) await (await ask(index, path)).arrayBuffer()
  const seen: Reads = { reads: 0, failed: 0, stale: 0 }
  let isOver = false
  const callers = Array.from({ length: KILL_CALLERS }, async (_, caller) => {
    for (let turn = caller; !isOver; turn++) {
      const response = await ask(turn, paths[turn % paths.length] ?? '')
      const body = (await response.json()) as { meta?: { sources: { state: string }[] } }
      seen.reads++
      if (response.status !== 200) seen.failed++
      if (body.meta?.sources.some(({ state }) => state === 'stale')) seen.stale++
    }
  })
  const some = async (): Promise<void> => {
    const from = seen.reads
    while (seen.reads < from + reads) await wait(10)
  }
  await work(some)
  isOver = true
  await Promise.all(callers)
  return seen
}

const killedRow = (
  name: string,
  { reads, failed, stale }: Reads
): string[] => [name, count(reads, 0), marked(failed, value => value === 0), count(stale, 0)]

async function measureSystemKilled(hubs: Hubs, reads: number): Promise<string[]> {
  const complaints = hubs.systems.system('complaints')
  return killedRow('LAPOR is killed, and comes back', await underLoad(hubs, async some => {
    await some()
    await complaints.setFault({ kind: 'down' })
    await wait(3_000)
    await some()
    await complaints.setFault({ kind: 'none' })
    await some()
  }, reads))
}

async function measureRedisKilled(hubs: Hubs, reads: number): Promise<string[]> {
  return killedRow('Redis is killed, and comes back empty', await underLoad(hubs, async some => {
    await some()
    await hubs.redis.kill()
    await some()
    await hubs.redis.start()
    await some()
  }, reads))
}
