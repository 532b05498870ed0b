import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { toCloudEvent } from '../gateway/events/cloud-event.ts'
import { isWanted, type Wish } from '../gateway/events/hearing.ts'
import type { Tail } from '../gateway/events/tail.ts'
import { STANDING_MS } from './standing.ts'

export interface EventStreamOptions {
  tail: Tail
  /** Where it begins: after this event. */
  position: number
  prefix: string
  /** What its reader wants and may have now; undefined when it may have nothing any more, which ends the stream. */
  wish(): Wish | undefined
  /** Ends it. */
  signal: AbortSignal
  heartbeatMs?: number
  /** How long a reader may take to read what was sent before it is cut off. */
  patienceMs?: number
}

const HEARTBEAT_MS = 15_000
const PATIENCE_MS = 30_000
/** Events that are read at once: all that a stream holds in memory beside the socket's own buffer. */
const BATCH = 100
/** How soon a browser comes back. */
const RETRY_MS = 1_000

/**
 * Sends events as server-sent events (WHATWG HTML, section 9.2) until the reader leaves, the signal says so, or the
 * reader may hear nothing any more. Nothing waits in memory for a slow reader: what it has not read is still in the
 * log.
 */
export async function streamEvents(response: ServerResponse, options: EventStreamOptions): Promise<void> {
  const { tail, prefix, wish, signal, heartbeatMs = HEARTBEAT_MS, patienceMs = PATIENCE_MS } = options
  const left = new AbortController()
  response.once('close', () => {
    left.abort()
  })
  const ending = AbortSignal.any([signal, left.signal])
  const unfollow = tail.follow()
  let { position } = options
  let spokeAt = performance.now()

  /** @returns false when the reader has left, or reads too slowly */
  async function send(text: string): Promise<boolean> {
    spokeAt = performance.now()
    if (response.write(text)) return true
    const patience = AbortSignal.any([left.signal, AbortSignal.timeout(patienceMs)])
    const drained = await once(response, 'drain', { signal: patience }).then(() => true, () => false)
    if (!drained) response.destroy()
    return drained
  }

  try {
    if (!await send(`retry: ${RETRY_MS}\n${beat(position)}`)) return
    while (!ending.aborted) {
      // The store may be away for a while: the stream stays, and goes on where it was.
      const rows = await tail.after(position, BATCH).catch(() => [])
      const wanted = wish()
      if (wanted === undefined) return
      position = rows.at(-1)?.seq ?? position
      const text = rows.filter(row => isWanted(row, wanted)).map(row =>
        `id: ${row.seq}\ndata: ${JSON.stringify(toCloudEvent(row, prefix))}\n\n`
      ).join('')
      if (text !== '' && !await send(text)) return
      if (rows.length > 0) continue
      const quietMs = performance.now() - spokeAt
      if (quietMs >= heartbeatMs && !await send(beat(position))) return
      const leftMs = Math.max(1, heartbeatMs - (performance.now() - spokeAt))
      await tail.wait(position, Math.min(leftMs, STANDING_MS), ending)
    }
  } finally {
    unfollow()
    response.end()
  }
}

/** A sign of life that moves the reader's `Last-Event-ID`, so that it does not look again at what was not for it. */
function beat(position: number): string {
  return `: \nid: ${position}\n\n`
}
