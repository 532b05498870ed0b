import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t, { type Test } from 'tap'
import { type FaultKind, SystemFault } from '../../src/kit/faults.ts'
import { until } from '../services/wait.ts'
import { contractErrors } from '../suites/contract-check.ts'
import type { TestConfig } from '../suites/core/city.ts'
import { createGate } from '../suites/core/gate.ts'
import { type RunningHub, startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy, type Legacy, type LegacyOptions } from '../suites/core/legacy.ts'
import { bearer } from '../suites/core/tokens.ts'

const scope = 'complaints:read complaints:write complaints:operate submissions:read'
const consumers = { 'demo-app': { scopes: scope.split(' ') }, 'other': { scopes: scope.split(' ') },
  'desk': { scopes: ['submissions:read', 'submissions:operate', 'systems:read'] } }
const lamp = { description: 'Lampu jalan mati sejak Senin.' }

interface Sent {
  status: number
  headers: Headers
  body: Record<string, unknown> & { id?: string; status?: { code: string }; code?: string }
}

interface Options {
  key?: string | null
  as?: string
  type?: string
}

async function start(
  t: Test,
  options: Partial<LegacyOptions> = {},
  settings: TestConfig = {}
): Promise<
  { hub: RunningHub; legacy: Legacy; post(path: string, body: unknown, options?: Options): Promise<Sent>;
    submission(id: unknown, as?: string): Promise<Sent> }
> {
  const legacy = createLegacy({ id: 'complaints', prefix: 'LAPOR', writes: 'findable', ...options })
  const hub = await startHub(t, [legacy], { consumers,
    limits: { timeout_ms: 300, breaker: { failures: 1_000, cooldown_ms: 50 } }, ...settings })
  const tokenOf = (as: string): Record<string, string> =>
    bearer({ claims: { sub: as, scope: consumers[as as 'desk'].scopes.join(' ') } })
  const read = async (operation: string, response: Response): Promise<Sent> => {
    const sent = { status: response.status, headers: response.headers, body: await response.json() as Sent['body'] }
    t.same(contractErrors(operation, sent), [], `${operation} ${sent.status}`)
    return sent
  }
  return {
    hub,
    legacy,
    post: async (path, body, { key = `"${randomUUID()}"`, as = 'demo-app', type = 'application/json' } = {}) =>
      read(
        path.endsWith('/updates')
          ? 'addComplaintComment'
          : path.endsWith('/close')
          ? 'closeComplaint'
          : 'createComplaint',
        await hub.get(path, {
          method: 'POST',
          body: typeof body === 'string' ? body : JSON.stringify(body),
          headers: { 'content-type': type, ...(key !== null && { 'idempotency-key': key }), ...tokenOf(as) }
        })
      ),
    submission: async (id, as = 'demo-app') =>
      read('getSubmission', await hub.get(`/v1/submissions/${String(id)}`, { headers: tokenOf(as) }))
  }
}

const fault = (kind: FaultKind, more: { fields?: { field: string; detail: string }[] } = {}): SystemFault =>
  new SystemFault(kind, { stage: 'send', detail: 'in a test', ...more })

