import t, { type Test } from 'tap'
import type { SuccessionConfig } from '../../../src/features/migrations/settings.ts'
import { SystemFault } from '../../../src/kit/index.ts'
import { until } from '../../services/wait.ts'
import { createConfig } from '../../suites/core/city.ts'
import { JWT_SECRET, type RunningHub, startHub } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy, NEVER_FRESH, type Row } from '../../suites/core/legacy.ts'
import { testFolder } from '../../suites/folder.ts'
import { signToken } from '../../suites/token.ts'

// Both call the same complaints by names of their own, and know them by the tracking id alone.
const COUNT = 30
const at = (i: number): string => `2026-11-${String(1 + Math.floor(i / 3)).padStart(2, '0')}T09:00:00+07:00`
const row = (key: string, i: number): Row =>
  complaintRow(key, at(i), { identifiers: [{ scheme: 'tracking_id', value: String(100_000 + i) }], submitted_at: at(i),
    title: `Aduan ${i}` })
const rowsOf = (prefix: string): Row[] => Array.from({ length: COUNT }, (_, i) => row(`${prefix}-${i}`, i)).reverse()
const before = createLegacy({ id: 'before', prefix: 'OLDA', order: 'updated', freshness: NEVER_FRESH,
  writes: 'findable', rows: rowsOf('k') })
const after = createLegacy({ id: 'after', prefix: 'NEWB', order: 'updated', freshness: NEVER_FRESH, writes: 'findable',
  rows: [row('n-extra', COUNT + 1), ...rowsOf('n')] })
const legacies = [before, after]
const adapters = new Map(legacies.map(({ adapter }) => [adapter.product, adapter]))
const entry: SuccessionConfig = { id: 'lapor', resource: 'complaints', old: 'before', new: 'after', mode: 'shadow',
  key: 'identifiers.tracking_id', ids: 'map', sample: 0, ignore: [], tolerance: {} }
const settings = {
  consumers: {
    operations: { scopes: ['admin:read', 'admin:write', 'complaints:write', 'complaints:operate', 'complaints:read'] }
  },
  limits: { breaker: { failures: 1_000, cooldown_ms: 50 } }
}
const headers = {
  'authorization': `Bearer ${
    signToken(JWT_SECRET, { sub: 'operations',
      scope: 'admin:read admin:write complaints:write complaints:operate complaints:read' })
  }`,
  'content-type': 'application/json'
}
const dataDir = testFolder()
const known = before.rows.map(({ key }) => `OLDA-${key}`)

interface Item {
  id: string
  title: string
  source: { system: string; record_id: string }
}
const list = async (hub: RunningHub): Promise<Item[]> =>
  (await (await hub.get('/v1/complaints?limit=100')).json() as { items: Item[] }).items
const get = async (hub: RunningHub, id: string): Promise<Item> =>
  await (await hub.get(`/v1/complaints/${id}`)).json() as Item
const turn = (hub: RunningHub, change: Partial<SuccessionConfig>) =>
  hub.reload(createConfig(legacies, { ...settings, successions: [{ ...entry, ...change }] }), adapters)

async function everyIdLeadsToItsRecord(t: Test, hub: RunningHub): Promise<void> {
  const records = await Promise.all(known.map(id => get(hub, id)))
  t.same(records.map(({ id, title, source }) => [id, title, source.system, source.record_id]),
    before.rows.map(({ key, record }) => [`OLDA-${key}`, record['title'], 'after', key.replace('k', 'n')]))
}

t.test('records that both call by other names keep their ids over a switch, and over a start of the hub', async t => {
  await t.test('what was seen in both is known after the switch', async t => {
    const hub = await startHub(t, legacies, { ...settings, dataDir, successions: [entry] })
    t.same((await list(hub)).map(({ id }) => id).toSorted(), known.toSorted())
    await until(
      async () =>
        (await (await hub.get('/admin/successions/lapor/compare', { method: 'POST', headers,
          body: JSON.stringify({ reason: 'for the test' }) })).json() as { begun: boolean }).begun,
      { what: 'the comparison being begun' }
    )
    await until(
      async () =>
        (await (await hub.get('/admin/successions/lapor/report', { headers })).json() as {
          comparison: { in_both: number; last?: { outcome?: string } }
        }).comparison.last?.outcome === 'whole',
      { what: 'the end of the comparison' }
    )
    const report = await (await hub.get('/admin/successions/lapor/report', { headers })).json()
    t.match(report, { comparison: { in_both: COUNT, only_old: 0, only_new: 1, last: { differing: 0 } } })
    await turn(hub, { mode: 'switched' })
    const items = await list(hub)
    t.same(items.map(({ id }) => id).toSorted(), ['NEWB-n-extra', ...known].toSorted(),
      'what the successor alone has goes by its own id')
    t.same([...new Set(items.map(({ source }) => source.system))], ['after'])
    await everyIdLeadsToItsRecord(t, hub)
    t.match(await get(hub, 'NEWB-n-extra'), { id: 'NEWB-n-extra' })
    t.equal((await hub.get('/v1/complaints/OLDA-k-99')).status, 404)
    t.equal((await hub.get('/v1/complaints/OLDA-100003')).status, 404,
      'the number that both know it by is no id of the old system')
  })

  await t.test('it is known to a hub that is started anew, when the old system answers no more', async t => {
    before.before = () => {
      throw new SystemFault('unreachable', { stage: 'get', detail: 'refused the connection' })
    }
    t.teardown(() => {
      before.before = () => {}
    })
    const hub = await startHub(t, legacies, { ...settings, dataDir, successions: [{ ...entry, mode: 'switched' }] })
    await everyIdLeadsToItsRecord(t, hub)
    t.same((await list(hub)).map(({ id }) => id).toSorted(), ['NEWB-n-extra', ...known].toSorted())
    const answer = await hub.get('/v1/complaints/OLDA-k-5/updates', { method: 'POST',
      headers: { ...headers, 'idempotency-key': '"map"' }, body: JSON.stringify({ text: 'Masih rusak.' }) })
    t.equal(answer.status, 201)
    t.same(after.written.map(({ key }) => key), ['n-5'],
      'a comment on an old id is written to the record that it has become')
  })
})
