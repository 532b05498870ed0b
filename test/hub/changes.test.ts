import { pino } from 'pino'
import t from 'tap'
import { buildHub } from '../../src/hub.ts'
import { createInbox } from '../../src/platform/store/inbox.ts'
import { until } from '../services/wait.ts'
import { complaintRow, createLegacy, type Legacy } from '../suites/core/legacy.ts'
import { authorization, type EventsHub, JWT_SECRET, startEventsHub } from '../suites/events-hub.ts'
import { testFolder } from '../suites/folder.ts'
import { openWholeStore } from '../suites/open-store.ts'
import { adapter as siren, alert, sirenConfig } from '../suites/siren.ts'
import { overEachStore, silent, type StorePlace } from '../suites/stores.ts'

const scopes = ['events:read', 'complaints:read', 'complaints:write', 'complaints:operate', 'submissions:read',
  'systems:read']
// More often than a config file may ask for.
const every = { every_seconds: 0.25 }

interface Told {
  type: string
  subject: string
  data: Record<string, unknown>
}

async function told(url: string): Promise<Told[]> {
  const response = await fetch(`${url}/v1/events?limit=100`, { headers: authorization('reader', scopes) })
  return ((await response.json()) as { items: Told[] }).items
    .filter(({ type }) => !type.includes('submission'))
    .map(({ type, subject, data }) => ({ type: type.replace('org.example.', ''), subject, data }))
}

const lists = (legacy: Legacy): Legacy['asked'] => legacy.asked.filter(({ operation }) => operation === 'list')
const start = (t: Parameters<typeof startEventsHub>[0], place: StorePlace, legacy: Legacy): Promise<EventsHub> =>
  startEventsHub(t, place, { consumers: { reader: { scopes } },
    systems: { [legacy.id]: { changes: { complaints: every } } } }, [legacy])
const nowWib = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().replace(/\.\d+Z/, '+07:00')

/** Waits for one more whole look at it. */
async function lookedAgain(legacy: Legacy): Promise<void> {
  const before = lists(legacy).length
  await until(() => lists(legacy).length >= before + 2, { what: 'another look' })
}

overEachStore(async (t, place) => {
  const legacy = createLegacy({
    id: 'complaints',
    prefix: 'LAPOR',
    writes: 'findable',
    filters: ['updated_since'],
    pageSize: 3,
    rows: Array.from({ length: 10 }, (_, i) => complaintRow(`old${i}`, `2026-11-1${9 - i}T10:00:00+07:00`))
  })
  const hub = await start(t, place, legacy)

  t.test('the first look tells nothing, and each change after it is told once', async t => {
    await until(() => lists(legacy).some(({ query }) => query?.filters.updated_since !== undefined), {
      what: 'the first look'
    })
    t.same(await told(hub.url), [])
    legacy.rows.unshift(
      complaintRow('new', nowWib(), { status: { code: 'submitted', raw_code: 'x' },
        description: 'Kenari 3273021305859991', submitted_at: nowWib() })
    )
    await until(async () => (await told(hub.url)).length === 1, { what: 'the new one' })
    const step = (code: string): void => {
      legacy.rows[0] = complaintRow('new', nowWib(), { status: { code, raw_code: 'x' } })
    }
    step('assigned')
    await until(async () => (await told(hub.url)).length === 2, { what: 'the first step' })
    step('resolved')
    await until(async () => (await told(hub.url)).length === 3, { what: 'the second step' })
    await lookedAgain(legacy)
    t.match(await told(hub.url), [
      { type: 'complaint.created', subject: 'LAPOR-new', data: { status: 'submitted' } },
      { type: 'complaint.status_changed', subject: 'LAPOR-new',
        data: { status: 'assigned', previous_status: 'submitted' } },
      { type: 'complaint.status_changed', subject: 'LAPOR-new',
        data: { status: 'resolved', previous_status: 'assigned' } }
    ])
    t.notMatch(JSON.stringify(await told(hub.url)), /Kenari|327302/)
  })

  t.test('what the hub writes itself and then sees is one event', async t => {
    const before = (await told(hub.url)).length
    const answer = await fetch(`${hub.url}/v1/complaints`, {
      method: 'POST',
      headers: { ...authorization('reader', scopes), 'content-type': 'application/json', 'idempotency-key': '"a"' },
      body: JSON.stringify({ description: 'Lampu mati', service_code: 'lamp' })
    })
    t.equal(answer.status, 201)
    await lookedAgain(legacy)
    const since = (await told(hub.url)).slice(before)
    t.match(since, [{ type: 'complaint.created', data: { service_code: 'lamp' } }])
    t.equal(since.length, 1)
  })

  t.test('of what a confidential complaint says nothing is told, not even that it is there', async t => {
    const before = (await told(hub.url)).length
    const headers = { ...authorization('reader', scopes), 'content-type': 'application/json' }
    const body = (confidential: boolean): string =>
      JSON.stringify({ description: 'x',
        reporter: { name: 'Siti', phone: '+6281234567890', anonymous: false, confidential } })
    t.equal(
      (await fetch(`${hub.url}/v1/complaints`, { method: 'POST', headers: { ...headers, 'idempotency-key': '"b"' },
        body: body(true) })).status,
      202
    )
    await lookedAgain(legacy)
    t.equal((await told(hub.url)).length, before)
    t.equal(
      (await fetch(`${hub.url}/v1/complaints`, { method: 'POST', headers: { ...headers, 'idempotency-key': '"c"' },
        body: body(false) })).status,
      201
    )
    await until(async () => (await told(hub.url)).length === before + 1, { what: 'the one that is not' })
  })

  t.test('it goes on where it was after a restart, and looks no further back than it has to', async t => {
    const before = (await told(hub.url)).length
    await hub.close()
    legacy.rows.unshift(complaintRow('while', nowWib(), { submitted_at: nowWib() }))
    const asked = lists(legacy).length
    const again = await start(t, place, legacy)
    await until(async () => (await told(again.url)).length === before + 1, { what: 'what came meanwhile' })
    t.ok(lists(legacy).slice(asked).every(({ query }) => query?.filters.updated_since !== undefined))
    t.match((await told(again.url)).at(-1), { type: 'complaint.created', subject: 'LAPOR-while' })
    if (place.engine === 'sqlite') return

    const other = await start(t, place, legacy)
    for (let i = 0; i < 5; i++) legacy.rows.unshift(complaintRow(`both${i}`, nowWib(), { submitted_at: nowWib() }))
    await until(async () => (await told(other.url)).length >= before + 6, { what: 'all of them' })
    await lookedAgain(legacy)
    t.same((await told(other.url)).slice(before + 1).map(({ subject }) => subject).toSorted(),
      Array.from({ length: 5 }, (_, i) => `LAPOR-both${i}`), 'two processes tell each once')
  })
}, { together: true })

