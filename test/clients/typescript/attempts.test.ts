import t from 'tap'
import { createSatu, SatuConnectionError, type SatuOptions,
  SatuProblem } from '../../../clients/typescript/src/index.ts'
import { answer, breakOff, cut, emptyPage, hang, problem, startScript, type Step } from './scripted.ts'

/** A hub that goes through a script, and a client of it. */
async function scripted(t: import('tap').Test, steps: readonly Step[], options: Partial<SatuOptions> = {}) {
  const hub = await startScript(t, steps)
  return { ...hub, satu: createSatu({ url: hub.url, token: 'a-token', ...options }) }
}

const complaint = { id: 'LAPOR-1' }
const whole = answer(200, emptyPage)
const created = answer(201, complaint, { 'satu-receipt': 'K7Q2-M9X4-TBA3' })
const body = { description: 'Lampu jalan mati.' }

t.test('a read is asked again after a cut, half an answer and what passes by itself, and then it is there', async t => {
  const { satu, seen } = await scripted(t, [cut, breakOff, problem(503, 'system_unavailable'),
    problem(504, 'system_timeout'), whole])
  t.same(await satu.licences.list().page(), emptyPage)
  t.equal(seen.length, 5)
  t.equal(new Set(seen.map(({ headers }) => headers['x-request-id'])).size, 5,
    'each attempt has an id of its own in the log')
})

t.test('a write keeps its key however often it is sent, and another write has another', async t => {
  const { satu, seen } = await scripted(t, [cut, problem(502, 'system_failed'),
    problem(409, 'write_in_progress', { 'retry-after': '1' }), created])
  const written = await satu.complaints.create(body)
  t.match(written, { state: 'delivered', record: complaint, receipt: 'K7Q2-M9X4-TBA3' })
  const keys = seen.map(({ headers }) => headers['idempotency-key'])
  t.equal(seen.length, 4)
  t.strictSame(keys, Array(4).fill(`"${written.idempotencyKey}"`))
  t.match(keys[0], /^"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"$/)
  t.strictSame(seen.map(({ body }) => JSON.parse(body)), Array.from({ length: 4 }, () => body))
  t.not((await satu.complaints.create(body)).idempotencyKey, written.idempotencyKey)
})

t.test("a key of the caller's own is quoted, and told by the error when the write fails", async t => {
  const { satu, seen } = await scripted(t, [cut], { retries: 1 })
  const error = await satu.complaints.create(body, { idempotencyKey: 'my "own" key' }).catch((error: unknown) => error)
  t.ok(error instanceof SatuConnectionError)
  t.match(error, { fault: 'unreachable', attempts: 2, mayHaveArrived: true, idempotencyKey: 'my "own" key' })
  t.strictSame(seen.map(({ headers }) => headers['idempotency-key']), Array(2).fill('"my \\"own\\" key"'))
})

t.test('what is written without a key is sent once, whatever comes of it', async t => {
  const person = { nik: '3273021305859991', full_name: 'BUDI', birth_date: '1985-05-13' }
  for (const [step, expected] of [[cut, { fault: 'unreachable', attempts: 1 }], [problem(503, 'system_unavailable'), {
    code: 'system_unavailable'
  }], [problem(429, 'rate_limited', { 'retry-after': '1' }), { code: 'rate_limited', retryAfterMs: 1_000 }]] as const) {
    const { satu, seen } = await scripted(t, [step, answer(200, { match: true })])
    t.match(await satu.residents.verify(person).catch((error: unknown) => error), expected)
    t.equal(seen.length, 1)
  }
})

t.test('it waits as long as the hub says: Retry-After in seconds or as a date, and a used-up quota', async t => {
  // A date has whole seconds alone.
  const inTime = (): string => new Date(Date.now() + 3_500).toUTCString()
  for (const headers of [() => ({ 'retry-after': '2' }), () => ({ 'retry-after': inTime() }),
    () => ({ ratelimit: '"default";r=0;t=2, "day";r=5;t=9000' })] as (() => Record<string, string>)[])
  {
    const { satu, seen } = await scripted(t, [(response, one) => {
      problem(429, 'rate_limited', headers())(response, one)
    }, whole])
    await satu.licences.list().page()
    const [first, second] = seen
    t.ok((second?.at ?? 0) - (first?.at ?? 0) >= 1_400, headers.toString())
  }
})

t.test('what asks for too long a wait fails at once and says how long', async t => {
  const { satu, seen } = await scripted(t, [problem(429, 'rate_limited', { 'retry-after': '3600' })])
  const error = await satu.licences.list().page().catch((error: unknown) => error)
  t.ok(error instanceof SatuProblem)
  t.match(error, { code: 'rate_limited', status: 429, retryAfterMs: 3_600_000, requestId: 'req-1', atFault: 'hub',
    action: 'Wait.' })
  t.equal(seen.length, 1)
})

