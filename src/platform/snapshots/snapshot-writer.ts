import type { RowKeys } from './row-filters.ts'
import { type ArrivingRows, type BuildMessage, type Built, createBuild } from './snapshot-build.ts'
import { createFacetNumbers } from './snapshot-facets.ts'
import type { SnapshotInfo } from './snapshot.ts'
import { createThreadFeed, type ThreadFeed } from './thread-feed.ts'

/** The rows of a snapshot on their way into its file. */
export interface RowSink {
  add(keys: RowKeys, row: string): void
  rows(): number
  /** Resolves when more rows can be taken. Undefined when there is room now. */
  full(): Promise<void> | undefined
  /** Sorts, indexes and syncs it to the disk. */
  finish(info: Omit<SnapshotInfo, 'rows'>): Promise<Built>
  abandon(): Promise<void>
}

const ROWS_A_MESSAGE = 250
/** So many rows are sorted faster than a thread starts. */
const FEW_ROWS = 2_000

export function createRowSink(path: string): RowSink {
  const facets = createFacetNumbers()
  let batch = noRows()
  let few: BuildMessage[] | undefined = []
  let thread: ThreadFeed<BuildMessage, Built> | undefined
  let count = 0
  let isOver = false

  const flush = (): void => {
    if (batch.rows.length > 0) (few ?? thread)?.push({ arriving: batch })
    batch = noRows()
  }
  const startThread = (waiting: readonly BuildMessage[]): void => {
    few = undefined
    // Sorting a million rows takes seconds: in a thread of its own, so that nobody waits.
    thread = createThreadFeed(new URL('snapshot-thread.ts', import.meta.url), { workerData: { path } })
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
        return (build(last) as { done: Built }).done
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
