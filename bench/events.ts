import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { authorization, startLegacySystems } from './hub.ts'
import type { Options } from './options.ts'
import { count, print, printTable, tell } from './print.ts'
import type { Server } from './server.ts'
import { startWritingHub } from './writes.ts'

const BARS = { p99Ms: 1_000 }
const STREAMS = [1, 50]
const A_SECOND = 100
const PATIENCE_MS = 30_000

/**
 * Events: how long after its answer a write is told of at the other end of a stream, and whether any is left out or
 * told twice.
 */
export async function measureEvents({ seconds, quick }: Options): Promise<void> {
  const legacy = await startLegacySystems()
  const rows: string[][] = []
  try {
    for (const streams of quick ? [2] : STREAMS) {
      tell(`Events: ${streams} streams`)
      const hub = await startWritingHub(legacy, { isClosed: true })
      try {
        const { delays, lost, doubled } = await follow(hub, { streams, writes: A_SECOND * seconds })
        const sorted = delays.toSorted((a, b) => a - b)
        const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? NaN
        rows.push([String(streams), count(delays.length, 0), count(at(0.5), 0),
          `${count(at(0.99), 0)}${at(0.99) < BARS.p99Ms ? '' : '!'}`, count(at(1 - 1e-9), 0), String(lost),
          String(doubled)])
      } finally {
        await hub.stop()
      }
    }
  } finally {
    await legacy.stop()
  }
  printTable(`Events: from the answer to a write to who follows the log, ${A_SECOND} writes a second`, ['streams',
    'events that came', 'p50 ms', 'p99 ms', 'most ms', 'left out', 'twice'], rows)
  print(
    `\nBar: p99 under ${
      count(BARS.p99Ms, 0)
    } ms, none left out, none twice. Every stream breaks off once on its way, ` +
      'and goes on with its last id. A figure past its bar is marked with !.'
  )
}

interface Followed {
  delays: number[]
  lost: number
  doubled: number
}

async function follow(hub: Server, { streams, writes }: { streams: number; writes: number }): Promise<Followed> {
  const followers = await Promise.all(Array.from({ length: streams }, () => openStream(hub)))
  const answered = new Map<string, number>()
  const sent: Promise<void>[] = []
  for (let number = 0; number < writes; number++) {
    sent.push(write(hub).then(id => {
      answered.set(id, performance.now())
    }))
    if (number === Math.floor(writes / 2)) { for (const one of followers) one.breakOff() }
    await wait(1_000 / A_SECOND)
  }
  await Promise.all(sent)
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until && followers.some(({ seen }) => seen.size < writes)) await wait(50)
  for (const one of followers) one.leave()
  return {
    // The event may be there before the answer is.
    delays: followers.flatMap(({ seen }) => [...seen].map(([id, at]) => Math.max(0, at - (answered.get(id) ?? 0)))),
    lost: followers.reduce((sum, { seen }) => sum + writes - seen.size, 0),
    doubled: followers.reduce((sum, one) => sum + one.doubled, 0)
  }
}

async function write(hub: Server): Promise<string> {
  const response = await fetch(`${hub.url}/v1/complaints`, {
    method: 'POST',
    body: JSON.stringify({ description: 'Lampu jalan di depan taman mati sejak Senin.' }),
    headers: { ...authorization(), 'content-type': 'application/json', 'idempotency-key': `"${randomUUID()}"` }
  })
  if (response.status !== 202) throw new Error(`a write was answered with ${response.status}`)
  return ((await response.json()) as { id: string }).id
}

interface Follower {
  /** When each write was told of first. */
  seen: Map<string, number>
  doubled: number
  /** Loses its connection, and comes back with its last id. */
  breakOff(): void
  leave(): void
}

async function openStream(hub: Server): Promise<Follower> {
  let lastId: string | undefined
  let over = false
  let current: IncomingMessage | undefined
  const follower: Follower = {
    seen: new Map(),
    doubled: 0,
    breakOff: () => {
      current?.destroy()
    },
    leave() {
      over = true
      current?.destroy()
    }
  }
  async function open(): Promise<void> {
    const call = request(`${hub.url}/v1/events?type=submission.accepted`, { agent: false,
      headers: { ...authorization(), accept: 'text/event-stream',
        ...(lastId !== undefined && { 'last-event-id': lastId }) } }).end()
    const [response] = (await once(call, 'response')) as [IncomingMessage]
    if (response.statusCode !== 200) throw new Error(`a stream was answered with ${response.statusCode}`)
    current = response
    let rest = ''
    response.setEncoding('utf8')
    response.on('error', () => {})
    response.on('close', () => {
      if (!over) void open()
    })
    response.on('data', (text: string) => {
      const frames = (rest + text).split('\n\n')
      rest = frames.pop() ?? ''
      for (const frame of frames) {
        lastId = /^id: (\d+)$/m.exec(frame)?.[1] ?? lastId
        const subject = /"subject":"(sub-\w+)"/.exec(frame)?.[1]
        if (subject === undefined) continue
        if (follower.seen.has(subject)) follower.doubled++
        else follower.seen.set(subject, performance.now())
      }
    })
    // It begins with where it stands: from then on nothing is left out.
    if (lastId === undefined) await once(response, 'data')
  }
  await open()
  return follower
}
