import type { Store } from '../../platform/store/database.ts'
import type { EventRow } from './cloud-event.ts'

/** The end of the log, for those who follow it. However many they are, each process reads an event once. */
export interface Tail {
  /**
   * Keeps the end of the log in sight until the returned function is called.
   * @param onNews called when something may have come
   */
  follow(onNews?: () => void): () => void
  /**
   * Events after a position, oldest first.
   * @throws SatuError store_unavailable
   */
  after(position: number, limit: number): Promise<readonly EventRow[]>
  /**
   * The last events, oldest first.
   * @throws SatuError store_unavailable
   */
  newest(limit: number): Promise<readonly EventRow[]>
  /** Resolves when something may have come after the position, after `ms` at the latest, or when the signal says so. */
  wait(position: number, ms: number, signal: AbortSignal): Promise<void>
  close(): void
}

export interface TailOptions {
  store: Pick<Store, 'read'>
  /** How often it looks for more. */
  paceMs?: number
}

const PACE_MS = 50
const AFTER_FAULT_MS = 1_000
const BATCH = 500
/** Events of the last seconds: whoever is not further behind needs no query of its own. */
const REMEMBERED = 2_000

export function createTail({ store, paceMs = PACE_MS }: TailOptions): Tail {
  const waiting = new Set<() => void>()
  const listeners = new Set<() => void>()
  let followers = 0
  let running = false
  let closed = false
  /** All events after `from` up to `newest`, undefined while nobody follows. */
  let seen: { from: number; newest: number; rows: EventRow[] } | undefined
  let wakeSleeper = (): void => {}

  const sleep = (ms: number): Promise<void> =>
    new Promise(resolve => {
      const timer = setTimeout(resolve, ms)
      timer.unref()
      wakeSleeper = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const read = (position: number, limit: number): Promise<EventRow[]> =>
    store.read(db =>
      db.selectFrom('events').selectAll().where('seq', '>', position).orderBy('seq').limit(limit).execute()
    )

  async function look(): Promise<number> {
    if (seen === undefined) {
      const { newest } = await store.read(db =>
        db.selectFrom('events').select(({ fn }) => fn.max('seq').as('newest')).executeTakeFirstOrThrow()
      )
      seen = { from: newest ?? 0, newest: newest ?? 0, rows: [] }
      // Who came before it was in sight looks for himself once.
      wakeAll()
    }
    const rows = await read(seen.newest, BATCH)
    if (rows.length === 0) return 0
    seen.rows.push(...rows)
    seen.newest = rows.at(-1)?.seq ?? seen.newest
    const surplus = seen.rows.splice(0, Math.max(0, seen.rows.length - REMEMBERED))
    seen.from = surplus.at(-1)?.seq ?? seen.from
    wakeAll()
    return rows.length
  }

  async function run(): Promise<void> {
    running = true
    while (followers > 0 && !closed) {
      const pause = await look().then(count => (count === BATCH ? 0 : paceMs), () => AFTER_FAULT_MS)
      if (pause > 0) await sleep(pause)
    }
    running = false
    seen = undefined
  }

  function wakeAll(): void {
    for (const wake of waiting) wake()
    for (const listen of listeners) listen()
  }

  return {
    follow(onNews) {
      followers++
      if (onNews !== undefined) listeners.add(onNews)
      if (!running) void run()
      let following = true
      return () => {
        if (following) followers--
        following = false
        if (onNews !== undefined) listeners.delete(onNews)
        if (followers === 0) wakeSleeper()
      }
    },
    async after(position, limit) {
      if (seen === undefined || position < seen.from) return read(position, limit)
      const { rows } = seen
      let low = 0
      for (let high = rows.length; low < high;) {
        const middle = (low + high) >> 1
        if ((rows[middle] as EventRow).seq > position) high = middle
        else low = middle + 1
      }
      return rows.slice(low, low + limit)
    },
    newest: limit =>
      store.read(async db =>
        (await db.selectFrom('events').selectAll().orderBy('seq', 'desc').limit(limit).execute()).reverse()
      ),
    wait(position, ms, signal) {
      if (signal.aborted || (seen !== undefined && seen.newest > position)) return Promise.resolve()
      return new Promise(resolve => {
        const done = (): void => {
          clearTimeout(timer)
          waiting.delete(done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        const timer = setTimeout(done, ms)
        timer.unref()
        waiting.add(done)
        signal.addEventListener('abort', done)
      })
    },
    close() {
      closed = true
      wakeSleeper()
      wakeAll()
    }
  }
}