t.test('a write that its system takes at once is answered with the record', async t => {
  const { legacy, post, hub } = await start(t)
  const { status, headers, body } = await post('/v1/complaints', lamp)
  t.equal(status, 201)
  t.match(headers.get('satu-receipt'), /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  const receipt = headers.get('satu-receipt')?.replaceAll('-', '')
  t.match(body, { id: `LAPOR-W${receipt}`, description: lamp.description, source: { system: 'complaints' } })
  t.equal(headers.get('location'), `/v1/complaints/${body.id}`)
  t.equal(headers.get('cache-control'), 'no-store')
  t.match(legacy.written, [{ receipt, body: lamp, key: undefined }])
  t.equal((await hub.get(headers.get('location') ?? '')).status, 200)
  t.equal(hub.lines.find(({ operation }) => operation === 'createComplaint')?.outcome, 'ok')
})

t.test('the time limit runs from when it was accepted here, while its system is down', async t => {
  const { legacy, post, submission } = await start(t)
  legacy.before = () => {
    throw fault('unreachable')
  }
  const { status, body } = await post('/v1/complaints', lamp)
  t.equal(status, 202)
  const clock = { step: 'forward', waits_for: 'office', set_by: 'rule', remaining_working_days: Number, overdue: false }
  t.match(body, { clock })
  t.match((await submission(body.id)).body, { clock })
  legacy.before = () => {}
  await until(async () => (await submission(body.id)).body.status?.code === 'delivered')
  t.notOk('clock' in (await submission(body.id)).body, 'the record has its own from then on')
})

t.test('a change is made to the record that its id names, which is the answer', async t => {
  const { legacy, post } = await start(t, { rows: [complaintRow('17', '2026-11-01T08:00:00+07:00')] })
  const comment = await post('/v1/complaints/LAPOR-17/updates', { text: 'Masih mati.' })
  t.match(comment, { status: 201, body: { id: 'LAPOR-17' } })
  t.equal((await post('/v1/complaints/LAPOR-17/close', { note: 'Sudah menyala.' })).status, 201)
  t.match(legacy.written, [{ key: '17', body: { text: 'Masih mati.' } }, { key: '17',
    body: { note: 'Sudah menyala.' } }])
  t.match(await post('/v1/complaints/LAPOR-18/close', { note: 'x' }), { status: 404, body: { code: 'not_found' } })
  t.match(await post('/v1/complaints/OTHER-18/close', { note: 'x' }), { status: 404, body: { code: 'not_found' } })
  t.equal(legacy.written.length, 2)
})

t.test('the same key with the same body writes once, and tells what became of it', async t => {
  const { legacy, post } = await start(t)
  const key = `"${randomUUID()}"`
  const first = await post('/v1/complaints', { ...lamp, title: 'Lampu' }, { key })
  const again = await post('/v1/complaints', { title: 'Lampu', ...lamp }, { key })
  t.equal(again.status, 201)
  t.equal(again.body.id, first.body.id)
  t.equal(again.headers.get('satu-receipt'), first.headers.get('satu-receipt'))
  t.equal(legacy.written.length, 1)
  t.match(await post('/v1/complaints', { ...lamp, title: 'Lain' }, { key }), { status: 422,
    body: { code: 'idempotency_key_reused', at_fault: 'caller' } })
  t.equal((await post('/v1/complaints', { ...lamp, title: 'Lain' }, { key, as: 'other' })).status, 201,
    "keys are the consumer's own")
  t.equal(legacy.written.length, 2)
})

t.test('the same key is a 409 while the first is being answered', async t => {
  const { legacy, post } = await start(t, {}, { limits: { timeout_ms: 20_000 } })
  const gate = createGate()
  legacy.after = () => gate.opened
  const key = `"${randomUUID()}"`
  const first = post('/v1/complaints', lamp, { key })
  await until(() => legacy.written.length === 1)
  const second = await post('/v1/complaints', lamp, { key })
  t.match(second, { status: 409, body: { code: 'write_in_progress' } })
  t.match(second.headers.get('retry-after'), /^\d+$/)
  gate.open()
  t.equal((await first).status, 201)
  t.equal((await post('/v1/complaints', lamp, { key })).status, 201)
  t.equal(legacy.written.length, 1)
})

t.test('what is wrong with a write is told before anything is kept', async t => {
  const { legacy, post } = await start(t)
  t.match(await post('/v1/complaints', lamp, { key: null }), { status: 400,
    body: { errors: [{ in: 'header', field: 'Idempotency-Key', code: 'required' }] } })
  t.match(await post('/v1/complaints', lamp, { key: 'no-quotes' }), { status: 400,
    body: { errors: [{ in: 'header', field: 'Idempotency-Key' }] } })
  t.match(await post('/v1/complaints', { description: '' }), { status: 400,
    body: { errors: [{ in: 'body', field: 'description' }] } })
  t.match(await post('/v1/complaints', '{"description":'), { status: 400, body: { code: 'invalid_request' } })
  t.match(await post('/v1/complaints', 'x', { type: 'text/plain' }), { status: 415,
    body: { code: 'unsupported_media_type' } })
  t.match(await post('/v1/complaints', { description: 'x'.repeat(1_100_000) }), { status: 413,
    body: { code: 'payload_too_large' } })
  const key = `"${randomUUID()}"`
  await post('/v1/complaints', { description: '' }, { key })
  t.equal((await post('/v1/complaints', lamp, { key })).status, 201, 'a key of a refused request is still new')
  t.equal(legacy.written.length, 1)
})

t.test('what its system refuses is told with the fields, and never sent again', async t => {
  const { legacy, post, submission } = await start(t)
  legacy.before = operation => {
    if (operation === 'send')
      throw fault('rejected', { fields: [{ field: 'location.lat', detail: 'lies outside the city' }] })
  }
  const key = `"${randomUUID()}"`
  const { status, body } = await post('/v1/complaints', lamp, { key })
  t.equal(status, 422)
  t.match(body, { code: 'write_refused', at_fault: 'caller',
    errors: [{ in: 'body', field: 'location.lat', code: 'refused', detail: 'lies outside the city' }] })
  legacy.before = () => {}
  t.match(await post('/v1/complaints', lamp, { key }), { status: 422, body: { code: 'write_refused' } },
    'its key gives the same again')
  t.equal(legacy.written.length, 0)
  t.equal((await submission('sub-000000000000')).status, 404)
})

t.test('a system that is down is given the write when it is back', async t => {
  const { legacy, post, submission } = await start(t)
  legacy.before = () => {
    throw fault('unreachable')
  }
  const { status, headers, body } = await post('/v1/complaints', lamp)
  t.equal(status, 202)
  t.equal(headers.get('location'), `/v1/submissions/${body.id}`)
  t.match(body, { status: { code: 'accepted' }, resource: 'complaints', action: 'create', system: 'complaints',
    attempts: 1, advice: { id: /tidak perlu mengirim ulang/ } })
  t.equal(body['receipt'], headers.get('satu-receipt'))
  t.match(body['next_attempt_at'], /\+07:00$/)
  legacy.before = () => {}
  await until(async () => (await submission(body.id)).body.status?.code === 'delivered', { what: 'delivery' })
  const { body: after } = await submission(body.id)
  t.match(after, { record_id: /^LAPOR-W/, reference: 'R1', location: /^\/v1\/complaints\/LAPOR-W/, attempts: 2 })
  t.equal(legacy.written.length, 1)
})

t.test('an answer that was lost is looked for, not sent again', async t => {
  const { legacy, post, submission } = await start(t)
  legacy.after = () => {
    throw fault('reset')
  }
  const { status, body } = await post('/v1/complaints', lamp)
  t.match({ status, body }, { status: 202,
    body: { status: { code: 'uncertain' }, advice: { id: /jangan mengirim ulang/ } } })
  legacy.after = () => {}
  await until(async () => (await submission(body.id)).body.status?.code === 'delivered', { what: 'delivery' })
  t.match((await submission(body.id)).body, { reference: 'found', attempts: 1 })
  t.equal(legacy.written.length, 1)
  t.equal(legacy.asked.filter(({ operation }) => operation === 'send').length, 1)
})

t.test('a time-out is looked for, and sent again only when it is surely not there', async t => {
  const { legacy, post, submission } = await start(t)
  let sends = 0
  // The first is lost on its way; the hub cannot know.
  legacy.before = (operation, { signal }) =>
    operation === 'send' && sends++ === 0
      ? new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error)
        })
      })
      : undefined
  const { body } = await post('/v1/complaints', lamp)
  t.equal(body.status?.code, 'uncertain')
  await until(async () => (await submission(body.id)).body.status?.code === 'delivered', { what: 'delivery' })
  t.equal(sends, 2)
  t.equal(legacy.written.length, 1)
  const look = legacy.asked.findLastIndex(({ operation }) => operation === 'find')
  t.ok(look >= 0 && legacy.asked.slice(look).some(({ operation }) => operation === 'send'),
    'it looked before it sent again')
})

