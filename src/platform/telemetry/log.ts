import { type Logger, pino } from 'pino'
import type { Environment } from '../config/environment.ts'
import { createLineWriter } from './line-writer.ts'
import type { TraceIds } from './tracing/context.ts'

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
  /** Of its span, where it is traced. */
  trace?: TraceIds | undefined
}

export interface Log {
  logger: Logger
  /** One line a request. */
  request(line: RequestLine): void
  flush(): void
}

export interface OpenLog extends Log {
  /** Opens the log file anew: what stood there was moved away. */
  reopen(): void
}

export type LogSettings = Pick<Environment, 'logLevel' | 'logFile'> & Partial<Pick<Environment, 'logRotation'>>

const INFO = 30

/**
 * JSON lines by pino, onto standard output or into a file that is put aside as it grows ({@link createLineWriter}).
 * Lines are written in batches, at the latest after 250 ms: that much can be missing after a crash of the process. A
 * line of a request is put together by hand.
 */
export function createLog({ logLevel, logFile, logRotation }: LogSettings): OpenLog {
  const lines = createLineWriter({ file: logFile, rotation: logRotation })
  const logger = pino({ level: logLevel, base: null, formatters: { level: label => ({ level: label }) } }, lines)
  const format = createFormat()
  return {
    logger,
    request(line) {
      // Operators change the level while it runs.
      if (logger.levelVal <= INFO) lines.write(format(line, Date.now()))
    },
    reopen: lines.reopen,
    flush() {
      lines.close()
      lines.flushSync()
    }
  }
}

/**
 * Puts lines together. Every text in one is the hub's own or checked (`requestId`), so none needs escaping. Requests
 * that follow each other are often alike, so what they share is kept from one to the next.
 */
function createFormat(): (line: RequestLine, now: number) => string {
  let time = 0
  let start = ''
  let last: Pick<RequestLine, 'consumer' | 'operation' | 'status' | 'outcome' | 'cache'> = { consumer: undefined,
    operation: '', status: 0, outcome: '', cache: undefined }
  let shared = ''

  return ({ requestId, consumer, operation, status, outcome, cache, durationMs, systems, trace }, now) => {
    if (now !== time || status !== last.status) {
      const level = status === 500 ? 'error' : status > 501 ? 'warn' : 'info'
      time = now
      start = `{"level":"${level}","time":${now},"msg":"request","request_id":"`
    }
    if (consumer !== last.consumer || operation !== last.operation || status !== last.status ||
      outcome !== last.outcome || cache !== last.cache)
    {
      last = { consumer, operation, status, outcome, cache }
      shared = (consumer === undefined ? '"' : `","consumer":"${consumer}"`) +
        `,"operation":"${operation}","status":${status},"outcome":"${outcome}"` +
        (cache === undefined ? '' : `,"cache":"${cache}"`) +
        ',"duration_ms":'
    }
    return start + requestId + shared + milliseconds(durationMs) +
      (systems === undefined ? '' : `,"systems":${JSON.stringify(systems)}`) +
      (trace === undefined ? '}\n' : `,"trace_id":"${trace.traceId}","span_id":"${trace.spanId}"}\n`)
  }
}

/** What most hits take, ready to be written. */
const underOne = Array.from({ length: 100 }, (_, hundredths) => (hundredths / 100).toFixed(2))

function milliseconds(duration: number): string {
  return underOne[Math.round(duration * 100)] ?? duration.toFixed(2)
}
