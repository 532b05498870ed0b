import t from 'tap'
import type { SuccessionConfig } from '../../../src/features/migrations/settings.ts'
import { SystemFault } from '../../../src/kit/index.ts'
import { until } from '../../services/wait.ts'
import { createConfig } from '../../suites/core/city.ts'
import { JWT_SECRET, startHub } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy, NEVER_FRESH, type Row } from '../../suites/core/legacy.ts'
import { signToken } from '../../suites/token.ts'

// Sixty complaints that both have; the successor calls them by other keys, and has two more of its own.
const at = (i: number): string => `2026-11-${String(1 + Math.floor(i / 3)).padStart(2, '0')}T09:00:00+07:00`
const rowsOf = (name: (number: string) => string): Row[] =>
  Array.from({ length: 60 }, (_, i) => String(100_000 + i))
    .map((number, i) =>
      complaintRow(name(number), at(i), { identifiers: [{ scheme: 'tracking_id', value: number }],
        submitted_at: at(i) })
    ).reverse()
const before = createLegacy({ id: 'before', prefix: 'OLDA', order: 'updated', rows: rowsOf(number => number),
  freshness: NEVER_FRESH, writes: 'findable' })
const after = createLegacy({
  id: 'after',
  prefix: 'NEWB',
  order: 'updated',
  freshness: NEVER_FRESH,
  writes: 'findable',
  rows: [complaintRow('n-extra', at(61), { submitted_at: at(61) }), ...rowsOf(number => `n-${number}`),
    complaintRow('n-last', '2026-10-01T09:00:00+07:00')]
})
const legacies = [before, after]

const entry: SuccessionConfig = { id: 'lapor', resource: 'complaints', old: 'before', new: 'after', mode: 'shadow',
  key: 'identifiers.tracking_id', ids: 'key', sample: 0, ignore: [], tolerance: {} }
const adapters = new Map(legacies.map(({ adapter }) => [adapter.product, adapter]))
const consumers = {
  app: { scopes: ['complaints:write', 'complaints:operate', 'complaints:read', 'events:read', 'submissions:read'] }
}
const watched = { changes: { complaints: { every_seconds: 1 } } }
const settings = { consumers, systems: { before: watched, after: watched },
  limits: { breaker: { failures: 1_000, cooldown_ms: 50 } } }
const configOf = (change: Partial<SuccessionConfig>) =>
  createConfig(legacies, { ...settings, successions: [{ ...entry, ...change }] })
const hub = await startHub(t, legacies, { ...settings, successions: [entry] })
const turn = async (change: Partial<SuccessionConfig>): Promise<void> => {
  await hub.reload(configOf(change), adapters)
}

interface Listed {
  items: { id: string; source: { system: string } }[]
  next_cursor: string | null
  meta: { sources: { system: string; state: string; detail?: string }[] }
}
async function page(limit: number, cursor?: string | null, more = ''): Promise<Listed> {
  const answer = await hub.get(`/v1/complaints?limit=${limit}${more}${cursor ? `&cursor=${cursor}` : ''}`)
  if (answer.status !== 200) throw new Error(await answer.text())
  return await answer.json() as Listed
}
async function walk(limit: number): Promise<Listed['items']> {
  const items: Listed['items'] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const { items: more, next_cursor } = await page(limit, cursor)
    items.push(...more)
    cursor = next_cursor
  }
  return items
}
const systemsOf = (items: Listed['items']): string[] => [...new Set(items.map(({ source }) => source.system))]
const known = before.rows.map(({ key }) => `OLDA-${key}`)

t.test('in the shadow the old system alone answers', async t => {
  const items = await walk(25)
  t.same(items.map(({ id }) => id).toSorted(), known.toSorted())
  t.same(systemsOf(items), ['before'])
  t.same((await page(5)).meta.sources.map(({ system }) => system), ['before'])
})

t.test('on the ramp each list is of one system, the same each time, and all ids are as they were', async t => {
  await turn({ mode: 'ramp', percent: 50 })
  const by = new Map<number, string>()
  for (let limit = 20; limit < 40; limit++) {
    const items = await walk(limit)
    const systems = systemsOf(items)
    t.equal(systems.length, 1, `limit ${limit}`)
    by.set(limit, systems[0] ?? '')
    const ids = items.map(({ id }) => id)
    t.equal(new Set(ids).size, ids.length)
    t.same(ids.filter(id => id.startsWith('OLDA-')).toSorted(), known.toSorted(), `limit ${limit}`)
    if (systems[0] === 'after')
      t.same(ids.filter(id => id.startsWith('NEWB-')), ['NEWB-n-extra', 'NEWB-n-last'],
        'what it has alone goes by its own id')
  }
  t.same([...new Set(by.values())].toSorted(), ['after', 'before'], 'some questions go to each')
  for (const [limit, system] of by) t.same(systemsOf((await page(limit)).items), [system])
  const records = await Promise.all(
    known.map(
      async id => (await (await hub.get(`/v1/complaints/${id}`)).json() as { id: string; source: { system: string } })
    )
  )
  t.same(records.map(({ id }) => id), known)
  const news = records.filter(({ source }) => source.system === 'after').length
  t.ok(news > 10 && news < 50, `${news} of 60 by the successor`)
  t.equal((await hub.get('/v1/complaints/NEWB-n-extra')).status, 200)
})

