import t from 'tap'
import { type FaultKind, SystemFault } from '../../../src/kit/faults.ts'
import { createGate, settled } from '../../suites/core/gate.ts'
import { federate, type TestFederation } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy, type Legacy, type LegacyOptions } from '../../suites/core/legacy.ts'
import { day } from '../../suites/core/random-city.ts'

const fault = (kind: FaultKind) => new SystemFault(kind, { stage: 'list', detail: 'is not well' })
const fail = (kind: FaultKind) => () => {
  throw fault(kind)
}
const well = (): void => {}
const fresh = { fresh: 60, revalidate: 0, on_error: 600 }

/** A system with so many records, each a day older than the one before. */
function legacyOf(id: string, count: number, options: Partial<LegacyOptions> = {}): Legacy {
  const rows = Array.from({ length: count }, (_, i) => complaintRow(`${1_000 + i}`, day(300 - i)))
  return createLegacy({ id, prefix: `PRE${id.toUpperCase()}`, rows, ...options })
}

const ids = ({ items }: { items: { id: string }[] }): string[] => items.map(({ id }) => id)
const states = ({ sources }: { sources: { system: string; state: string }[] }): string[] =>
  sources.map(({ system, state }) => `${system} ${state}`)

async function rest({ list }: TestFederation, limit: number, from: string | null): Promise<string[]> {
  const found: string[] = []
  for (let cursor = from; cursor !== null;) {
    const page = await list({ limit, cursor })
    found.push(...ids(page))
    cursor = page.nextCursor
  }
  return found
}

t.test('a system that fails on the first page and is back on the second gives all its records', async t => {
  const [a, b] = [legacyOf('a', 10), legacyOf('b', 10)]
  const federation = federate([a, b])
  a.before = fail('unreachable')
  const first = await federation.list({ limit: 5 })
  t.same(states(first), ['a failed', 'b ok'])
  t.match(first.sources[0], { as_of: null, code: 'system_failed', detail: /^a: is not well/ })
  a.before = well
  const all = [...ids(first), ...await rest(federation, 5, first.nextCursor)]
  t.equal(all.length, 20)
  t.equal(new Set(all).size, 20)
})

t.test('a system that is missing from one page goes on where it was on the next', async t => {
  const [a, b] = [legacyOf('a', 30), legacyOf('b', 60)]
  const federation = federate([a, b])
  const first = await federation.list({ limit: 10 })
  a.before = fail('unreachable')
  const second = await federation.list({ limit: 10, cursor: first.nextCursor ?? '' })
  t.same(states(second), ['a failed', 'b ok'])
  a.before = well
  const all = [...ids(first), ...ids(second), ...await rest(federation, 10, second.nextCursor)]
  t.equal(all.length, 90)
  t.equal(new Set(all).size, 90)
})

t.test('what a system gave before it failed within the page is not lost, and not given again', async t => {
  for (const order of ['canonical', 'updated'] as const) {
    const [a, b] = [legacyOf('a', 60, { pageSize: 25, order }), legacyOf('b', 200, { order })]
    const federation = federate([a, b])
    a.before = () => {
      if (a.asked.length > 1) throw fault('timeout')
    }
    const first = await federation.list({ limit: 100 })
    t.same(states(first), ['a failed', 'b ok'])
    // Where ties are in any order, the end of a page does not say whether its last date is complete.
    t.equal(ids(first).filter(id => id.startsWith('PREA')).length, order === 'canonical' ? 25 : 24)
    a.before = well
    const all = [...ids(first), ...await rest(federation, 100, first.nextCursor)]
    t.equal(all.length, 260, order)
    t.equal(new Set(all).size, 260, order)
  }
})

t.test('a last page that a system is missing from can be read again with its cursor', async t => {
  const [a, b] = [legacyOf('a', 10), legacyOf('b', 10)]
  const federation = federate([a, b])
  const first = await federation.list({ limit: 10 })
  a.before = fail('failed')
  const last = await federation.list({ limit: 100, cursor: first.nextCursor ?? '' })
  t.same(states(last), ['a failed', 'b ok'])
  t.equal(last.nextCursor, null)
  a.before = well
  const again = await federation.list({ limit: 100, cursor: first.nextCursor ?? '' })
  t.equal(new Set([...ids(first), ...ids(again)]).size, 20)
})

