import { SatuError } from '../../errors.ts'

/** A part of a form (RFC 7578). */
export interface Part {
  name: string
  /** Undefined for a plain field. */
  filename: string | undefined
  content: Buffer
}

const MOST_PARTS = 200
const LARGEST_HEAD = 8_192
const BREAK = Buffer.from('\r\n')
const END_OF_HEAD = Buffer.from('\r\n\r\n')

/**
 * Reads a form that has come whole. What stands before the first boundary and behind the last is nobody's, as RFC 2046
 * has it; the type that a part claims is not looked at.
 * @throws SatuError invalid_request
 */
export function readMultipart(contentType: string, body: Buffer): Part[] {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) throw broken('names no boundary')
  const mark = Buffer.from(`\r\n--${boundary}`, 'latin1')
  // The first boundary may be the very first thing.
  const text = Buffer.concat([BREAK, body])
  const parts: Part[] = []
  let at = text.indexOf(mark)
  if (at < 0) throw broken('has no part')
  for (;;) {
    const start = at + mark.length
    if (text.toString('latin1', start, start + 2) === '--') return parts
    if (parts.length === MOST_PARTS) throw broken(`has more than ${MOST_PARTS} parts`)
    // Blanks may stand behind a boundary.
    const head = text.indexOf(BREAK, start)
    const end = head < 0 ? -1 : text.indexOf(END_OF_HEAD, head)
    at = text.indexOf(mark, start)
    if (head < 0 || end < 0 || at < 0 || end > at || end - head > LARGEST_HEAD)
      throw broken('breaks off, or has a part without a head')
    const disposition = dispositionOf(text.toString('utf8', head, end))
    if (disposition !== undefined) parts.push({ ...disposition, content: text.subarray(end + END_OF_HEAD.length, at) })
  }
}

function dispositionOf(head: string): Pick<Part, 'name' | 'filename'> | undefined {
  const line = head.split('\r\n').find(line => /^content-disposition\s*:/i.test(line))
  const name = line === undefined ? undefined : parameterOf(line, 'name')
  return line === undefined || name === undefined
    ? undefined
    : { name, filename: parameterOf(line, 'filename') ?? (/;\s*filename\*=/i.test(line) ? '' : undefined) }
}

function parameterOf(line: string, parameter: string): string | undefined {
  const [, quoted, plain] = new RegExp(`;\\s*${parameter}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;"]+))`, 'i').exec(line) ??
    []
  return quoted?.replace(/\\(["\\])/g, '$1') ?? plain
}

function broken(detail: string): SatuError {
  return new SatuError('invalid_request', `The form ${detail}.`, { stage: 'form' })
}
