import t from 'tap'
import { type ErrorCode, errorKinds, SatuError } from '../../src/errors.ts'
import { problemHeaders, toProblem, toSatuError } from '../../src/http/problems.ts'
import { validation } from '../suites/core/hub.ts'

const framework = (code: string, statusCode?: number): Error =>
  Object.assign(new Error(`a text that holds 3273021305859991`), { code,
    ...(statusCode === undefined ? {} : { statusCode }) })

t.test('every error is a problem of the contract', async t => {
  for (const code of Object.keys(errorKinds) as ErrorCode[]) {
    const problem = toProblem(new SatuError(code, 'What happened.', { stage: 'here', cause: new Error('hidden') }),
      'req-1')
    t.same(validation.errorsOf('Problem', problem), [], code)
    t.match(problem, { type: `/problems/${code}`, status: errorKinds[code].status, request_id: 'req-1', stage: 'here' })
    t.notMatch(JSON.stringify(problem), 'hidden')
  }
})

t.test("what the framework refuses is the caller's fault, in the hub's own words", async t => {
  const cases: [Error, ErrorCode][] = [
    [framework('FST_ERR_CTP_BODY_TOO_LARGE', 413), 'payload_too_large'],
    [framework('FST_ERR_CTP_INVALID_MEDIA_TYPE', 415), 'unsupported_media_type'],
    [framework('FST_ERR_BAD_URL', 400), 'invalid_request'],
    [framework('FST_ERR_MAX_PARAM_LENGTH', 414), 'invalid_request'],
    [framework('FST_STATIC_FORBIDDEN_PATH', 403), 'not_found'],
    [framework('FST_ERR_OF_TOMORROW', 400), 'invalid_request'],
    [framework('FST_ERR_OF_TOMORROW', 422), 'invalid_request']
  ]
  for (const [cause, code] of cases) {
    const error = toSatuError(cause)
    t.equal(error.code, code)
    t.notMatch(JSON.stringify(toProblem(error, 'req-1')), '3273021305859991')
  }
})

t.test("everything else that is thrown is the hub's, and says nothing", async t => {
  for (const thrown of [new TypeError('x 3273021305859991'), framework('FST_ERR', 500), framework('FST_ERR', 302), {
    statusCode: 503
  }, {}]) {
    const error = toSatuError(thrown)
    t.match(error, { code: 'internal', message: 'Something went wrong inside the hub.' })
  }
})

t.test('whatever is thrown is answered', async t => {
  for (const thrown of [undefined, null, 'a text', 7]) t.equal(toSatuError(thrown).code, 'internal')
})

t.test('no error is kept by a cache, and patience is told in whole seconds', async t => {
  const headers = (retryAfterMs?: number) =>
    problemHeaders(
      new SatuError('system_unavailable', 'x',
        retryAfterMs === undefined ? {} : { retryAfterMs, headers: { allow: 'GET' } })
    )
  t.match(headers(), { 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  t.equal(headers()['retry-after'], undefined)
  t.match(headers(1), { 'retry-after': '1', 'allow': 'GET' })
  t.match(headers(1_001), { 'retry-after': '2' })
})
