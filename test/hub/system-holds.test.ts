import { randomUUID } from 'node:crypto'
import t from 'tap'
import { SystemFault } from '../../src/kit/faults.ts'
import { until } from '../services/wait.ts'
import { type Answer, createDesk } from '../suites/core/desk.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { bearer } from '../suites/core/tokens.ts'

const reason = 'the vendor restores a backup'
const consumers = {
  desk: { scopes: ['admin:read', 'admin:write', 'systems:read', 'submissions:read', 'command-center:read'] },
  app: { scopes: ['complaints:read', 'complaints:write', 'complaints:operate', 'submissions:read', 'admin:read'] }
}
const freshness = { fresh: 60, revalidate: 60, on_error: 3_600 }
const legacy = createLegacy({ id: 'complaints', prefix: 'LAPOR', writes: 'findable', rows: [complaintRow('1', day(1))],
  freshness })
const hub = await startHub(t, [legacy, createLegacy({ id: 'incidents', prefix: 'INCI', resource: 'incidents' })], {
  consumers
})
const ask = createDesk(hub, consumers)

const holdsTo = (answer: Answer<unknown>): void => {
  t.same(answer.errors, [])
}
const act = async (id: string, body: object, system = 'complaints') => {
  const answer = await ask(id, { id: system }, { body })
  holdsTo(answer)
  return answer
}
const list = async (query = '') => {
  const answer = await ask<{ items: unknown[]; meta: { sources: Record<string, unknown>[] }; detail: string }>(
    'listComplaints',
    {},
    { as: 'app', query }
  )
  holdsTo(answer)
  return answer
}
const send = () =>
  ask<{ id: string; status: { code: string } }>('createComplaint', {}, { as: 'app',
    body: { description: 'Lampu mati.' }, headers: { 'idempotency-key': `"${randomUUID()}"` } })
/** What was asked of the system since. */
const asked = (): string[] => legacy.asked.splice(0).map(({ operation }) => operation)
await until(() => asked().includes('probe'))

t.test('a paused system is not asked: what is known is served as stale, what is not is a 503 that says so, and ' +
  'writes wait', async t => {
  t.match((await list()).body.meta.sources, [{ state: 'ok' }])
  asked()
  t.match(await act('pauseSystem', { reason }), { status: 200,
    body: { pause: { reason, by: 'desk' }, system: { held: { kind: 'paused' } } } })
  const known = await list()
  t.match(known, { status: 200, body: {
    meta: {
      sources: [{ system: 'complaints', state: 'stale', code: 'system_unavailable',
        detail: 'complaints: paused by the operators' }]
    }
  } })
  t.equal(known.body.items.length, 1)
  const unknown = await list('?status=closed')
  t.match(unknown, { status: 503,
    body: { code: 'system_unavailable', detail: 'complaints: paused by the operators', stage: 'hold' } })
  t.equal(unknown.headers.get('retry-after'), '60')
  const sent = await send()
  t.match(sent, { status: 202, body: { status: { code: 'accepted' } } })
  t.same(asked(), [], 'the system saw nothing of all that')
  t.match(await act('pauseSystem', { reason }), { status: 409, body: { detail: /paused already, by desk since/ } })
  t.match((await ask<{ body: object }>('getSystem', { id: 'complaints' })).body, { held: { kind: 'paused' } })

  t.match(await act('probeSystem', { reason }), { status: 200, body: { outcome: 'well', system: 'complaints' } },
    'an operator can look whether it is back')
  t.same(asked(), ['probe'])
  t.equal((await act('resumeSystem', { reason })).status, 200)
  await until(async () =>
    (await ask<{ status: { code: string } }>('getSubmission', { id: sent.body.id }, { as: 'app' })).body.status.code ===
      'delivered'
  )
  await until(async () => (await list()).body.meta.sources[0]?.['state'] === 'ok')
  t.match(await act('resumeSystem', { reason }), { status: 409, body: { detail: 'complaints is not paused.' } })
})

t.test('in maintenance callers are told the message and when it ends, everywhere, as plain text', async t => {
  const message = { id: 'Server <b>dipindahkan</b>.', en: 'The server <script>moves</script>.' }
  const minutes = 60
  const planned = await act('planMaintenance', { minutes, message, reason })
  t.match(planned, { status: 200,
    body: { maintenances: [{ message, reason, by: 'desk', running: true }],
      system: { held: { kind: 'maintenance', message } } } })
  const words = new RegExp(String.raw`^complaints: in maintenance until \S+\+07:00\. Server <b>dipindahkan</b>\. ` +
    String.raw`/ The server <script>moves</script>\.$`)
  t.match((await list()).body.meta.sources, [{ state: 'stale', detail: words }])
  const unknown = await list('?status=rejected')
  t.match(unknown, { status: 503, body: { detail: words } })
  t.ok(Math.abs(Number(unknown.headers.get('retry-after')) - 3_600) < 60, 'Retry-After is its end')
  t.match((await ask('getSystem', { id: 'complaints' })).body, {
    held: { kind: 'maintenance', until: /\+07:00$/, message },
    maintenances: [{ message }]
  })
  const html = await (await hub.get('/?lang=en', { headers: { accept: 'text/html' } })).text()
  t.match(html, new RegExp('data-id="complaints".*In maintenance</span><p class="notice"[^>]*>' +
    String.raw`The server &lt;script&gt;moves&lt;/script&gt;\. Until <time`))
  t.notMatch(html, '<script>moves')
  t.match(await (await hub.get('/', { headers: { accept: 'application/json' } })).json(), {
    systems: [{ id: 'complaints', state: 'maintenance', message }, { id: 'incidents' }]
  })
  const state = await hub.get('/command-center/state', {
    headers: bearer({ claims: { sub: 'desk', scope: 'command-center:read' } })
  })
  t.match(await state.json(), {
    systems: [{ id: 'complaints', held: { kind: 'maintenance', message } }, { id: 'incidents' }]
  })
  t.match(await act('endMaintenance', { reason: 'it went faster' }), { status: 200, body: { maintenances: [] } })
  await until(async () => (await list()).body.meta.sources[0]?.['state'] === 'ok')
})

