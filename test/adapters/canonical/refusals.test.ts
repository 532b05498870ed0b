import t from 'tap'
import { createDesk, type Kind } from '../../../adapters/canonical/desk.ts'
import { createReferences } from '../../../adapters/canonical/references.ts'
import { createHttp, type SystemFault } from '../../../src/kit/index.ts'
import { type Answered, type Asked, serve } from '../../suites/http-stand-in.ts'

/** What an application answers next, whatever it is asked. */
let answer: Partial<Answered> & { json?: unknown } = {}
const asked: Asked[] = []
const application = await serve(question => {
  asked.push(question)
  const { status = 200, type = 'application/problem+json', headers = {}, body, json = {} } = answer
  return { status, type, headers, body: body ?? JSON.stringify(json) }
})
const http = createHttp({ url: application.url })
t.teardown(async () => {
  await http.close()
  await application.stop()
})
const desk = createDesk({ http, references: createReferences({ prefix: 'NEWAPP', agencies: new Set() }) })

const create: Kind = { resource: 'complaints', action: 'create', path: [] }
const close: Kind = { resource: 'complaints', action: 'close', path: ['close'] }
const body = { description: 'Lampu mati di Jalan Anggrek.', reporter: { name: 'SITI RAHMAWATI' } }
const call = (): { signal: AbortSignal; requestId: string } => ({ signal: new AbortController().signal,
  requestId: 'req-1' })
const send = (kind = create, key?: string): Promise<unknown> =>
  desk.send(kind, { receipt: 'K7Q2M9X4TBA3', key, body, acceptedAt: '2026-11-20T08:00:00+07:00' }, call()).catch((
    error: unknown
  ) => error)
const find = (): Promise<unknown> =>
  desk.find(create, { receipt: 'K7Q2M9X4TBA3', key: undefined, body, acceptedAt: '2026-11-20T08:00:00+07:00' }, call())
    .catch((error: unknown) => error)

t.test('each no of an application is told as what it is', async t => {
  const cases: [string, typeof answer, Partial<SystemFault>, key?: string][] = [
    ['its own validation', { status: 422,
      json: { detail: 'The topic is closed.',
        errors: [{ in: 'body', field: 'service_code', detail: 'is closed' }, { in: 'header', field: 'x' }, {
          field: 'a b'
        }, 7] } }, { kind: 'rejected', message: 'The topic is closed.',
      fields: [{ field: 'service_code', detail: 'is closed' }] }],
    ['a contract that is stricter', { status: 400,
      json: { detail: 'The request does not fit the contract.', errors: [{ in: 'body', field: 'reporter.name' }] } }, {
      kind: 'rejected',
      fields: [{ field: 'reporter.name', detail: 'is not accepted' }]
    }],
    ['what stands there', { status: 409, json: { code: 'state_conflict', detail: 'It is closed.' } }, {
      kind: 'rejected',
      message: 'It is closed.'
    }],
    ['a body that is too large', { status: 413, json: {} }, { kind: 'rejected', message: 'does not take it' }],
    ['a file of another type', { status: 415,
      json: { detail: 'The file is none of these: PDF.',
        errors: [{ in: 'body', field: 'file', detail: 'is of no type that is taken' }] } }, { kind: 'rejected',
      fields: [{ field: 'file', detail: 'is of no type that is taken' }] }],
    ['a record that it does not have', { status: 404, json: {} }, { kind: 'rejected', message: 'has no such record' },
      'LAPOR-1'],
    ['a path that it does not have', { status: 404, type: 'text/html', body: '<h1>404</h1>' }, { kind: 'failed',
      message: 'answered with status 404' }],
    ['a write that is being answered', { status: 409, json: { code: 'write_in_progress' } }, { kind: 'pending',
      retryAfterMs: 1_000 }],
    ['its door', { status: 401, json: {} }, { kind: 'denied' }],
    ['its limits', { status: 429, headers: { 'retry-after': '7' }, json: {} }, { kind: 'throttled',
      retryAfterMs: 7_000 }],
    ['a store that is away, or a proxy', { status: 503, json: {} }, { kind: 'failed' }],
    ['a kind of write that it does not serve', { status: 501, json: { code: 'not_served' } }, { kind: 'failed',
      message: 'answered with status 501' }],
    ['an answer without the record', { status: 201, json: { items: [] } }, { kind: 'unreadable' }],
    ['another record than was written to', { status: 201, json: { id: 'LAPOR-2' } }, { kind: 'unreadable' }, 'LAPOR-1'],
    ['a status that no write has', { status: 200, json: { id: 'LAPOR-1' } }, { kind: 'unreadable',
      message: 'answered with status 200' }],
    ['a submission that says nothing', { status: 202, json: {} }, { kind: 'unreadable' }],
    ['a submission that was given up', { status: 202, json: { status: { code: 'abandoned' } } }, { kind: 'rejected' }],
    ['a submission that was refused', { status: 202,
      json: { status: { code: 'rejected' }, problem: { detail: 'No.' } } }, { kind: 'rejected', message: 'No.' }],
    ['a submission without its record', { status: 202, json: { status: { code: 'delivered' } } }, {
      kind: 'unreadable'
    }]
  ]
  for (const [name, given, fault, key] of cases) {
    answer = given
    t.match(await send(key === undefined ? create : close, key), { name: 'SystemFault', ...fault }, name)
  }
})

