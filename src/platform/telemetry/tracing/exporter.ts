import type { TracingSettings } from '../../config/tracing.ts'
import type { Logger } from '../log.ts'
import { type Family, labels } from '../metrics.ts'
import { type Batch, createBatch } from './batch.ts'
import { createPost, type Posted } from './post.ts'
import { type Attributes, attributesJson } from './span.ts'

export interface SpanExporter {
  /** Takes a span as JSON. Never waits: what finds no room is dropped and counted. */
  add(span: string): void
  families(): Family[]
  /** Sends what is left, for at most two seconds. */
  close(): Promise<void>
}

export interface ExporterOptions {
  settings: Pick<TracingSettings, 'url' | 'headers'>
  /** What all spans are of: this process. */
  resource: Attributes
  version: string
  log: Pick<Logger, 'warn' | 'info'>
}

/** Spans that wait for the collector; about a kilobyte each. */
const MOST_WAITING = 4_096
const TAIL = ']}]}]}'
/** A batch that is not full leaves then. */
const DELAY_MS = 5_000
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000
const CLOSING_MS = 2_000

type Lost = 'full' | 'refused' | 'closing'

/**
 * Brings spans to a collector in batches, one at a time. A collector that is down, slow or says "later" is asked again,
 * with growing pauses, while spans wait; requests never do.
 */
export function createSpanExporter({ settings, resource, version, log }: ExporterOptions): SpanExporter {
  const post = createPost(settings)
  const head = `{"resourceSpans":[{"resource":{"attributes":${
    attributesJson(resource)
  }},"scopeSpans":[{"scope":{"name":"satu","version":${JSON.stringify(version)}},"spans":[`
  const lost: Record<Lost, number> = { full: 0, refused: 0, closing: 0 }
  let exported = 0
  /** Full ones, the oldest first, and the one that is being filled. */
  let full: Batch[] = []
  let filling: Batch | undefined
  let waiting = 0
  let failures = 0
  /** Told of once, until a batch is taken. */
  let isTold = false
  let timer: NodeJS.Timeout | undefined
  let sending: Promise<void> | undefined
  let closing = false

  function add(span: string): void {
    if (closing || waiting >= MOST_WAITING) {
      drop(closing ? 'closing' : 'full', 1)
      tell('spans come faster than the collector takes them')
      return
    }
    if (filling?.add(span) !== true) {
      shut()
      filling = createBatch(head, TAIL)
      filling.add(span)
    }
    waiting++
    if (sending !== undefined || failures > 0) return
    if (full.length > 0) begin()
    else if (timer === undefined) later(DELAY_MS)
  }

  function shut(): void {
    if (filling !== undefined) full.push(filling)
    filling = undefined
  }

  function later(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(begin, ms)
    timer.unref()
  }

  function begin(): void {
    clearTimeout(timer)
    timer = undefined
    if (full.length === 0) shut()
    sending ??= send(AbortSignal.timeout(10_000)).finally(() => {
      sending = undefined
    })
  }

  async function send(within: AbortSignal): Promise<void> {
    const [batch] = full
    if (batch === undefined) return
    const answer = await post(batch.body(), within)
    settle(batch.count, answer)
    if (answer.is === 'later') {
      failures++
      const pause = answer.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (failures - 1)
      if (!closing) later(Math.min(LONGEST_PAUSE_MS, pause))
      return
    }
    failures = 0
    if (closing) return
    if (full.length > 0) later(0)
    else if (filling !== undefined) later(DELAY_MS)
  }

  function settle(count: number, answer: Posted): void {
    if (answer.is === 'later') return tell(answer.cause)
    full = full.slice(1)
    waiting -= count
    if (answer.is === 'refused') {
      drop('refused', count)
      return tell(answer.cause)
    }
    const rejected = Math.min(count, answer.rejected)
    exported += count - rejected
    if (rejected > 0) {
      drop('refused', rejected)
      return tell('the collector took only a part of them')
    }
    if (isTold) log.info({ dropped: droppedSpans() }, 'traces are exported again')
    isTold = false
  }

  function tell(cause: string): void {
    if (isTold || closing) return
    isTold = true
    log.warn({ cause, waiting }, 'traces are not exported')
  }

  const drop = (why: Lost, count: number): void => {
    lost[why] += count
  }
  const droppedSpans = (): number => lost.full + lost.refused + lost.closing

  return {
    add,
    families: () => [
      { name: 'satu_spans_exported_total', help: 'Spans that the collector has taken.', type: 'counter',
        series: [['', exported]] },
      { name: 'satu_spans_dropped_total', help: 'Spans that were not exported, by why.', type: 'counter',
        series: Object.entries(lost).map(([reason, count]) => [labels({ reason }), count]) },
      { name: 'satu_spans_waiting', help: 'Spans that wait for the collector.', type: 'gauge', series: [['', waiting]] }
    ],
    async close() {
      closing = true
      clearTimeout(timer)
      const within = AbortSignal.timeout(CLOSING_MS)
      const isUp = new Promise<void>(resolve => {
        within.addEventListener('abort', () => {
          resolve()
        }, { once: true })
      })
      const rest = async (): Promise<void> => {
        await sending
        shut()
        // A batch that is not taken now is not tried again.
        for (let before = waiting + 1; waiting > 0 && waiting < before && !within.aborted;) {
          before = waiting
          await send(within)
        }
      }
      await Promise.race([rest(), isUp])
      drop('closing', waiting)
      if (waiting > 0) log.warn({ dropped: waiting }, 'the last traces could not be exported')
      waiting = 0
      full = []
      await post.close()
    }
  }
}
