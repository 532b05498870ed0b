import { setTimeout as wait } from 'node:timers/promises'
import { startCitySystems } from './city-systems.ts'
import { changedCity, entryOf, NEVER_FRESH } from './city.ts'
import { ratiosOf, spreadOf } from './figures.ts'
import { authorization, startHub } from './hub.ts'
import type { Options } from './options.ts'
import { print, printTable, show, tell } from './print.ts'
import type { Server } from './server.ts'

const SYSTEM = 'complaints'
const headers = authorization()
const LATENCY_MS = 200
/** What is offered, in times of what the system can do. */
const OFFERED = [0.5, 1, 3, 10]
/** A window is so much longer than the one of the command line: calls wait for seconds here. */
const STRETCH = 5
/** A caller gives up after this. */
const PATIENCE_MS = 10_000
const RECORDS = 2_000
const LARGEST_PAGE = 100

interface Window {
  /** Of all that were sent, a second. */
  offered: number
  useful: number
  codes: Map<string, number>
  p99Ms: number
  breaker: string
}

/** What comes of calls to a system that answers slowly but well, when more is asked of it than it can do. */
export async function measureOverload({ rounds, seconds, quick }: Options): Promise<void> {
  // One that remembers its answers would give a token anew that has ended.
  const legacy = await startCitySystems({ latencyMs: LATENCY_MS })
  const configFile = changedCity(city => {
    entryOf(city, SYSTEM)['freshness'] = { complaints: NEVER_FRESH }
    // It would answer in place of a system that cannot be asked.
    city.features = { mirror: false }
  })
  const hub = await startHub({ environment: legacy.environment, configFile })
  const windowMs = (quick ? 2 : seconds * STRETCH) * 1_000
  const capacities: number[] = []
  const windows = OFFERED.map(times => ({ times, seen: [] as Window[] }))
  try {
    const paths = await recordsOf(hub)
    let next = 0
    const ask = (): Promise<Answer> => askFor(hub, paths[next++ % paths.length] ?? '')
    const { limits: { concurrency } } = await viewOf(hub)
    await measureCapacity(ask, concurrency, Math.min(windowMs, 3_000))
    for (let round = 1; round <= rounds; round++) {
      tell(`Overload: round ${round} of ${rounds}`)
      const capacity = await measureCapacity(ask, concurrency, windowMs)
      capacities.push(capacity)
      for (const { times, seen } of windows) seen.push(await measureWindow(hub, ask, capacity * times, windowMs))
    }
  } finally {
    await hub.stop()
    await legacy.stop()
  }
  printTable(
    `A system that answers well after ${LATENCY_MS} ms, asked for more than it can do`,
    ['offered, of its capacity', 'offered/s', 'useful answers/s', 'of its capacity', 'p99 of them ms',
      'told to come again', 'failed', 'breaker'],
    windows.map(({ times, seen }) => {
      const sum = (fits: (code: string) => boolean): string =>
        show(
          spreadOf(
            seen.map(({ codes }) => [...codes].reduce((all, [code, times]) => (fits(code) ? all + times : all), 0))
          ),
          0
        )
      return [
        `${times}`,
        show(spreadOf(seen.map(({ offered }) => offered)), 1),
        show(spreadOf(seen.map(({ useful }) => useful)), 1),
        show(ratiosOf(seen.map(({ useful }) => useful), capacities)),
        show(spreadOf(seen.map(({ p99Ms }) => p99Ms)), 0),
        sum(code => code.startsWith('queue_')),
        sum(code => code !== '200' && !code.startsWith('queue_')),
        [...new Set(seen.map(({ breaker }) => breaker))].join(', ')
      ]
    })
  )
  print(
    `\nCapacity: ${show(spreadOf(capacities), 1)} a second, by as many callers as may ask at once. Useful: 200 within ${
      PATIENCE_MS / 1_000
    } s. Bar: 0.95 of the capacity from 1 on, the breaker closed.`
  )
}

interface Answer {
  code: string
  ms: number
}

async function askFor({ url }: Server, path: string): Promise<Answer> {
  const began = performance.now()
  const code = await fetch(url + path, { headers, signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    async response => {
      const body = (await response.json()) as { code?: string }
      return body.code ?? String(response.status)
    },
    () => 'gave up'
  )
  return { code, ms: performance.now() - began }
}

async function viewOf({ url }: Server): Promise<{ limits: { concurrency: number }; health: { breaker: string } }> {
  const response = await fetch(`${url}/v1/systems/${SYSTEM}`, { headers })
  return (await response.json()) as { limits: { concurrency: number }; health: { breaker: string } }
}

async function recordsOf({ url }: Server): Promise<string[]> {
  const paths: string[] = []
  for (let next: string | null = ''; next !== null && paths.length < RECORDS;) {
    const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`
    const response = await fetch(`${url}/v1/complaints?limit=${LARGEST_PAGE}${cursor}`, { headers })
    const page = (await response.json()) as { items: { id: string }[]; next_cursor: string | null }
    paths.push(...page.items.map(({ id }) => `/v1/complaints/${id}`))
    next = page.next_cursor
  }
  return paths
}

/** Answers a second, when as many ask as may at once. */
async function measureCapacity(ask: () => Promise<Answer>, concurrency: number, ms: number): Promise<number> {
  const until = performance.now() + ms
  let answers = 0
  const began = performance.now()
  await Promise.all(Array.from({ length: concurrency }, async () => {
    while (performance.now() < until) {
      if ((await ask()).code !== '200') throw new Error('a system within its capacity did not answer')
      answers++
    }
  }))
  return (answers * 1_000) / (performance.now() - began)
}

/** Sends at an even rate, whatever comes back. */
async function measureWindow(
  hub: Server,
  ask: () => Promise<Answer>,
  perSecond: number,
  ms: number
): Promise<Window> {
  const began = performance.now()
  const sent: Promise<Answer & { doneAt: number }>[] = []
  const codes = new Map<string, number>()
  for (let elapsed = 0; elapsed < ms; elapsed = performance.now() - began) {
    while (sent.length < (elapsed * perSecond) / 1_000)
      sent.push(ask().then(answer => ({ ...answer, doneAt: performance.now() - began })))
    await wait(5)
  }
  const { health: { breaker } } = await viewOf(hub)
  const answers = await Promise.all(sent)
  for (const { code } of answers) codes.set(code, (codes.get(code) ?? 0) + 1)
  const good = answers.filter(({ code }) => code === '200')
  const sorted = good.map(answer => answer.ms).toSorted((a, b) => a - b)
  // Those that come after the window took their turn in it, or behind it: they are not counted.
  const useful = good.filter(({ doneAt }) => doneAt <= ms).length
  return { offered: (answers.length * 1_000) / ms, codes, breaker, useful: (useful * 1_000) / ms,
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? NaN }
}
