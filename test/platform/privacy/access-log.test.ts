import { randomBytes } from 'node:crypto'
import type { Test } from 'tap'
import { type ChainReport, verifyChain } from '../../../src/platform/privacy/access-chain.ts'
import { createAccessLogKeys } from '../../../src/platform/privacy/access-keys.ts'
import { type Access, createAccessLog } from '../../../src/platform/privacy/access-log.ts'
import type { Store } from '../../../src/platform/store/database.ts'
import { forgetting } from '../../../src/platform/store/forgetting.ts'
import { overEachStore, type StorePlace } from '../../suites/stores.ts'

const NIK = '3273021305859991'
const OTHER = '3273024101909992'
const key = (id: string) => ({ id, secret: randomBytes(32) })
const k1 = key('k1')
const keys = createAccessLogKeys({ jwtSecret: 'x', accessKeys: [k1] })

const access = (requestId: string, more: Partial<Access> = {}): Access => ({
  at: Date.parse('2026-11-20T10:00:00+07:00'),
  requestId,
  consumer: 'aid',
  agency: 'DINSOS',
  person: undefined,
  purpose: 'public_service',
  agreement: '470/12',
  operation: 'lookUpResident',
  fields: ['nik', 'name'],
  niks: [NIK],
  records: [],
  systems: ['population'],
  ...more
})

/** A log of ten rows. */
async function ten(place: StorePlace): Promise<Store> {
  const store = await place.open()
  await store.write(async db => {
    for (const table of ['access_log', 'access_subjects', 'access_ends'] as const) await db.deleteFrom(table).execute()
  })
  const log = createAccessLog({ store, keys })
  for (let i = 1; i <= 10; i++) await log.append(access(`r${i}`))
  return store
}
const told = ({ faults }: ChainReport): string[] => faults.map(({ seq, kind }) => `${seq} ${kind}`)

