import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { SECRET } from '../chaos/sending.ts'
import { signToken } from '../suites/token.ts'
import { READER } from './installation.ts'

/** What callers saw. */
export interface Tally {
  /** Answers to reads and to writes, by status and code. */
  reads: Record<string, number>
  writes: Record<string, number>
  /** The longest time without a read that was answered with 200, and without a write that was acknowledged, in ms. */
  longestWithoutRead: number
  longestWithoutWrite: number
  slowestReadMs: number
  slowestWriteMs: number
}

export interface Load {
  /** Begins to count anew. @returns what ends it */
  count(): () => Tally
  /** Receipts of what was acknowledged, by the marker that stands in it. */
  acknowledged: ReadonlyMap<string, string>
  /** When the last read that failed was begun, in ms of `performance.now()`. */
  lastFailure(): number
  stop(): Promise<void>
}

export interface LoadOptions {
  url: string
  readsPerSecond: number
  writesPerSecond: number
}

const TIMEOUT_MS = 15_000
const RETRY_MS = 500

/** Reads and writes at an even rate, whatever comes back. A write is sent again under its key until it is taken. */
export async function startLoad({ url, readsPerSecond, writesPerSecond }: LoadOptions): Promise<Load> {
  const list = await fetch(`${url}/v1/complaints?limit=100`, { headers: authorizationOf(READER) })
  const ids = ((await list.json()) as { items: { id: string }[] }).items.map(({ id }) => id)
  const acknowledged = new Map<string, string>()
  const running = new Set<Promise<void>>()
  let tally = emptyTally()
  let lastRead = performance.now()
  let lastWrite = lastRead
  let lastFailure = 0
  let isOver = false
  let turn = 0

  async function ask(path: string, init: RequestInit): Promise<{ said: string; response: Response | undefined }> {
    try {
      const response = await fetch(url + path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })
      const body = await response.text()
      const code = response.ok ? '' : ` ${(JSON.parse(body) as { code?: string }).code ?? ''}`
      return { said: `${response.status}${code}`, response }
    } catch (error) {
      return { said: (error as Error).name === 'TimeoutError' ? 'gave up' : 'cut off', response: undefined }
    }
  }

  async function read(): Promise<void> {
    const path = pathOf(turn++, ids)
    const began = performance.now()
    const { said, response } = await ask(path, { headers: turn % 2 === 0 ? authorizationOf(READER) : {} })
    const now = performance.now()
    add(tally.reads, said)
    tally.slowestReadMs = Math.max(tally.slowestReadMs, now - began)
    if (response?.status === 200) {
      tally.longestWithoutRead = Math.max(tally.longestWithoutRead, now - lastRead)
      lastRead = now
    } else lastFailure = Math.max(lastFailure, began)
  }

  async function write(): Promise<void> {
    const marker = randomUUID()
    while (!isOver) {
      const began = performance.now()
      const { said, response } = await ask('/v1/complaints', { method: 'POST',
        headers: { ...authorizationOf('writer'), 'content-type': 'application/json', 'idempotency-key': `"${marker}"` },
        body: JSON.stringify({ description: `Lampu jalan mati. ${marker}` }) })
      const now = performance.now()
      add(tally.writes, said)
      tally.slowestWriteMs = Math.max(tally.slowestWriteMs, now - began)
      const receipt = response?.headers.get('satu-receipt')
      if (response !== undefined && response.ok && receipt) {
        acknowledged.set(marker, `sub-${receipt.replaceAll('-', '')}`)
        tally.longestWithoutWrite = Math.max(tally.longestWithoutWrite, now - lastWrite)
        lastWrite = now
        return
      }
      await wait(RETRY_MS)
    }
  }

  async function send(perSecond: number, one: () => Promise<void>): Promise<void> {
    const began = performance.now()
    for (let sent = 0; !isOver; sent++) {
      const due = began + (sent * 1_000) / perSecond
      if (due > performance.now()) await wait(due - performance.now())
      const work = one().finally(() => running.delete(work))
      running.add(work)
    }
  }
  const senders = [send(readsPerSecond, read), send(writesPerSecond, write)]

  return {
    acknowledged,
    lastFailure: () => lastFailure,
    count() {
      const mine = tally = emptyTally()
      lastRead = lastWrite = performance.now()
      return () => {
        const now = performance.now()
        mine.longestWithoutRead = Math.max(mine.longestWithoutRead, now - lastRead)
        mine.longestWithoutWrite = Math.max(mine.longestWithoutWrite, now - lastWrite)
        return mine
      }
    },
    async stop() {
      isOver = true
      await Promise.all([...senders, ...running])
    }
  }
}

/** Lists and records, so many that some are fresh, some are not, and some were never asked for. */
function pathOf(turn: number, ids: readonly string[]): string {
  if (turn % 4 === 0) return `/v1/complaints?limit=${1 + (turn / 4) % 50}`
  if (turn % 4 === 1) return `/v1/licences?limit=${1 + turn % 50}`
  return `/v1/complaints/${ids[turn % ids.length]}`
}

export function authorizationOf(consumer: string): { authorization: string } {
  const scope = consumer === READER
    ? 'complaints:read licences:read licence-applications:read systems:read'
    : 'complaints:write submissions:read'
  return { authorization: `Bearer ${signToken(SECRET, { sub: consumer, scope })}` }
}

function add(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1
}

function emptyTally(): Tally {
  return { reads: {}, writes: {}, longestWithoutRead: 0, longestWithoutWrite: 0, slowestReadMs: 0, slowestWriteMs: 0 }
}
