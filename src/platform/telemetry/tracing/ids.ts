import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 4_096
const TRACE_BYTES = 16
const SPAN_BYTES = 8
/**
 * Where in a trace id the bits stand by which it is sampled: the first of its last seven bytes, which are random by
 * rule.
 */
const CHANCE_AT = 9

export interface IdSource {
  /** Draws the next trace id, and gives the part of it that says whether it is sampled, from 0 to 2^32 - 1. */
  draw(): number
  /** The trace id that was drawn last, before any id of a span. */
  traceId(): string
  spanId(): string
}

/** Random ids, drawn from a pool: random bytes are asked for, and written as digits, once for many of them. */
export function createIds(): IdSource {
  const pool = Buffer.alloc(POOL_BYTES)
  let digits: string | undefined
  let at = POOL_BYTES
  let drawn = 0
  const take = (bytes: number): number => {
    if (at + bytes > POOL_BYTES) {
      randomFillSync(pool)
      digits = undefined
      at = 0
    }
    at += bytes
    return at - bytes
  }
  // One that is all zero would be no id; it comes once in 2^64.
  const idAt = (start: number, bytes: number): string =>
    (digits ??= pool.toString('hex')).slice(start * 2, (start + bytes) * 2)
  return {
    draw() {
      drawn = take(TRACE_BYTES)
      return pool.readUInt32BE(drawn + CHANCE_AT)
    },
    traceId: () => idAt(drawn, TRACE_BYTES),
    spanId: () => idAt(take(SPAN_BYTES), SPAN_BYTES)
  }
}

/** The same part of somebody else's trace id. */
export function chanceOf(traceId: string): number {
  return Number.parseInt(traceId.slice(CHANCE_AT * 2, CHANCE_AT * 2 + 8), 16)
}
