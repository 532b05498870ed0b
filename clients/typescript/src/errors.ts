import type { components } from './contract.gen.ts'

type Schemas = components['schemas']
export type Problem = Schemas['Problem']
export type ErrorCode = Schemas['ErrorCode']
export type FieldError = Schemas['FieldError']
export type Submission = Schemas['Submission']
export type SourceState = Schemas['SourceState']

/** What every error of this client is. */
export class SatuError extends Error {
  override name = 'SatuError'
}

/** The hub says no, or that it cannot: a problem (RFC 9457). */
export class SatuProblem extends SatuError {
  override name = 'SatuProblem'
  /** Stable: what programs decide by. More codes may come. */
  readonly code: ErrorCode
  readonly status: number
  readonly title: string
  readonly detail: string | undefined
  /** What to do about it. */
  readonly action: string
  /** Who can mend it. */
  readonly atFault: Problem['at_fault']
  /** How far the request came. */
  readonly stage: string | undefined
  /** Quote it when you ask for help. */
  readonly requestId: string
  /** One entry for each wrong field. */
  readonly fields: readonly FieldError[]
  /** The systems concerned. */
  readonly systems: readonly SourceState[]
  /** How long to wait, as the hub said it. */
  readonly retryAfterMs: number | undefined
  /** Of the write that failed: send the same under it again, and nothing is written twice. */
  readonly idempotencyKey: string | undefined

  constructor(
    problem: Problem,
    { retryAfterMs, idempotencyKey }: { retryAfterMs?: number | undefined; idempotencyKey?: string | undefined } = {}
  ) {
    super(inWords(problem))
    this.code = problem.code
    this.status = problem.status
    this.title = problem.title
    this.detail = problem.detail
    this.action = problem.action
    this.atFault = problem.at_fault
    this.stage = problem.stage
    this.requestId = problem.request_id
    this.fields = problem.errors ?? []
    this.systems = problem.systems ?? []
    this.retryAfterMs = retryAfterMs
    this.idempotencyKey = idempotencyKey
  }
}

function inWords({ code, title, detail, action, errors = [], request_id: id }: Problem): string {
  const fields = errors.map(({ field, detail }) => `${field === '' ? 'the body' : field} ${detail}`).join('; ')
  return `${code}: ${detail ?? title}${fields === '' ? '' : ` (${fields})`} ${action} [request ${id}]`
}

/**
 * - `unreachable`: nothing came back, or not all of it
 * - `timeout`: not within `timeoutMs`
 * - `unexpected`: something that is no answer of a hub, such as the page of a proxy
 */
export type ConnectionFault = 'unreachable' | 'timeout' | 'unexpected'

/** No answer of the hub reached this client. */
export class SatuConnectionError extends SatuError {
  override name = 'SatuConnectionError'
  readonly fault: ConnectionFault
  /** How often it was sent. */
  readonly attempts: number
  /** The hub may have got it all the same. */
  readonly mayHaveArrived: boolean
  /** Of the write that failed: send the same under it again, and nothing is written twice. */
  readonly idempotencyKey: string | undefined
  /** What it was sent under: look for it in the hub's log. */
  readonly requestId: string | undefined

  constructor(
    message: string,
    { fault, attempts, mayHaveArrived, idempotencyKey, requestId, cause }: Pick<SatuConnectionError,
      'fault' | 'attempts' | 'mayHaveArrived' | 'idempotencyKey' | 'requestId'> & { cause?: unknown }
  ) {
    super(message, { cause })
    this.fault = fault
    this.attempts = attempts
    this.mayHaveArrived = mayHaveArrived
    this.idempotencyKey = idempotencyKey
    this.requestId = requestId
  }
}

/**
 * What was written will not get into its system by itself: `parked`, an operator has to look; `abandoned`, one has
 * given it up.
 */
export class SatuUndelivered extends SatuError {
  override name = 'SatuUndelivered'
  readonly submission: Submission

  constructor(submission: Submission) {
    super(`${submission.status.code}: ${submission.advice.en} [receipt ${submission.receipt}]`)
    this.submission = submission
  }
}

/** Whether a text is a problem of a hub. */
export function readProblem(text: string): Problem | undefined {
  try {
    const value = JSON.parse(text) as Partial<Problem> | null
    return typeof value === 'object' && typeof value?.code === 'string' && typeof value.status === 'number'
      ? (value as Problem)
      : undefined
  } catch {
    return undefined
  }
}
