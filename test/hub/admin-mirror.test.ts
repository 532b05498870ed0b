import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { contractErrors } from '../suites/contract-check.ts'
import { createCaller } from '../suites/core/desk.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'

const consumers = { desk: { scopes: ['admin:read', 'admin:write'] }, reader: { scopes: ['admin:read'] } }
const legacies = ['lapor', 'other'].map(id =>
  createLegacy({ id, prefix: id.toUpperCase(), rows: ['1', '2'].map(key =>
    complaintRow(key, `2026-11-0${key}T08:00:00+07:00`, { title: `Lampu ${id}` })
  ) })
)
const hub = await startHub(t, legacies, { consumers, hub: { mirror: { resources: ['complaints'], on_error: 86_400 } } })

const ask = createCaller(hub, consumers)

async function found(): Promise<number> {
  return (await (await hub.get('/v1/search?q=lampu')).json() as { total: { count: number } }).total.count
}

t.test('operators see what is mirrored, and forget it with a reason and on record', async t => {
  t.match((await ask('GET', '/admin/mirror')).body.items, [{ system: 'lapor', records: 0 }, { system: 'other',
    records: 0 }])
  t.equal((await hub.get('/v1/complaints')).status, 200)
  while (await found() < 4) await wait(20)
  const list = await ask('GET', '/admin/mirror?limit=1')
  t.same(contractErrors('listMirrored', list), [])
  t.match(list.body, {
    items: [{ system: 'lapor', resource: 'complaints', records: 2, latest_change: '2026-11-02T08:00:00+07:00' }],
    next_cursor: 'o1'
  })

  t.equal((await ask('POST', '/admin/systems/lapor/mirror/forget', {})).status, 400)
  t.equal((await ask('POST', '/admin/systems/lapor/mirror/forget', { reason: 'no more' }, 'reader')).status, 403)
  t.equal((await ask('POST', '/admin/systems/laporr/mirror/forget', { reason: 'no more' })).status, 404)
  t.equal(
    (await ask('POST', '/admin/systems/lapor/mirror/forget', { reason: 'no more', resource: 'residents' })).status,
    400
  )
  const forgotten = await ask('POST', '/admin/systems/lapor/mirror/forget', { reason: 'the agreement has ended',
    resource: 'complaints' })
  t.same(contractErrors('forgetMirrored', forgotten), [])
  t.same(forgotten.body, { records: 2 })
  t.equal(await found(), 2, 'and is found no more')
  t.match((await ask('GET', '/admin/actions')).body.items[0], { action: 'mirror.forget', system: 'lapor',
    reason: 'the agreement has ended', detail: 'complaints', result: 'done' })
})