t.test('what no further attempt mends is told at once', async t => {
  for (const [status, code] of [[400, 'invalid_request'], [403, 'forbidden'], [404, 'not_found'], [409,
    'state_conflict'], [422, 'write_refused'], [500, 'internal'], [501, 'not_served']] as const)
  {
    const { satu, seen } = await scripted(t, [problem(status, code), created])
    t.match(await satu.complaints.create(body).catch((error: unknown) => error), { name: 'SatuProblem', code, status })
    t.equal(seen.length, 1, code)
  }
})

t.test('a hub that does not answer is a time-out, for each attempt', async t => {
  const { satu, seen } = await scripted(t, [hang], { timeoutMs: 300, retries: 1 })
  t.match(await satu.licences.list().page().catch((error: unknown) => error), { name: 'SatuConnectionError',
    fault: 'timeout', attempts: 2 })
  t.equal(seen.length, 2)
})

t.test('who gives up hears the reason of the signal, while it is asked and while it waits', async t => {
  const reason = new Error('the page was left')
  const asked = await scripted(t, [hang])
  const leaving = new AbortController()
  const pending = asked.satu.licences.list({}, { signal: leaving.signal }).page()
  leaving.abort(reason)
  t.equal(await pending.catch((error: unknown) => error), reason)

  const waiting = new AbortController()
  const { satu, seen } = await scripted(t, [response => {
    problem(503, 'system_unavailable', { 'retry-after': '50' })(response, seen[0]!)
    setImmediate(() => {
      waiting.abort(reason)
    })
  }])
  t.equal(await satu.licences.list({}, { signal: waiting.signal }).page().catch((error: unknown) => error), reason)
  t.equal(seen.length, 1)
})

t.test('the page of a proxy is told as what it is', async t => {
  const page: Step = response => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('<html>Sign in</html>')
  }
  const gateway: Step = response => {
    response.writeHead(404, { 'content-type': 'text/html' }).end('<html>No such site</html>')
  }
  for (const step of [page, gateway]) {
    const { satu } = await scripted(t, [step])
    t.match(await satu.licences.list().page().catch((error: unknown) => error), { name: 'SatuConnectionError',
      fault: 'unexpected' })
  }
})

t.test('credentials are taken nowhere else: a redirect is an error', async t => {
  const other = await startScript(t, [whole])
  const { satu } = await scripted(t, [response => {
    response.writeHead(302, { location: `${other.url}/v1/licences` }).end()
  }], { retries: 0 })
  t.match(await satu.licences.list().page().catch((error: unknown) => error), { fault: 'unreachable' })
  t.equal(other.seen.length, 0)
})

t.test('a token is asked for once by all who need it, again when it is refused, and in vain only once', async t => {
  const asked: boolean[] = []
  const token = ({ refresh }: { refresh: boolean }) => {
    asked.push(refresh)
    return new Promise<string>(resolve => {
      setImmediate(() => {
        resolve(`token-${asked.length}`)
      })
    })
  }
  const byToken: Step = (response, { headers }) =>
    (headers.authorization === 'Bearer token-1' ? problem(401, 'unauthenticated') : whole)(response, seen[0]!)
  const { satu, seen } = await scripted(t, [byToken], { token })
  await Promise.all([satu.licences.list().page(), satu.complaints.list().page(), satu.datasets.list().page()])
  t.same(asked, [false, true])

  const refused = await scripted(t, [problem(401, 'unauthenticated')], { token })
  t.match(await refused.satu.licences.list().page().catch((error: unknown) => error), { code: 'unauthenticated' })
  t.equal(refused.seen.length, 2)
})

t.test('a token that is about to end is not sent any more', async t => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const ending = `${part({ alg: 'none' })}.${part({ sub: 'é', exp: Math.floor(Date.now() / 1_000) + 10 })}.x`
  const tokens = [ending, 'token-2']
  const { satu, seen } = await scripted(t, [whole], { token: () => tokens.shift() ?? 'none' })
  await satu.licences.list().page()
  await satu.licences.list().page()
  t.same(seen.map(({ headers }) => headers.authorization), [`Bearer ${ending}`, 'Bearer token-2'])
})

t.test('settings that cannot work are refused', t => {
  t.throws(() => createSatu({ url: 'hub.example.go.id' }), TypeError)
  t.throws(() => createSatu({ url: '' }), TypeError, 'outside of a browser')
  t.throws(() => createSatu({ url: 'https://hub.example.go.id', token: 'a', apiKey: 'b' }), TypeError)
  t.end()
})
