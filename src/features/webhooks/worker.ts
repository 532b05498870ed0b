import type { Tail } from '../../gateway/events/tail.ts'
import type { JobRunner, Turn } from '../../platform/jobs/jobs.ts'
import type { RowClaims } from '../../platform/jobs/row-claims.ts'
import type { Store } from '../../platform/store/database.ts'
import { putInLine } from './line.ts'
import type { WishOf } from './permission.ts'
import { readPosition } from './positions.ts'
import type { Subscription } from './tables.ts'
import type { TakeTurn } from './turns.ts'

/** Sends what is due to those who want it. */
export interface Worker {
  /** Looks now for what is due. */
  wake(): void
  /** Begins nothing more; what is on its way has so long to end, and is cut off then. */
  close(graceMs: number): Promise<void>
}

export interface WorkerOptions {
  store: Store
  tail: Pick<Tail, 'follow'>
  jobs: JobRunner
  leases: RowClaims
  wishOf: WishOf
  takeTurn: TakeTurn
  /** Called in every look. */
  onLook(): Promise<void>
}

/** How soon it is seen that a time has come, or that another process has made or changed something. */
const POLL_MS = 1_000
/** Receivers that are sent to at the same time, by this process: a slow one takes a place and no more. */
const MOST = 256
/** What comes beyond so many is left to other processes for a moment, so that they share the work. */
const OWN_PLACES = 8
const LEFT_MS = 100

export function startWorker({ store, tail, jobs, leases, wishOf, takeTurn, onLook }: WorkerOptions): Worker {
  const cutting = new AbortController()
  const running = new Set<Promise<void>>()
  let closed = false
  let unfollow: (() => void) | undefined

  async function look({ nextIn }: Pick<Turn, 'nextIn'>): Promise<void> {
    await onLook()
    const { active, position = 0, newest } = await store.read(async db => ({
      active: await db.selectFrom('subscriptions').select('behind').where('status', '=', 'active').execute(),
      position: await readPosition(db),
      newest: (await db.selectFrom('events').select(({ fn }) => fn.max('seq').as('newest')).executeTakeFirstOrThrow())
        .newest ?? 0
    }))
    // Nobody wants anything: the log need not be kept in sight.
    if (active.length === 0) {
      unfollow?.()
      unfollow = undefined
      return
    }
    unfollow ??= tail.follow(wake)
    const isBehind = newest > position || active.some(({ behind }) => behind !== null)
    const isMoreInLine = isBehind && await putInLine(store, wishOf)
    const { claimed, isMoreDue } = await claim()
    for (const subscription of claimed) begin(subscription)
    if (isMoreInLine) nextIn(0)
    else if (isMoreDue) nextIn(LEFT_MS)
  }

  function begin(subscription: Subscription): void {
    const turn = takeTurn(subscription, cutting.signal)
      // Only the store fails here. When the lease is over, whoever comes sends again what is not known to have arrived.
      .catch(() => {})
      .finally(() => {
        running.delete(turn)
        wake()
      })
    running.add(turn)
  }

  /** Takes subscriptions for which something is due, and which no other process has. */
  async function claim(): Promise<{ claimed: Subscription[]; isMoreDue: boolean }> {
    const now = Date.now()
    const found = await store.read(db =>
      db.selectFrom('subscriptions').selectAll()
        .where('status', '=', 'active').where('due_at', '<=', now).where('not_before', '<=', now).where('lease_until',
          '<=', now).orderBy('due_at').execute()
    )
    const due = found.filter(subscription => wishOf(subscription) !== undefined)
    const wanted = due.filter(({ due_at: dueAt }, i) =>
      i < OWN_PLACES - running.size || (dueAt ?? now) <= now - LEFT_MS
    ).slice(0, MOST - running.size)
    const isMoreDue = due.length > wanted.length && running.size < MOST
    if (wanted.length === 0 || closed) return { claimed: [], isMoreDue }
    const claimed = await store.write(async db => {
      const free = db.selectFrom('subscriptions').select('seq').where('seq', 'in', wanted.map(({ seq }) => seq)).where(
        'status',
        '=',
        'active'
      ).where('lease_until', '<=', now)
      const rows = await (store.engine === 'postgres' ? free.forUpdate().skipLocked() : free).execute()
      if (rows.length === 0) return []
      return db.updateTable('subscriptions').set({ lease_owner: leases.owner, lease_until: leases.until() })
        .where('seq', 'in', rows.map(({ seq }) => seq)).returningAll().execute()
    })
    return { claimed, isMoreDue }
  }

  const job = jobs.add({ name: 'webhooks',
    about: 'Looks for events that are to be sent to receivers, and begins with them.', everyMs: POLL_MS,
    backoff: { firstMs: POLL_MS, maxMs: POLL_MS }, run: look })
  function wake(): void {
    job.trigger()
  }

  return {
    wake,
    async close(graceMs) {
      closed = true
      await job.close()
      unfollow?.()
      const timer = setTimeout(() => {
        cutting.abort(new Error('the hub closes'))
      }, graceMs)
      await Promise.all(running)
      clearTimeout(timer)
    }
  }
}
