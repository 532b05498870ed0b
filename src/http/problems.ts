import type { FastifyError } from 'fastify'
import type { components } from '../contract/types.ts'
import { type ErrorCode, errorKinds, SatuError } from '../errors.ts'

type Problem = components['schemas']['Problem']

export const PROBLEM_TYPE = 'application/problem+json'

/** More wrong fields than anybody reads would make an error larger than the request. */
const MOST_FIELDS = 32

/** The body of an error (RFC 9457). Never holds a cause, a value of the request or anything of a payload. */
export function toProblem(error: SatuError, requestId: string): Problem {
  const { status, title, atFault, action } = errorKinds[error.code]
  const { errors } = error
  const more = (errors?.length ?? 0) - MOST_FIELDS
  return {
    type: `/problems/${error.code}`,
    title,
    status,
    detail: more > 0
      ? `${error.message} The first ${MOST_FIELDS} wrong fields are named; there are ${more} more.`
      : error.message,
    code: error.code,
    request_id: requestId,
    at_fault: atFault,
    action,
    ...(error.stage === undefined ? {} : { stage: error.stage }),
    ...(errors === undefined ? {} : { errors: errors.slice(0, MOST_FIELDS) }),
    ...(error.systems === undefined ? {} : { systems: error.systems })
  }
}

/** Headers that an error carries beside its body. */
export function problemHeaders(error: SatuError): Record<string, string> {
  return {
    'content-type': PROBLEM_TYPE,
    'cache-control': 'no-store',
    ...error.headers,
    ...(error.retryAfterMs === undefined
      ? {}
      : { 'retry-after': String(Math.max(1, Math.ceil(error.retryAfterMs / 1_000))) })
  }
}

/** What the framework's own refusals are called here; its texts may repeat the request, so ours are used. */
const frameworkErrors: Record<string, [ErrorCode, string, { errors: NonNullable<SatuError['errors']> }?]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['payload_too_large', 'The body is larger than this hub takes.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media_type', 'The body must be JSON.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['invalid_request', 'The body is empty.', bodyError('required', 'is missing')],
  FST_ERR_CTP_INVALID_JSON_BODY: ['invalid_request', 'The body is not valid JSON.',
    bodyError('json', 'is not valid JSON')],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['invalid_request', 'The body is not as long as Content-Length says.'],
  FST_ERR_BAD_URL: ['invalid_request', 'The path is not a valid URL.'],
  FST_ERR_MAX_PARAM_LENGTH: ['invalid_request', 'The path is too long.'],
  FST_STATIC_FORBIDDEN_PATH: ['not_found', 'There is nothing at this path.'],
  FST_ERR_ASYNC_CONSTRAINT: ['not_found', 'There is nothing at this path.']
}

function bodyError(code: string, detail: string): { errors: NonNullable<SatuError['errors']> } {
  return { errors: [{ in: 'body', field: '', code, detail }] }
}

/** Anything thrown on a request's way, as an error that the caller may see. */
export function toSatuError(error: unknown): SatuError {
  if (error instanceof SatuError) return error
  const { code = '', statusCode = 500 } = (error ?? {}) as Partial<FastifyError>
  const known = frameworkErrors[code]
  if (known !== undefined) return new SatuError(known[0], known[1], { stage: 'http', cause: error, ...known[2] })
  if (statusCode > 400 && statusCode < 500)
    return new SatuError('invalid_request', 'The request could not be taken.', { stage: 'http', cause: error })
  if (statusCode === 400)
    return new SatuError('invalid_request', 'The request could not be read.', { stage: 'http', cause: error,
      ...bodyError('json', 'is not valid JSON') })
  return new SatuError('internal', 'Something went wrong inside the hub.', { stage: 'http', cause: error })
}

/** The chain of causes, names and codes only where a message could hold something of a payload. */
export function causesOf(error: SatuError): string {
  const parts: string[] = [error.message]
  for (let cause: unknown = error.cause; cause instanceof Error; cause = cause.cause) {
    parts.push(`${cause.name}${'code' in cause ? ` ${String(cause.code)}` : ''}`)
  }
  return parts.join(' < ')
}
