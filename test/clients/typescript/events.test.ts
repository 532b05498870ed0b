import t from 'tap'
import { createSatu, type SatuOptions, SatuProblem } from '../../../clients/typescript/src/index.ts'
import { authorization, happenings, reader, startEventsHub } from '../../suites/events-hub.ts'
import { sqlitePlace } from '../../suites/stores.ts'
import { cut, hang, problem, startScript, type Step } from './scripted.ts'

const event = (id: string) => ({ specversion: '1.0', id, source: '/v1/systems/complaints',
  type: 'org.example.complaint.created', subject: `LAPOR-${id}`, time: '2026-11-24T10:00:00+07:00',
  datacontenttype: 'application/json', data: {} })
const stream = (...ids: string[]): Step => response => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write('retry: 10\n: \nid: 100\n\n')
  for (const id of ids) response.write(`id: ${id}\ndata: ${JSON.stringify(event(id))}\n\n`)
  setImmediate(() => {
    response.destroy()
  })
}
const client = (url: string, options: Partial<SatuOptions> = {}) => createSatu({ url, token: 'a-token', ...options })

t.test('events of a hub come as they happen, and none is lost or doubled over a break', async t => {
  const place = await sqlitePlace(t)
  const hub = await startEventsHub(t, place)
  const happen = await happenings(t, place)
  const token = authorization().authorization.replace('Bearer ', '')
  const connections = new Set<AbortController>()
  const satu = client(hub.url, { token, fetch: (input, init) => {
    const connection = new AbortController()
    connections.add(connection)
    return fetch(input, { ...init, signal: AbortSignal.any([init?.signal ?? connection.signal, connection.signal]) })
  } })
  const seen: string[] = []
  let opened = 0
  const events = satu.events.stream({ type: ['complaint.created'] }, { onOpen: () => {
    if (++opened === 1) void happen({}, {}, {})
  } })
  for await (const { subject } of events) {
    seen.push(subject)
    if (seen.length === 9) break
    if (seen.length % 3 > 0) continue
    for (const connection of connections) connection.abort()
    // These happen while nobody listens.
    await happen({}, {}, {})
  }
  t.strictSame(seen, Array.from({ length: 9 }, (_, index) => `LAPOR-${index + 1}`))
  t.equal(opened, 3)

  const later = []
  for await (const { subject } of satu.events.stream({ after: '0' })) if (later.push(subject) === 9) break
  t.strictSame(later, seen, 'after the last id that was dealt with, whichever it is')
  const pages = await satu.events.list({ limit: 4 }).toArray()
  t.strictSame(pages.map(({ subject }) => subject), seen, 'and as pages')
})

t.test('it comes back after the last event that was dealt with, in a header, and waits as it is told', async t => {
  const hub = await startScript(t, [stream('101', '102'), cut,
    problem(503, 'store_unavailable', { 'retry-after': '1' }), stream('103')])
  const seen: string[] = []
  const retries: string[] = []
  for await (const { id } of client(hub.url).events.stream({ since: '2026-11-24T00:00:00+07:00',
    type: ['complaint.created', 'licence.issued'] }, { onRetry: ({ name }) => retries.push(name) }))
    if (seen.push(id) === 3) break
  t.strictSame(seen, ['101', '102', '103'])
  t.strictSame(hub.seen.map(({ headers }) => headers['last-event-id']), [undefined, '102', '102', '102'])
  t.equal(hub.seen[0]?.path, '/v1/events?type=complaint.created,licence.issued&since=2026-11-24T00%3A00%3A00%2B07%3A00')
  t.equal(hub.seen[1]?.path, '/v1/events?type=complaint.created,licence.issued')
  t.ok((hub.seen[3]?.at ?? 0) - (hub.seen[2]?.at ?? 0) >= 990)
  t.ok(
    hub.seen.every(({ headers }) =>
      headers.accept === 'text/event-stream' && headers.authorization === 'Bearer a-token'
    )
  )
  t.strictSame(retries, ['SatuConnectionError', 'SatuConnectionError', 'SatuProblem'])
})

t.test('a sign of life moves the position too', async t => {
  const hub = await startScript(t, [stream(), stream('101')])
  for await (const _ of client(hub.url).events.stream()) break
  t.strictSame(hub.seen.map(({ headers }) => headers['last-event-id']), [undefined, '100'])
})

t.test('what no further attempt mends ends it', async t => {
  for (const [status, code] of [[410, 'events_forgotten'], [403, 'forbidden'], [400, 'invalid_request'], [401,
    'unauthenticated']] as const)
  {
    const hub = await startScript(t, [problem(status, code)])
    const error = await client(hub.url).events.stream().next().catch((error: unknown) => error)
    t.ok(error instanceof SatuProblem)
    t.match(error, { code, status })
    t.equal(hub.seen.length, 1)
  }
})

t.test('a refused token is asked for anew, and the stream goes on', async t => {
  const hub = await startScript(t, [problem(401, 'unauthenticated'), stream('101')])
  const tokens = ['old', 'new']
  for await (const { id } of client(hub.url, { token: () => tokens.shift() ?? 'none' }).events.stream()) {
    t.equal(id, '101')
    break
  }
  t.strictSame(hub.seen.map(({ headers }) => headers.authorization), ['Bearer old', 'Bearer new'])
})

t.test('the signal ends it, before an answer and while it listens', async t => {
  const reason = new Error('enough')
  const silent = await startScript(t, [hang])
  const before = new AbortController()
  const first = client(silent.url).events.stream({}, { signal: before.signal }).next()
  before.abort(reason)
  t.equal(await first.catch((error: unknown) => error), reason)

  const open: Step = response => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('retry: 10\n\n')
  }
  const listening = new AbortController()
  const quiet = await startScript(t, [open])
  const second = client(quiet.url).events.stream({}, { signal: listening.signal, onOpen: () => {
    listening.abort(reason)
  } }).next()
  t.equal(await second.catch((error: unknown) => error), reason)
})

t.test('a consumer without the scope is told so', async t => {
  const hub = await startEventsHub(t, await sqlitePlace(t))
  const { authorization: header } = authorization('reader', reader.scopes.filter(scope => scope !== 'events:read'))
  t.match(
    await client(hub.url, { token: header.replace('Bearer ', '') }).events.stream().next().catch((error: unknown) =>
      error
    ),
    { code: 'forbidden' }
  )
})
