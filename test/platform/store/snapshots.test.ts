import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import type { RowFilters, RowKeys } from '../../../src/platform/snapshots/row-filters.ts'
import type { Snapshot } from '../../../src/platform/snapshots/snapshot.ts'
import { createSnapshotStore, type SnapshotStore } from '../../../src/platform/snapshots/snapshots.ts'
import { seeded } from '../../kit/seeded.ts'

const newFolder = (t: Test): string => {
  const folder = join(mkdtempSync(join(tmpdir(), 'satu-test-')), 'snapshots')
  t.teardown(() => rmSync(join(folder, '..'), { recursive: true }))
  return folder
}
const info = (version: string) => ({ version, mapping: 'm', producedAt: '2026-11-20T01:40:00+07:00',
  loadedAt: '2026-11-20T02:00:00+07:00' })
const keysOf = (key: string, updatedAt: string, facet: Partial<RowKeys> = {}): RowKeys => ({ key, id: `TEST-${key}`,
  updatedAt, ...facet })

async function load(store: SnapshotStore, version: string, rows: readonly RowKeys[]): Promise<Snapshot> {
  const writer = store.begin()
  for (const keys of rows) {
    writer.add(keys, JSON.stringify({ ...keys, version }))
    await writer.full()
  }
  return (await writer.finish(info(version))).snapshot
}
const keysIn = (snapshot: Snapshot, offset = 0, limit = 1_000, filters: RowFilters = {}) =>
  snapshot.list(offset, limit, filters).rows.map(row => (JSON.parse(row) as RowKeys).key)

