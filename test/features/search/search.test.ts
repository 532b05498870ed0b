import type { Test } from 'tap'
import type { ResourceName } from '../../../src/contract/resources.ts'
import { createAsk } from '../../../src/features/search/ask.ts'
import { createIndexer } from '../../../src/features/search/indexer.ts'
import { rebuild } from '../../../src/features/search/rebuild.ts'
import { createSearch, type SearchQuery, type SearchResult } from '../../../src/features/search/search.ts'
import { contract } from '../../suites/core/hub.ts'
import { complaint, openMirror } from '../../suites/mirror.ts'
import { overEachStore, type StorePlace } from '../../suites/stores.ts'

const AT = '2026-11-20T10:00:00+07:00'
const day = (number: number): string => `2026-10-${String(number).padStart(2, '0')}T08:00:00+07:00`

async function open(t: Test, place: StorePlace) {
  const store = await place.open()
  const indexer = createIndexer({ engine: store.engine, contract })
  const mirror = openMirror(t, store, { followers: [indexer] })
  const ask = createAsk(store, place.options)
  t.teardown(() => ask.close())
  const search = createSearch({ store, ask, contract })
  const find = (q: string, more: Partial<SearchQuery> = {}): Promise<SearchResult> =>
    search.find({ q, limit: 20, scopes: new Set(), ...more })
  const ids = async (q: string, more: Partial<SearchQuery> = {}): Promise<string[]> =>
    (await find(q, more)).hits.map(({ entry }) => entry.id)
  const put = async (
    resource: ResourceName,
    id: string,
    record: Record<string, unknown>,
    changed = day(1),
    fetched = AT
  ): Promise<void> => {
    mirror.take('lapor', resource, [complaint(id, fetched, record, changed)])
    await mirror.flushed()
  }
  return { store, indexer, mirror, search, find, ids, put }
}