t.test('a system that fails is left alone until the next look, and then everything is told', async t => {
  const legacy = createLegacy({ id: 'complaints', prefix: 'LAPOR',
    rows: [complaintRow('a', '2026-11-10T10:00:00+07:00')] })
  const hub = await start(t, { engine: 'sqlite', options: { dataDir: testFolder() } } as StorePlace, legacy)
  await until(() => lists(legacy).length >= 2, { what: 'the first look' })
  legacy.before = operation => {
    if (operation === 'list') throw new Error('down')
  }
  legacy.rows.unshift(complaintRow('b', nowWib(), { submitted_at: nowWib() }))
  await lookedAgain(legacy)
  t.same(await told(hub.url), [])
  legacy.before = () => {}
  await until(async () => (await told(hub.url)).length === 1, { what: 'what was missed' })
})

t.test('what is pushed is told at once, and once, though the process dies before it has told', async t => {
  const dataDir = testFolder()
  const startSiren = async (): Promise<EventsHub> => {
    const hub = await buildHub({
      config: sirenConfig({ consumers: { reader: { scopes } } }),
      adapters: new Map([['siren', siren]]),
      environment: { jwtSecret: JWT_SECRET, name: 'development', dataDir },
      log: { logger: pino({ enabled: false }), request: () => {}, flush: () => {} }
    })
    t.teardown(() => hub.close())
    return { hub, url: await hub.app.listen({ port: 0, host: '127.0.0.1' }), close: () => hub.close() }
  }
  const hub = await startSiren()
  await fetch(hub.url + alert('1', 'Fire', nowWib()))
  await fetch(hub.url + alert('2', 'Flood', '2026-01-01T00:00:00+07:00'))
  await until(async () => (await told(hub.url)).length === 2, { what: 'both' })
  await fetch(hub.url + alert('1', 'Fire is out', nowWib()))
  await until(async () => (await told(hub.url)).length === 3, { what: 'the change' })
  t.match(await told(hub.url), [{ type: 'incident.reported' }, { type: 'incident.reported' }, {
    type: 'incident.updated',
    subject: 'SIREN-1'
  }])
  await hub.close()

  // As a process leaves it that was killed between the two.
  const store = await openWholeStore({ dataDir, log: silent })
  const receivedAt = nowWib()
  await createInbox(store).add('siren', 'incidents', [{ key: '3', id: 'SIREN-3', updatedAt: '2026-02-01T00:00:00+07:00',
    row: JSON.stringify({ row: { id: '3', at: '2026-02-01T00:00:00+07:00', headline: 'Storm' }, receivedAt }) }],
    Date.parse(receivedAt), 0)
  await store.close()
  const again = await startSiren()
  await until(async () => (await told(again.url)).length === 4, { what: 'what was not told' })
  t.match((await told(again.url)).at(-1), { type: 'incident.reported', subject: 'SIREN-3' })
})