t.test('without a way to look an unclear end waits for a person', async t => {
  const { legacy, post, submission } = await start(t, { writes: 'blind' })
  legacy.after = () => {
    throw fault('timeout')
  }
  const { body } = await post('/v1/complaints', lamp)
  await until(async () => (await submission(body.id)).body.status?.code === 'parked', { what: 'a parked write' })
  t.match((await submission(body.id)).body, { problem: { code: 'system_failed', detail: /no way to look/ },
    advice: { id: /petugas/ } })
  t.equal(legacy.written.length, 1)
})

t.test('a system that knows a write again is sent it again', async t => {
  const { legacy, post, submission } = await start(t, { writes: 'idempotent' })
  legacy.after = () => {
    throw fault('reset')
  }
  const { body } = await post('/v1/complaints', lamp)
  legacy.after = () => {}
  await until(async () => (await submission(body.id)).body.status?.code === 'delivered', { what: 'delivery' })
  t.equal(legacy.written.length, 1)
  t.equal(legacy.asked.filter(({ operation }) => operation === 'send').length, 2)
})

t.test('changes of one record are made in the order in which they came', async t => {
  const { legacy, post, submission } = await start(t, {
    rows: [complaintRow('1', '2026-11-01T08:00:00+07:00'), complaintRow('2', '2026-11-01T08:00:00+07:00')]
  })
  legacy.before = operation => {
    if (operation === 'send') throw fault('unreachable')
  }
  const first = await post('/v1/complaints/LAPOR-1/updates', { text: 'first' })
  t.equal(first.status, 202)
  legacy.before = () => {}
  const second = await post('/v1/complaints/LAPOR-1/updates', { text: 'second' })
  t.match(second, { status: 202, body: { status: { code: 'accepted' }, attempts: 0 } }, 'it waits behind the first')
  t.equal((await post('/v1/complaints/LAPOR-2/updates', { text: 'of another' })).status, 201,
    'another record waits for nobody')
  await until(async () => (await submission(second.body.id)).body.status?.code === 'delivered', { what: 'delivery' })
  t.same(legacy.written.map(({ body }) => body), [{ text: 'of another' }, { text: 'first' }, { text: 'second' }])
})

