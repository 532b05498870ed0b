import { Worker } from 'node:worker_threads'
import type { RowKeys } from './row-filters.ts'
import { createFacetNumbers, type Facet } from './snapshot-facets.ts'
import type { SnapshotInfo } from './snapshots.ts'

/** A row on its way to the thread that builds the file. */
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
  /** Resolves when more rows can be taken; rejects when the file cannot be written. Undefined when there is room now. */
  full(): Promise<void> | undefined
  /** Sorts, indexes and syncs it to the disk. */
  finish(info: Omit<SnapshotInfo, 'rows'>): Promise<{ doubles: number }>
  abandon(): Promise<void>
}

const ROWS_A_MESSAGE = 250
const MESSAGES_UNDER_WAY = 16

export function createRowSink(path: string): RowSink {
  const worker = new Worker(new URL('snapshot-build.ts', import.meta.url), { workerData: { path } })
  const facets = createFacetNumbers()
  let batch: ArrivingRow[] = []
  let count = 0
  let underWay = 0
  let failure: Error | undefined
  let waiting: { resolve(): void; reject(error: Error): void } | undefined
  const built = new Promise<{ doubles: number }>((resolve, reject) => {
    const fail = (error: Error): void => {
      failure ??= error
      waiting?.reject(error)
      reject(error)
    }
    worker.on('message', (reply: BuildReply) => {
      if ('done' in reply) return resolve(reply)
      underWay--
      waiting?.resolve()
      waiting = undefined
    })
    worker.once('error', cause => { fail(new Error('the snapshot could not be written', { cause })) })
    worker.once('exit', () => { fail(new Error('the snapshot was not written to its end')) })
  })
  // Whoever adds rows is told first.
  built.catch(() => {})

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
  const send = (message: BuildMessage): void => { worker.postMessage(message) }
  const flush = (): void => {
    if (batch.length === 0) return
    send({ rows: batch })
    underWay++
    batch = []
  }

  return {
    add({ key, id, updatedAt, status, agency, district }, row) {
      if (failure !== undefined) throw failure
      count++
      batch.push({ key, id, updatedAt, facet: facets.of({ status, agency, district }), row })
      if (batch.length === ROWS_A_MESSAGE) flush()
    },
    rows: () => count,
    full: () => (underWay < MESSAGES_UNDER_WAY ? undefined : new Promise((resolve, reject) => { waiting = { resolve, reject } })),
    finish(info) {
      flush()
      send({ info, facets: facets.all() })
      return built
    },
    async abandon() {
      await worker.terminate()
    }
  }
}
