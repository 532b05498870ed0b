import { setTimeout as wait } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { Mirrored } from '../../../src/features/mirror/mirror.ts'
import { SystemFault } from '../../../src/kit/faults.ts'
import type { HubConfig } from '../../../src/platform/config/schema.ts'
import { startHub } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../../suites/core/legacy.ts'
import { openMirror } from '../../suites/mirror.ts'
import { openWholeStore } from '../../suites/open-store.ts'
import { silent } from '../../suites/stores.ts'

const MIRROR: HubConfig['mirror'] = { resources: ['complaints'], on_error: 86_400 }
const DAY = '2026-11-01T08:00:00+07:00'

/** What another process of the hub sees in the mirror. */
async function look(t: Test, dataDir: string): Promise<() => Promise<Mirrored[]>> {
  const store = await openWholeStore({ dataDir, log: silent })
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
  const lapor = createLegacy({ id: 'lapor', prefix: 'LAPOR',
    rows: ['1', '2'].map(key =>
      complaintRow(key, DAY, { reporter: { anonymous: false, confidential: false, name: 'SITI AMINAH' } })
    ) })
  const other = createLegacy({ id: 'other', prefix: 'OTHER', rows: [complaintRow('1', DAY)] })
  const hub = await startHub(t, [lapor, other], { hub: { mirror: MIRROR },
    systems: { other: { mirror: { resources: [] } } } })
  const kept = await look(t, hub.dataDir)
  t.equal((await hub.get('/v1/complaints')).status, 200)
  const records = await until(kept, ({ length }) => length === 2)
  t.same(records.map(({ system, id }) => [system, id]), [['lapor', 'LAPOR-1'], ['lapor', 'LAPOR-2']])
  t.match(records[0]?.record, { reporter: { name: 'S. A.' } })

  lapor.rows = lapor.rows.slice(0, 1)
  t.equal((await hub.get('/v1/complaints/LAPOR-2')).status, 404)
  t.same((await until(kept, ({ length }) => length === 1)).map(({ id }) => id), ['LAPOR-1'])
})

t.test('a system that is down at the start is answered for from the mirror, and told of', async t => {
  const lapor = createLegacy({ id: 'lapor', prefix: 'LAPOR', order: 'updated',
    rows: ['1', '2', '3'].map(key =>
      complaintRow(key, `2026-11-0${key}T08:00:00+07:00`, { description: `Lubang ${key}`,
        reporter: { anonymous: false, confidential: false, name: 'SITI AMINAH' } })
    ).toReversed() })
  const bare = createLegacy({ id: 'bare', prefix: 'BARE', rows: [complaintRow('1', DAY)] })
  const settings = { hub: { mirror: MIRROR }, systems: { lapor: { mirror: { walk: { every_hours: 1 } } } } }
  const first = await startHub(t, [lapor, bare], settings)
  const kept = await look(t, first.dataDir)
  t.equal((await first.get('/v1/complaints/BARE-1')).status, 200)
  await until(kept, ({ length }) => length === 4)
  const walked = async (): Promise<boolean> =>
    /walks_total\{[^}]*outcome="whole"\} 1/.test(
      JSON.stringify(
        first.metrics().flatMap(({ name, series }) => series.map(([labels, value]) => `${name}${labels} ${value}`))
      ).replaceAll('\\"', '"')
    )
  await until(walked, done => done)
  await first.close()

  const down = (): never => {
    throw new SystemFault('unreachable', { stage: 'connect', detail: 'refused the connection' })
  }
  lapor.before = down
  bare.before = down
  const second = await startHub(t, [lapor, bare], { ...settings, dataDir: first.dataDir })
  const fresh = await second.get('/v1/complaints/LAPOR-2', { headers: { 'Cache-Control': 'no-cache' } })
  t.ok(fresh.status >= 502, `whoever wants it fresh is told that it is not: ${fresh.status}`)
  const found = await second.get('/v1/complaints/LAPOR-2')
  t.equal(found.status, 200)
  t.match(await found.json(), { id: 'LAPOR-2', description: 'Lubang 2', reporter: { name: 'S. A.' } })
  t.match(found.headers.get('satu-source'), /^lapor;state=stale;as_of="20/)
  t.equal((await second.get('/v1/complaints/BARE-1')).status, 200, 'a record needs no reading of all')

  const list = await (await second.get('/v1/complaints?limit=2')).json() as { items: { id: string }[];
    next_cursor: string; meta: { sources: Record<string, unknown>[] } }
  t.same(list.items.map(({ id }) => id), ['LAPOR-3', 'LAPOR-2'])
  t.match(list.meta.sources, [
    { system: 'lapor', state: 'stale', as_of: /^20/, detail: /its last known records stand in \(mirror\)/ },
    // Of this one only what was asked for is known: it would pass for all.
    { system: 'bare', state: 'failed' }
  ])
  const rest = await (await second.get(`/v1/complaints?limit=2&cursor=${list.next_cursor}`)).json() as {
    items: { id: string }[]
  }
  t.same(rest.items.map(({ id }) => id), ['LAPOR-1'])
  t.same((await (await second.get('/v1/complaints?status=resolved')).json() as { items: unknown[] }).items, [],
    'filters hold')

  t.ok((await second.get('/v1/complaints/LAPOR-2', { headers: { 'Cache-Control': 'stale-if-error=0' } })).status >= 502)
  t.ok((await second.get('/v1/complaints/LAPOR-9')).status >= 502, 'what was never seen may be there all the same')
  await second.close()

  const strict = await startHub(t, [lapor, bare], { ...settings, hub: { mirror: { ...MIRROR, on_error: 0 } },
    dataDir: first.dataDir })
  t.ok((await strict.get('/v1/complaints/LAPOR-2')).status >= 502)
})

t.test('without a word of it in the configuration nothing is kept', async t => {
  const lapor = createLegacy({ id: 'lapor', prefix: 'LAPOR', rows: [complaintRow('1', DAY)] })
  const hub = await startHub(t, [lapor])
  const kept = await look(t, hub.dataDir)
  t.equal((await hub.get('/v1/complaints')).status, 200)
  await hub.close()
  t.same(await kept(), [])
})