overEachStore(async (t: Test, place) => {
  t.test('what is written in order is whole', async t => {
    const store = await ten(place)
    const report = await verifyChain(store, keys)
    t.same(report.faults, [])
    t.equal(report.rows, 10)
    t.equal(report.head.seq, 10)
  })

  t.test('a row of which anything was altered is found, and no other', async t => {
    const columns = { at: 1, key_id: 'k9', entry: JSON.stringify({ subjects: [] }), before: 'x', hash: 'x' } as const
    for (const [column, value] of Object.entries(columns)) {
      const store = await ten(place)
      await store.write(db => db.updateTable('access_log').set({ [column]: value }).where('seq', '=', 5).execute())
      const kinds = told(await verifyChain(store, keys))
      t.ok(kinds.length > 0, column)
      t.notOk(kinds.some(kind => !/^[56] /.test(kind)), `${column}: ${kinds.join()}`)
    }
  })

  t.test('a missing row is found, in the middle, at the beginning and at the end', async t => {
    for (const [seq, kind] of [[5, '5 missing'], [1, '1 missing'], [10, '10 cut off']] as const) {
      const store = await ten(place)
      await store.write(db => db.deleteFrom('access_log').where('seq', '=', seq).execute())
      t.same(told(await verifyChain(store, keys)), [kind])
    }
  })

  t.test('rows that changed places, and a row that was put in, are found', async t => {
    const store = await ten(place)
    await store.write(async db => {
      for (const [from, to] of [[4, 99], [5, 4], [99, 5]] as const)
        await db.updateTable('access_log').set({ seq: to }).where('seq', '=', from).execute()
    })
    t.same(told(await verifyChain(store, keys)), ['4 altered', '5 altered', '6 moved'])
    await store.write(db =>
      db.insertInto('access_log').values({ seq: 11, at: 1, key_id: 'k1', entry: '{"subjects":[]}', before: 'x',
        hash: 'y' }).execute()
    )
    t.match(told(await verifyChain(store, keys)), ['4 altered', '5 altered', '6 moved', '11 altered', '11 moved'])
  })

  t.test('an end cut off with all that the store says of it is found by a head that was kept elsewhere', async t => {
    const store = await ten(place)
    const { head } = await verifyChain(store, keys)
    const row = await store.read(db =>
      db.selectFrom('access_log').select(['seq', 'hash']).where('seq', '=', 7).executeTakeFirstOrThrow()
    )
    await store.write(async db => {
      await db.deleteFrom('access_log').where('seq', '>', 7).execute()
      await db.deleteFrom('access_subjects').where('seq', '>', 7).execute()
      await db.updateTable('access_ends').set(row).where('name', '=', 'head').execute()
    })
    t.same(told(await verifyChain(store, keys)), [], 'the store alone cannot tell')
    t.same(told(await verifyChain(store, keys, head)), ['8 cut off'])
    const log = createAccessLog({ store, keys })
    for (let i = 0; i < 3; i++) await log.append(access(`again-${i}`))
    t.same(told(await verifyChain(store, keys, head)), ['10 altered'], 'nor can other rows take their places')
  })

  t.test('who hides a row from those whom it is about is found', async t => {
    const store = await ten(place)
    await store.write(db => db.deleteFrom('access_subjects').where('seq', '=', 3).execute())
    t.same(told(await verifyChain(store, keys)), ['3 not to be found'])
  })

  t.test('several processes write one chain, whatever comes first', async t => {
    const first = await ten(place)
    const second = await place.open()
    const logs = [first, second].map(store => createAccessLog({ store, keys }))
    await Promise.all(
      Array.from({ length: 100 }, (_, i) => logs.map((log, j) => log.append(access(`p${i}-${j}`)))).flat()
    )
    const report = await verifyChain(first, keys)
    t.same(report.faults, [])
    t.equal(report.rows, 210)
  })

  t.test('another key goes on where the one before it ended', async t => {
    const store = await ten(place)
    const rotated = createAccessLogKeys({ jwtSecret: 'x', accessKeys: [key('k2'), k1] })
    const log = createAccessLog({ store, keys: rotated })
    await log.append(access('new', { niks: [NIK, OTHER] }))
    t.same((await verifyChain(store, rotated)).faults, [])
    t.same(told(await verifyChain(store, keys)), ['11 unknown key'])
    t.same((await log.ofSubject(NIK, { limit: 3, before: undefined })).map(({ seq }) => seq), [11, 10, 9],
      'and a person finds what stands under both')
    t.same((await log.ofSubject(NIK, { limit: 3, before: 9 })).map(({ seq }) => seq), [8, 7, 6])
    t.same((await log.ofSubject(OTHER, { limit: 3, before: undefined })).map(({ seq }) => seq), [11])
  })

  t.test('a log whose oldest rows were forgotten is whole, and does not lose more', async t => {
    const store = await ten(place)
    const log = createAccessLog({ store, keys })
    await log.append(access('later', { at: Date.parse('2026-11-25T10:00:00+07:00') }))
    const { accessLog } = forgetting
    const before = Date.parse('2026-11-21T00:00:00+07:00')
    t.equal(await accessLog(store, before, 4), 4)
    t.same([told(await verifyChain(store, keys)), (await verifyChain(store, keys)).rows], [[], 7])
    await store.write(db => db.deleteFrom('access_log').where('seq', '=', 5).execute())
    t.same(told(await verifyChain(store, keys)), ['5 missing'])
    t.equal(await accessLog(store, before, 100), 5)
    t.same(told(await verifyChain(store, keys)), [])
    t.equal(await accessLog(store, before, 100), 0)
    t.same((await log.ofSubject(NIK, { limit: 100, before: undefined })).map(({ seq }) => seq), [11])
  })

  t.test('no NIK and no name of an officer stands in the store', async t => {
    const store = await ten(place)
    await createAccessLog({ store, keys }).append(
      access('officer', { person: { kind: 'officer', issuer: 'city', subject: 'budi@example.go.id' } })
    )
    const all = await store.read(
      async db => [await db.selectFrom('access_log').selectAll().execute(),
        await db.selectFrom('access_subjects').selectAll().execute()]
    )
    t.notMatch(JSON.stringify(all), new RegExp(`${NIK}|budi|example`))
    t.match(JSON.stringify(all), /officer/)
  })

  t.test('nothing counts as written that is not', async t => {
    const store = await place.open()
    const log = createAccessLog({ store: { ...store, write: () => Promise.reject(new Error('away')) }, keys })
    await t.rejects(Promise.all([log.append(access('a')), log.append(access('b'))]), /away/)
  })
})