const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}T00:00:00+07:00`
const three = [keysOf('a', day(1)), keysOf('b', day(3)), keysOf('c', day(2))]

t.test('finds a row by its key, and none by another', async t => {
  const snapshot = await load(createSnapshotStore(newFolder(t)), '1', three)
  t.teardown(() => snapshot.close())
  t.match(JSON.parse(snapshot.get('b') ?? ''), { key: 'b', version: '1' })
  t.equal(snapshot.get('B'), undefined)
  t.same(snapshot.info, { ...info('1'), rows: 3 })
})

t.test('lists by last change, newest first, ties by id, in any pages', async t => {
  const snapshot = await load(createSnapshotStore(newFolder(t)), '1', [...three, keysOf('z', day(2)),
    keysOf('d', day(2))])
  t.teardown(() => snapshot.close())
  t.same(keysIn(snapshot), ['b', 'c', 'd', 'z', 'a'])
  t.same([keysIn(snapshot, 0, 2), keysIn(snapshot, 2, 2), keysIn(snapshot, 4, 2), keysIn(snapshot, 9, 2)], [['b', 'c'],
    ['d', 'z'], ['a'], []])
  t.same([0, 2, 3, 4, 5].map(offset => snapshot.list(offset, 2, {}).end), [false, false, true, true, true])
})

t.test('answers any filters, at any offset, as looking at every row does', async t => {
  const random = seeded(7)
  const pick = <T>(list: readonly T[]): T => list[random.int(0, list.length - 1)] as T
  const rows = Array.from({ length: 3_000 }, (_, index) =>
    keysOf(`k${index}`, day(random.int(1, 28)), {
      status: pick(['paid', 'unpaid', undefined]),
      agency: pick(['A', 'B', undefined]),
      district: pick(['32.73.01', '32.73.02', '32.73.03', undefined])
    }))
  const snapshot = await load(createSnapshotStore(newFolder(t)), '1', rows)
  t.teardown(() => snapshot.close())
  const sorted = rows.toSorted((
    a,
    b
  ) => (a.updatedAt === b.updatedAt ? (a.id < b.id ? -1 : 1) : a.updatedAt > b.updatedAt ? -1 : 1))
  const some = <T>(value: T): T | undefined => (random.int(0, 1) === 1 ? value : undefined)
  for (let round = 0; round < 300; round++) {
    const filters = Object.fromEntries(Object.entries({
      updated_since: some(pick([day(1), day(15), day(28), day(31), '2026-01-15T12:00:00+07:00'])),
      status: some(pick([['paid'], ['paid', 'unpaid'], ['none']])),
      agency: some(pick([['A'], ['A', 'B']])),
      district_code: some(pick([['32.73.01'], ['32.73.02', '32.73.03'], ['32.73.99']]))
    }).filter(([, value]) => value !== undefined)) as RowFilters
    const offset = random.int(0, 200)
    const limit = random.int(1, 100)
    const expected = sorted.filter(row =>
      (filters.updated_since === undefined || row.updatedAt >= filters.updated_since) &&
      (filters.status?.includes(row.status ?? '') ?? true) &&
      (filters.agency?.includes(row.agency ?? '') ?? true) &&
      (filters.district_code?.includes(row.district ?? '') ?? true)
    )
    t.same(keysIn(snapshot, offset, limit, filters), expected.slice(offset, offset + limit).map(({ key }) => key),
      JSON.stringify(filters))
    t.equal(snapshot.list(offset, limit, filters).end, offset + limit >= expected.length)
  }
})

t.test('keeps the newest of the rows with one key, and tells how many it left out', async t => {
  const writer = createSnapshotStore(newFolder(t)).begin()
  for (const keys of [...three, keysOf('a', day(9)), keysOf('a', day(4)), keysOf('b', day(3))])
    writer.add(keys, JSON.stringify(keys))
  const { snapshot, doubles } = await writer.finish(info('1'))
  t.teardown(() => snapshot.close())
  t.equal(doubles, 3)
  t.same(keysIn(snapshot), ['a', 'b', 'c'])
  t.match(JSON.parse(snapshot.get('a') ?? ''), { updatedAt: day(9) })
  t.equal(snapshot.info.rows, 3)
})

t.test('shows nothing before it is whole, and swaps while others read', async t => {
  const store = createSnapshotStore(newFolder(t))
  t.equal(store.open(), undefined)
  const first = await load(store, '1', three)
  const writer = store.begin()
  writer.add(keysOf('new', day(20)), '{}')
  const meanwhile = store.open()
  t.equal(meanwhile?.info.version, '1')
  const { snapshot: second } = await writer.finish(info('2'))
  t.same(keysIn(first).concat(keysIn(meanwhile as Snapshot, 1, 1)), ['b', 'c', 'a', 'c'],
    'who reads the old one goes on')
  t.equal(store.open()?.info.version, '2')
  for (const snapshot of [first, meanwhile, second]) snapshot?.close()
})

t.test('is there after a restart, alone in its folder', async t => {
  const folder = newFolder(t)
  ;(await load(createSnapshotStore(folder), '1', three)).close()
  ;(await load(createSnapshotStore(folder), '2', three)).close()
  const again = createSnapshotStore(folder).open()
  t.teardown(() => again?.close())
  t.equal(again?.info.version, '2')
  t.equal(readdirSync(folder).length, 1)
})

t.test('is found in a folder of any name', async t => {
  const folder = join(newFolder(t), 'a b?c#d%20e&f=ü')
  ;(await load(createSnapshotStore(folder), '1', three)).close()
  const again = createSnapshotStore(folder).open()
  t.teardown(() => again?.close())
  t.same(again && keysIn(again), ['b', 'c', 'a'])
})

t.test('leaves nothing of one that is given up', async t => {
  const folder = newFolder(t)
  const store = createSnapshotStore(folder)
  ;(await load(store, '1', three)).close()
  const writer = store.begin()
  writer.add(keysOf('x', day(1)), '{}')
  await writer.abandon()
  t.throws(() => writer.add(keysOf('y', day(1)), '{}'))
  const large = store.begin()
  for (let index = 0; index < 5_000; index++) large.add(keysOf(`k${index}`, day(1)), '{}')
  await large.abandon()
  t.equal(readdirSync(folder).length, 1)
  const last = store.open()
  t.equal(last?.info.version, '1')
  last?.close()
})

t.test('lets two writers work in one folder', async t => {
  const folder = newFolder(t)
  const [one, other] = [createSnapshotStore(folder), createSnapshotStore(folder)]
  const many = Array.from({ length: 2_000 }, (_, index) => keysOf(`k${index}`, day(1)))
  const opened = createSnapshotStore(folder)
  const both = Promise.all([load(one, '1', many), load(other, '2', three)])
  opened.open()?.close()
  const [first, second] = await both
  t.same([first.info.rows, second.info.rows], [2_000, 3])
  t.equal(keysIn(first, 1_990, 100).length, 10)
  first.close()
  second.close()
  t.equal(readdirSync(folder).filter(name => name.endsWith('.new')).length, 0)
})

t.test('asks for patience while many rows are under way', async t => {
  const writer = createSnapshotStore(newFolder(t)).begin()
  t.equal(writer.full(), undefined)
  for (let index = 0; writer.full() === undefined; index++) {
    if (index > 100_000) throw new Error('it never asks')
    writer.add(keysOf(`k${index}`, day(1)), 'x'.repeat(100))
  }
  await writer.full()
  t.equal(writer.full(), undefined)
  await writer.abandon()
})

t.test('says so when the file cannot be written', async t => {
  for (const count of [1, 5_000]) {
    const folder = newFolder(t)
    const writer = createSnapshotStore(folder).begin()
    for (let index = 0; index < count; index++) writer.add(keysOf(`k${index}`, day(1)), '{}')
    rmSync(folder, { recursive: true })
    await t.rejects(writer.finish(info('1')), { message: 'the snapshot could not be written' })
    await writer.abandon()
  }
})

t.test('passes over files that it cannot read: damaged, empty, of another layout', async t => {
  const folder = newFolder(t)
  const store = createSnapshotStore(folder)
  ;(await load(store, '1', Array.from({ length: 5_000 }, (_, index) => keysOf(`k${index}`, day(1))))).close()
  const whole = join(folder, readdirSync(folder)[0] as string)
  writeFileSync(join(folder, '900000000000001-00000001.db'), '')
  writeFileSync(join(folder, '900000000000002-00000002.db'),
    'not a database at all, but text of some length '.repeat(100))
  const other = new DatabaseSync(join(folder, '900000000000003-00000003.db'))
  other.exec('create table info (version text); pragma user_version = 1')
  other.close()
  const found = store.open()
  t.equal(found?.info.version, '1')
  found?.close()
  t.equal(readdirSync(folder).length, 1, 'what cannot be read is gone')
  truncateSync(whole, statSync(whole).size / 2)
  t.equal(store.open(), undefined)
})

t.test('is the last whole one after the process was killed while it wrote the next', async t => {
  const folder = newFolder(t)
  const store = createSnapshotStore(folder)
  ;(await load(store, '1', three)).close()
  const child = spawn(process.execPath, [fileURLToPath(new URL('fixtures/write-snapshot.ts', import.meta.url)), folder],
    { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  t.match(String(said), 'written')
  // It is sorting and writing the file now.
  while (!readdirSync(folder).some(name => name.endsWith('.new'))) await nextTurn()
  const meanwhile = store.open()
  t.equal(meanwhile?.info.version, '1')
  t.ok(readdirSync(folder).some(name => name.endsWith('.new')), 'what another process is writing is left alone')
  meanwhile?.close()
  child.kill('SIGKILL')
  await once(child, 'exit')
  t.ok(readdirSync(folder).some(name => name.endsWith('.new')), 'it was killed in the middle')
  const after = store.open()
  t.same([after?.info.version, after && keysIn(after)], ['1', ['b', 'c', 'a']])
  t.equal(readdirSync(folder).length, 1)
  after?.close()
  const next = await load(store, '2', three)
  t.equal(next.info.version, '2')
  next.close()
})
