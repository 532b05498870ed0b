import type { Logger } from 'pino'
import { toWibDate } from '../../kit/indonesia/calendar.ts'
import type { Store } from '../../platform/store/database.ts'

/**
 * What is counted: answers by who gave them, those in which the old system had to stand in, records that were compared
 * and those that could not be, and ids of the old system that led to nothing.
 */
export type Counted = 'answered_old' | 'answered_new' | 'fell_back' | 'compared' | 'compare_failed' | 'compare_skipped'
  | 'unknown_id'

export interface Counts {
  /** @param consumer who asked, where that matters */
  count(succession: string, what: Counted, consumer?: string): void
  /** Since a day, by what and who. */
  read(succession: string, since: string): Promise<{ what: Counted; consumer: string; count: number }[]>
  flushed(): Promise<void>
  close(): Promise<void>
}

const PAUSE_MS = 1_000

/** Counts in memory, and adds it to what all processes have counted, once a second. */
export function createCounts({ store, log }: { store: Store; log: Pick<Logger, 'warn'> }): Counts {
  let untold = new Map<string, number>()
  let writing: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    if (untold.size === 0) return
    const now = untold
    untold = new Map()
    const rows = [...now].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => {
      const [succession = '', day = '', what = '', consumer = ''] = name.split(' ')
      return { succession, day, what, consumer, count }
    })
    try {
      await store.write(async db => {
        for (const row of rows) {
          await db.insertInto('succession_counts').values(row)
            .onConflict(on =>
              on.columns(['succession', 'day', 'what', 'consumer']).doUpdateSet(({ ref, eb }) => ({
                count: eb(ref('succession_counts.count'), '+', row.count)
              }))
            ).execute()
        }
      })
    } catch {
      // It is counted when the store is back.
      for (const [name, count] of now) untold.set(name, (untold.get(name) ?? 0) + count)
      log.warn('what was counted of successions could not be kept yet')
    }
  }
  const flush = (): Promise<void> => (writing = writing.then(write))
  const timer = setInterval(() => {
    if (untold.size > 0) void flush()
  }, PAUSE_MS)
  timer.unref()

  return {
    count(succession, what, consumer = '') {
      const name = `${succession} ${toWibDate(new Date())} ${what} ${consumer}`
      untold.set(name, (untold.get(name) ?? 0) + 1)
    },
    async read(succession, since) {
      await flush()
      const rows = await store.read(db =>
        db.selectFrom('succession_counts').select(['what', 'consumer']).select(({ fn }) =>
          fn.sum<number | string>('count').as('count')
        )
          .where('succession', '=', succession).where('day', '>=', since).groupBy(['what', 'consumer']).orderBy('what')
          .orderBy('consumer').execute()
      )
      return rows.map(({ what, consumer, count }) => ({ what: what as Counted, consumer, count: Number(count) }))
    },
    flushed: flush,
    async close() {
      clearInterval(timer)
      await flush()
    }
  }
}
