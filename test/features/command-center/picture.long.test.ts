import t from 'tap'
import type { Picture } from '../../../src/features/command-center/picture.ts'
import { SystemFault } from '../../../src/kit/index.ts'
import { until } from '../../services/wait.ts'
import { view } from '../../suites/command-center.ts'
import { complaintRow, createLegacy, type Legacy } from '../../suites/core/legacy.ts'
import { authorization, happenings, startEventsHub } from '../../suites/events-hub.ts'
import { overEachStore } from '../../suites/stores.ts'

const SCOPES = ['command-center:read']
const wall = authorization('wall', SCOPES)
const consumers = {
  wall: { scopes: SCOPES },
  desk: {
    scopes: ['command-center:read', 'systems:read', 'complaints:read', 'complaints:write', 'submissions:read',
      'submissions:operate', 'events:read']
  }
}
const every = { every_seconds: 0.25 }
const wib = (ms: number): string => new Date(ms + 7 * 3_600_000).toISOString().replace(/\.\d+Z/, '+07:00')
const ago = (days: number): string => wib(Date.now() - days * 86_400_000)

function complaint(key: string, code: string, days: number, more: Record<string, unknown> = {}) {
  const row = complaintRow(key, ago(days / 100))
  row.record = { ...row.record, status: { code, raw_code: code }, submitted_at: ago(days), agency_id: 'SKPD-DPU',
    location: { district_code: '32.73.02' }, ...more }
  return row
}

t.setTimeout(600_000)

