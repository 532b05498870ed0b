import type { Party } from '../../../src/features/disagreements/model.ts'
import type { DisagreementRow } from '../../../src/features/disagreements/settle.ts'
import type { SuccessionConfig } from '../../../src/features/migrations/settings.ts'
import { createSuccessions, type Successions } from '../../../src/features/migrations/successions.ts'
import { toldRuleOf } from '../../../src/features/migrations/telling.ts'
import { createFeed } from '../../../src/gateway/events/feed.ts'
import { allOf } from '../../../src/gateway/systems/records.ts'
import { createRegistry, type Registry } from '../../../src/gateway/systems/registry.ts'
import type { Store } from '../../../src/platform/store/database.ts'
import { someone } from '../../suites/core/asker.ts'
import { createConfig } from '../../suites/core/city.ts'
import { connect, contract } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy, type Legacy, NEVER_FRESH, type Row } from '../../suites/core/legacy.ts'
import { openLedger, type TestLedger } from '../../suites/disagreements.ts'
import { startJobs } from '../../suites/jobs.ts'
import { overEachStore, silent } from '../../suites/stores.ts'

const at = (i: number): string => `2026-11-${String(1 + i).padStart(2, '0')}T09:00:00+07:00`
const row = (key: string, i: number, more: Record<string, unknown> = {}): Row =>
  complaintRow(key, at(i), { identifiers: [{ scheme: 'tracking_id', value: String(100_000 + i) }], submitted_at: at(i),
    title: `Lampu mati ${i}`, ...more })

// What both call by names of their own: 2 differs, 3 is missing in the successor.
const before = createLegacy({ id: 'a', prefix: 'OLDA', order: 'updated', freshness: NEVER_FRESH,
  rows: Array.from({ length: 6 },
    (_, i) => row(`k-${i}`, i, { reporter: { anonymous: false, confidential: false, name: 'BUDI SANTOSA' } })) })
const after = createLegacy({ id: 'b', prefix: 'NEWB', order: 'updated', freshness: NEVER_FRESH })
const rowsAfter = (): Row[] =>
  before.rows.flatMap((
    { record },
    i
  ) => (i === 3
    ? []
    : [
      row(`n-${i}`, i, { ...record, ...(i === 2 &&
        { title: 'Jalan rusak', reporter: { anonymous: false, confidential: false, name: 'SITI AMINAH' } }) })
    ])
  )
const legacies: readonly Legacy[] = [before, after]
const entry: SuccessionConfig = { id: 'lapor', resource: 'complaints', old: 'a', new: 'b', mode: 'shadow',
  key: 'identifiers.tracking_id', ids: 'map', sample: 0, ignore: [], tolerance: {} }
const config = createConfig(legacies, { successions: [entry] })

interface Process {
  successions: Successions
  registry: Registry
  ledger: TestLedger
  rules: SuccessionConfig[]
  close(): Promise<void>
}

/** The rooms of one process of the hub over a store, joined as the hub joins them. */
function start(t: Test, store: Store): Process {
  const base = connect(legacies, config)
  const rules = [entry]
  const ledger: TestLedger = openLedger(t, store, {}, { agencies: { b: 'DISKOMINFO' },
    told: { rules: () => rules.map(toldRuleOf), compared: () => successions.compared() } })
  const jobs = startJobs(t, store)
  const successions: Successions = createSuccessions({ store, jobs, contract, log: silent, registry: () => registry,
    config: () => config, tell: ledger.tell })
  const registry = createRegistry(base.systems, {}, successions.pairs(config, base.systems))
  let closed: Promise<void> | undefined
  const close = (): Promise<void> => (closed ??= successions.close())
  t.teardown(close)
  return { successions, registry, ledger, rules, close }
}
type Test = Parameters<Parameters<typeof overEachStore>[0]>[0]

