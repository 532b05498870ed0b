import t from 'tap'
import { SatuError } from '../../../src/errors.ts'
import type { Key } from '../../../src/gateway/reads/cursor.ts'
import { createStream, type Rows, type Stream } from '../../../src/gateway/reads/stream.ts'
import { DEADLINE } from '../../../src/gateway/systems/deadline.ts'
import type { CanonicalRecord } from '../../../src/gateway/systems/records.ts'
import { day } from '../../suites/core/random-city.ts'

type Start = { offset: number; after: Key | undefined }
type Order = 'canonical' | 'updated'

/** `12a` is record a of day 12; `-` is a quarantined row. */
function rowsOf(text: string): Rows & { looked: number } {
  const list = text.split(' ').filter(Boolean).map(word => {
    if (word === '-') return 'quarantined' as const
    const [, number, id] = /^(\d+)(\w+)$/.exec(word) ?? []
    return { id, source: { updated_at: day(Number(number)) }, quality: [] } as unknown as CanonicalRecord
  })
  const rows = { looked: 0, at: async (index: number) => {
    rows.looked++
    return list[index] ?? ('end' as const)
  }, isHere: () => true }
  return rows
}

/** The time of the request is over. */
const late = new SatuError('system_timeout', 'a: no answer in the time that the request has', { stage: DEADLINE })

function open(
  text: string | Rows,
  order: Order,
  start?: Start,
  more: { maxScan?: number; matches?: (record: CanonicalRecord) => boolean } = {}
): Stream {
  return createStream({ rows: typeof text === 'string' ? rowsOf(text) : text, order, start, matches: () => true,
    maxScan: 1_000, ...more })
}

/** The ids of the next records, up to a page's limit. */
async function take(stream: Stream, limit = Infinity): Promise<string> {
  const ids: string[] = []
  await stream.fill()
  while (ids.length < limit && stream.head() !== undefined) {
    ids.push(stream.take().id)
    if (stream.head() === undefined) await stream.fill()
  }
  return ids.join(' ')
}

t.test('records with one date of change are given by their ids', async t => {
  t.equal(await take(open('9b 9a 8d 8c', 'updated')), 'a b c d')
})

t.test('quarantined rows are passed over', async t => {
  t.equal(await take(open('- 9b - 9a - 8c -', 'updated')), 'a b c')
})

t.test('a traversal goes on within a date of change', async t => {
  const rows = '9c 9a 9b 8d'
  const first = open(rows, 'updated')
  t.equal(await take(first, 2), 'a b')
  t.equal(await take(open(rows, 'updated', first.position())), 'c d')
})

t.test('after deletions', async t => {
  const goOn = async (order: Order, before: string, limit: number, afterwards: string): Promise<string> => {
    const first = open(before, order)
    await take(first, limit)
    return take(open(afterwards, order, first.position()))
  }
  t.equal(await goOn('canonical', '9a 8b 7c 6d 5e', 3, '9a 7c 6d 5e'), 'd e', 'one row forward')
  t.equal(await goOn('canonical', '9a 8b 7c 6d 5e', 3, '6d 5e'), 'd e', 'everything given is gone')
  t.equal(await goOn('canonical', '9a 8b 7c 6d 5e', 4, '5e'), 'e', 'the list is shorter than the cursor')
  t.equal(await goOn('updated', '12x 11y 9b 9a 8c', 3, '9b 9a 8c'), 'b c', 'a date that is half given moved as a whole')
  t.equal(await goOn('updated', '12x 11y 9b - 9a 8c', 3, '9b - 9a 8c'), 'b c',
    'a bad row stands where the cursor points')
  t.equal(await goOn('updated', '12x 11y 9a 9b 8d 8c', 4, '9a 9b 8d 8c'), 'c d', 'a date that was given whole')
  t.equal(await goOn('updated', '12x 9c 9b 9a 8d', 3, '12x 9b 9a 8d'), 'd', 'the rest of a date is gone')
})

t.test('rows pushed back by new ones are not given again', async t => {
  for (const order of ['canonical', 'updated'] as const) {
    const first = open('9a 8b 8c 7d', order)
    t.equal(await take(first, 2), 'a b')
    t.equal(await take(open('12x 11y 9a 8b 8c 7d', order, first.position())), 'c d')
  }
})

t.test('a page that passed over bad rows alone is followed by one that goes on', async t => {
  for (const order of ['canonical', 'updated'] as const) {
    const rows = rowsOf(`9a ${'- '.repeat(50)} 8b`)
    let start: Start | undefined
    const pages: string[] = []
    for (let done = false; !done && pages.length < 20;) {
      const stream = open(rows, order, start, { maxScan: 10 })
      pages.push(await take(stream))
      start = stream.position()
      done = stream.done()
    }
    t.ok(pages.length <= 6, order)
    t.equal(pages.join(''), 'ab', order)
  }
})

