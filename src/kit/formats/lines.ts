import type { Problems } from './source.ts'

const LF = 0x0a
const CR = 0x0d

/** Cuts bytes into lines or, without line ends, into records of one length. */
export interface Cutter {
  /** Without their line ends. They are views: good until the next one is taken. */
  push(chunk: Buffer): Iterable<Buffer>
  /** What stands behind the last line end; undefined when there is nothing. */
  rest(): Buffer | undefined
}

/** Lines that end with LF, CR or CRLF. One longer than `maxBytes` is refused before it is held. */
export function createLineCutter(maxBytes: number, problems: Problems): Cutter {
  let held: Buffer[] = []
  let heldBytes = 0
  let line = 1
  let afterCr = false
  const checked = (bytes: number): void => {
    if (bytes > maxBytes) throw problems.faultIn(line, 'oversized', `has more than ${maxBytes} bytes`)
  }
  const joined = (last: Buffer): Buffer => {
    checked(heldBytes + last.length)
    const whole = held.length === 0 ? last : Buffer.concat([...held, last])
    held = []
    heldBytes = 0
    return whole
  }
  return {
    *push(chunk) {
      let from = afterCr && chunk[0] === LF ? 1 : 0
      if (chunk.length > 0) afterCr = false
      let nextCr = chunk.indexOf(CR, from)
      let nextLf = chunk.indexOf(LF, from)
      while (nextCr !== -1 || nextLf !== -1) {
        const end = nextCr === -1 || (nextLf !== -1 && nextLf < nextCr) ? nextLf : nextCr
        yield joined(chunk.subarray(from, end))
        line += 1
        from = end + 1
        if (end === nextCr) {
          if (chunk[from] === LF) from += 1
          else afterCr = from === chunk.length
        }
        if (nextCr !== -1 && nextCr < from) nextCr = chunk.indexOf(CR, from)
        if (nextLf !== -1 && nextLf < from) nextLf = chunk.indexOf(LF, from)
      }
      if (from === chunk.length) return
      checked(heldBytes + chunk.length - from)
      // A copy: the rest of the chunk need not live as long as this line.
      held.push(Buffer.from(chunk.subarray(from)))
      heldBytes += chunk.length - from
    },
    rest: () => (heldBytes === 0 ? undefined : joined(Buffer.alloc(0)))
  }
}

/** Records of one length, one behind the other. */
export function createRecordCutter(length: number): Cutter {
  let held: Buffer = Buffer.alloc(0)
  return {
    *push(chunk) {
      const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      let from = 0
      for (; from + length <= bytes.length; from += length) yield bytes.subarray(from, from + length)
      held = Buffer.from(bytes.subarray(from))
    },
    rest: () => (held.length === 0 ? undefined : held)
  }
}
