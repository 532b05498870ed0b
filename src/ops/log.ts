import { pino, type DestinationStream, type Logger } from 'pino'
import type { Environment } from '../config/environment.ts'

export type { Logger }

/** What is known of a request when it ends. Only these fields are ever logged of a request. */
export interface RequestLine {
  requestId: string
  consumer: string | undefined
  /** Operation of the contract, or the name of a fixed route; never a path: it may hold what must not be logged. */
  operation: string
  status: number
  /** `ok`, `partial`, `stale`, or the code of the problem. */
  outcome: string
  /** What the cache did, as in Cache-Status. */
  cache: string | undefined
  durationMs: number
  /** Milliseconds waited for each system. */
  systems: Readonly<Record<string, number>> | undefined
}

export interface Log {
  logger: Logger
  /** One line a request. */
  request(line: RequestLine): void
  flush(): void
}

const BATCH_BYTES = 8_192
const FLUSH_MS = 250

/**
 * JSON lines by pino. Lines are written in batches, at the latest after 250 ms: that much can be missing after a
 * crash of the process. A line of a request is put together by hand: it is written for every hit.
 */
export function createLog({ logLevel, logFile }: Pick<Environment, 'logLevel' | 'logFile'>): Log {
  const destination = pino.destination({ ...(logFile === undefined ? { dest: 1 } : { dest: logFile, mkdir: true }), minLength: BATCH_BYTES, sync: false })
  const logger = pino({ level: logLevel, base: null, formatters: { level: label => ({ level: label }) } }, destination as DestinationStream)
  const timer = setInterval(() => { destination.flush() }, FLUSH_MS)
  timer.unref()
  const on = logger.isLevelEnabled('info')
  return {
    logger,
    request(line) {
      if (on) destination.write(formatLine(line))
    },
    flush() {
      clearInterval(timer)
      // The file may not be open yet when the process ends right after its start.
      try {
        destination.flushSync()
      } catch { /* nothing was written */ }
    }
  }
}

/** Every text in a line is the hub's own or checked (`requestId`), so none needs escaping. */
function formatLine({ requestId, consumer, operation, status, outcome, cache, durationMs, systems }: RequestLine): string {
  const level = status === 500 ? 'error' : status > 501 ? 'warn' : 'info'
  return (
    `{"level":"${level}","time":${Date.now()},"msg":"request","request_id":"${requestId}"` +
    (consumer === undefined ? '' : `,"consumer":"${consumer}"`) +
    `,"operation":"${operation}","status":${status},"outcome":"${outcome}"` +
    (cache === undefined ? '' : `,"cache":"${cache}"`) +
    `,"duration_ms":${durationMs.toFixed(2)}` +
    (systems === undefined ? '' : `,"systems":${JSON.stringify(systems)}`) +
    '}\n'
  )
}
