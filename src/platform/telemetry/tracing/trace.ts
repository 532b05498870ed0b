import type { IncomingHttpHeaders } from 'node:http'
import type { TraceHeaders } from '../../../kit/call.ts'
import { readTraceContext, traceHeaders, type TraceIds } from './context.ts'

/** The trace that some work belongs to, as far as others need it. */
export interface Trace {
  /** For systems that are asked without a span of their own. */
  readonly headers: TraceHeaders
  /** Of the span that the work is in; of its caller's, when nothing of the trace is recorded here. */
  readonly ids?: TraceIds
  /** Begins the span of a call to a system. Not there when nothing is recorded. */
  call?(system: string, stage: string): CallSpan
}

/** One call to a legacy system, however often it is tried. */
export interface CallSpan {
  readonly headers: TraceHeaders
  readonly ids: TraceIds
  /** A try begins, after so many milliseconds in the queue. */
  tried(waitedMs: number): void
  /** @param outcome `ok`, or the code of the fault */
  end(outcome: string): void
}

/** What is known of a request when it ends. */
export interface ServedLine {
  method: string
  /** As the router has it, parameters by their names: `/v1/complaints/{id}`. Undefined when it led nowhere. */
  route: string | undefined
  status: number
  outcome: string
  consumer: string | undefined
  cache: string | undefined
  requestId: string
}

export interface RequestTrace extends Trace {
  end?(line: ServedLine): void
}

/** One attempt of the journal to bring a write into its system. */
export interface DeliveryTrace extends Trace {
  /** @param state what has become of the write */
  end?(state: string): void
}

export interface DeliveryAbout {
  system: string
  resource: string
  action: string
  attempt: number
}

/** How the rest of the hub sees tracing, on or off. */
export interface Tracing {
  /** Begins what a request is in. Undefined when there is no trace and none begins. */
  request(headers: IncomingHttpHeaders): RequestTrace | undefined
  /**
   * Records a request that was answered from memory at once; its ids when it is recorded. Undefined when tracing is
   * off.
   */
  answered: ((headers: IncomingHttpHeaders, durationMs: number, line: ServedLine) => TraceIds | undefined) | undefined
  /**
   * Begins an attempt that is made after the request has ended which accepted the write: in a trace of its own, linked
   * to that one, recorded if that was.
   * @param accepted `traceparent` that was kept with the write
   */
  delivery(accepted: string | null, about: DeliveryAbout): DeliveryTrace | undefined
}

/** Tracing that is off: what a caller says of its trace is handed on as it came, and nothing else is done. */
export const handOn: Tracing = {
  request({ traceparent, tracestate }) {
    return traceparent === undefined ? undefined : handedOn(traceparent as string, tracestate)
  },
  answered: undefined,
  delivery: accepted => (accepted === null ? undefined : handedOn(accepted))
}

function handedOn(traceparent: string, tracestate?: string | string[]): Trace | undefined {
  const context = readTraceContext(traceparent, tracestate)
  return context && { headers: traceHeaders(context, context.isSampled, context.tracestate), ids: context }
}
