/** Spans on their way, as the body of one request. */
export interface Batch {
  readonly count: number
  /** False when it has no room for it, or has as many as one may have. */
  add(span: string): boolean
  body(): Buffer
}

const MOST_SPANS = 512
const BYTES = 524_288
/** Of a character in UTF-8, of what JavaScript counts as one. */
const MOST_BYTES = 3

/**
 * Spans are written out as they come: as text, thousands of them would be moved about by the garbage collector again
 * and again until they are sent.
 */
export function createBatch(head: string, tail: string): Batch {
  const bytes = Buffer.allocUnsafe(BYTES)
  const most = BYTES - tail.length - 1
  let at = bytes.write(head)
  let count = 0
  return {
    get count() {
      return count
    },
    add(span) {
      if (count === MOST_SPANS || at + span.length * MOST_BYTES > most) return false
      if (count > 0) at += bytes.write(',', at)
      at += bytes.write(span, at)
      count++
      return true
    },
    body() {
      const end = at + bytes.write(tail, at)
      return bytes.subarray(0, end)
    }
  }
}
