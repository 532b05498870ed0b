import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openInbox, type InboxStore, type Pushed } from '../../src/store/inbox.ts'
import { day } from '../suites/core/random-city.ts'
import { testFolder } from '../suites/folder.ts'

const NOW = Date.parse('2026-11-20T10:00:00+07:00')
const alarm = (key: string, more: Partial<Pushed> = {}): Pushed => ({ key, id: `SIREN-${key}`, updatedAt: day(1), row: key, ...more })

function open(t: Test, folder = testFolder()): { store: InboxStore; folder: string; keys(): string[] } {
  const store = openInbox(folder)
  t.teardown(() => { store.close() })
  return { store, folder, keys: () => store.list('siren', 'incidents', 0, 100, {}).rows }
}

t.test('a push that says the same again within its seconds is dropped, and not a moment later', async t => {
  const { store, keys } = open(t)
  const add = (key: string, at: number): number => store.add('siren', 'incidents', [alarm(key, { repeatKey: 'telephone' })], NOW + at, 30)
  t.same([add('1', 0), add('2', 29_999), add('3', 30_000)], [1, 0, 1])
  t.same(keys(), ['1', '3'])
})

t.test('a clock that was set back drops no alarm', async t => {
  const { store, keys } = open(t)
  store.add('siren', 'incidents', [alarm('1', { repeatKey: 'telephone' })], NOW + 3_600_000, 30)
  t.equal(store.add('siren', 'incidents', [alarm('2', { repeatKey: 'telephone' })], NOW, 30), 1)
  t.same(keys(), ['1', '2'])
})

t.test('the newest state of a record stands, whichever came last', async t => {
  const { store, keys } = open(t)
  const add = (number: number, row: string): number => store.add('siren', 'incidents', [alarm('1', { updatedAt: day(number), row })], NOW, 0)
  add(2, 'second')
  add(1, 'first')
  t.same(keys(), ['second'])
  add(3, 'third')
  t.same(keys(), ['third'])
})

t.test('records come by their last change, newest first, then by id, page by page', async t => {
  const { store } = open(t)
  store.add('siren', 'incidents', [alarm('b', { updatedAt: day(2) }), alarm('c', { updatedAt: day(3) }), alarm('a', { updatedAt: day(2) })], NOW, 0)
  const page = (offset: number, limit: number) => store.list('siren', 'incidents', offset, limit, {})
  t.same(page(0, 2), { rows: ['c', 'a'], end: false })
  t.same(page(2, 2), { rows: ['b'], end: true })
  t.same(page(0, 3), { rows: ['c', 'a', 'b'], end: true })
})

t.test('a filter looks at the keys, and a system at its own records alone', async t => {
  const { store } = open(t)
  store.add('siren', 'incidents', [alarm('1', { status: 'reported', agency: 'A', district: 'D' }), alarm('2', { status: 'resolved', updatedAt: day(2) })], NOW, 0)
  store.add('other', 'incidents', [alarm('1', { row: 'theirs' })], NOW, 0)
  const keys = (filters: Parameters<InboxStore['list']>[4]): string[] => store.list('siren', 'incidents', 0, 10, filters).rows
  t.same(keys({ status: ['reported', 'verified'] }), ['1'])
  t.same(keys({ agency: ['A'], district_code: ['D'] }), ['1'])
  t.same(keys({ district_code: ['E'] }), [])
  t.same(keys({ updated_since: day(2) }), ['2'])
  t.equal(store.get('other', 'incidents', '1'), 'theirs')
  t.equal(store.get('siren', 'complaints', '1'), undefined)
})

t.test('all records of a push are kept, or none', async t => {
  const { store, keys, folder } = open(t)
  const bad = { ...alarm('2'), row: undefined as unknown as string }
  t.throws(() => store.add('siren', 'incidents', [alarm('1'), bad], NOW, 0))
  t.same(keys(), [])
  store.add('siren', 'incidents', [alarm('3')], NOW, 0)
  t.same(open(t, folder).keys(), ['3'], 'a second process sees what the first has taken')
})

t.test('what was last pushed before a time is forgotten, so many at once and the oldest first', async t => {
  const { store, keys } = open(t)
  for (const [i, key] of ['1', '2', '3', '4'].entries()) store.add('siren', 'incidents', [alarm(key)], NOW + i, 0)
  store.add('siren', 'incidents', [alarm('1', { updatedAt: day(2), row: '1 again' })], NOW + 9, 0)
  t.equal(store.forget(NOW + 3, 1), 1)
  t.same(keys(), ['1 again', '3', '4'])
  t.equal(store.forget(NOW + 3, 10), 1)
  t.same(keys(), ['1 again', '4'])
  t.equal(store.forget(NOW + 3, 10), 0)
  t.equal(store.get('siren', 'incidents', '2'), undefined)
})

t.test('nothing of what was forgotten is left on the disk', async t => {
  const folder = testFolder()
  const store = openInbox(folder)
  for (let i = 0; i < 200; i++) store.add('siren', 'incidents', [alarm(`${i}`, { row: JSON.stringify({ position: `-6.91234 ${'x'.repeat(i * 40)}` }) })], NOW, 0)
  t.equal(store.forget(NOW + 1, 500), 200)
  store.close()
  t.notOk(readdirSync(folder).some(file => readFileSync(join(folder, file)).includes('-6.91234')))
})