t.test('on the ramp the old system stands in for a successor that fails, and says so', async t => {
  await turn({ mode: 'ramp', percent: 100 })
  t.same(systemsOf((await page(7)).items), ['after'])
  const begun = await page(10)
  after.before = operation => {
    if (operation !== 'probe') throw new SystemFault('unreachable', { stage: 'list', detail: 'refused the connection' })
  }
  t.teardown(() => {
    after.before = () => {}
  })
  const { items, meta } = await page(8)
  t.same(systemsOf(items), ['before'])
  t.match(meta.sources, [{ system: 'before', state: 'ok' }, { system: 'after', state: 'skipped',
    detail: /could not answer/ }])
  const rest = await page(100, begun.next_cursor)
  t.same([...begun.items, ...rest.items].map(({ id }) => id).filter(id => id.startsWith('OLDA')),
    (await walk(100)).map(({ id }) => id),
    'a list that the successor began is carried on by the old one, without a gap')
  const answer = await hub.get(`/v1/complaints/${known[3]}`)
  t.match(answer.headers.get('satu-source'), /^before;/)
})

t.test('after the switch ids that were given out before still lead to their records, and cursors go on', async t => {
  await turn({ mode: 'shadow' })
  const begun = await page(13)
  const whole = await walk(13)
  await turn({ mode: 'switched' })
  const asked = before.asked.length
  const rest = await page(100, begun.next_cursor)
  t.same([...begun.items, ...rest.items].map(({ id }) => id).filter(id => id.startsWith('OLDA')),
    whole.map(({ id }) => id), 'no record is twice or missing')
  t.same(systemsOf(rest.items), ['after'])
  for (const id of known)
    t.match(await (await hub.get(`/v1/complaints/${id}`)).json(), { id, source: { system: 'after' } })
  t.equal((await hub.get('/v1/complaints/OLDA-999999')).status, 404)
  t.equal(
    before.asked.slice(asked).filter(({ operation, call }) =>
      operation !== 'probe' && !/^(watch|shadow)/.test(call.requestId)
    ).length,
    0,
    'the old system is asked nothing'
  )
  await turn({ mode: 'shadow' })
  t.same((await walk(13)).map(({ id }) => id), whole.map(({ id }) => id), 'and back')
})

t.test('a list that the successor began is carried on by the old system after a switch back', async t => {
  await turn({ mode: 'switched' })
  const begun = await page(11)
  await turn({ mode: 'shadow' })
  const rest = await page(100, begun.next_cursor)
  t.same([...begun.items, ...rest.items].map(({ id }) => id).filter(id => id.startsWith('OLDA')).toSorted(),
    known.toSorted())
})

t.test('a change goes to one system alone, and what is on its way ends where it began', async t => {
  const authorization = `Bearer ${
    signToken(JWT_SECRET, { sub: 'app', scope: 'complaints:write complaints:operate complaints:read submissions:read' })
  }`
  const send = (key: string, path = ''): Promise<Response> =>
    hub.get(`/v1/complaints${path}`, { method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': `"${key}"` },
      body: JSON.stringify(path === '' ? { description: `Aduan ${key}.` } : { text: 'Masih rusak.' }) })
  await turn({ mode: 'shadow' })
  t.equal((await send('shadow')).status, 201)
  t.same([before.written.length, after.written.length], [1, 0])
  before.before = operation => {
    if (operation === 'send') throw new SystemFault('unreachable', { stage: 'send', detail: 'refused the connection' })
  }
  const waiting = await send('waits')
  t.equal(waiting.status, 202)
  await turn({ mode: 'switched' })
  t.equal((await send('switched')).status, 201)
  t.equal((await send('comment', '/OLDA-100005/updates')).status, 201)
  t.same(after.written.map(({ key }) => key), [undefined, 'n-100005'],
    'a comment on an old id is written to the record that it has become')
  before.before = () => {}
  const { id } = await waiting.json() as { id: string }
  await until(
    async () =>
      ((await (await hub.get(`/v1/submissions/${id}`, { headers: { authorization } })).json()) as {
        status: { code: string }
      }).status.code === 'delivered',
    { what: 'the write that waited being delivered' }
  )
  t.same([before.written.length, after.written.length], [2, 2])
  await turn({ mode: 'switched', writes: 'old' })
  t.ok((await send('old again')).status < 300)
  await until(() => before.written.length === 3, { what: 'the write reaching the old system' })
  t.equal(after.written.length, 2)
})

t.test('a switch is no news: no record is told of again', async t => {
  const authorization = `Bearer ${signToken(JWT_SECRET, { sub: 'app', scope: 'events:read complaints:read' })}`
  const looks = (): number => after.asked.filter(({ call }) => call.requestId.startsWith('watch')).length
  await turn({ mode: 'shadow' })
  const told = before.asked.filter(({ call }) => call.requestId.startsWith('watch')).length
  await until(() => before.asked.filter(({ call }) => call.requestId.startsWith('watch')).length > told + 1, {
    what: 'the old system being looked at'
  })
  const count = async (): Promise<string[]> =>
    ((await (await hub.get('/v1/events?limit=100', { headers: { authorization } })).json()) as {
      items: { subject: string; type: string }[]
    }).items.map(({ type, subject }) => `${type} ${subject}`)
  const before_ = await count()
  const seen = looks()
  await turn({ mode: 'switched' })
  await until(() => looks() > seen + 2, { what: 'the successor being looked at' })
  t.same((await count()).filter(one => / OLDA-1000/.test(one)), before_.filter(one => / OLDA-1000/.test(one)))
})