t.test('a planned maintenance changes nothing before it begins, and can be taken back', async t => {
  const message = { id: 'Nanti malam.', en: 'Tonight.' }
  const planned = await act('planMaintenance', { from: '2027-06-01T20:00:00+07:00', until: '2027-06-01T23:00:00+07:00',
    message, reason })
  const [one] = planned.body['maintenances'] as { id: number; running: boolean }[]
  t.match(planned.body, { maintenances: [{ from: '2027-06-01T20:00:00+07:00', running: false }],
    system: { held: undefined } })
  t.match((await list()).body.meta.sources, [{ state: 'ok' }])
  t.match(await act('endMaintenance', { reason }), { status: 409,
    body: { detail: 'complaints is in no maintenance now.' } })
  t.match(
    await act('planMaintenance', { from: '2027-06-01T22:00:00+07:00', until: '2027-06-02T23:00:00+07:00', message,
      reason }),
    { status: 409, body: { detail: new RegExp(`maintenance ${one?.id} from`) } }
  )
  t.match((await act('endMaintenance', { maintenance: one?.id, reason })).body, { maintenances: [] })
})

t.test('a probe tells how a system fails', async t => {
  legacy.before = () => {
    throw new SystemFault('unreachable', { stage: 'connect', detail: 'refused the connection' })
  }
  t.match(await act('probeSystem', { reason }), { status: 200,
    body: { outcome: 'failed', code: 'system_failed', detail: 'complaints: refused the connection (connect)' } })
  legacy.before = () => {}
})

t.test('each act is on record, and its wrong forms are told', async t => {
  const future = '2027-06-01T20:00:00+07:00'
  const message = { id: 'Nanti malam.', en: 'Tonight.' }
  t.match(await act('pauseSystem', { reason }, 'complaint'), { status: 404,
    body: { detail: 'No system has this id; did you mean "complaints"?' } })
  for (const [id, body, field] of [
    ['pauseSystem', {}, 'reason'],
    ['pauseSystem', { reason: 'x' }, 'reason'],
    ['resumeSystem', { reason: 'NIK 3273021305859991' }, 'reason'],
    ['probeSystem', { reason, colour: 'red' }, 'colour'],
    ['planMaintenance', { until: '2020-01-01T00:00:00Z', message, reason }, 'until'],
    ['planMaintenance', { from: future, until: '2027-05-31T00:00:00Z', message, reason }, 'until'],
    ['planMaintenance', { from: '2020-01-01T00:00:00Z', until: future, message, reason }, 'from'],
    ['planMaintenance', { until: future, message, reason }, 'until'],
    ['planMaintenance', { from: '2099-01-01T00:00:00Z', until: '2099-01-02T00:00:00Z', message, reason }, 'from'],
    ['planMaintenance', { until: future, message: { ...message, en: 'x'.repeat(161) }, reason }, 'message.en'],
    ['planMaintenance', { until: future, message: { id: 'Saja' }, reason }, 'message.en'],
    ['planMaintenance', { until: future, message: { ...message, en: 'two\nlines' }, reason }, 'message.en'],
    ['planMaintenance', { until: 'soon', message, reason }, 'until'],
    ['planMaintenance', { message, reason }, 'until'],
    ['planMaintenance', { until: future, minutes: 5, message, reason }, 'until'],
    ['endMaintenance', {}, 'reason']
  ] as const) {
    t.match(await act(id, body), { status: 400, body: { errors: [{ field }] } }, `${id} ${JSON.stringify(body)}`)
  }
  t.match(await ask('pauseSystem', { id: 'complaints' }, { as: 'app', body: { reason } }), { status: 403,
    body: { detail: /admin:write/ } })
  const { body } = await ask<{ items: Record<string, unknown>[] }>('listOperatorActions', {}, { query: '?limit=100' })
  t.same(body.items.toReversed().map(({ action, result }) => `${String(action)} ${String(result)}`), [
    'system.pause done',
    'system.pause refused',
    'system.probe done',
    'system.resume done',
    'system.resume refused',
    'system.maintenance done',
    'system.maintenance-end done',
    'system.maintenance done',
    'system.maintenance-end refused',
    'system.maintenance refused',
    'system.maintenance-end done',
    'system.probe done'
  ])
  t.match(body.items.at(-7), { system: 'complaints', consumer: 'desk', reason: 'it went faster' })
  const all = await ask<{ items: { system: { id: string } }[] }>('listOperatedSystems')
  t.same([all.errors, all.body.items.map(({ system }) => system.id)], [[], ['complaints', 'incidents']])
})
