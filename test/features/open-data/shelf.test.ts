import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { createShelf, type KeptEdition, type Shelf } from '../../../src/features/open-data/shelf.ts'

const edition = (id: string, day: string): KeptEdition => ({ id, day, modifiedAt: Date.parse(`${day}T08:00:00+07:00`),
  rows: 1, files: [{ format: 'csv', name: 'data.csv', size: 2, sha256: id }] })

function start(t: Test): { folder: string; shelf: Shelf; put(id: string, day: string): Promise<void> } {
  const folder = join(t.testdir(), 'things')
  const shelf = createShelf(folder)
  return {
    folder,
    shelf,
    async put(id, day) {
      const draft = shelf.draft()
      writeFileSync(join(draft, 'data.csv'), id)
      writeFileSync(join(draft, 'rows.db'), id)
      await shelf.place(draft, edition(id, day), { version: 'v', createdAt: 1, checkedAt: 2 })
    }
  }
}
const daysOf = ({ editions }: ReturnType<Shelf['book']>): string[] => editions.map(({ day, id }) => `${day} ${id}`)

t.test('an edition is there whole, and what was there before stays in the history', async t => {
  const { folder, shelf, put } = start(t)
  t.same(shelf.book(), { editions: [] })
  await put('aaa', '2026-11-27')
  await put('bbb', '2026-11-28')
  t.same(daysOf(shelf.book()), ['2026-11-28 bbb', '2026-11-27 aaa'])
  t.match(shelf.book(), { version: 'v', createdAt: 1, checkedAt: 2 })
  t.equal(readFileSync(shelf.fileOf(edition('aaa', '2026-11-27'), 'data.csv'), 'utf8'), 'aaa')
  t.notOk(existsSync(join(folder, 'aaa', 'rows.db')), 'former editions are not asked for single rows')
  t.ok(existsSync(join(folder, 'bbb', 'rows.db')))
  t.same(readdirSync(folder).sort(), ['aaa', 'bbb', 'book.json'])
})

t.test('a day has its last edition', async t => {
  const { folder, shelf, put } = start(t)
  await put('aaa', '2026-11-27')
  await put('bbb', '2026-11-28')
  await put('ccc', '2026-11-28')
  t.same(daysOf(shelf.book()), ['2026-11-28 ccc', '2026-11-27 aaa'])
  t.notOk(existsSync(join(folder, 'bbb')))
})

t.test('what is as it was before is the edition of before', async t => {
  const { folder, shelf, put } = start(t)
  await put('aaa', '2026-11-26')
  await put('bbb', '2026-11-27')
  await put('aaa', '2026-11-28')
  t.same(daysOf(shelf.book()), ['2026-11-28 aaa', '2026-11-27 bbb', '2026-11-26 aaa'])
  t.ok(existsSync(join(folder, 'aaa', 'rows.db')), 'it can be asked for its rows again')
  t.equal(await shelf.forget('2026-11-27', 10), 1)
  t.ok(existsSync(join(folder, 'aaa', 'data.csv')), 'it is in force all the same')
})

t.test('old editions are forgotten, the one in force never', async t => {
  const { folder, shelf, put } = start(t)
  for (const [id, day] of [['aaa', '2026-11-20'], ['bbb', '2026-11-21'], ['ccc', '2026-11-22']] as const)
    await put(id, day)
  t.equal(await shelf.forget('2026-11-21', 10), 1)
  t.notOk(existsSync(join(folder, 'aaa')))
  t.equal(await shelf.forget('2026-12-31', 1), 1, 'as many as it may, the oldest first')
  t.same(daysOf(shelf.book()), ['2026-11-22 ccc'])
  t.equal(await shelf.forget('2026-12-31', 10), 0)
  t.equal(readFileSync(shelf.fileOf(edition('ccc', '2026-11-22'), 'data.csv'), 'utf8'), 'ccc')
})

t.test('what nobody declares any more goes whole, once it is old', async t => {
  const { folder, shelf, put } = start(t)
  await put('aaa', '2026-11-20')
  await put('bbb', '2026-11-21')
  t.equal(await shelf.abandon('2026-11-21'), 0)
  t.ok(existsSync(folder))
  t.equal(await shelf.abandon('2026-11-22'), 2)
  t.notOk(existsSync(folder))
})

t.test('another process sees what was placed and noted', async t => {
  const { folder, shelf, put } = start(t)
  const other = createShelf(folder)
  t.same(other.book(), { editions: [] })
  await put('aaa', '2026-11-27')
  t.same(daysOf(other.book()), ['2026-11-27 aaa'])
  await shelf.note({ failure: { at: 5, code: 'sources_failed', detail: 'x', tries: 1, version: 'v' } })
  t.match(other.book(), { failure: { code: 'sources_failed' }, checkedAt: 2 })
  await shelf.note({ failure: undefined, checkedAt: 9 })
  t.same([other.book().failure, other.book().checkedAt], [undefined, 9])
})

t.test('one at a time may change it', async t => {
  const { folder, shelf } = start(t)
  const claim = shelf.claim()
  t.ok(claim)
  t.equal(createShelf(folder).claim(), undefined)
  claim?.release()
  t.ok(createShelf(folder).claim())
})

t.test('what a process left behind is taken away, what another is making is not', async t => {
  const { folder, shelf, put } = start(t)
  mkdirSync(folder, { recursive: true })
  const gone = `draft.${2 ** 22 + 1}-1`
  const running = `draft.${process.ppid}-1`
  for (const name of [gone, running, 'zzz']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'details.db'), '')
  await put('aaa', '2026-11-27')
  t.same(readdirSync(folder).sort(), ['aaa', 'book.json', 'details.db', running].sort())
  t.equal(shelf.book().editions.length, 1)
})

t.test('a damaged book is as good as none, and is written anew', async t => {
  const { folder, shelf, put } = start(t)
  await put('aaa', '2026-11-27')
  writeFileSync(join(folder, 'book.json'), '{"editions":[')
  t.same(shelf.book(), { editions: [] })
  await put('bbb', '2026-11-28')
  t.same(daysOf(shelf.book()), ['2026-11-28 bbb'])
})
