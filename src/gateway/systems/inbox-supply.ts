import { setTimeout as wait } from 'node:timers/promises'
import { SatuError } from '../../errors.ts'
import type { Inbox, PushedMessage, Received } from '../../kit/adapter.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import { currentLook } from '../../kit/wire-look.ts'
import type { InboxStore, Pushed } from '../../platform/store/inbox.ts'
import { looking } from './drift-watch.ts'
import { type CanonicalRecord, keptFilters, keysOf } from './records.ts'
import { createRecords, needed, type Supply, type SupplyOptions } from './supply.ts'

const PAGE_SIZE = 100
/** While the store cannot be read, what was read last stands in. */
const FRESHNESS = { fresh: 1, revalidate: 0, on_error: 86_400 }
const RETRY_MS = [1_000, 30_000] as const

export interface InboxSupply extends Supply {
  /**
   * Takes a pushed message: when it returns, what the message held is on the disk.
   * @throws SystemFault when the adapter refuses it
   */
  receive(message: PushedMessage): Promise<Omit<Received<unknown>, 'rows'> & { kept: number }>
  close(): Promise<void>
}

/** A system that pushes: answered from what it has pushed so far. */
export function createInboxSupply(
  options: SupplyOptions & { inbox: Inbox<unknown, unknown>; store: InboxStore }
): InboxSupply {
  const { system, resource, client, serving, inbox, store, drift, onChange } = options
  const toRecord = createRecords(options)
  const closing = new AbortController()

  /** Rows that fit nothing are quarantined; the rest of the push is kept. */
  async function keep(rows: readonly unknown[], receivedAt: string): Promise<number> {
    const pushed = rows.flatMap((row): Pushed[] => {
      const record = toRecord(row, receivedAt)
      return record === undefined
        ? []
        : [{ ...keysOf(record), row: JSON.stringify({ row, receivedAt }), repeatKey: inbox.repeat?.of(row) }]
    })
    try {
      const kept = await store.add(system, resource, pushed, Date.parse(receivedAt), inbox.repeat?.seconds ?? 0)
      if (kept > 0) onChange()
      return kept
    } catch (cause) {
      throw new SatuError('store_unavailable', 'What was pushed could not be kept.', { stage: 'push',
        retryAfterMs: 5_000, cause })
    }
  }

  const shown = (rows: unknown[]): Promise<unknown[]> =>
    looking(drift, resource, async () => {
      currentLook()?.document('subscribe', rows)
      return rows
    })

  const subscribed = inbox.subscribe === undefined ? Promise.resolve() : subscribe(inbox.subscribe)

  /** A subscription that ends is taken up again, with patience. */
  async function subscribe(start: NonNullable<Inbox<unknown, unknown>['subscribe']>): Promise<void> {
    let waitMs: number = RETRY_MS[0]
    while (!closing.signal.aborted) {
      try {
        await start(client, async rows => {
          await keep(await shown(rows), toWib(new Date()))
        }, closing.signal)
        waitMs = RETRY_MS[0]
      } catch {
        waitMs = Math.min(waitMs * 2, RETRY_MS[1])
      }
      // Ended by the close itself, or cut short by it.
      await wait(waitMs, undefined, { signal: closing.signal }).catch(() => {})
    }
  }

  const read = (stored: string): CanonicalRecord | undefined => {
    const { row, receivedAt } = JSON.parse(stored) as { row: unknown; receivedAt: string }
    return toRecord(row, receivedAt)
  }

  return {
    serving: { ...serving, order: 'canonical', pageSize: PAGE_SIZE, filters: keptFilters(resource),
      freshness: FRESHNESS, isPushed: true },
    can: () => true,
    async list({ offset, limit, filters }) {
      const { rows, end } = await store.list(system, resource, offset, limit, filters)
      return { rows: rows.map(read), end }
    },
    async get(key) {
      const stored = await store.get(system, resource, key)
      return stored === undefined ? undefined : { record: needed(read(stored), system) }
    },
    async receive(message) {
      if (inbox.receive === undefined)
        throw new SatuError('not_found', `${system} takes no pushed messages.`, { stage: 'push' })
      const { receive } = inbox
      const { rows, ...answer } = await looking(drift, resource, async () => {
        showMessage(message)
        return receive.call(inbox, client, message)
      })
      return { ...answer, kept: await keep(rows, message.receivedAt) }
    },
    async close() {
      closing.abort()
      await subscribed
    }
  }
}

/**
 * What a pusher sends is read by the adapter itself, without a connector: here it is shown as it came. XML shows
 * itself.
 */
function showMessage({ query, contentType, body }: PushedMessage): void {
  const look = currentLook()
  if (look === undefined) return
  if (query.size > 0) look.document('push', Object.fromEntries(query))
  if (!/json/i.test(contentType)) return
  try {
    look.document('push', JSON.parse(body.toString('utf8')))
  } catch {
    // The adapter says what is wrong with it.
  }
}
