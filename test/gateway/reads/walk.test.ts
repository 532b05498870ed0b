import t from 'tap'
import type { SatuError } from '../../../src/errors.ts'
import { createWalk, type WalkQuery } from '../../../src/gateway/reads/walk.ts'
import { SystemFault } from '../../../src/kit/faults.ts'
import { someone } from '../../suites/core/asker.ts'
import { connect, contract } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy, type Legacy, type LegacyOptions, type Row } from '../../suites/core/legacy.ts'

const at = (minute: number): string =>
  new Date(Date.UTC(2026, 10, 20, 0, minute) + 7 * 3_600_000).toISOString().replace('.000Z', '+07:00')
/** Newest first. */
const some = (count: number, more: (i: number) => Record<string, unknown> = () => ({})): Row[] =>
  Array.from({ length: count }, (_, i) => complaintRow(String(100_000 + i), at(count - i), more(i)))
const legacyOf = (options: Partial<LegacyOptions> = {}): Legacy =>
  createLegacy({ id: 'a', prefix: 'AAAA', pageSize: 10, rows: some(35), ...options })

async function walk(
  legacies: readonly Legacy[],
  query: Partial<WalkQuery> = {}
): Promise<{ ids: string[]; outcomes: Awaited<ReturnType<ReturnType<typeof createWalk>['all']>> }> {
  const registry = connect(legacies)
  const ids = new Map<string, string>()
  const outcomes = await createWalk({ contract, registry: () => registry, waitsMs: [1, 1, 1] }).all({
    resource: 'complaints',
    filters: {},
    asker: someone,
    signal: new AbortController().signal,
    onRecords: records => {
      for (const { id, source } of records) ids.set(id, source.updated_at)
    },
    ...query
  })
  return { ids: [...ids.keys()].map(id => id.slice(5)), outcomes }
}

t.test('every record of every system comes, page by page', async t => {
  const [a, b] = [legacyOf(), legacyOf({ id: 'b', prefix: 'BBBB', rows: some(3) })]
  const { ids, outcomes } = await walk([a, b])
  t.equal(ids.length, 38)
  t.match(outcomes, [{ system: 'a', state: 'ok' }, { system: 'b', state: 'ok' }])
  t.ok(a.asked.every(({ query }) => (query?.limit ?? 0) <= 10))
  t.equal(a.busiest(), 1, 'one page at a time')
})

t.test('while a page is mapped others have their turn every few rows', async t => {
  let turns = 0
  const count = (): void => {
    turns++
    running = setImmediate(count)
  }
  let running = setImmediate(count)
  const { ids } = await walk([legacyOf({ pageSize: 100, rows: some(100) })])
  clearImmediate(running)
  t.equal(ids.length, 100)
  t.ok(turns >= 19, `${turns} turns`)
})

t.test('a record that changes while pages are read comes all the same', async t => {
  const legacy = legacyOf({ order: 'updated' })
  let calls = 0
  legacy.before = () => {
    // The last row is changed: it stands in front from now on, where the first page was.
    if (++calls === 2) legacy.rows = [{ ...legacy.rows.at(-1) as Row, updatedAt: at(90) }, ...legacy.rows.slice(0, -1)]
  }
  const { ids } = await walk([legacy])
  t.equal(ids.length, 35)
  t.ok(ids.includes('100034'))
})

t.test('records that come in meanwhile come too', async t => {
  const legacy = legacyOf()
  let calls = 0
  legacy.before = () => {
    if (++calls === 3) legacy.rows = [complaintRow('200000', at(95)), ...legacy.rows]
  }
  t.ok((await walk([legacy])).ids.includes('200000'))
})

t.test('a list that became shorter on the way is read again', async t => {
  const legacy = legacyOf()
  let calls = 0
  legacy.before = () => {
    if (++calls === 2) legacy.rows = legacy.rows.filter(({ key }) => key !== '100005')
  }
  const { ids } = await walk([legacy])
  t.ok(ids.includes('100010'), 'the row that moved to the page before')
  t.equal(ids.length, 35, 'and the deleted one, which had come')
})

t.test('a page that did not come is asked for again', async t => {
  const legacy = legacyOf()
  let calls = 0
  legacy.before = operation => {
    if (operation === 'list' && ++calls === 2)
      throw new SystemFault('unreachable', { stage: 'list', detail: 'not now' })
  }
  t.equal((await walk([legacy])).ids.length, 35)
})

t.test('a system that does not answer leaves nothing to believe', async t => {
  const [a, b] = [legacyOf(), legacyOf({ id: 'b', prefix: 'BBBB' })]
  b.before = () => {
    throw new SystemFault('unreachable', { stage: 'list', detail: 'down' })
  }
  const error = await walk([a, b]).then(() => undefined, (thrown: unknown) => thrown) as SatuError
  t.match(error, { code: 'sources_failed', message: /^complaints are not whole: b: / })
  t.match(error.systems, [{ system: 'a', state: 'ok' }, { system: 'b', state: 'failed' }])
})

t.test('what no system serves is said so', async t => {
  await t.rejects(walk([legacyOf()], { resource: 'proposals' }), { code: 'not_served' })
})

t.test('an end between two pages ends it', async t => {
  const ending = new AbortController()
  await t.rejects(walk([legacyOf()], { signal: ending.signal, onRecords: () => {
    ending.abort()
  } }), { code: 'shutting_down' })
})

t.test('records come as everybody may see them, and hidden ones not at all', async t => {
  const reporter = { name: 'SITI RAHMAWATI', anonymous: false, confidential: false }
  const legacy = legacyOf({ rows: some(3, i => ({ reporter: { ...reporter, confidential: i === 1 } })) })
  const seen = new Map<string, unknown>()
  await walk([legacy], { onRecords: records => {
    for (const record of records) seen.set(record.id, record)
  } })
  t.same([...seen.keys()], ['AAAA-100000', 'AAAA-100002'])
  t.notMatch(JSON.stringify([...seen.values()]), /SITI|RAHMAWATI/)
})

t.test('systems are asked for what they know how to find', async t => {
  const legacy = legacyOf({ filters: ['status'],
    rows: some(20, i => ({ status: { code: i % 2 === 0 ? 'closed' : 'triage', raw_code: 'x' } })) })
  const { ids } = await walk([legacy], { filters: { status: ['closed'], agency: ['SKPD-DPU'] } })
  t.equal(ids.length, 10)
  t.match(legacy.asked[0]?.query?.filters, { status: ['closed'], agency: undefined })
})

t.test('what fits nothing is counted', async t => {
  const legacy = legacyOf({ rows: some(5, i => (i === 2 ? { description: 7 } : {})) })
  const { ids, outcomes } = await walk([legacy])
  t.equal(ids.length, 4)
  t.match(outcomes, [{ quarantined: 1 }])
})

t.test('one record is read alone, masked, and undefined when nobody may see it', async t => {
  const legacy = legacyOf({
    rows: some(2, i => ({ reporter: { name: 'SITI RAHMAWATI', anonymous: false, confidential: i === 1 } }))
  })
  const registry = connect([legacy])
  const { one } = createWalk({ contract, registry: () => registry })
  const ask = (id: string) => one({ resource: 'complaints', id, asker: someone, signal: new AbortController().signal })
  t.match(await ask('AAAA-100000'), { id: 'AAAA-100000', reporter: { name: 'S. R.' } })
  t.equal(await ask('AAAA-100001'), undefined)
  t.equal(await ask('AAAA-999999'), undefined)
  t.equal(await ask('ZZZZ-100000'), undefined)
})
