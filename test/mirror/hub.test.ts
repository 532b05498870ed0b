import { setTimeout as wait } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { HubConfig } from '../../src/config/schema.ts'
import type { Mirrored } from '../../src/mirror/mirror.ts'
import { openStore } from '../../src/store/database.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { startHub } from '../suites/core/hub.ts'
import { openMirror } from '../suites/mirror.ts'
import { silent } from '../suites/stores.ts'

const MIRROR: HubConfig['mirror'] = { resources: ['complaints'] }
const DAY = '2026-11-01T08:00:00+07:00'

/** What another process of the hub sees in the mirror. */
async function look(t: Test, dataDir: string): Promise<() => Promise<Mirrored[]>> {
  const store = await openStore({ dataDir, log: silent })
  const mirror = openMirror(t, store)
  t.teardown(() => store.close())
  return async () => (await Array.fromAsync(mirror.scan())).flat()
}

async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read()
    if (holds(value)) return value
    await wait(20)
  }
}

t.test('what callers ask for is mirrored as everybody may see it, of what the configuration names alone', async t => {
  const lapor = createLegacy({ id: 'lapor', prefix: 'LAPOR', rows: ['1', '2'].map(key => complaintRow(key, DAY, { reporter: { anonymous: false, confidential: false, name: 'SITI AMINAH' } })) })
  const other = createLegacy({ id: 'other', prefix: 'OTHER', rows: [complaintRow('1', DAY)] })
  const hub = await startHub(t, [lapor, other], { hub: { mirror: MIRROR }, systems: { other: { mirror: { resources: [] } } } })
  const kept = await look(t, hub.dataDir)
  t.equal((await hub.get('/v1/complaints')).status, 200)
  const records = await until(kept, ({ length }) => length === 2)
  t.same(records.map(({ system, id }) => [system, id]), [['lapor', 'LAPOR-1'], ['lapor', 'LAPOR-2']])
  t.match(records[0]?.record, { reporter: { name: 'S. A.' } })

  lapor.rows = lapor.rows.slice(0, 1)
  t.equal((await hub.get('/v1/complaints/LAPOR-2')).status, 404)
  t.same((await until(kept, ({ length }) => length === 1)).map(({ id }) => id), ['LAPOR-1'])
})

t.test('without a word of it in the configuration nothing is kept', async t => {
  const lapor = createLegacy({ id: 'lapor', prefix: 'LAPOR', rows: [complaintRow('1', DAY)] })
  const hub = await startHub(t, [lapor])
  const kept = await look(t, hub.dataDir)
  t.equal((await hub.get('/v1/complaints')).status, 200)
  await hub.close()
  t.same(await kept(), [])
})
