/** One legacy call's frame: cancelled when the caller leaves or the guard's deadline passes. */
export interface Call {
  signal: AbortSignal
  /** Handed to the legacy system where its protocol has a place for it. */
  requestId: string
  /**
   * What the config says of the parts of a call, in place of a connector's own time-outs. The whole ends by the signal.
   */
  timeouts?: CallTimeouts
  /**
   * The trace that the call belongs to. Handed to the legacy system where its protocol has a place for it, as HTTP has.
   */
  trace?: TraceHeaders | undefined
}

/** Headers of W3C Trace Context, as they are sent. */
export interface TraceHeaders {
  readonly traceparent: string
  readonly tracestate?: string
}

export interface CallTimeouts {
  /** Until a connection is made. */
  connectMs?: number | undefined
  /** From sending the request to the first byte of the answer. */
  firstByteMs?: number | undefined
}