t.test('what was sent under a key is found by the key, long after repeats of it have ended', async t => {
  const { hub, post, legacy } = await start(t)
  const asked = async (key: string, as = 'demo-app', path = '/v1/submissions'): Promise<Sent['body'][]> => {
    const response = await hub.get(path, {
      headers: { 'idempotency-key': key,
        ...bearer({ claims: { sub: as, scope: consumers[as as 'desk'].scopes.join(' ') } }) }
    })
    const body = await response.json() as { items: Sent['body'][]; next_cursor: unknown }
    t.same(contractErrors('listSubmissions', { status: response.status, headers: response.headers, body }), [])
    return body.items
  }
  t.same(await asked('"lamp \\"1\\""'), [], 'nothing was sent under it')
  legacy.before = () => {
    throw fault('unreachable')
  }
  const { body: sent } = await post('/v1/complaints', lamp, { key: '"lamp \\"1\\""' })
  await post('/v1/complaints', lamp, { key: '"lamp 2"' })
  await post('/v1/complaints', lamp, { key: '"lamp \\"1\\""', as: 'other' })
  t.match(await asked('"lamp \\"1\\""'), [{ id: sent.id, idempotency_key: 'lamp "1"', consumer: 'demo-app' }])
  t.same(await asked('"lamp \\"1\\""', 'desk'), [], 'a key is of its consumer alone, whatever operators see')
  legacy.before = () => {}
  await until(async () => (await asked('"lamp \\"1\\""'))[0]?.status?.code === 'delivered')
  const file = new DatabaseSync(join(hub.dataDir, 'satu.db'))
  file.exec('delete from idempotency_keys')
  file.close()
  t.match(await asked('"lamp \\"1\\""'), [{ id: sent.id, record_id: /^LAPOR-W/ }])
  t.equal((await asked('"lamp 2"', 'demo-app', '/v1/submissions?status=rejected')).length, 0, 'other filters hold too')
  const wrong = await hub.get('/v1/submissions', {
    headers: { 'idempotency-key': 'no quotes', ...bearer({ claims: { sub: 'demo-app', scope } }) }
  })
  t.match(await wrong.json(), { code: 'invalid_request', errors: [{ in: 'header', field: 'Idempotency-Key' }] })
})

t.test('a system that has taken a write and is not done with it is asked until it is, and is well', async t => {
  const { legacy, post, submission, hub } = await start(t)
  const pending = new SystemFault('pending', { stage: 'send', detail: 'has taken it and has no record of it yet',
    retryAfterMs: 20 })
  let looks = 0
  legacy.after = () => {
    throw pending
  }
  legacy.before = operation => {
    if (operation === 'find' && ++looks < 3) throw pending
  }
  const { status, body } = await post('/v1/complaints', lamp)
  t.match({ status, state: body.status?.code }, { status: 202, state: 'uncertain' })
  await until(async () => (await submission(body.id)).body.status?.code === 'delivered')
  t.equal(legacy.written.length, 1, 'sent once')
  const { health, counters } = await (await hub.get('/v1/systems/complaints', {
    headers: bearer({ claims: { sub: 'desk', scope: 'systems:read' } })
  })).json() as { health: { breaker: string }; counters: { failures: number } }
  t.match({ health, counters }, { health: { breaker: 'closed' }, counters: { failures: 0 } })
})

t.test('a submission is shown to its consumer and to operators alone', async t => {
  const { legacy, post, submission } = await start(t)
  legacy.before = () => {
    throw fault('unreachable')
  }
  const { body } = await post('/v1/complaints', lamp)
  t.equal((await submission(body.id)).status, 200)
  t.equal((await submission(body.id, 'other')).status, 404)
  t.equal((await submission(body.id, 'desk')).status, 200)
  t.notMatch(JSON.stringify((await submission(body.id, 'desk')).body), /Lampu/, 'nothing of what was written')
})

t.test('what no system takes is a 501', async t => {
  const legacy = createLegacy({ id: 'complaints', prefix: 'LAPOR' })
  const hub = await startHub(t, [legacy], { consumers })
  const response = await hub.get('/v1/complaints', {
    method: 'POST',
    body: JSON.stringify(lamp),
    headers: { 'content-type': 'application/json', 'idempotency-key': '"k"',
      ...bearer({ claims: { sub: 'demo-app', scope } }) }
  })
  t.equal(response.status, 501)
  t.match(await response.json(), { code: 'not_served' })
})
