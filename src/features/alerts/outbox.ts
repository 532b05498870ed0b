import type { Logger } from 'pino'
import type { Turn } from '../../platform/jobs/jobs.ts'
import { pauseAfter } from '../webhooks/index.ts'
import type { NoticeBody, NoticeRow } from './notices.ts'
import type { Numbers } from './numbers.ts'
import type { Post } from './post.ts'
import type { AlertsConfig } from './settings.ts'

/** Sends what is written down, until its receiver takes it. */
export interface Outbox {
  /**
   * Begins with what is due, one message to each receiver at a time. What is on its way holds nobody else up.
   * @throws SatuError store_unavailable
   */
  round(now: number, store: Turn['store']): Promise<void>
  /** Begins nothing more; what is on its way has so long to end, and is cut off then. */
  close(graceMs: number): Promise<void>
}

export interface OutboxOptions {
  post: Post
  config(): AlertsConfig
  numbers: Numbers
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** For how long a message waits after so many failed attempts, ms. */
  pause?: typeof pauseAfter
}

const AT_ONCE = 50
/** A receiver that takes nothing is left alone for so long at most, whatever waits for it. */
const LONGEST_REST_MS = 60_000
const HOUR_MS = 3_600_000

export function createOutbox({ post, config, numbers, log, pause = pauseAfter }: OutboxOptions): Outbox {
  const running = new Map<string, Promise<void>>()
  const restUntil = new Map<string, number>()
  /** Receivers that have taken nothing since: the log was told once. */
  const ill = new Set<string>()
  const cutting = new AbortController()
  let closed = false

  async function settle(
    store: Turn['store'],
    { id }: NoticeRow,
    change: Partial<Pick<NoticeRow, 'status' | 'attempts' | 'due_at' | 'detail'>>
  ): Promise<void> {
    await store.write(db =>
      db.updateTable('alert_notices').set({ ...change, changed_at: Date.now() }).where('id', '=', id).execute()
    )
  }

  async function attempt(store: Turn['store'], row: NoticeRow): Promise<void> {
    const { id, receiver: name, created_at: at } = row
    const { receivers, retry_hours: hours } = config()
    const receiver = receivers[name]
    if (receiver === undefined) return settle(store, row, { status: 'failed', detail: 'its receiver is gone' })
    const attempts = row.attempts + 1
    const { outcome, detail, retryAfterMs } = await post.send(receiver, { id, at,
      body: JSON.parse(row.body) as NoticeBody }, cutting.signal)
    numbers.onTry(name, outcome)
    if (outcome === 'sent') {
      if (ill.delete(name)) log.info({ receiver: name }, 'a receiver of alerts takes messages again')
      restUntil.delete(name)
      return settle(store, row, { status: 'sent', attempts, detail })
    }
    if (!ill.has(name))
      log.warn({ receiver: name, outcome, detail }, 'a receiver of alerts does not take a message: it is tried again')
    ill.add(name)
    const now = Date.now()
    const waitMs = pause(attempts, retryAfterMs)
    restUntil.set(name, now + Math.min(Math.max(waitMs, retryAfterMs ?? 0), LONGEST_REST_MS))
    if (now + waitMs <= at + hours * HOUR_MS) return settle(store, row, { attempts, due_at: now + waitMs, detail })
    log.error({ receiver: name, notice: id, detail },
      'a message about alerts is given up: its receiver took nothing for `alerts.retry_hours`')
    numbers.onTry(name, 'failed')
    return settle(store, row, { status: 'failed', attempts, detail })
  }

  async function drain(store: Turn['store'], receiver: string, rows: readonly NoticeRow[]): Promise<void> {
    for (const row of rows) {
      if (closed || (restUntil.get(receiver) ?? 0) > Date.now()) return
      await attempt(store, row)
    }
  }

  return {
    async round(now, store) {
      const busy = [...running.keys(), ...[...restUntil].filter(([, until]) => until > now).map(([name]) => name)]
      const { due, waiting } = await store.read(async db => ({
        due: await db.selectFrom('alert_notices').selectAll().where('status', '=', 'waiting').where('due_at', '<=', now)
          .$if(busy.length > 0, query => query.where('receiver', 'not in', busy)).orderBy('seq').limit(AT_ONCE)
          .execute(),
        waiting: await db.selectFrom('alert_notices').select((
          { fn }
        ) => [fn.countAll<number>().as('count'), fn.min('created_at').as('oldestAt')]).where('status', '=', 'waiting')
          .executeTakeFirstOrThrow()
      }))
      numbers.waiting = { count: waiting.count, oldestAt: waiting.oldestAt ?? now }
      for (const [receiver, rows] of Map.groupBy(due, row => row.receiver)) {
        if (closed || running.has(receiver)) continue
        // Only the store fails here, or the hub closes: whoever comes next sends again what is not known to have
        // arrived.
        const work = drain(store, receiver, rows).catch(() => {}).finally(() => {
          running.delete(receiver)
        })
        running.set(receiver, work)
      }
    },
    async close(graceMs) {
      closed = true
      const timer = setTimeout(() => {
        cutting.abort(new Error('the hub closes'))
      }, graceMs)
      await Promise.all(running.values())
      clearTimeout(timer)
    }
  }
}
