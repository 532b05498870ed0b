import t from 'tap'
import { judge } from '../../../src/features/disagreements/judge.ts'
import type { Claim, Party, Rule } from '../../../src/features/disagreements/model.ts'
import { declareRules } from '../../../src/features/disagreements/rules.ts'
import type { RuleConfig } from '../../../src/features/disagreements/settings.ts'
import type { DisagreementRow } from '../../../src/features/disagreements/settle.ts'
import { createFeed } from '../../../src/gateway/events/feed.ts'
import { contract } from '../../suites/core/hub.ts'
import { licence, openLedger, parcel, record, sameLicence, type TestLedger } from '../../suites/disagreements.ts'
import { overEachStore } from '../../suites/stores.ts'

const NIK = '3273021305859991'
const rules = { 'same-licence': sameLicence }
const by = { by: 'desk', reason: 'Both offices were asked.' }

const all = async (ledger: TestLedger, filter = {}): Promise<DisagreementRow[]> =>
  (await ledger.listing.list({ ...filter, limit: 50, after: undefined })).items
const only = async (ledger: TestLedger): Promise<DisagreementRow> => {
  const [row, ...more] = await all(ledger)
  if (row === undefined || more.length > 0) throw new Error(`there are ${more.length + (row ? 1 : 0)} disagreements`)
  return row
}
const partiesOf = ({ parties }: DisagreementRow): Party[] => JSON.parse(parties) as Party[]
const stepsOf = async (ledger: TestLedger, { seq }: DisagreementRow): Promise<string[]> =>
  (await ledger.listing.steps(seq)).map(({ from_state: from, to_state: to, cause, by: who }) =>
    `${from ?? ''}>${to} ${cause} (${who})`
  )

