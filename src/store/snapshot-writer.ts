import { Worker } from 'node:worker_threads'
import type { RowKeys } from './row-filters.ts'
import { createBuild } from './snapshot-build.ts'
import { createFacetNumbers, type Facet } from './snapshot-facets.ts'
import type { SnapshotInfo } from './snapshots.ts'

/** Rows on their way into the file, by column: an object for each would cost more to hand over than what it holds. */
interface ArrivingRows {
  keys: string[]
  ids: string[]
  changes: string[]
  facets: number[]
  rows: string[]
}
export type BuildMessage = { arriving: ArrivingRows } | { info: Omit<SnapshotInfo, 'rows'>; facets: Facet[] }
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
  let batch = noRows()
  let few: BuildMessage[] | undefined = []
  let thread: BuildThread | undefined
  let count = 0
  let isOver = false

  const flush = (): void => {
    if (batch.rows.length > 0) (few ?? thread)?.push({ arriving: batch })
    batch = noRows()
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
      batch.keys.push(key)
      batch.ids.push(id)
      batch.changes.push(updatedAt)
      batch.facets.push(facets.of({ status, agency, district }))
      batch.rows.push(row)
      if (batch.rows.length === ROWS_A_MESSAGE) flush()
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

function noRows(): ArrivingRows {
  return { keys: [], ids: [], changes: [], facets: [], rows: [] }
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