t.test('a page of a slow system ends before its caller gives up, and the next one goes on', async t => {
  for (const order of ['canonical', 'updated'] as const) {
    const rows = rowsOf(`${Array.from({ length: 60 }, (_, i) => `${99 - i}r${i}`).join(' ')} 9a`)
    const { at } = rows
    let ms = 0
    let until = 0
    let here = new Set<number>()
    rows.isHere = index => here.has(Math.floor(index / 10))
    rows.at = index => {
      if (!rows.isHere(index) && ms >= until) return Promise.reject(late)
      // It gives ten rows a call.
      if (!rows.isHere(index)) ms += 4_000
      here.add(Math.floor(index / 10))
      return at(index)
    }
    let start: Start | undefined
    const pages: string[] = []
    for (let done = false; !done && pages.length < 20;) {
      until = ms + 10_000
      here = new Set()
      const stream = open(rows, order, start, { matches: ({ id }) => id === 'a' })
      pages.push(await take(stream))
      t.equal(stream.paused(), !stream.done())
      start = stream.position()
      done = stream.done()
    }
    t.equal(pages.join(''), 'a', order)
    t.ok(pages.length > 1, order)
  }
})

t.test('what a slow system has given already is given, and it is not asked for more', async t => {
  const rows = rowsOf('9a 8b 7c 6d 5e')
  const { at } = rows
  let asked = 0
  rows.isHere = index => index < 3
  rows.at = index => {
    if (rows.isHere(index)) return at(index)
    asked++
    return Promise.reject(late)
  }
  const stream = open(rows, 'canonical', undefined, {})
  t.equal(await take(stream), 'a b c')
  t.ok(stream.paused())
  t.equal(asked, 1)
})

t.test('a system that gives nothing in the time of the request has failed', async t => {
  const rows = rowsOf('9a')
  rows.at = () => Promise.reject(late)
  await t.rejects(open(rows, 'canonical', undefined, {}).fill(), { code: 'system_timeout' })
})

t.test('bad rows in front of all others are not a reason to lose one that moves among them', async t => {
  const first = open('- - - 9a 8b', 'canonical', undefined, { maxScan: 3 })
  t.equal(await take(first), '')
  t.ok(first.paused())
  t.equal(await take(open('- - 9a 8b', 'canonical', first.position())), 'a b')
})

t.test('a date with more records than one page may look at is given whole', async t => {
  const rows = Array.from({ length: 60 }, (_, i) => `9r${100 + i}`).reverse().join(' ')
  let start: Start | undefined
  const ids: string[] = []
  let pages = 0
  for (let done = false; !done && pages < 100; pages++) {
    const stream = open(`${rows} 8z`, 'updated', start, { maxScan: 10, matches: ({ id }) => id !== 'r130' })
    const page = await take(stream, 7)
    if (page !== '') ids.push(...page.split(' '))
    start = stream.position()
    done = stream.done()
  }
  t.equal(ids.length, 60)
  t.same(ids, [...new Set(ids)].sort())
  t.ok(pages < 30)
})

t.test('a date of which the rest is gone does not stop the traversal', async t => {
  const first = open('12x 11y 9c 9b 9a 8d', 'updated')
  t.equal(await take(first, 3), 'x y a')
  let start: Start = first.position()
  const pages: string[] = []
  while (pages.length < 5 && !pages.includes('d')) {
    const stream = open('12x 11y 9a 8d', 'updated', start, { maxScan: 1 })
    pages.push(await take(stream))
    start = stream.position()
  }
  t.same(pages, ['', 'd'])
})

t.test('a system that fails within a date is read again from its beginning', async t => {
  const rows = rowsOf('9c 9b 9a 8d')
  const at = rows.at
  rows.at = index => (index < 2 ? at(index) : Promise.reject(new Error('down')))
  const stream = open(rows, 'updated')
  await t.rejects(stream.fill(), /down/)
  t.equal(await take(open('9c 9b 9a 8d', 'updated', stream.position())), 'a b c d')
})

t.test('a cursor far beyond the end costs few looks', async t => {
  for (const order of ['canonical', 'updated'] as const) {
    const rows = rowsOf('9a 8b 7c')
    t.equal(await take(open(rows, order, { offset: 9_000_000, after: [day(8), 'b'] })), 'c')
    t.ok(rows.looked < 100, `${rows.looked} looks`)
  }
})

t.test('too many records of one date are a fault of the system', async t => {
  const rows: Rows = {
    at: async index => ({ id: `r${index}`, source: { updated_at: day(1) }, quality: [] }) as unknown as CanonicalRecord,
    isHere: () => true
  }
  await t.rejects(open(rows, 'updated').fill(), { code: 'system_failed', stage: 'sort' })
})

t.test('a record that its system lists twice is given once, and noted', async t => {
  const stream = open('9a 9b 9a', 'updated')
  await stream.fill()
  t.match(stream.take().quality, [{ field: 'id', code: 'duplicate_record' }])
  t.equal(await take(stream), 'b')
  t.equal(await take(open('9a 9a 8b', 'canonical')), 'a b')
})