overEachStore(async (t, place) => {
  const store = await place.open()
  const told = async (): Promise<string[]> =>
    (await createFeed(store).page({ types: new Set(['disagreement.opened', 'disagreement.closed']), consumer: 'desk' },
      { after: 0 }, 1_000)).rows.map(({ type, subject }) => `${type} ${subject}`)

  await t.test('a disagreement opens, closes by itself when the systems agree, and opens again', async t => {
    const ledger = openLedger(t, store, rules, { agencies: { b: 'DISKOMINFO' } })
    await ledger.see('a', [licence('AAAA-1', '503/SIUP-001/2026', 'active', '10'),
      licence('AAAA-2', '503/SIUP-002/2026', 'active', '10')])
    t.same(await all(ledger), [], 'alone nothing contradicts anything')
    await ledger.see('b', [licence('BBBB-1', '503-siup-001 2026', 'revoked', '12'),
      licence('BBBB-2', '503/SIUP-002/2026', 'active', '12')])
    const row = await only(ledger)
    t.match(row, { rule: 'same-licence', comparison: 'state', state: 'open', severity: 'high', is_owner: 0 })
    t.match(partiesOf(row), [{ system: 'a', record: 'AAAA-1', agency: 'DISHUB', shown: 'active', version: 1 }, {
      system: 'b',
      record: 'BBBB-1',
      agency: 'DISKOMINFO',
      shown: 'revoked',
      version: 2
    }])
    t.equal(partiesOf(row)[row.newer]?.record, 'BBBB-1')

    await ledger.see('b', [licence('BBBB-1', '503-siup-001 2026', 'revoked', '13', { permit_name: 'Surat Izin' })])
    t.match(partiesOf(await only(ledger))[1], { since: partiesOf(row)[1]?.since },
      'what is said still is said since then')
    await ledger.see('a', [licence('AAAA-1', '503/SIUP-001/2026', 'revoked', '14')])
    t.match(await only(ledger), { state: 'corrected', closed_at: Number })
    await ledger.see('a', [licence('AAAA-1', '503/SIUP-001/2026', 'active', '15')])
    const again = await only(ledger)
    t.match(again, { id: row.id, state: 'open', closed_at: null })
    t.same(await stepsOf(ledger, again), ['>open found (hub)', 'open>corrected the systems agree (hub)',
      'corrected>open they differ again (hub)'])
    await ledger.lose('b', ['BBBB-1'])
    t.match(await only(ledger), { state: 'corrected' }, 'what is gone contradicts nobody')
    await ledger.lose('b', ['BBBB-2'])
    await ledger.lose('a', ['AAAA-1', 'AAAA-2'])
  })

  await t.test('what an officer ignores stays away for as long as the same systems say the same', async t => {
    const ledger = openLedger(t, store, { ...rules })
    await ledger.see('a', [licence('AAAA-3', '503/003', 'active', '10')])
    await ledger.see('b', [licence('BBBB-3', '503/003', 'expired', '10')])
    const [{ id } = { id: '' }] = await all(ledger, { state: ['open'] })
    t.match(await ledger.acts.accept(id, by), { state: 'accepted' })
    await t.rejects(ledger.acts.accept(id, by), { code: 'state_conflict', message: 'It is accepted already.' })
    t.match(await ledger.acts.ignore(id, by), { state: 'ignored' })
    await ledger.see('a', [licence('AAAA-3', '503/003', 'expired', '11')])
    t.match(await ledger.listing.get(id), { state: 'corrected' })
    await t.rejects(ledger.acts.reopen(id, by), { code: 'state_conflict' })
    await ledger.see('a', [licence('AAAA-3', '503/003', 'active', '12')])
    t.match(await ledger.listing.get(id), { state: 'ignored' }, 'the same pair of values comes back as it was left')
    await ledger.see('a', [licence('AAAA-3', '503/003', 'suspended', '13')])
    const row = await ledger.listing.get(id)
    t.match(row, { state: 'open', ignored: null }, 'another value is another matter')
    t.same((await stepsOf(ledger, row)).slice(1), ['open>accepted accepted (desk)', 'accepted>ignored ignored (desk)',
      'ignored>corrected the systems agree (hub)', 'corrected>ignored they differ again (hub)',
      'ignored>open they say something else now (hub)'])
    await t.rejects(ledger.acts.accept('dis-aaaaaaaaaaaaaaaaaaaa', by), { code: 'not_found' })
    await ledger.lose('a', ['AAAA-3'])
    await ledger.lose('b', ['BBBB-3'])
  })

  await t.test('a system that contradicts itself, and one that has a number twice, are found', async t => {
    const ledger = openLedger(t, store, {
      twice: { ...sameLicence,
        compare: { state: { field: 'status.code', how: 'equal', within: true, severity: 'medium' },
          record: { how: 'once', within: true, severity: 'low' } } },
      between: { ...sameLicence,
        compare: { state: { field: 'status.code', how: 'equal', within: false, severity: 'medium' } } }
    })
    await ledger.see('a', [licence('AAAA-4', '503/004', 'active', '10'), licence('AAAA-5', '503/004', 'expired', '11')])
    t.same(
      (await all(ledger, { state: ['open'] })).map(({ rule, comparison, parties }) =>
        [rule, comparison, (JSON.parse(parties) as Party[]).map(({ record: id }) => id).join(' ')].join(' ')
      ).toSorted(),
      ['twice record AAAA-4 AAAA-5', 'twice state AAAA-4 AAAA-5']
    )
    await ledger.see('b', [licence('BBBB-4', '503/004', 'expired', '10')])
    t.same(await all(ledger, { state: ['open'], rule: 'between' }), [], 'between systems the newest of each counts')
    const twice = (await all(ledger, { state: ['open'], rule: 'twice' })).find(({ comparison }) =>
      comparison === 'record'
    )
    t.same(partiesOf(twice as DisagreementRow).map(({ record: id }) => id), ['AAAA-4', 'AAAA-5'],
      'another system may have it, too')
    await ledger.lose('a', ['AAAA-4', 'AAAA-5'])
    await ledger.lose('b', ['BBBB-4'])
  })

  await t.test('people are joined and compared unknown: names much the same agree, others do not', async t => {
    const samePerson: RuleConfig = {
      title: { id: 'Orang yang sama', en: 'The same person' },
      resources: ['licences', 'licence-applications'],
      key: 'nik',
      compare: {
        name: { fields: { 'licences': 'holder.name', 'licence-applications': 'applicant.name' }, how: 'similar',
          threshold: 0.8, within: true, severity: 'high', owner: 'DISHUB' },
        address: { fields: { licences: 'holder.location.address' }, how: 'similar', within: true, severity: 'low' }
      }
    }
    const ledger = openLedger(t, store, { 'same-person': samePerson }, { agencies: { a: 'DISKOMINFO', b: 'DISHUB' } })
    const of = (name: string, street: string) => ({ holder: { name, nik: NIK, location: { address: street } } })
    await ledger.see('a', [licence('AAAA-6', '503/006', 'active', '18', of('BUDI SANTOSA', 'Jl. Asia Afrika No. 8'))])
    await ledger.see('b', [licence('BBBB-6', '503/106', 'active', '10', of('Budi Santosa', 'JL ASIA AFRIKA NO 8'))])
    t.same(await all(ledger, { state: ['open'] }), [], 'case and signs make no difference')
    await ledger.see('b', [
      record('BBBB-7', '11', { number: '503/107', status: { code: 'submitted', raw_code: '1' },
        applicant: { name: 'SITI AMINAH', nik: NIK } })
    ], 'licence-applications')
    const [row] = await all(ledger, { state: ['open'] })
    t.match(row, { rule: 'same-person', comparison: 'name', is_owner: 1 })
    const parties = partiesOf(row as DisagreementRow)
    t.same(parties.map(({ record: id, shown, version }) => `${id} ${String(shown)} ${version}`).toSorted(), [
      'AAAA-6 B. S. 1',
      'BBBB-6 B. S. 1',
      'BBBB-7 S. A. 2'
    ])
    t.equal(parties[row?.suggested ?? -1]?.record, 'BBBB-7', 'of its owner the record that changed last')
    const kept = await store.read(async db =>
      JSON.stringify([await db.selectFrom('disagreement_claims').selectAll().execute(),
        await db.selectFrom('disagreements').selectAll().execute()])
    )
    t.notMatch(kept, new RegExp(`${NIK}|SANTOSA|AMINAH|Asia Afrika`, 'i'), 'nothing of a person is kept')
    await ledger.lose('a', ['AAAA-6'])
    await ledger.lose('b', ['BBBB-6'])
  })

  await t.test('numbers agree within a tolerance, days within days, sets in any order', async t => {
    const ledger = openLedger(t, store, {
      parcel: { title: { id: 'Bidang', en: 'Parcel' }, resources: ['tax-objects'], key: 'nop', compare: {
        land: { field: 'land_m2', how: 'number', tolerance: 2, tolerance_percent: 1, within: true, severity: 'medium' },
        district: { field: 'location.district_code', how: 'equal', within: true, severity: 'low' }
      } },
      validity: { ...sameLicence,
        compare: { until: { field: 'valid_until', how: 'date', days: 1, within: true, severity: 'low' },
          type: { field: 'permit_name', how: 'normalised', within: true, severity: 'low' } } }
    })
    const nop = '327306000100200030'
    await ledger.see('a', [parcel('AAAA-p1', nop, '10', { land_m2: 120, location: { district_code: '32.73.02' } }),
      parcel('AAAA-p2', `${nop.slice(0, -1)}1`, '10', { land_m2: 1_000 })], 'tax-objects')
    await ledger.see('b', [parcel('BBBB-p1', nop, '11', { land_m2: 122, location: { district_code: '32.73.03' } }),
      parcel('BBBB-p2', `${nop.slice(0, -1)}1`, '11', { land_m2: 1_011 })], 'tax-objects')
    await ledger.see('a', [
      licence('AAAA-8', '503/008', 'active', '10', { valid_until: '2027-01-31', permit_name: 'Izin  Usaha' })
    ])
    await ledger.see('b', [
      licence('BBBB-8', '503/008', 'active', '11', { valid_until: '2027-02-01', permit_name: 'IZIN-USAHA' })
    ])
    const found = await all(ledger, { state: ['open'] })
    t.same(
      found.map(({ comparison, parties }) =>
        [comparison, (JSON.parse(parties) as Party[]).map(({ record: id }) => id).join(' ')].join(' ')
      ).toSorted(),
      ['district AAAA-p1 BBBB-p1', 'land AAAA-p2 BBBB-p2']
    )
    t.same((await all(ledger, { state: ['open'], district: '32.73.03' })).map(({ comparison }) => comparison), [
      'district'
    ])
    t.same(await all(ledger, { state: ['open'], system: 'c' }), [])
    t.match(await ledger.listing.counts({ rule: 'parcel' }), { open: 2, accepted: 0, corrected: 0, ignored: 0 })
  })

  await t.test('a rule that changes is applied to all anew, and what it found is closed when it is gone', async t => {
    const ledger = openLedger(t, store, rules, { settings: { records_per_key: 3 } })
    await ledger.see('a',
      ['1', '2', '3', '4'].map((key, i) =>
        licence(`AAAA-9${key}`, i < 2 ? '503/009' : `503/00${key}x`, i === 0 ? 'active' : 'expired', '10')
      ))
    const open = { state: ['open' as const], rule: 'same-licence' }
    t.equal((await all(ledger, open)).length, 1)
    ledger.use({
      'same-licence': { ...sameLicence,
        compare: { state: { ...sameLicence.compare['state'], how: 'equal', within: false, severity: 'high' } } }
    })
    await ledger.pass()
    t.equal((await all(ledger, open)).length, 0, 'within one system it does not count any more')
    ledger.use(rules)
    await ledger.pass()
    t.equal((await all(ledger, open)).length, 1)
    await ledger.see('b', ['5', '6'].map(key => licence(`BBBB-9${key}`, '503/009', 'revoked', '11')))
    t.equal((await all(ledger, open)).length, 0, 'a key of four records is none where three are the most')
    await ledger.lose('b', ['BBBB-95'])
    t.equal((await all(ledger, open)).length, 1)
    ledger.use({})
    await ledger.pass()
    const [row] = await all(ledger, { rule: 'same-licence', state: ['corrected'] })
    t.equal((await stepsOf(ledger, row as DisagreementRow)).at(-1), 'open>corrected the rule is gone (hub)')
    t.same(await store.read(db => db.selectFrom('disagreement_claims').selectAll().execute()), [])
  })

  await t.test('one process compares at a time, and what it leaves is due for the next', async t => {
    const clock = { now: Date.parse('2026-11-24T08:00:00+07:00') }
    const first = openLedger(t, store, rules, { clock, settings: { records_per_pass: 100 } })
    const other = openLedger(t, await place.open(), rules, { clock })
    first.mirror.take('a', 'licences',
      Array.from({ length: 150 }, (_, i) => licence(`AAAA-m${i}`, `503/m${i}`, 'active', '24')))
    await first.mirror.flushed()
    const [one, two] = await Promise.all([first.pass(), other.pass()])
    t.ok(one === undefined || two === undefined || one === 0 || two === 0, 'the other waits')
    while ((await first.pass() ?? 1) > 0) { /* until all is compared */ }
    t.match((await first.families()).map(({ name, series }) => [name, series.map(([, value]) => value)]), [[
      'satu_disagreements_open',
      [Number]
    ], ['satu_disagreements_due', [0]]])
    t.equal(
      await store.read(async db =>
        (await db.selectFrom('disagreement_claims').select('record').where('record', 'like', 'AAAA-m%').execute())
          .length
      ),
      150
    )
  })

  await t.test('each opening and closing is an event, once', async t => {
    const types = await told()
    const steps = await store.read(db =>
      db.selectFrom('disagreement_steps').innerJoin('disagreements', 'disagreements.seq',
        'disagreement_steps.disagreement').select(['id', 'from_state', 'to_state']).orderBy('disagreement_steps.seq')
        .execute()
    )
    const isOver = (state: string | null): boolean => state === 'corrected' || state === 'ignored'
    const expected = steps.flatMap((
      { id, from_state: from, to_state: to }
    ) => (to === 'open' && (from === null || isOver(from))
      ? [`disagreement.opened ${id}`]
      : to === 'corrected' || (to === 'ignored' && from !== 'corrected')
      ? [`disagreement.closed ${id}`]
      : [])
    )
    t.ok(expected.length > 10)
    t.same(types, expected)
  })
})

