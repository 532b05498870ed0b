import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { forgetting } from '../../../src/platform/store/forgetting.ts'
import { createInbox, type InboxStore, type Pushed } from '../../../src/platform/store/inbox.ts'
import { day } from '../../suites/core/random-city.ts'
import { testFolder } from '../../suites/folder.ts'
import { openWholeStore } from '../../suites/open-store.ts'
import { overEachStore, silent, type StorePlace } from '../../suites/stores.ts'

const NOW = Date.parse('2026-11-20T10:00:00+07:00')
const alarm = (key: string, more: Partial<Pushed> = {}): Pushed => ({ key, id: `SIREN-${key}`, updatedAt: day(1),
  row: key, ...more })

async function open(place: StorePlace): Promise<{ store: InboxStore; keys(): Promise<string[]> }> {
  const store = createInbox(await place.open())
  return { store, keys: async () => (await store.list('siren', 'incidents', 0, 100, {})).rows }
}

overEachStore(async (t, place) => {
  t.beforeEach(async () => {
    await forgetting.pushed(await place.open(), Number.MAX_SAFE_INTEGER, 1_000)
  })

  t.test('a push that says the same again within its seconds is dropped, and not a moment later', async t => {
    const { store, keys } = await open(place)
    const add = (key: string, at: number) =>
      store.add('siren', 'incidents', [alarm(key, { repeatKey: 'telephone' })], NOW + at, 30)
    t.same([await add('1', 0), await add('2', 29_999), await add('3', 30_000)], [1, 0, 1])
    t.same(await keys(), ['1', '3'])
  })

  t.test('a clock that was set back drops no alarm', async t => {
    const { store, keys } = await open(place)
    await store.add('siren', 'incidents', [alarm('1', { repeatKey: 'telephone' })], NOW + 3_600_000, 30)
    t.equal(await store.add('siren', 'incidents', [alarm('2', { repeatKey: 'telephone' })], NOW, 30), 1)
    t.same(await keys(), ['1', '2'])
  })

  t.test('the newest state of a record stands, whichever came last', async t => {
    const { store, keys } = await open(place)
    const add = (number: number, row: string) =>
      store.add('siren', 'incidents', [alarm('1', { updatedAt: day(number), row })], NOW, 0)
    await add(2, 'second')
    await add(1, 'first')
    t.same(await keys(), ['second'])
    await add(3, 'third')
    t.same(await keys(), ['third'])
  })

  t.test('records come by their last change, newest first, then by id, page by page', async t => {
    const { store } = await open(place)
    await store.add('siren', 'incidents', [alarm('b', { updatedAt: day(2) }), alarm('c', { updatedAt: day(3) }),
      alarm('a', { updatedAt: day(2) })], NOW, 0)
    const page = (offset: number, limit: number) => store.list('siren', 'incidents', offset, limit, {})
    t.same(await page(0, 2), { rows: ['c', 'a'], end: false })
    t.same(await page(2, 2), { rows: ['b'], end: true })
    t.same(await page(0, 3), { rows: ['c', 'a', 'b'], end: true })
  })

  t.test('a filter looks at the keys, and a system at its own records alone', async t => {
    const { store } = await open(place)
    await store.add('siren', 'incidents', [alarm('1', { status: 'reported', agency: 'A', district: 'D' }),
      alarm('2', { status: 'resolved', updatedAt: day(2) })], NOW, 0)
    await store.add('other', 'incidents', [alarm('1', { row: 'theirs' })], NOW, 0)
    const keys = async (filters: Parameters<InboxStore['list']>[4]): Promise<string[]> =>
      (await store.list('siren', 'incidents', 0, 10, filters)).rows
    t.same(await keys({ status: ['reported', 'verified'] }), ['1'])
    t.same(await keys({ agency: ['A'], district_code: ['D'] }), ['1'])
    t.same(await keys({ district_code: ['E'] }), [])
    t.same(await keys({ updated_since: day(2) }), ['2'])
    t.equal(await store.get('other', 'incidents', '1'), 'theirs')
    t.equal(await store.get('siren', 'complaints', '1'), undefined)
  })

  t.test('all records of a push are kept, or none', async t => {
    const { store, keys } = await open(place)
    const bad = { ...alarm('2'), row: undefined as unknown as string }
    await t.rejects(store.add('siren', 'incidents', [alarm('1'), bad], NOW, 0))
    t.same(await keys(), [])
    await store.add('siren', 'incidents', [alarm('3')], NOW, 0)
    t.same(await (await open(place)).keys(), ['3'], 'a second process sees what the first has taken')
  })

  t.test('what was last pushed before a time is forgotten, so many at once and the oldest first', async t => {
    const opened = await place.open()
    const { store, keys } = await open(place)
    for (const [i, key] of ['1', '2', '3', '4'].entries())
      await store.add('siren', 'incidents', [alarm(key)], NOW + i, 0)
    await store.add('siren', 'incidents', [alarm('1', { updatedAt: day(2), row: '1 again' })], NOW + 9, 0)
    t.equal(await forgetting.pushed(opened, NOW + 3, 1), 1)
    t.same(await keys(), ['1 again', '3', '4'])
    t.equal(await forgetting.pushed(opened, NOW + 3, 10), 1)
    t.same(await keys(), ['1 again', '4'])
    t.equal(await forgetting.pushed(opened, NOW + 3, 10), 0)
    t.equal(await store.get('siren', 'incidents', '2'), undefined)
  })

  t.test('of two processes that are told of one alarm at once, one keeps it', async t => {
    const stores = [await open(place), await open(place)]
    const kept = await Promise.all(
      stores.flatMap(({ store }, process) =>
        [1, 2, 3].map(n =>
          store.add('siren', 'incidents', [alarm(`${process}${n}`, { repeatKey: 'telephone' })], NOW + n, 30)
        )
      )
    )
    t.equal(kept.reduce((sum, n) => sum + n), 1)
    t.equal((await stores[0]!.keys()).length, 1)
  })
})

t.test('nothing of what was forgotten is left on the disk', async t => {
  const folder = testFolder()
  const opened = await openWholeStore({ dataDir: folder, log: silent })
  const store = createInbox(opened)
  for (let i = 0; i < 200; i++)
    await store.add('siren', 'incidents', [
      alarm(`${i}`, { row: JSON.stringify({ position: `-6.91234 ${'x'.repeat(i * 40)}` }) })
    ], NOW, 0)
  t.equal(await forgetting.pushed(opened, NOW + 1, 500), 200)
  await opened.close()
  t.notOk(readdirSync(folder).some(file => readFileSync(join(folder, file)).includes('-6.91234')))
})