overEachStore(async (t, place) => {
  const legacy: Legacy = createLegacy({
    id: 'complaints',
    prefix: 'LAPOR',
    writes: 'findable',
    filters: ['updated_since'],
    pageSize: 3,
    rows: [
      complaint('1', 'submitted', 0),
      complaint('2', 'triage', 12),
      complaint('3', 'submitted', 40),
      complaint('4', 'resolved', 3),
      complaint('5', 'resolved', 40),
      complaint('6', 'submitted', 1, { agency_id: 'SKPD-DISHUB', location: { district_code: '32.73.19' } })
    ]
  })
  const quiet = createLegacy({ id: 'other', prefix: 'OTHR' })
  const { hub, url } = await startEventsHub(t, place, {
    consumers,
    limits: { breaker: { failures: 1_000, cooldown_ms: 50 } },
    systems: {
      complaints: { name: 'LAPOR <script>alert(1)</script>', changes: { complaints: every },
        contact: { name: 'Meja aduan', email: 'aduan@example.go.id' } }
    }
  }, [legacy, quiet])
  const state = async (headers: Record<string, string> = wall): Promise<Picture> =>
    (await (await fetch(`${url}/command-center/state`, { headers })).json()) as Picture
  const settled = (fits: (picture: Picture) => boolean, what: string): Promise<void> =>
    until(async () => fits(await state()), { what, timeoutMs: 240_000 })

  t.test('records are counted as the looks for changes see them, with who is late', async t => {
    await settled(({ figures }) => figures?.resources.complaints.open === 4, 'all complaints counted')
    const { figures } = await state()
    const { complaints } = figures?.resources ?? {}
    t.match(complaints, { open: 4, overdue: 2, coverage: { systems: 2, looked: 1, asOf: /\+07:00$/ } })
    t.equal(complaints?.trend.length, 14)
    t.same(complaints?.trend.slice(-4), [1, 0, 1, 1], 'by the day on which they began, whatever became of them')
    t.match(figures?.agencies, { 'SKPD-DPU': { complaints: { open: 3, overdue: 2 } },
      'SKPD-DISHUB': { complaints: { open: 1, overdue: 0 } } })
    t.match(figures?.districts, { '32.73.02': { complaints: { open: 3 } }, '32.73.19': { complaints: { open: 1 } } })
  })

  t.test('a record that ends, or that nobody may see any more, is counted no more', async t => {
    legacy.rows = [complaint('1', 'resolved', 0),
      complaint('6', 'submitted', 1, { reporter: { anonymous: false, confidential: true } }),
      ...legacy.rows.filter(({ key }) => !['1', '6'].includes(key))]
    await settled(({ figures }) => figures?.resources.complaints.open === 2, 'two fewer')
    t.notOk((await state()).figures?.agencies['SKPD-DISHUB'])
  })

  t.test('viewers hear once a second what has changed, and all of them the same', async t => {
    const [one, other] = await Promise.all([view(url, wall), view(url, authorization('desk', consumers.desk.scopes))])
    t.teardown(() => {
      one.leave()
      other.leave()
    })
    const { systems } = await one.picture()
    t.match(systems.map(({ id, name }) => [id, name]), [['complaints', 'LAPOR <script>alert(1)</script>'], ['other',
      'other']])
    await other.picture()
    const happen = await happenings(t, place)
    await happen({ subject: 'LAPOR-77', type: 'complaint.created',
      data: { status: 'submitted', agency_id: 'SKPD-DPU', district_code: '32.73.02' } })
    const heard = await one.change(({ items }) => items.some(({ subject }) => subject === 'LAPOR-77'))
    t.same(await other.change(({ items }) => items.some(({ subject }) => subject === 'LAPOR-77')), heard)
    t.match(heard.items.at(-1), { type: 'complaint.created', system: 'complaints', agency: 'SKPD-DPU',
      district: '32.73.02', status: 'submitted' })
    await one.change(({ systems: changed, figures, deliveries }) =>
      changed === undefined && figures === undefined && deliveries === undefined
    )
    t.pass('what has not changed is not told again')
  })

  t.test('a system that stops answering is on the wall, and what failed is told to who may know', async t => {
    const viewer = await view(url, wall)
    t.teardown(() => {
      viewer.leave()
    })
    await viewer.picture()
    legacy.before = () => {
      throw new SystemFault('unreachable', { stage: 'list', detail: 'refused the connection' })
    }
    await viewer.change(({ systems = [] }) =>
      systems.some(({ id, state, failing = 0 }) =>
        id === 'complaints' && (state === 'degraded' || state === 'down') && failing > 0
      )
    )
    const requestId = 'drill-down-1'
    await fetch(`${url}/v1/complaints?limit=7`, { headers: { 'x-request-id': requestId } })
    const found = (await (await fetch(`${url}/command-center/systems/complaints`, {
      headers: authorization('desk', consumers.desk.scopes)
    })).json()) as { errors: { requestId?: string }[] }
    t.match(found, { contact: { name: 'Meja aduan', email: 'aduan@example.go.id' },
      errors: [{ code: 'system_failed', stage: /list/ }] })
    t.ok(found.errors.some(error => error.requestId === requestId))
    t.equal((await fetch(`${url}/command-center/systems/complaints`, { headers: wall })).status, 403,
      'the wall may not')
    t.equal(
      (await fetch(`${url}/command-center/systems/nobody`, { headers: authorization('desk', consumers.desk.scopes) }))
        .status,
      404
    )
    legacy.before = () => {}
  })

  t.test('what waits for a system is counted, and a flood of events is sampled and says so', async t => {
    const viewer = await view(url, wall)
    t.teardown(() => {
      viewer.leave()
    })
    await viewer.picture()
    legacy.before = operation => {
      if (operation === 'send')
        throw new SystemFault('unreachable', { stage: 'send', detail: 'refused the connection' })
    }
    const sent = await fetch(`${url}/v1/complaints`, {
      method: 'POST',
      body: JSON.stringify({ description: 'Lampu jalan mati <b>sejak</b> Senin.' }),
      headers: { ...authorization('desk', consumers.desk.scopes), 'content-type': 'application/json',
        'idempotency-key': '"waits-1"' }
    })
    t.equal(sent.status, 202)
    await viewer.change(({ deliveries }) => deliveries != null && deliveries.waiting + deliveries.uncertain > 0)
    await settled(
      ({ systems }) =>
        systems.some(({ id, waiting = 0, uncertain = 0 }) => id === 'complaints' && waiting + uncertain > 0),
      'it on its row'
    )
    legacy.before = () => {}
    const happen = await happenings(t, place)
    await happen(...Array.from({ length: 200 }, (_, n) => ({ subject: `LAPOR-F${n}` })))
    const flood = await viewer.change(({ left }) => left > 0)
    t.ok(flood.items.length <= 12)
    await viewer.change(() => viewer.changes.reduce((sum, { items, left }) => sum + items.length + left, 0) >= 200)
    t.pass('none is forgotten in the count')
  })

  t.test('the page asks no system: what is asked does not depend on who looks', async t => {
    const lists = (): number => quiet.asked.filter(({ operation }) => operation !== 'probe').length
    const before = lists()
    const viewers = await Promise.all(Array.from({ length: 20 }, () => view(url, wall)))
    await Promise.all(viewers.map(viewer => viewer.change(() => viewer.changes.length > 2)))
    for (const viewer of viewers) viewer.leave()
    t.equal(lists(), before)
  })

  t.test('nothing of a person, and no address or error text, is in the picture', async t => {
    const text = JSON.stringify(await state())
    t.notMatch(text, /description|Lampu|reporter|refused|aduan@|nik|idempotency/i)
  })

  t.test('a stream ends when its token does, and when the scope is taken back', async t => {
    const short = await view(url, authorization('wall', SCOPES, { exp: Math.floor(Date.now() / 1_000) + 2 }))
    t.equal(await short.over, 'over')
    t.equal((await fetch(`${url}/command-center/state`, { headers: authorization('desk', ['systems:read']) })).status,
      403)
    t.equal((await fetch(`${url}/command-center/state`)).status, 401)
  })

  t.test('streams end with the hub', async t => {
    const viewer = await view(url, wall)
    await viewer.picture()
    await Promise.all([viewer.over, hub.close()])
    t.pass()
  })
})