t.test('names that were encoded with two keys of the hub are not taken for two names', async t => {
  const compare = { name: { field: 'owner_name', how: 'similar' as const, within: true, severity: 'high' as const } }
  const [rule] = declareRules({
    rules: { parcel: { title: { id: 'Bidang', en: 'Parcel' }, resources: ['tax-objects'], key: 'nop', compare } }
  }, contract)
  const claim = (system: string, key: string, alike: string): Claim => ({ rule: 'parcel', version: '1', subject: 's',
    system, resource: 'tax-objects', record: `${system}-1`, agency: null, district: null, updatedAt: 0,
    said: { name: { digest: alike, alike, key, since: 0 } } })
  const found = (one: string, other: string): number =>
    judge(rule as Rule, [claim('a', one, 'x'), claim('b', other, 'y')], { likeness: () => 0 }).length
  t.equal(found('k1', 'k1'), 1)
  t.equal(found('k1', 'k2'), 0, 'until the records are read anew nothing is known')
})

t.test('the standing of a week is kept when the next has begun', async t => {
  const { weekOf } = await import('../../../src/features/disagreements/weeks.ts')
  t.equal(weekOf(Date.parse('2026-11-29T23:59:59+07:00')), '2026-11-23', 'Sunday night in the city')
  t.equal(weekOf(Date.parse('2026-11-30T00:00:00+07:00')), '2026-11-30')
})
