import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 4_096
const TRACE_BYTES = 16
const SPAN_BYTES = 8
/** Where in a trace id the bits stand by which it is sampled: the first of its last seven bytes, which are random by rule. */
const CHANCE_AT = 9

export interface IdSource {
  /** Draws the part of the next trace id that says whether it is sampled, from 0 to 2^32 - 1. */
  draw(): number
  /** The trace id that holds what was drawn last. */
  traceId(): string
  spanId(): string
}

/** Random ids, drawn from a pool: the system is asked for random bytes once for many of them. */
export function createIds(): IdSource {
  const pool = Buffer.alloc(POOL_BYTES)
  let at = POOL_BYTES
  let drawn = 0
  const take = (bytes: number): number => {
    if (at + bytes > POOL_BYTES) {
      randomFillSync(pool)
      at = 0
    }
    at += bytes
    return at - bytes
  }
  const ids: IdSource = {
    draw() {
      drawn = pool.readUInt32BE(take(4))
      return drawn
    },
    traceId() {
      const start = take(TRACE_BYTES)
      pool.writeUInt32BE(drawn, start + CHANCE_AT)
      const id = pool.toString('hex', start, start + TRACE_BYTES)
      // All zero is no id; it comes once in 2^128.
      return /[^0]/.test(id) ? id : ids.traceId()
    },
    spanId() {
      const start = take(SPAN_BYTES)
      const id = pool.toString('hex', start, start + SPAN_BYTES)
      return /[^0]/.test(id) ? id : ids.spanId()
    }
  }
  return ids
}

/** The same part of somebody else's trace id. */
export function chanceOf(traceId: string): number {
  return Number.parseInt(traceId.slice(CHANCE_AT * 2, CHANCE_AT * 2 + 8), 16)
}