overEachStore(async (t, place) => {
  const { store, indexer, mirror, find, ids, put } = await open(t, place)
  t.beforeEach(async () => {
    await mirror.forget('lapor')
  })

  t.test('words are found in any order and spelling, short or long, and the last when only begun', async t => {
    await put('complaints', 'LAPOR-1', { title: 'Lampu jalan mati',
      description: 'Di Jl. Soekadjadi dekat Gg. Maleer RT 03 sejak Senin.' })
    await put('complaints', 'LAPOR-2', { title: 'Jalan berlubang', description: 'Di depan kantor kecamatan Coblong.' },
      day(2))
    for (const q of ['lampu jalan', 'mati lampu', 'sukajadi lampu', 'jalan sukajadi', 'gang maler', 'rt 3 lampu',
      'rt.003 sukajadi', 'lampu jala', 'LAMPU, (jalan)!', 'lam']) t.same(await ids(q), ['LAPOR-1'], q)
    t.same(await ids('jalan'), ['LAPOR-2', 'LAPOR-1'])
    t.same(await ids('kec. tjoblong'), ['LAPOR-2'])
    t.same(await ids('jalan coblong sukajadi'), [], 'all words count')
  })

  t.test('a record of the far future is found, leads no answer, breaks none, and can go', async t => {
    await put('complaints', 'LAPOR-1', { title: 'Lampu jalan mati', description: 'Sejak Senin.' })
    await put('complaints', 'LAPOR-2', { title: 'Lampu taman mati', description: 'Sejak Selasa.' },
      '2999-01-01T00:00:00+07:00')
    await put('complaints', 'LAPOR-3', { title: 'Lampu merah mati', description: 'Sejak Rabu.' },
      '2042-01-01T00:00:00+07:00')
    const [first, ...others] = await ids('lampu mati')
    t.equal(first, 'LAPOR-1')
    t.same(others.toSorted(), ['LAPOR-2', 'LAPOR-3'])
    await mirror.forget('lapor')
    t.same(await ids('lampu mati'), [])
  })

  t.test('slips and words joined or parted are forgiven, and the answer tells how each was read', async t => {
    await put('complaints', 'LAPOR-1', { title: 'Banjir di Buahbatu', description: 'Setinggi lutut.' })
    await put('complaints', 'LAPOR-2', { title: 'Macet di Ujung Berung', description: 'Setiap pagi.' }, day(2))
    for (const q of ['banjri', 'bnajir', 'banjirr', 'banjor']) t.same(await ids(q), ['LAPOR-1'], q)
    t.same(await ids('buah batu banjir'), ['LAPOR-1'])
    t.same(await ids('ujungberung'), ['LAPOR-2'])
    t.same((await find('banjri batu')).terms, [{ written: 'banjri', readAs: ['banir'] }, { written: 'batu',
      readAs: [] }])
    t.same(await ids('zebra'), [])
    // A word that is known, where nothing holds both: the slip may have made another word of it.
    await put('complaints', 'LAPOR-3', { title: 'Banjar', description: 'Kota di timur.' })
    t.same(await ids('banjar lutut'), ['LAPOR-1'])
  })

  t.test('what stands in the title, as it was typed and together, comes first', async t => {
    await put('complaints', 'LAPOR-1', { title: 'Sampah menumpuk', description: 'Taman kota penuh sampah.' }, day(9))
    await put('complaints', 'LAPOR-2', { title: 'Taman kota rusak', description: 'Pagar patah.' }, day(1))
    await put('complaints', 'LAPOR-3', { title: 'Kota dan taman', description: 'Surat.' }, day(2))
    t.same(await ids('taman kota'), ['LAPOR-2', 'LAPOR-3', 'LAPOR-1'])
    const { hits } = await find('pagar')
    t.match(hits[0], { title: 'Taman kota rusak', titleMarks: [], snippet: 'Pagar patah.', snippetMarks: [[0, 5]] })
  })

  t.test('a long text is shown around its words', async t => {
    await put('complaints', 'LAPOR-1', { title: 'Surat',
      description: `${'Kalimat lain. '.repeat(60)}Pohon tumbang menutup jalan. ${'Kalimat lain. '.repeat(60)}` })
    const [hit] = (await find('pohon tumbang')).hits
    t.ok((hit?.snippet.length ?? 0) <= 190)
    t.same(hit?.snippetMarks.map(([from, to]) => hit.snippet.slice(from, to)), ['Pohon', 'tumbang'])
  })

  t.test('filters narrow, and facets count what is left', async t => {
    const where = (code: string) => ({ location: { district_code: code } })
    await put('complaints', 'LAPOR-1', { title: 'Jalan rusak', agency_id: 'SKPD-DPU', ...where('32.73.01') }, day(1))
    await put('complaints', 'LAPOR-2', { title: 'Jalan rusak', agency_id: 'SKPD-DISHUB', ...where('32.73.02'),
      status: { code: 'resolved', raw_code: 'x' } }, day(5))
    await put('incidents', 'LAPOR-3', { headline: 'Jalan longsor', kind: 'landslide',
      area: { name: 'Dua kecamatan', district_codes: ['32.73.01', '32.73.02'] },
      status: { code: 'reported', raw_code: 'x' } }, day(9))
    t.same(await ids('jalan', { resources: ['incidents'] }), ['LAPOR-3'])
    t.same(await ids('jalan', { agencies: ['SKPD-DPU'] }), ['LAPOR-1'])
    t.same((await ids('jalan', { districts: ['32.73.01'] })).toSorted(), ['LAPOR-1', 'LAPOR-3'])
    t.same(await ids('jalan', { statuses: ['resolved', 'closed'] }), ['LAPOR-2'])
    t.same((await ids('jalan', { updatedSince: day(5) })).toSorted(), ['LAPOR-2', 'LAPOR-3'])
    t.same(await ids('jalan', { updatedSince: '2025-12-31T00:00:00+07:00', systems: ['other'] }), [])
    t.same((await ids('jalan', { updatedSince: '2025-12-31T00:00:00+07:00', systems: ['lapor'] })).length, 3)
    const { total, facets } = await find('jalan')
    t.same(total, { count: 3, isExact: true })
    t.same(facets.resource, [{ value: 'complaints', count: 2 }, { value: 'incidents', count: 1 }])
    t.same(facets.district_code, [{ value: '32.73.01', count: 2 }, { value: '32.73.02', count: 2 }])
    t.same(facets.status.map(({ value }) => value), ['in_progress', 'reported', 'resolved'])
  })

  t.test('what a caller may not list is not found, counted or suggested, and nobody is found by a name', async t => {
    await put('complaints', 'LAPOR-1', { title: 'Jalan rusak' })
    await put('information-requests', 'LAPOR-2', { detail: 'Salinan anggaran jalan Xenopus', number: '012/PPID/2026',
      requester: { name: 'SITI AMINAH' } }, day(2))
    const scopes = new Set(['information-requests:read'])
    t.same(await ids('jalan'), ['LAPOR-1'])
    t.same((await find('jalan')).facets.resource, [{ value: 'complaints', count: 1 }])
    t.same(await ids('jalan', { resources: ['information-requests'] }), [])
    t.same(await ids('jalan', { resources: ['information-requests', 'complaints'] }), ['LAPOR-1'])
    t.same((await ids('jalan', { scopes })).toSorted(), ['LAPOR-1', 'LAPOR-2'])
    t.same((await find('xenopsu')).terms, [{ written: 'xenopsu', readAs: [] }])
    t.same((await find('xenopu')).terms, [{ written: 'xenopu', readAs: [] }])
    t.same(await ids('xenopsu', { scopes }), ['LAPOR-2'])
    for (const q of ['siti', 'aminah', 'siti aminah', '81299990001', 'S. A.']) t.same(await ids(q, { scopes }), [], q)
    t.same(await ids('012 PPID', { scopes }), ['LAPOR-2'])
    // What somebody wrote of themselves into a text finds nobody either, as far as it can be told.
    await put('complaints', 'LAPOR-3', { title: 'Saluran mampet',
      description: 'NIK saya 3273021305859991, WA 0812-3456-7890.' })
    const { hits: [hit] } = await find('mampet')
    t.equal(hit?.snippet, 'NIK saya […], WA […].')
    for (const q of ['3273021305859991', '081234567890', '0812 3456 7890']) t.same(await ids(q), [], q)
  })

  t.test('a record that changes is found by its new words alone; one that is gone by none, and its words are gone ' +
    'with it', async t => {
    await put('complaints', 'LAPOR-1', { title: 'Kambing lepas', description: 'Di pasar.' })
    await put('complaints', 'LAPOR-1', { title: 'Sapi lepas', description: 'Di pasar.' }, day(2),
      '2026-11-20T11:00:00+07:00')
    t.same([await ids('kambing'), await ids('sapi')], [[], ['LAPOR-1']])
    const left = () =>
      store.read(async db => [
        ...await db.selectFrom('search_words').select('word').execute(),
        ...await db.selectFrom('search_slips').select('slip').execute(),
        ...await db.selectFrom('search_entries').select('id').execute(),
        ...await db.selectFrom('search_texts').select('title').execute()
      ])
    t.notMatch(JSON.stringify(await left()), /kambing|ambing/i)
    mirror.gone('lapor', 'complaints', ['LAPOR-1'])
    await mirror.flushed()
    t.same(await ids('sapi'), [])
    t.same(await left(), [])
  })

  t.test('pages go on where the last one ended, while records come and go', async t => {
    mirror.take('lapor', 'complaints',
      Array.from({ length: 25 },
        (_, i) =>
          complaint(`LAPOR-${100 + i}`, AT, { title: `Banjir ${i % 3 === 0 ? 'besar' : 'kecil'}` }, day(1 + i % 20))))
    await mirror.flushed()
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { hits, nextCursor, total } = await find('banjir', { limit: 10, cursor })
      t.equal(total.isExact, true)
      seen.push(...hits.map(({ entry }) => entry.id))
      cursor = nextCursor ?? undefined
      if (seen.length === 10) mirror.gone('lapor', 'complaints', [seen[0] ?? ''])
      await mirror.flushed()
    } while (cursor !== undefined)
    t.equal(new Set(seen).size, 25)
    t.equal(seen.length, 25)
    const { nextCursor } = await find('banjir', { limit: 10 })
    await t.rejects(find('jalan', { limit: 10, cursor: nextCursor ?? '' }), { code: 'invalid_request' })
    await t.rejects(find('banjir', { limit: 10, cursor: 'W10' }), { code: 'invalid_request' })
  })

  t.test('no question breaks it, and none takes long', async t => {
    await put('complaints', 'LAPOR-1', { title: 'Jalan rusak' })
    for (const q of ['*', '**', '""', '"jalan', 'jalan*', 'NEAR(jalan rusak)', '-jalan', 'title:jalan', 'words : jalan',
      "jalan' | 'rusak", 'jalan & !rusak', ':*', '.*', '(a+)+$', '\0', 'jalan\0rusak', '\uD800', '🏙', '日本', '%',
      '_v_', '_r_complaints', 'a'.repeat(200), 'a b '.repeat(50), 'di', ' '])
    {
      const { hits } = await find(q)
      t.ok(hits.length <= 1, JSON.stringify(q))
    }
    t.same(await ids('jalan NOT rusak'), [], 'no word is an order')
    t.same(await ids('title:jalan'), [])
  })

  t.test('an index of another version of the hub is made anew of the mirror', async t => {
    await put('complaints', 'LAPOR-1', { title: 'Pohon tumbang' })
    const { signal } = new AbortController()
    const again = (): Promise<number | undefined> =>
      rebuild({ store, indexer, scan: () => mirror.scan(), alone: mirror.alone, signal })
    await store.write(db => db.updateTable('search_state').set({ value: '0' }).execute())
    await store.write(db => db.deleteFrom('search_state').execute())
    await store.write(db => db.insertInto('search_state').values({ name: 'version', value: '0' }).execute())
    t.equal(await again(), 1)
    t.same(await ids('pohon'), ['LAPOR-1'])
    t.equal(await again(), undefined)
  })
})
