import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t, { type Test } from 'tap'
import { loadContract } from '../../src/contract/contract.ts'
import { features } from '../../src/features.ts'
import { enabledFeatures } from '../../src/features/enabled.ts'
import type { Feature } from '../../src/features/feature.ts'
import { openStore } from '../../src/platform/store/database.ts'
import { type RunningHub, startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { bearer } from '../suites/core/tokens.ts'
import { testFolder } from '../suites/folder.ts'
import { silent } from '../suites/stores.ts'

const contract = loadContract()
const scopes = [...new Set(contract.operations.flatMap(operation => operation.scopes))]
const caller = bearer({ claims: { sub: 'app', scope: scopes.join(' ') } })

async function start(t: Test, switches: Record<string, boolean>): Promise<RunningHub> {
  return startHub(t, [
    createLegacy({ id: 'complaints', prefix: 'LAPOR', writes: 'findable',
      rows: [complaintRow('1', '2026-11-20T10:00:00+07:00')] })
  ], {
    consumers: { app: { scopes } },
    features: switches
  })
}

function tablesIn(dataDir: string): string[] {
  const database = new DatabaseSync(join(dataDir, 'satu.db'), { readOnly: true })
  const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").all()
  database.close()
  return tables.map(({ name }) => String(name))
}

/** What the core does whatever is off. */
async function readsAndWrites(t: Test, hub: RunningHub): Promise<void> {
  t.equal((await hub.get('/readyz')).status, 200)
  const list = await hub.get('/v1/complaints?limit=1', { headers: caller })
  t.equal(list.status, 200)
  const { items: [first] } = await list.json() as { items: { id: string }[] }
  t.equal((await hub.get(`/v1/complaints/${first?.id}`, { headers: caller })).status, 200)
  const made = await hub.get('/v1/complaints', {
    method: 'POST',
    headers: { ...caller, 'content-type': 'application/json', 'idempotency-key': `"${randomUUID()}"` },
    body: JSON.stringify({ description: 'Lampu jalan mati sejak Senin.' })
  })
  t.equal(made.status, 201, await made.text())
  t.equal((await hub.get('/v1/systems/complaints', { headers: caller })).status, 200)
  t.equal((await hub.get('/v1/events', { headers: caller })).status, 200)
  t.equal((await hub.get('/.well-known/api-catalog')).status, 200)
}

/** Nothing of it is there, and who asks for it is told why. */
async function isOff(t: Test, hub: RunningHub, { feature, by }: { feature: Feature; by: string }): Promise<void> {
  for (const id of feature.operations) {
    const { method, path } = contract.operations.find(operation => operation.id === id) ?? t.fail(id) as never
    const answer = await hub.get(path.replace(/\{\w+\}/g, 'x'), { method, headers: caller })
    const { code, detail } = await answer.json() as { code: string; detail: string }
    t.match({ status: answer.status, code, detail }, { status: 501, code: 'not_served',
      detail: `features.${by}: false` }, id)
  }
  for (const { requests = [], calls = [] } of Object.values(feature.routes)) {
    for (const request of [...requests, ...calls.map(([one]) => one)]) {
      const [method = '', path = ''] = request.split(' ')
      const { status } = await hub.get(path.replace(/\{\w+\}/g, 'x'), { method, headers: caller, redirect: 'manual' })
      t.equal(status, 404, request)
    }
  }
}

for (const { name } of features) {
  t.test(`without ${name} the core reads, writes and reports its health`, async t => {
    const switches = { [name]: false }
    const hub = await start(t, switches)
    await readsAndWrites(t, hub)
    for (const one of enabledFeatures(features, switches).off) await isOff(t, hub, one)
  })
}

t.test('with every feature off the core reads and writes, and has no table, job or number of any', async t => {
  const switches = Object.fromEntries(features.map(({ name }) => [name, false]))
  const hub = await start(t, switches)
  await readsAndWrites(t, hub)
  for (const one of enabledFeatures(features, switches).off) await isOff(t, hub, one)
  const bare = testFolder()
  const store = await openStore({ dataDir: bare, log: silent, migrations: {} })
  await store.close()
  t.same(tablesIn(hub.dataDir), tablesIn(bare))
})