t.test("another application's words are shown where they repeat nothing", async t => {
  for (const detail of ['Lampu mati di Jalan Anggrek. is not a complaint', 'siti rahmawati is unknown', 'x'.repeat(301),
    '', 7])
  {
    answer = { status: 422, json: { detail, errors: [{ field: 'description', detail }] } }
    t.match(await send(), { message: 'does not take it',
      fields: [{ field: 'description', detail: 'is not accepted' }] })
  }
  answer = { status: 422, json: { detail: 'Nobody has the NIK 3273021305859991.' } }
  t.equal((await send() as SystemFault).message, 'Nobody has the NIK […].')
})

t.test('a submission that goes on is waited for as long as it says, within bounds', async t => {
  const wait = async (code: string, ms?: number): Promise<number | undefined> => {
    answer = { status: 202,
      json: { status: { code },
        ...(ms !== undefined && { next_attempt_at: new Date(Date.now() + ms).toISOString() }) } }
    const fault = await send() as SystemFault
    t.equal(fault.kind, 'pending')
    return fault.retryAfterMs
  }
  t.equal(await wait('delivering'), 1_000)
  t.equal(await wait('accepted', -50_000), 1_000)
  t.equal(await wait('uncertain', 3_600_000), 300_000)
  t.equal(await wait('parked'), 300_000)
  const soon = await wait('accepted', 60_000) ?? 0
  t.ok(soon > 1_000 && soon <= 60_000)
})

t.test('a write is sent and looked for under one key, which changes with what is sent', async t => {
  answer = { status: 201, json: { id: 'LAPOR-1', source: { record_id: '1' } } }
  t.same(await send(), { key: 'LAPOR-1', reference: '1' })
  const { headers: { 'idempotency-key': key } } = asked.at(-1)!
  t.match(key, /^"K7Q2M9X4TBA3-[0-9a-f]{16}"$/)
  await send()
  t.equal(asked.at(-1)?.headers['idempotency-key'], key)
  answer = { json: { items: [], next_cursor: null } }
  t.equal(await find(), undefined)
  t.match(asked.at(-1), { method: 'GET', path: '/v1/submissions', headers: { 'idempotency-key': key } })
  answer = { status: 201, json: { id: 'LAPOR-1' } }
  await desk.send(create, { receipt: 'K7Q2M9X4TBA3', key: undefined, body: { description: 'corrected by an operator' },
    acceptedAt: '' }, call())
  t.not(asked.at(-1)?.headers['idempotency-key'], key)
})

t.test('a file goes as a form, and its bytes are part of the key', async t => {
  const attach: Kind = { resource: 'licence-applications', action: 'attach', path: ['attachments'] }
  const sendFile = async (content: string): Promise<Asked> => {
    answer = { status: 201, json: { id: 'HAYU-1' } }
    await desk.send(attach, { receipt: 'K7Q2M9X4TBA3', key: 'HAYU-1',
      body: { requirement: 'Denah', file: 'denah.pdf', media_type: 'application/pdf', content: Buffer.from(content) },
      acceptedAt: '' }, call())
    return asked.at(-1)!
  }
  const first = await sendFile('%PDF-1.4 one')
  t.match(first, { method: 'POST', path: '/v1/licence-applications/HAYU-1/attachments',
    headers: { 'content-type': /^multipart\/form-data; boundary=/ } })
  const [, requirement = ''] = /name="requirement"\r\n\r\n([^\r]*)\r\n/.exec(first.body) ?? []
  t.equal(requirement, 'Denah')
  t.match(first.body,
    /Denah\r\n[^]*name="file"; filename="denah.pdf"\r\nContent-Type: application\/pdf\r\n\r\n%PDF-1.4 one\r\n/)
  t.equal((await sendFile('%PDF-1.4 one')).headers['idempotency-key'], first.headers['idempotency-key'])
  t.not((await sendFile('%PDF-1.4 two')).headers['idempotency-key'], first.headers['idempotency-key'])
})

t.test('only what is surely this write is taken for it', async t => {
  answer = { status: 201, json: { id: 'LAPOR-1' } }
  await send()
  const key = asked.at(-1)?.headers['idempotency-key']?.toString().replaceAll('"', '')
  const submission = { status: { code: 'delivered' }, record_id: 'LAPOR-1', reference: '1050123' }
  const cases: [string, typeof answer, unknown][] = [
    ['found', { json: { items: [{ ...submission, idempotency_key: key }] } }, { key: 'LAPOR-1', reference: '1050123' }],
    ['an application that lists others', { json: { items: [submission] } }, { kind: 'unreadable',
      message: 'does not look submissions up by their key' }],
    ['an application without a list', { status: 404 }, { kind: 'rejected' }],
    ['no list', { json: { items: 7 } }, { kind: 'unreadable' }],
    ['another status', { status: 302, headers: { location: '/' } }, { kind: 'unreadable' }],
    ['still going on', { json: { items: [{ status: { code: 'accepted' }, idempotency_key: key }] } }, {
      kind: 'pending'
    }],
    ['given up', { json: { items: [{ status: { code: 'abandoned' }, idempotency_key: key }] } }, { kind: 'rejected' }]
  ]
  for (const [name, given, expected] of cases) {
    answer = { type: 'application/json', ...given }
    t.match(await find(), expected, name)
  }
  answer = { json: { items: [{ status: { code: 'rejected' }, idempotency_key: key }] } }
  t.equal(await find(), undefined, 'what was refused is not there: sent again, it is told why')
})
