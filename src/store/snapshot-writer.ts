import { Worker } from 'node:worker_threads'
import type { RowKeys } from './row-filters.ts'
import { createBuild } from './snapshot-build.ts'
import { createFacetNumbers, type Facet } from './snapshot-facets.ts'
import type { SnapshotInfo } from './snapshots.ts'

/** A row on its way into the file. */
interface ArrivingRow {
  key: string
  id: string
  updatedAt: string
  facet: number
  row: string
}
export type BuildMessage = { rows: ArrivingRow[] } | { info: Omit<SnapshotInfo, 'rows'>; facets: Facet[] }
export type BuildReply = { taken: true } | { done: true; doubles: number }

/** The rows of a snapshot on their way into its file. */
export interface RowSink {
  add(keys: RowKeys, row: string): void
  rows(): number
  /** Resolves when more rows can be taken. Undefined when there is room now. */
  full(): Promise<void> | undefined
  /** Sorts, indexes and syncs it to the disk. */
  finish(info: Omit<SnapshotInfo, 'rows'>): Promise<{ doubles: number }>
  abandon(): Promise<void>
}

const ROWS_A_MESSAGE = 250
const MESSAGES_UNDER_WAY = 16
/** So many rows are sorted faster than a thread starts. */
const FEW_ROWS = 2_000

export function createRowSink(path: string): RowSink {
  const facets = createFacetNumbers()
  let batch: ArrivingRow[] = []
  let few: BuildMessage[] | undefined = []
  let thread: BuildThread | undefined
  let count = 0
  let isOver = false

  const flush = (): void => {
    if (batch.length > 0) (few ?? thread)?.push({ rows: batch })
    batch = []
  }
  const startThread = (waiting: readonly BuildMessage[]): void => {
    few = undefined
    thread = createBuildThread(path)
    for (const message of waiting) thread.push(message)
  }

  return {
    add({ key, id, updatedAt, status, agency, district }, row) {
      if (isOver) throw new Error('the snapshot takes no more rows')
      count++
      batch.push({ key, id, updatedAt, facet: facets.of({ status, agency, district }), row })
      if (batch.length === ROWS_A_MESSAGE) flush()
      if (few !== undefined && count > FEW_ROWS) startThread(few)
    },
    rows: () => count,
    full: () => thread?.full(),
    async finish(info) {
      flush()
      isOver = true
      const last = { info, facets: facets.all() }
      try {
        if (thread !== undefined) return await thread.finish(last)
        const build = createBuild(path)
        for (const message of few ?? []) build(message)
        return build(last) as { doubles: number }
      } catch (cause) {
        throw new Error('the snapshot could not be written', { cause })
      }
    },
    async abandon() {
      isOver = true
      await thread?.end()
    }
  }
}

interface BuildThread {
  push(message: BuildMessage): void
  full(): Promise<void> | undefined
  finish(message: BuildMessage): Promise<{ doubles: number }>
  end(): Promise<void>
}

/** Sorting a million rows takes seconds: in a thread of its own, so that nobody waits. */
function createBuildThread(path: string): BuildThread {
  const worker = new Worker(new URL('snapshot-thread.ts', import.meta.url), { workerData: { path } })
  let underWay = 0
  let resume: (() => void) | undefined
  const built = new Promise<{ doubles: number }>((resolve, reject) => {
    worker.on('message', (reply: BuildReply) => {
      underWay--
      resume?.()
      if ('done' in reply) resolve(reply)
    })
    worker.once('error', reject)
    worker.once('exit', () => { reject(new Error('the thread ended')) })
  })
  // Whoever waits for room is told that there is none to wait for; the fault comes with `finish`.
  built.catch(() => { resume?.() })

  const push = (message: BuildMessage): void => {
    underWay++
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
    worker.postMessage(message)
  }
  return {
    push,
    full: () => (underWay < MESSAGES_UNDER_WAY || worker.threadId === -1 ? undefined : new Promise(resolve => { resume = resolve })),
    finish(message) {
      push(message)
      return built
    },
    async end() {
      await worker.terminate()
    }
  }
}
