/** Who has to act for the request to succeed next time. */
export type Party = 'caller' | 'hub' | 'system'

interface ErrorKind {
  status: number
  title: string
  atFault: Party
  /** What the reader of the problem should do. */
  action: string
}

/** Every error that the hub answers with. The contract, /problems/{code} and the README show this same table. */
export const errorKinds = {
  invalid_request: {
    status: 400,
    title: 'The request does not fit the contract',
    atFault: 'caller',
    action: 'Correct each field that `errors` names; the contract is at /openapi.json.'
  },
  unauthenticated: {
    status: 401,
    title: 'A valid access token or API key is needed',
    atFault: 'caller',
    action:
      'Send `Authorization: Bearer <token>` or `X-API-Key: <key>`, one that this hub accepts and that has not expired.'
  },
  forbidden: {
    status: 403,
    title: 'The caller may not do this',
    atFault: 'caller',
    action: "Ask the hub's operator for what `detail` names."
  },
  not_found: {
    status: 404,
    title: 'There is no such thing here',
    atFault: 'caller',
    action: 'Check the id or the path; ids come from list answers, paths from /openapi.json.'
  },
  method_not_allowed: {
    status: 405,
    title: 'The path exists, but not with this method',
    atFault: 'caller',
    action: 'Use one of the methods in the `Allow` header.'
  },
  write_in_progress: {
    status: 409,
    title: 'The write with this key is still running',
    atFault: 'caller',
    action: 'Wait as long as `Retry-After` says and send the same again: it is written once.'
  },
  state_conflict: {
    status: 409,
    title: 'What stands there does not allow this now',
    atFault: 'caller',
    action: 'See how it stands, and do what `detail` says.'
  },
  events_forgotten: {
    status: 410,
    title: 'What followed that position is not kept any more',
    atFault: 'caller',
    action: 'Read the records anew, then begin without a position.'
  },
  precondition_failed: {
    status: 412,
    title: 'What is there is not what the caller has',
    atFault: 'caller',
    action: 'Get it anew without `If-Match` and `If-Unmodified-Since`.'
  },
  payload_too_large: {
    status: 413,
    title: 'The body is too large',
    atFault: 'caller',
    action: 'Send less; the limit is in `detail`.'
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body is not of a type that the operation takes',
    atFault: 'caller',
    action: 'Send what the operation takes, by the contract at /openapi.json: `application/json` mostly.'
  },
  range_not_satisfiable: {
    status: 416,
    title: 'The file has no such range',
    atFault: 'caller',
    action: 'Ask for a range within the size that `Content-Range` tells, or for all of it.'
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The key was used for another write',
    atFault: 'caller',
    action: 'Make a new `Idempotency-Key` for each new write; repeat one only with the same body.'
  },
  write_refused: {
    status: 422,
    title: 'The legacy system refuses what was written',
    atFault: 'caller',
    action: 'Correct what `detail` and `errors` name, and send it with a new `Idempotency-Key`.'
  },
  receiver_refused: {
    status: 422,
    title: 'Events cannot be sent to this address',
    atFault: 'caller',
    action: 'Name an address that is public, uses https and an allowed port, and where something listens.'
  },
  not_correctable: {
    status: 422,
    title: 'The system takes no such correction from here',
    atFault: 'caller',
    action: 'Ask whom `detail` names to correct it there; the disagreement closes by itself then.'
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    atFault: 'caller',
    action: 'Wait as long as `Retry-After` says.'
  },
  internal: {
    status: 500,
    title: 'The hub failed',
    atFault: 'hub',
    action: "Report the request id to the hub's operator."
  },
  not_served: {
    status: 501,
    title: 'No connected system serves this operation yet',
    atFault: 'hub',
    action: 'See /v1/systems for what is served; ask the operator when the system will be connected.'
  },
  system_failed: {
    status: 502,
    title: 'A legacy system did not answer properly',
    atFault: 'system',
    action: 'Try again later; the operator sees the cause under the request id.'
  },
  system_unavailable: {
    status: 503,
    title: 'A legacy system cannot be asked now',
    atFault: 'system',
    action: 'Try again after `Retry-After`.'
  },
  sources_failed: {
    status: 503,
    title: 'Needed legacy systems did not answer',
    atFault: 'system',
    action: 'Try again later, or without `require=all` to get what the others know.'
  },
  queue_full: {
    status: 503,
    title: 'Too many calls already wait for a legacy system',
    atFault: 'hub',
    action: 'Try again after `Retry-After`: nothing was sent to the system.'
  },
  queue_timeout: {
    status: 503,
    title: 'The turn for a legacy system did not come in time',
    atFault: 'hub',
    action: 'Try again after `Retry-After`: nothing was sent to the system.'
  },
  hub_busy: {
    status: 503,
    title: 'The hub receives more at once than it can hold',
    atFault: 'hub',
    action: 'Send it again after `Retry-After`: nothing of it was taken.'
  },
  identity_unavailable: {
    status: 503,
    title: 'The issuer of the token cannot be asked now',
    atFault: 'hub',
    action: 'Try again after `Retry-After`; a token of another issuer, or an API key, is taken meanwhile.'
  },
  dataset_not_ready: {
    status: 503,
    title: 'The dataset has not been made yet',
    atFault: 'hub',
    action: 'Try again after `Retry-After`; /data tells how it stands.'
  },
  shutting_down: {
    status: 503,
    title: 'This hub process is closing',
    atFault: 'hub',
    action: 'Try again at once.'
  },
  store_unavailable: {
    status: 503,
    title: 'The hub cannot keep anything now',
    atFault: 'hub',
    action: 'Send it again after `Retry-After`: nothing of it was taken.'
  },
  system_timeout: {
    status: 504,
    title: 'A legacy system did not answer in time',
    atFault: 'system',
    action: 'Try again later; narrower filters ask less of the system.'
  }
} as const satisfies Record<string, ErrorKind>

export type ErrorCode = keyof typeof errorKinds

/** One wrong field of a request. Never carries the value: it may be personal. */
export interface FieldError {
  in: 'query' | 'path' | 'header' | 'body'
  field: string
  code: string
  detail: string
  allowed?: string[]
}

/** A source of an answer and how it did, as in `meta.sources`. */
export interface SourceOutcome {
  system: string
  state: 'ok' | 'stale' | 'failed' | 'skipped'
  as_of: string | null
  code?: ErrorCode
  detail?: string
  quarantined?: number
}

export interface SatuErrorOptions {
  stage?: string
  errors?: FieldError[]
  systems?: SourceOutcome[]
  retryAfterMs?: number
  headers?: Record<string, string>
  cause?: unknown
}

/** An error that the caller may see: `message` becomes the problem's `detail`; `cause` goes to the log only. */
export class SatuError extends Error {
  override readonly name = 'SatuError'
  readonly code: ErrorCode
  readonly status: number
  readonly stage: string | undefined
  readonly errors: FieldError[] | undefined
  readonly systems: SourceOutcome[] | undefined
  readonly retryAfterMs: number | undefined
  readonly headers: Record<string, string>

  constructor(code: ErrorCode, detail: string, options: SatuErrorOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.status = errorKinds[code].status
    this.stage = options.stage
    this.errors = options.errors
    this.systems = options.systems
    this.retryAfterMs = options.retryAfterMs
    this.headers = options.headers ?? {}
  }
}
