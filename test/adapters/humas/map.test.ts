import t from 'tap'
import { mapPost } from '../../../adapters/humas/map.ts'
import type { Post } from '../../../adapters/humas/wire.ts'
import { createAgencyFinder } from '../../../src/kit/agency-names.ts'
import { city, contractErrors, toolsOf } from '../mapping.ts'

const post: Post = {
  key: '2841',
  guid: 'https://humas.bandung.example/?p=2841',
  guidMade: false,
  title: 'Jalan Dago Ditutup Hari Minggu',
  link: 'https://humas.bandung.example/2026/11/20/jalan-dago/',
  publishedAt: '2026-11-20T09:15:00+07:00',
  changedAt: '2026-11-20T09:15:00+07:00',
  author: 'humas',
  categories: ['Lalu Lintas', 'Seni & Budaya'],
  html: '<p>Hari bebas kendaraan.</p>',
  image: 'https://humas.bandung.example/foto.jpg',
  recoded: []
}
const names = { findAgency: createAgencyFinder(city, { 'admin.dago': 'KEC-COBLONG' }), own: 'SKPD-BAG-HUMAS' }
type Change = { [P in keyof Post]?: Post[P] | undefined }
/** `undefined` takes a property away. */
const map = (change: Change = {}) => {
  const tools = toolsOf('HUMAS')
  const whole = Object.fromEntries(
    Object.entries({ ...post, ...change }).filter(([, value]) => value !== undefined)
  ) as unknown as Post
  const mapped = mapPost(whole, tools, names)
  return { ...mapped, errors: contractErrors('announcements', mapped, tools), notes: tools.notes.list() }
}

t.test('maps a post', t => {
  const { key, updatedAt, record, errors, notes } = map()
  t.strictSame([key, updatedAt, errors, notes], ['2841', '2026-11-20T09:15:00+07:00', [], []])
  t.strictSame(record, {
    identifiers: [],
    guid: 'https://humas.bandung.example/?p=2841',
    title: 'Jalan Dago Ditutup Hari Minggu',
    body_html: '<p>Hari bebas kendaraan.</p>',
    published_at: '2026-11-20T09:15:00+07:00',
    agency_id: 'SKPD-BAG-HUMAS',
    categories: ['Lalu Lintas', 'Seni & Budaya'],
    url: 'https://humas.bandung.example/2026/11/20/jalan-dago/',
    image_url: 'https://humas.bandung.example/foto.jpg'
  })
  t.end()
})

t.test('the agency is the one that the account is named after, else the one whose site it is', t => {
  const cases: readonly [string | undefined, string][] = [
    ['Dinas Kesehatan', 'SKPD-DINKES'],
    ['dinkes', 'SKPD-DINKES'],
    ['BPLH', 'SKPD-DLHK'],
    ['Disbudpar Kota Bandung', 'SKPD-DISBUDPAR'],
    ['admin.dago', 'SKPD-KEC-COBLONG'],
    ['rina.w', 'SKPD-BAG-HUMAS'],
    ['admin', 'SKPD-BAG-HUMAS'],
    [undefined, 'SKPD-BAG-HUMAS']
  ]
  for (const [author, agency] of cases) t.equal(map({ author }).record.agency_id, agency, String(author))
  t.notMatch(JSON.stringify(map({ author: 'rina.w' })), 'rina')
  t.end()
})

t.test('the last change is its own where the feed knows it', t => {
  const { updatedAt, record } = map({ changedAt: '2026-11-21T10:00:00+07:00' })
  t.strictSame([updatedAt, record.published_at], ['2026-11-21T10:00:00+07:00', '2026-11-20T09:15:00+07:00'])
  t.end()
})

t.test('the same category in other spellings is one, and what stands for none is left out', t => {
  t.strictSame(map({ categories: ['Berita', ' berita ', 'BERITA', 'Uncategorized', 'Agenda'] }).record.categories, [
    'Berita',
    'Agenda'
  ])
  t.equal(map({ categories: ['Uncategorized', 'Tak Berkategori'] }).record.categories, undefined)
  t.equal(map({ categories: [] }).record.categories, undefined)
  t.end()
})

t.test('a post without what makes one is left out, with the reason', t => {
  const reasons: readonly [Change, string][] = [
    [{ publishedAt: undefined }, 'has no date of publication'],
    [{ title: undefined }, 'has no title'],
    [{ link: undefined }, 'has no address']
  ]
  for (const [change, message] of reasons) t.throws(() => map(change), { message })
  t.end()
})

t.test('notes what was wrong with its texts', t => {
  t.match(map({ recoded: ['title', 'html'] }).notes, [{ field: 'title', code: 'encoding_repaired', severity: 'info' }, {
    field: 'body_html',
    code: 'encoding_repaired'
  }])
  const { record, notes, errors } = map({ html: undefined, refused: 'has HTML nested deeper than 200 levels' })
  t.strictSame([record.body_html, errors], [undefined, []])
  t.match(notes, [{ field: 'body_html', code: 'invalid_value', raw: 'has HTML nested deeper than 200 levels' }])
  t.equal(map({ html: '' }).record.body_html, undefined)
  t.end()
})

t.test('a title that is too long is cut, and noted', t => {
  const { record, notes, errors } = map({ title: 'panjang '.repeat(100) })
  t.equal(record.title.length <= 500, true)
  t.strictSame(errors, [])
  t.match(notes, [{ field: 'title', code: 'invalid_value' }])
  t.end()
})
