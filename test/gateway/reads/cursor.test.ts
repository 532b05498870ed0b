import { createHmac, hkdfSync } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import t from 'tap'
import { createCursors, type Position, queryMark } from '../../../src/gateway/reads/cursor.ts'
import { federate, JWT_SECRET } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../../suites/core/legacy.ts'
import { day } from '../../suites/core/random-city.ts'

const mark = queryMark('complaints', {})
const { write: writeCursor, read: readCursor } = createCursors(JWT_SECRET)
/** What the hub itself would never sign. */
function forge(content: unknown): string {
  const packed = deflateRawSync(typeof content === 'string' ? content : JSON.stringify(content))
  const signature = createHmac('sha256', Buffer.from(hkdfSync('sha256', JWT_SECRET, '', 'satu cursor', 32))).update(
    packed
  ).digest()
  return Buffer.concat([signature.subarray(0, 12), packed]).toString('base64url')
}
const position = (more: Partial<Position> = {}): Position => ({ offset: 3, after: [day(1), 'AAAA-1'],
  asOf: 1_780_000_000_000, done: false, ...more })

t.test('what was written is read again', t => {
  const positions = new Map([
    ['a', position()],
    ['b', position({ offset: 0, after: undefined })],
    ['c', position({ after: ['1969-12-31T07:00:00+07:00', 'AAAA-_2F~'] })]
  ])
  t.same(readCursor(writeCursor(mark, positions), mark), positions)
  t.equal(readCursor(writeCursor(mark, new Map([['d', position({ done: true })]])), mark).get('d')?.done, true)
  t.end()
})

t.test('the positions of forty systems fit into what the contract allows', t => {
  const positions = new Map(Array.from({ length: 40 }, (_, i) =>
    [
      `announcements-${i}`,
      position({ offset: i * 37, after: [day(i % 28), `PRX${i}-${(i * 7_919_393) % 1_000_000}`],
        asOf: 1_780_000_000_000 + i * 917 })
    ] as const))
  t.ok(writeCursor(mark, positions).length <= 2_000, `${writeCursor(mark, positions).length} characters`)
  t.end()
})

t.test('the mark of a query does not depend on the order of its filters', t => {
  t.equal(queryMark('complaints', { q: 'a', status: ['b'] }), queryMark('complaints', { status: ['b'], q: 'a' }))
  t.not(queryMark('complaints', { q: 'a' }), queryMark('licences', { q: 'a' }))
  t.end()
})

const system = (packed: unknown): string => forge({ q: mark, s: { a: packed } })
const forged: Record<string, string> = {
  'of another query': writeCursor(queryMark('complaints', { q: 'x' }), new Map()),
  'of another hub': createCursors('another key that is long enough').write(mark, new Map([['a', position()]])),
  'altered': ((whole: string) => `${whole.slice(0, -3)}${whole.at(-3) === 'A' ? 'B' : 'A'}${whole.slice(-2)}`)(
    writeCursor(mark, new Map([['a', position()]]))
  ),
  'unsigned': deflateRawSync(JSON.stringify({ q: mark, s: { a: [3, 0, 'AAAA-1', 0] } })).toString('base64url'),
  'garbage': 'zzz',
  'not base64': '%%%ä',
  'blank': '',
  'truncated': writeCursor(mark, new Map([['a', position()]])).slice(0, -8),
  'not compressed': Buffer.from(JSON.stringify({ q: mark, s: {} })).toString('base64url'),
  'not JSON': forge('{"q":'),
  'null': forge(null),
  'text': forge('"x"'),
  'a list of systems': forge({ q: mark, s: [[1, 1, 'A', 1]] }),
  'no systems': forge({ q: mark }),
  'a bomb': forge(`{"q":"${mark}","s":{},"x":"${'x'.repeat(20_000_000)}"}`),
  'nested without end': forge('['.repeat(60_000)),
  'a negative offset': system([-1, 0, '', 0]),
  'a huge offset': system([1e15, 0, '', 0]),
  'a broken offset': system([0.5, 0, '', 0]),
  'an offset as text': system(['3', 0, '', 0]),
  'a time without end': system([0, 9e15, 'A', 0]),
  'an age without end': system([0, 0, '', 9e15]),
  'an id that is none': system([0, 0, '<script>', 0]),
  'too few parts': system([0, 0, '']),
  'a prototype for a position': system({ __proto__: null }),
  'the prototype key': forge(`{"q":"${mark}","s":{"__proto__":{"x":1}}}`)
}

for (const [what, cursor] of Object.entries(forged)) {
  t.test(`a cursor that is ${what} is refused`, async t => {
    const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('1', day(1))] })
    await t.rejects(federate([legacy]).list({ cursor }), { code: 'invalid_request',
      errors: [{ in: 'query', field: 'cursor' }] })
    t.equal(legacy.asked.length, 0)
  })
}

t.test('a cursor far behind the end of what is left costs few calls', async t => {
  for (const order of ['canonical', 'updated', 'none'] as const) {
    const rows = Array.from({ length: 30 }, (_, i) => complaintRow(`${100 + i}`, day(1)))
    const legacy = createLegacy({ id: 'a', prefix: 'AAAA', order, pageSize: 10, rows })
    const cursor = writeCursor(mark,
      new Map([['a', position({ offset: 10_000_000, after: [day(200), 'AAAA-1'] })], ['nobody', position()]]))
    const { items } = await federate([legacy]).list({ cursor })
    t.ok(items.length <= 20)
    t.ok(legacy.asked.length < 80, `${legacy.asked.length} calls`)
  }
})
