import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t from 'tap'
import { until } from '../services/wait.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { bearer } from '../suites/core/tokens.ts'

const scopes = ['complaints:write', 'complaints:operate', 'complaints:read', 'metrics:read']
const legacy = createLegacy({ id: 'complaints', prefix: 'LAPOR', writes: 'findable',
  rows: [complaintRow('1', '2026-11-01T08:00:00+07:00')] })
const hub = await startHub(t, [legacy], { consumers: { app: { scopes } } })
const authorization = bearer({ claims: { sub: 'app', scope: scopes.join(' ') } })
const write = (): Promise<Response> =>
  hub.get('/v1/complaints', {
    method: 'POST',
    body: '{"description":"Lampu mati."}',
    headers: { ...authorization, 'content-type': 'application/json', 'idempotency-key': `"${randomUUID()}"` }
  })
const ready = async (): Promise<unknown> => (await hub.get('/readyz')).json()
const metrics = async (): Promise<string> => (await hub.get('/metrics', { headers: authorization })).text()

t.test('while the store takes no writes, writes are refused, reads go on, and all of that is told', async t => {
  t.same(await ready(), { status: 'ready', store: 'ready' })
  t.match(await metrics(), /^satu_store_ready 1$/m)
  // Somebody else writes, and does not end.
  const other = new DatabaseSync(join(hub.dataDir, 'satu.db'))
  other.exec('begin immediate')
  const refused = await write()
  t.equal(refused.status, 503)
  t.match(refused.headers.get('retry-after'), /^\d+$/)
  t.match(await refused.json(), { code: 'store_unavailable', at_fault: 'hub' })
  t.equal(legacy.written.length, 0)
  // Each try to write keeps the process waiting for five seconds: they are asked for in one pause between two.
  const [told, numbers, read] = await Promise.all([ready(), metrics(), hub.get('/v1/complaints/LAPOR-1')])
  t.same(told, { status: 'ready', store: 'failed' })
  t.match(numbers, /^satu_store_ready 0$/m)
  t.equal(read.status, 200)
  other.exec('rollback')
  other.close()
  await until(async () => (await ready() as { store: string }).store === 'ready', { what: 'a store that works' })
  t.equal((await write()).status, 201)
})
