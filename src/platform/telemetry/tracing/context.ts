import type { TraceHeaders } from '../../../kit/call.ts'

/** Of a span, in lower-case hexadecimal digits: 32 and 16 of them. */
export interface TraceIds {
  readonly traceId: string
  readonly spanId: string
}

/** Where in which trace a request comes from: its caller's span. */
export interface TraceContext extends TraceIds {
  readonly isSampled: boolean
  /** As callers further away wrote it; never looked into, nor recorded. */
  readonly tracestate?: string
}

const TRACEPARENT = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/
const NO_TRACE = '0'.repeat(32)
const NO_SPAN = '0'.repeat(16)
const SAMPLED = 1

const MOST_MEMBERS = 32
const MOST_CHARACTERS = 512
/** Such a member goes first where there is too much. */
const LONG_MEMBER = 128
const MEMBER = new RegExp([
  /^(?:[a-z][a-z\d_*/-]{0,255}|[a-z\d][a-z\d_*/-]{0,240}@[a-z][a-z\d_*/-]{0,13})=/,
  /[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/
].map(({ source }) => source).join(''))

/**
 * What a request says of the trace that it belongs to. Undefined when it says nothing, or something that is not valid:
 * a new trace begins then, and `tracestate` is not looked at (https://www.w3.org/TR/trace-context/#processing-model).
 */
export function readTraceContext(
  traceparent: string | string[] | undefined,
  tracestate?: string | string[]
): TraceContext | undefined {
  // What comes twice is a list in one text, which does not fit either.
  if (typeof traceparent !== 'string') return undefined
  const [, version, traceId = '', spanId = '', flags = '', more] = TRACEPARENT.exec(traceparent) ?? []
  // A later version may have more behind it; what is known of it is read.
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return undefined
  if (traceId === NO_TRACE || spanId === NO_SPAN) return undefined
  const state = readTracestate(tracestate)
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & SAMPLED) !== 0,
    ...(state !== undefined && { tracestate: state }) }
}

/** As it is sent on, in the version that the hub writes. */
export function traceHeaders({ traceId, spanId }: TraceIds, isSampled: boolean, tracestate?: string): TraceHeaders {
  return { traceparent: `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`,
    ...(tracestate !== undefined && { tracestate }) }
}

/**
 * Undefined when it is not valid, which harms the trace itself not at all. What is too long is cut by whole members.
 */
function readTracestate(given: string | string[] | undefined): string | undefined {
  if (given === undefined) return undefined
  const members = [given].flat().join(',').split(',').map(member => member.trim()).filter(member => member !== '')
  if (members.length === 0 || members.length > MOST_MEMBERS || !members.every(member => MEMBER.test(member)))
    return undefined
  const names = new Set(members.map(member => member.slice(0, member.indexOf('='))))
  if (names.size < members.length) return undefined
  const length = (kept: readonly string[]): number => kept.join(',').length
  const kept = length(members) > MOST_CHARACTERS ? members.filter(member => member.length <= LONG_MEMBER) : members
  while (length(kept) > MOST_CHARACTERS) kept.pop()
  return kept.length === 0 ? undefined : kept.join(',')
}