/** All of both is read, as callers' answers and snapshots are, and then compared. */
async function compare({ successions, registry }: Process): Promise<boolean | undefined> {
  for (const system of registry.systems) {
    const { rows } = await system.list('complaints', { offset: 0, limit: 50, filters: {} }, someone)
    for (const record of allOf(rows)) if (record !== undefined) successions.seen(system.id, 'complaints', record)
  }
  await successions.idle()
  const begun = await successions.compare('lapor')
  await successions.idle()
  return begun
}

const inLedger = async ({ ledger }: Process): Promise<DisagreementRow[]> =>
  (await ledger.listing.list({ rule: 'succession:lapor', limit: 50, after: undefined })).items
const stated = (rows: readonly DisagreementRow[]): string[] =>
  rows.map(({ comparison, severity, state }) => `${comparison} ${severity} ${state}`).toSorted()
const partiesOf = (rows: readonly DisagreementRow[], comparison: string): Party[] =>
  JSON.parse(rows.find(one => one.comparison === comparison)?.parties ?? '[]') as Party[]

overEachStore(async (t, place) => {
  const store = await place.open()
  const told = async (): Promise<string[]> =>
    (await createFeed(store).page({ types: new Set(['disagreement.opened', 'disagreement.closed']), consumer: 'desk' },
      { after: 0 }, 100)).rows.map(({ type, data }) =>
        `${type} ${(JSON.parse(data) as { comparison: string }).comparison}`
      )
  after.rows = rowsAfter()
  const one = start(t, store)

  await t.test('what differs stands in the list of the succession and in the ledger, masked', async t => {
    t.equal(await compare(one), true)
    t.same(
      (await one.successions.differences.list('lapor', { limit: 10, offset: 0 })).map(({ record, field, kind }) =>
        `${record} ${kind} ${field}`
      ).toSorted(),
      ['OLDA-k-2 differs reporter.name', 'OLDA-k-2 differs title', 'OLDA-k-3 missing_new ']
    )
    const rows = await inLedger(one)
    t.same(stated(rows), ['record high open', 'reporter.name medium open', 'title medium open'])
    t.match(partiesOf(rows, 'title'), [
      { system: 'a', agency: 'DISHUB', resource: 'complaints', record: 'OLDA-k-2', shown: 'Lampu mati 2', version: 1,
        updatedAt: Date.parse(at(2)) },
      { system: 'b', agency: 'DISKOMINFO', record: 'OLDA-k-2', shown: 'Jalan rusak', version: 2 }
    ])
    t.same(partiesOf(rows, 'reporter.name').map(({ shown }) => shown), ['B. S.', 'S. A.'])
    t.same(partiesOf(rows, 'record').map(({ shown }) => shown), ['OLDA-k-3', undefined],
      'a record that one of them does not have')
    t.ok(rows.every(({ is_owner: isOwner, suggested }) => isOwner === 1 && suggested === 0),
      'the one that takes the writes is to know best')
    t.same((await told()).toSorted(), ['disagreement.opened record', 'disagreement.opened reporter.name',
      'disagreement.opened title'])
  })

  await t.test('what is found again is not told again, and stays as an officer left it', async t => {
    const rows = await inLedger(one)
    const { id } = rows.find(({ comparison }) => comparison === 'title')!
    await one.ledger.acts.ignore(id, { by: 'desk', reason: 'The new wording is right.' })
    one.ledger.clock.now += 60_000
    await compare(one)
    t.same(stated(await inLedger(one)), ['record high open', 'reporter.name medium open', 'title medium ignored'])
    t.same(partiesOf(await inLedger(one), 'reporter.name').map(({ since }) => since),
      partiesOf(rows, 'reporter.name').map(({ since }) => since), 'said since it was first seen')
    t.equal((await told()).filter(what => what.startsWith('disagreement.opened')).length, 3)
    after.rows.find(({ key }) => key === 'n-2')!.record['title'] = 'Trotoar rusak'
    await compare(one)
    t.match(await one.ledger.listing.get(id), { state: 'open' }, 'another value is another matter')
  })

  await t.test('the index counts the records that could be compared, for the agencies of both', async t => {
    one.ledger.clock.now += 600_000
    await one.ledger.pass()
    t.same(
      (await one.ledger.weeks.list({ agency: undefined, weeks: 1 })).map(({ agency, open, toCorrect, subjects }) =>
        `${agency ?? 'city'} ${open} ${toCorrect} ${subjects}`
      ).toSorted(),
      [
        'DISHUB 3 0 6',
        'DISKOMINFO 3 3 6',
        'city 3 3 6'
      ]
    )
  })

  await t.test('of two processes one compares, both know the records by what the other has seen, and their counts ' +
    'add up', async t => {
    const two = start(t, store)
    // Whoever begins is held until both have asked: one that has ended would let the other begin.
    const { promise: bothAsked, resolve: go } = Promise.withResolvers<void>()
    before.before = () => bothAsked
    const begun = await Promise.all([one.successions.compare('lapor'), two.successions.compare('lapor')])
    before.before = () => {}
    go()
    t.same(begun.toSorted(), [false, true])
    await Promise.all([one.successions.idle(), two.successions.idle()])
    for (const { registry } of [one, two]) {
      const found = await registry.pairs[0]!.standIn.get('complaints', 'k-4', someone)
      t.match(found?.record, { id: 'OLDA-k-4', source: { system: 'b', record_id: 'n-4' } })
      t.equal(await registry.pairs[0]!.standIn.get('complaints', 'k-99', someone), undefined)
    }
    await Promise.all([one.successions.idle(), two.successions.idle()])
    const report = await one.successions.report('lapor')
    t.match(report, { records: { both: 5, old: 1, new: 0 },
      pass: { outcome: 'whole', old_records: 6, new_records: 5, differing: 2 },
      counts: { compared: 24, unknown_id: 2 } })
    t.match(report?.differences, [{ count: 1 }, { count: 1 }, { count: 1 }])
    await two.close()
    t.equal((await inLedger(one)).length, 3)
  })

  await t.test('what agrees when it is compared again is corrected by itself, and opens again', async t => {
    after.rows = before.rows.map(({ record }, i) => row(`n-${i}`, i, record))
    await compare(one)
    t.same(await one.successions.differences.list('lapor', { limit: 10, offset: 0 }), [])
    t.same(stated(await inLedger(one)), ['record high corrected', 'reporter.name medium corrected',
      'title medium corrected'])
    after.rows = rowsAfter().filter(({ key }) => key !== 'n-2')
    await compare(one)
    t.same(stated((await inLedger(one)).filter(({ state }) => state === 'open')), ['record high open',
      'record high open'])
  })

  await t.test('what cannot stand in the ledger is not in the list either, and is compared another time', async t => {
    after.rows = rowsAfter()
    const { tell } = one.ledger
    const failing = createSuccessions({ jobs: startJobs(t, store), store, contract, log: silent,
      registry: () => one.registry, config: () => config, tell: async (...about) => {
        await tell(...about)
        throw new Error('broke')
      } })
    await failing.compare('lapor')
    await failing.idle()
    t.same(
      (await one.successions.differences.list('lapor', { limit: 10, offset: 0 })).map(({ record, kind }) =>
        `${record} ${kind}`
      ),
      ['OLDA-k-3 missing_new', 'OLDA-k-2 missing_new'].toSorted()
    )
    await failing.close()
    t.equal((await inLedger(one)).filter(({ state }) => state === 'open').length, 2)
  })

  await t.test('when the succession is gone, what it found is closed', async t => {
    await one.ledger.pass()
    one.rules.length = 0
    await one.ledger.pass()
    const rows = await inLedger(one)
    t.ok(rows.length > 3 && rows.every(({ state }) => state === 'corrected'))
    t.equal((await one.ledger.listing.steps(rows[0]!.seq)).at(-1)?.cause, 'the rule is gone')
  })
})
