import { randomUUID } from 'node:crypto'
import t from 'tap'
import { type FaultKind, SystemFault } from '../../src/kit/faults.ts'
import { until } from '../services/wait.ts'
import { contractErrors } from '../suites/contract-check.ts'
import { createGate } from '../suites/core/gate.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { bearer } from '../suites/core/tokens.ts'

const writer = ['complaints:write', 'complaints:operate', 'complaints:read', 'submissions:read']
const consumers = { app: { scopes: writer }, other: { scopes: writer },
  desk: { scopes: ['submissions:read', 'submissions:operate'] } }
const legacy = createLegacy({ id: 'complaints', prefix: 'LAPOR', writes: 'findable',
  rows: [complaintRow('1', '2026-11-01T08:00:00+07:00')] })
const blind = createLegacy({ id: 'incidents', prefix: 'INCI' })
const hub = await startHub(t, [legacy, blind], { consumers,
  limits: { timeout_ms: 5_000, breaker: { failures: 1_000, cooldown_ms: 50 } } })

interface Answer {
  status: number
  headers: Headers
  body: Record<string, unknown> & { id: string; items: Record<string, unknown>[]; next_cursor: string | null }
}
type Method = 'GET' | 'POST' | 'PUT'

/** Asks as a consumer, and holds the answer to the contract. */
async function ask(
  operation: string,
  method: Method,
  path: string,
  { as = 'desk', body, key }: { as?: keyof typeof consumers; body?: unknown; key?: string } = {}
): Promise<Answer> {
  const response = await hub.get(path, {
    method,
    headers: { ...bearer({ claims: { sub: as, scope: consumers[as].scopes.join(' ') } }),
      ...(body !== undefined && { 'content-type': 'application/json' }), ...(key && { 'idempotency-key': key }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  const answer = { status: response.status, headers: response.headers, body: await response.json() as Answer['body'] }
  t.same(contractErrors(operation, answer), [], `${operation} ${answer.status}`)
  return answer
}
const operate = (
  act: 'retry' | 'edit' | 'abandon' | 'found',
  id: string,
  body: object = {},
  as: keyof typeof consumers = 'desk'
) =>
  ask(`${act === 'found' ? 'confirm' : act}Submission`, 'POST', `/v1/submissions/${encodeURIComponent(id)}/${act}`, {
    as,
    body
  })
const read = (id: string, as: keyof typeof consumers = 'desk') =>
  ask('getSubmission', 'GET', `/v1/submissions/${encodeURIComponent(id)}`, { as })
const list = (query: string, as: keyof typeof consumers = 'desk') =>
  ask('listSubmissions', 'GET', `/v1/submissions${query}`, { as })
const steps = (id: string, as: keyof typeof consumers = 'desk', query = '') =>
  ask('listSubmissionSteps', 'GET', `/v1/submissions/${id}/steps${query}`, { as })
const idsOf = ({ body: { items } }: Answer): unknown[] => items.map(({ id }) => id)
const fault = (kind: FaultKind): SystemFault => new SystemFault(kind, { stage: 'send', detail: 'in a test' })
const mend = (): void => {
  legacy.before = () => {}
  legacy.after = () => {}
}
t.afterEach(mend)

async function send(
  as: keyof typeof consumers = 'app',
  body: object = { description: 'Lampu mati.' }
): Promise<Answer> {
  return ask('createComplaint', 'POST', '/v1/complaints', { as, body, key: `"${randomUUID()}"` })
}

async function waiting(as: keyof typeof consumers = 'app', body?: object): Promise<string> {
  legacy.before = () => {
    throw fault('unreachable')
  }
  const { status, body: { id } } = await send(as, body)
  t.equal(status, 202)
  return id
}

async function reaches(id: string, state: string): Promise<void> {
  await until(
    async () =>
      (await read(id)).body['status'] !== undefined &&
      ((await read(id)).body['status'] as { code: string }).code === state,
    { what: state }
  )
}

async function parked(): Promise<string> {
  legacy.after = () => {
    throw fault('reset')
  }
  legacy.before = operation => {
    if (operation === 'find') throw fault('rejected')
  }
  const { body: { id } } = await send()
  await reaches(id, 'parked')
  mend()
  return id
}

t.test('a consumer lists its own, and operators all', async t => {
  const mine = await waiting()
  const theirs = await waiting('other')
  t.same(idsOf(await list('?limit=2')), [theirs, mine])
  t.same(idsOf(await list('?limit=1', 'app')), [mine])
  t.equal((await list('?consumer=app', 'app')).status, 200)
  t.match(await list('?consumer=other', 'app'), { status: 403,
    body: { code: 'forbidden', detail: /submissions:operate/ } })
  t.same(
    idsOf(await list('?consumer=other&status=accepted,uncertain&system=complaints&resource=complaints&order=oldest')),
    [theirs]
  )
  t.same(idsOf(await list('?status=rejected')), [])
  t.notMatch(JSON.stringify((await list('')).body), /Lampu/, 'nothing of what was written')
})

t.test('pages are linked, and a cursor of another list is refused', async t => {
  const { headers, body } = await list('?limit=1&status=accepted')
  t.equal(headers.get('link'),
    `</v1/submissions?limit=1&status=accepted&order=newest&cursor=${body.next_cursor}>; rel="next"`)
  t.equal((await list(`?limit=1&status=accepted&cursor=${body.next_cursor}`)).body.items.length, 1)
  for (const query of ['?cursor=nonsense', '?status=lost', '?system=A', '?resource=roads', '?order=random', '?limit=0',
    '?consumer=A', '?colour=red'])
  {
    t.match(await list(query), { status: 400, body: { code: 'invalid_request', errors: [{ in: 'query' }] } }, query)
  }
})

t.test('a receipt does as well as the id, as people write it', async t => {
  const id = await waiting()
  const receipt = String((await read(id)).body['receipt'])
  for (const text of [receipt, receipt.toLowerCase(), receipt.replaceAll('-', ' '), receipt.replaceAll('-', ''),
    id.toLowerCase(), receipt.replaceAll('0', 'O')])
  {
    t.match(await read(text, 'app'), { status: 200, body: { id } }, text)
  }
  const slip = `${receipt.slice(0, -1)}${receipt.endsWith('A') ? 'B' : 'A'}`
  t.match(await read(slip), { status: 404, body: { detail: /one of its characters is wrong/ } })
  t.match(await read(receipt, 'other'), { status: 404, body: { detail: 'There is no submission with this id.' } })
  t.equal((await read('a.b.c.d')).status, 400)
})

t.test('operators see which fields were written, and nobody what they hold', async t => {
  const id = await waiting('app', { description: 'Lampu mati.', location: { lat: -6.9, long: 107.6 } })
  t.same((await read(id)).body['fields'], ['description', 'location.lat', 'location.long'])
  t.notOk('fields' in (await read(id, 'app')).body)
  t.notMatch(JSON.stringify((await read(id)).body), /Lampu|107\.6/)
})

t.test('every step is told with its cause; who the operator was, operators see alone', async t => {
  const id = await parked()
  t.equal((await operate('abandon', id, { reason: 'sent twice by mistake' })).status, 200)
  t.match((await steps(id)).body.items.at(-1), { from: 'parked', to: 'abandoned', by: 'desk',
    cause: 'abandoned: sent twice by mistake' })
  t.match((await steps(id, 'app')).body.items.at(-1), { by: 'operator', cause: 'abandoned: sent twice by mistake' })
  t.match((await steps(id, 'app')).body.items[0], { to: 'accepted', by: 'app' })
  t.equal((await steps(id, 'other')).status, 404)
  const first = await steps(id, 'desk', '?limit=2&order=newest')
  t.match(first.body.items, [{ to: 'abandoned' }, { to: 'parked' }])
  t.match((await steps(id, 'desk', `?limit=2&order=newest&cursor=${first.body.next_cursor}`)).body.items[0], {
    to: 'uncertain'
  })
})

t.test('what is parked is tried again, corrected or given up by operators alone', async t => {
  const id = await parked()
  for (const act of ['retry', 'edit', 'abandon', 'found'] as const) {
    t.match(await operate(act, id, {}, 'app'), { status: 403, body: { detail: /submissions:operate/ } })
  }
  t.match(await operate('retry', id, { reason: 'the vendor mended it' }), { status: 200,
    body: { id, status: { code: 'uncertain' } } })
  await reaches(id, 'delivered')
  for (const [act, body] of [['retry', {}], ['edit', { changes: { title: 'x' } }], ['abandon', { reason: 'x' }], [
    'found',
    { key: '1' }
  ]] as const) {
    t.match(await operate(act, id, body), { status: 409,
      body: { code: 'state_conflict', detail: 'It is delivered already.' } })
  }
  t.equal((await operate('abandon', 'sub-000000000000', { reason: 'x' })).status, 404)
})

t.test('an operator says that it is there, and the sender has the record', async t => {
  const id = await parked()
  t.match(await operate('found', id), { status: 400,
    body: { errors: [{ in: 'body', field: 'key', code: 'required' }] } })
  t.match(await operate('found', id, { key: '' }), { status: 400,
    body: { errors: [{ field: 'key', code: 'minLength' }] } })
  t.match(await operate('found', id, { key: 'nowhere' }), { status: 409,
    body: { code: 'state_conflict', detail: 'complaints has no record under this key.' } })
  legacy.before = () => {
    throw fault('unreachable')
  }
  t.match(await operate('found', id, { key: `W${id.slice(4)}` }), { status: 502,
    body: { code: 'system_failed', at_fault: 'system' } })
  mend()
  t.match(await operate('found', id, { key: `W${id.slice(4)}`, reference: '17', reason: 'the vendor looked' }), {
    status: 200,
    body: { status: { code: 'delivered' }, record_id: `LAPOR-W${id.slice(4)}` }
  })
  t.match((await read(id, 'app')).body, { status: { code: 'delivered' }, reference: '17',
    location: `/v1/complaints/LAPOR-W${id.slice(4)}` })
  t.match((await steps(id, 'app')).body.items.at(-1), { from: 'parked', to: 'delivered', by: 'operator',
    cause: 'found by an operator: the vendor looked' })
})

t.test('what is being delivered right now is a 409', async t => {
  const gate = createGate()
  legacy.before = operation => (operation === 'send' ? gate.opened : undefined)
  const sent = send()
  await until(() => legacy.asked.at(-1)?.operation === 'send')
  const [id] = idsOf(await list('?limit=1')) as [string]
  t.match(await operate('abandon', id, { reason: 'x' }), { status: 409,
    body: { code: 'state_conflict', detail: /right now/ } })
  gate.open()
  t.equal((await sent).status, 201)
})

t.test('a correction is held to the operation that it was written with', async t => {
  const id = await waiting('app', { title: 'Lampu', description: 'Lampu mati.', location: { lat: -6.9, long: 107.6 } })
  for (const [changes, errors] of [
    [{ description: '' }, [{ in: 'body', field: 'changes.description', code: 'minLength' }]],
    [{ description: null }, [{ in: 'body', field: 'changes.description', code: 'required' }]],
    [{ location: { lat: 'north' } }, [{ in: 'body', field: 'changes.location.lat', code: 'type' }]],
    [{ colour: 'red' }, [{ in: 'body', field: 'changes.colour', code: 'unknown' }]],
    [{ title: 'Lampu' }, [{ in: 'body', field: 'changes', code: 'same' }]],
    [{}, [{ in: 'body', field: 'changes' }]]
  ] as const) {
    t.match(await operate('edit', id, { changes }), { status: 400, body: { code: 'invalid_request', errors } },
      JSON.stringify(changes))
  }
  mend()
  t.match(await operate('edit', id, { changes: { title: null, location: { lat: -6.91 } }, reason: 'by phone' }), {
    status: 200,
    body: { status: { code: 'accepted' } }
  })
  await reaches(id, 'delivered')
  t.same(legacy.written.at(-1)?.body, { description: 'Lampu mati.', location: { lat: -6.91, long: 107.6 } })
  t.ok(
    (await steps(id)).body.items.some(({ cause, by }) =>
      cause === 'edited title, location.lat: by phone' && by === 'desk'
    )
  )
})

t.test('a body that is wrong is told field by field', async t => {
  const id = await waiting()
  t.match(await operate('abandon', id), { status: 400,
    body: { errors: [{ in: 'body', field: 'reason', code: 'required' }] } })
  t.match(await operate('abandon', id, { reason: '' }), { status: 400,
    body: { errors: [{ field: 'reason', code: 'minLength' }] } })
  t.match(await operate('abandon', id, { reason: 'x'.repeat(301) }), { status: 400,
    body: { errors: [{ field: 'reason', code: 'maxLength' }] } })
  const nik = await operate('abandon', id, { reason: 'NIK 3273021305859991' })
  t.match(nik, { status: 400, body: { errors: [{ field: 'reason', code: 'pattern' }] } })
  t.notMatch(JSON.stringify(nik.body), /3273021305859991/)
  t.match(await operate('retry', id, { force: 'yes', colour: 1 }), { status: 400,
    body: { errors: [{ field: 'colour' }, { field: 'force' }] } })
  t.equal((await read(id)).body['attempts'], 1)
})

t.test('deliveries of a system are paused and go on', async t => {
  const path = '/v1/systems/complaints/deliveries'
  t.match(await ask('switchSystemDeliveries', 'PUT', path, { body: { paused: true } }), { status: 400,
    body: { errors: [{ field: 'reason', code: 'required' }] } })
  const paused = await ask('switchSystemDeliveries', 'PUT', path, {
    body: { paused: true, reason: 'the vendor restores a backup' }
  })
  t.match(paused, { status: 200,
    body: { system: 'complaints', paused: true,
      pause: { of: 'system', reason: 'the vendor restores a backup', by: 'desk' } } })
  const before = legacy.written.length
  const { status, body: { id } } = await send()
  t.equal(status, 202)
  const seen = (await ask('getSystemDeliveries', 'GET', path)).body
  t.ok(Number(seen['waiting']) >= 1)
  t.ok(typeof seen['oldest_accepted_at'] === 'string')
  t.match(await ask('retrySystemDeliveries', 'POST', `${path}/retry`, { body: {} }), { status: 409,
    body: { code: 'state_conflict' } })
  t.equal(legacy.written.length, before)
  t.match((await ask('switchSystemDeliveries', 'PUT', path, { body: { paused: false } })).body, { paused: false })
  await reaches(id, 'delivered')
})

t.test('one switch stops everything, and leaves the pauses of systems as they are', async t => {
  const all = (method: Method, body?: object) =>
    ask(method === 'GET' ? 'getDeliveries' : 'switchDeliveries', method, '/v1/deliveries', body ? { body } : {})
  await ask('switchSystemDeliveries', 'PUT', '/v1/systems/complaints/deliveries', {
    body: { paused: true, reason: 'its own' }
  })
  const { body } = await all('PUT', { paused: true, reason: 'a flood of nonsense' })
  t.match(body, { paused: true, pause: { of: 'all', reason: 'a flood of nonsense' },
    systems: [{ system: 'complaints', pause: { of: 'all' } }] })
  t.equal((body['systems'] as unknown[]).length, 1, 'what takes no writes is left out')
  t.equal((await send()).status, 202)
  t.match((await all('PUT', { paused: false })).body, { paused: false,
    systems: [{ paused: true, pause: { of: 'system', reason: 'its own' } }] })
  await ask('switchSystemDeliveries', 'PUT', '/v1/systems/complaints/deliveries', { body: { paused: false } })
  t.match((await all('GET')).body, { paused: false, systems: [{ paused: false }] })
  t.match(await ask('getSystemDeliveries', 'GET', '/v1/systems/nowhere/deliveries'), { status: 404 })
})

t.test('all that is parked for a system is tried again', async t => {
  const id = await parked()
  for (const per_second of [0, 51, 'fast']) {
    t.match(
      await ask('retrySystemDeliveries', 'POST', '/v1/systems/complaints/deliveries/retry', { body: { per_second } }),
      { status: 400, body: { errors: [{ field: 'per_second' }] } }
    )
  }
  const { status, body } = await ask('retrySystemDeliveries', 'POST', '/v1/systems/complaints/deliveries/retry', {
    body: { per_second: 10, reason: 'it is back' }
  })
  t.match({ status, body }, { status: 200, body: { system: 'complaints', left: 0, per_second: 10 } })
  t.ok(Number(body['retried']) >= 1, 'what others left parked in this file comes along')
  await reaches(id, 'delivered')
})