t.test('a system that is alone fails with a code of its own', async t => {
  const expected = { unreachable: 'system_failed', unreadable: 'system_failed', timeout: 'system_timeout',
    throttled: 'system_unavailable' } as const
  for (const [kind, code] of Object.entries(expected) as [FaultKind, string][]) {
    const a = legacyOf('a', 1)
    a.before = fail(kind)
    await t.rejects(federate([a]).list(), { code, message: /^a: /, systems: [{ system: 'a', state: 'failed' }] }, kind)
  }
})

t.test('when every system fails it is one 503 that names them all', async t => {
  const [a, b] = [legacyOf('a', 1), legacyOf('b', 1)]
  a.before = fail('failed')
  b.before = fail('timeout')
  await t.rejects(federate([a, b]).list(), { code: 'sources_failed', status: 503, message: /a, b/,
    systems: [{ code: 'system_failed' }, { code: 'system_timeout' }] })
})

t.test('a system that has given all it had is not asked, and is not part of a later failure', async t => {
  const [a, b] = [legacyOf('a', 20), legacyOf('b', 2)]
  const federation = federate([a, b])
  const first = await federation.list({ limit: 10 })
  const second = await federation.list({ limit: 5, cursor: first.nextCursor ?? '' })
  t.same(states(second), ['a ok', 'b skipped'])
  t.match(second.sources[1], { as_of: null, detail: /earlier pages/ })
  a.before = fail('timeout')
  await t.rejects(federation.list({ limit: 5, cursor: second.nextCursor ?? '' }), { code: 'system_timeout' })
})

t.test('who wants all or nothing gets nothing when one is missing', async t => {
  const [a, b] = [legacyOf('a', 1), legacyOf('b', 1)]
  const { list } = federate([a, b])
  t.equal((await list({ requireAll: true })).items.length, 2)
  b.before = () => {
    throw new SystemFault('throttled', { stage: 'list', detail: 'busy', retryAfterMs: 7_000 })
  }
  await t.rejects(list({ requireAll: true }), { code: 'sources_failed', message: /\bb\b/, retryAfterMs: 7_000,
    systems: [{ state: 'ok' }, { state: 'failed' }] })
})

t.test('last known records stand in for a system that fails, and say so', async t => {
  let clock = Date.now()
  const [a, b] = [legacyOf('a', 3, { freshness: fresh }), legacyOf('b', 3, { freshness: fresh })]
  const { list } = federate([a, b], { now: () => clock })
  await list()
  clock += 61_000
  a.before = fail('unreachable')
  const page = await list({ requireAll: true })
  t.equal(page.items.length, 6)
  t.same(states(page), ['a stale', 'b ok'])
  t.match(page.sources[0], { code: 'system_failed', detail: /not well/ })
  clock += 600_000
  t.same(states(await list()), ['a failed', 'b ok'])
})

t.test('the others do not wait for a late system, and its answer serves the next request', async t => {
  const [a, b] = [legacyOf('a', 3, { freshness: fresh }), legacyOf('b', 3, { freshness: fresh })]
  const gate = createGate()
  a.before = () => gate.opened
  const { list } = federate([a, b], { patienceMs: 10 })
  const first = await list()
  t.same(states(first), ['a failed', 'b ok'])
  t.match(first.sources[0], { code: 'system_timeout', detail: /10 ms/ })
  gate.open()
  await settled()
  const second = await list()
  t.same(states(second), ['a ok', 'b ok'])
  t.equal(a.asked.length, 1)
})

t.test('a system that nobody else waits beside is given the time of its guard', async t => {
  const a = legacyOf('a', 3)
  const gate = createGate()
  a.before = () => gate.opened
  const page = federate([a], { patienceMs: 1 }).list()
  setTimeout(gate.open, 20)
  t.equal((await page).items.length, 3)
})

t.test('a system of one agency is not asked for the records of another', async t => {
  const [a, b] = [legacyOf('a', 3, { onlyOwnAgency: true }), legacyOf('b', 3)]
  const { list } = federate([a, b])
  const page = await list({ filters: { agency: ['SKPD-DPU'] } })
  t.same(states(page), ['a skipped', 'b ok'])
  t.equal(a.asked.length, 0)
  t.same(states(await list({ filters: { agency: ['SKPD-DISHUB', 'SKPD-DPU'] } })), ['a ok', 'b ok'])
})

t.test('a resource that no system lists is not served', async t => {
  await t.rejects(federate([legacyOf('a', 1)]).list({ resource: 'incidents' }), { code: 'not_served' })
})
