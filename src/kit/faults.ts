/**
 * What can go wrong between the hub and a legacy system, in one vocabulary. Connectors and adapters throw these;
 * the guard turns them into the hub's codes once (time-out 504; refused, reset or unreadable 502; not now 503).
 */
export type FaultKind =
  /** No connection: refused, unknown host, TLS failure. Nothing was sent. */
  | 'unreachable'
  /** The connection broke after the request was sent. */
  | 'reset'
  /** No answer, or not the whole answer, within the time allowed. */
  | 'timeout'
  /** An answer that is not what the protocol promises: HTML for JSON, broken XML, a wrong character set. */
  | 'unreadable'
  /** The answer ended before it was whole. */
  | 'truncated'
  /** The answer is larger than the connector's limit. */
  | 'oversized'
  /** The system answered, in its own way, that it failed: HTTP 5xx, 200 with an error text, a SOAP fault. */
  | 'failed'
  /** The system refused the hub's credentials, address or session. */
  | 'denied'
  /** The system asks for patience: HTTP 429 or 503, a used-up daily quota. */
  | 'throttled'
  /** The system understood the request and says no (a validation of its own). Never retried. */
  | 'rejected'
  /**
   * The system has taken what was written and has not made a record of it yet; only `send` and `find` of a writer end
   * so. It is well, and is asked again, after `retryAfterMs` if that is given, until it has.
   */
  | 'pending'

export interface FaultOptions {
  /** Where it happened, in a word or two: `connect`, `list permits`, `parse`. */
  stage: string
  /** Safe text for operators and callers: no payload, no credential, no personal data. */
  detail: string
  /** When the system said how long to wait. */
  retryAfterMs?: number
  /** Fields of the contract that the system refused (`rejected`), as `applicant.nik`. The text holds no value. */
  fields?: readonly { field: string; detail: string }[]
  cause?: unknown
}

/** A fault of a legacy system, or of the way to it. Its message is safe to show; its `cause` goes to the log only. */
export class SystemFault extends Error {
  override readonly name = 'SystemFault'
  readonly kind: FaultKind
  readonly stage: string
  readonly retryAfterMs: number | undefined
  readonly fields: readonly { field: string; detail: string }[]

  constructor(kind: FaultKind, { stage, detail, retryAfterMs, fields = [], cause }: FaultOptions) {
    super(detail, cause === undefined ? undefined : { cause })
    this.kind = kind
    this.stage = stage
    this.retryAfterMs = retryAfterMs
    this.fields = fields
  }
}
