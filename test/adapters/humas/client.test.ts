import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { createHumasClient, type HumasClient, type HumasOptions } from '../../../adapters/humas/client.ts'
import type { Post } from '../../../adapters/humas/wire.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { type FaultKind, type RunningSystem, startLegacySystem } from '../../../demo/legacy-system.ts'
import { createHumasSystem, type HumasOptions as DemoOptions, type HumasSystem } from '../../../demo/systems/humas.ts'
import { aCall, clientOf, failureOf, startHttp } from '../../kit/connectors/servers.ts'

const demoCity = createDemoCity()
const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../../adapters/humas/fixtures/${name}.xml`, import.meta.url))

function connect(t: Test, url: string, options: Partial<HumasOptions> = {}): HumasClient {
  return createHumasClient({ http: clientOf(t, url), path: 'feed/', zone: 'local', archive: { pageSize: 10 },
    ...options })
}

async function start(
  t: Test,
  options?: DemoOptions
): Promise<{ humas: HumasSystem; system: RunningSystem; client: HumasClient }> {
  const humas = createHumasSystem(demoCity, options)
  const system = await startLegacySystem(humas)
  t.teardown(() => system.stop())
  return { humas, system, client: connect(t, system.url) }
}

async function readAll(client: HumasClient, limit = 50): Promise<Post[]> {
  const posts: Post[] = []
  for (;;) {
    const { rows, end } = await client.posts({ offset: posts.length, limit }, aCall())
    posts.push(...rows)
    if (end) return posts
  }
}

/** A site of the test's own that answers with documents by the number of the page. */
async function serving(
  t: Test,
  pages: Record<string, { status?: number; type?: string; body: Buffer | string }>,
  options?: Partial<HumasOptions>
): Promise<HumasClient> {
  const url = await startHttp(t, (request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://a')
    const { status = 200, type = 'application/rss+xml; charset=UTF-8', body } =
      pages[searchParams.get('paged') ?? (searchParams.has('p') ? 'p' : '1')] ??
        { status: 404, type: 'text/html', body: '<h1>404</h1>' }
    response.writeHead(status, { 'content-type': type }).end(body)
  })
  return connect(t, url, options)
}

t.test('reads the whole archive, newest first, each page once', async t => {
  const { humas, system, client } = await start(t)
  const posts = await readAll(client)
  t.equal(posts.length, 236, '234 posts, two of them twice')
  t.equal(new Set(posts.map(({ key }) => key)).size, 234)
  t.strictSame([...new Set(posts.map(({ guid }) => guid))], humas.posts.map(({ guid }) => guid))
  t.equal(system.calls['feed'], 24)
})

t.test('behind a full last page it asks for one more, which is empty', async t => {
  const { system } = await start(t, { feedSize: 4 })
  const client = connect(t, system.url, { archive: { pageSize: 4 } })
  t.equal((await readAll(client, 4)).length, 236)
  t.equal(system.calls['feed'], 60)
})

t.test('stops at the first post from before', async t => {
  const { system, client } = await start(t)
  const posts = await readAll(client)
  const before = system.calls['feed'] ?? 0
  const since = posts[14]!.publishedAt!
  const page = await client.posts({ offset: 0, limit: 50, since }, aCall())
  t.equal(page.end, true)
  t.strictSame(page.rows.map(({ key }) => key),
    posts.filter(({ publishedAt }, index) => index < 15 && (publishedAt === undefined || publishedAt >= since)).map((
      { key }
    ) => key))
  t.equal((system.calls['feed'] ?? 0) - before, 5, 'of the window that it was asked for')
})

t.test('finds every post again by its key, wherever it came from', async t => {
  const { client } = await start(t)
  const posts = (await readAll(client)).filter(({ publishedAt }) => publishedAt !== undefined)
  t.equal(posts.filter(({ key }) => key.includes('-')).length, 2, 'two from the old portal')
  for (const post of posts.slice(0, 40)) t.strictSame(await client.post(post.key, aCall()), post, post.key)
})

t.test('gives undefined for what there is not, and asks for no key of another form', async t => {
  const { system, client } = await start(t)
  t.equal(await client.post('999999', aCall()), undefined)
  t.equal(await client.post('20261120101010-0123456789ab', aCall()), undefined)
  t.equal(system.calls['feed'], 2)
  for (const key of ['', '0', '-1', '1 OR 1=1', '../', '1402a', 'a'.repeat(24)])
    t.equal(await client.post(key, aCall()), undefined, key)
  t.equal(system.calls['feed'], 2)
})

t.test('a number that leads to a post of another name is none', async t => {
  const { humas, client } = await start(t)
  const imported = humas.posts.find(({ guid }) => guid.startsWith('http://lama'))!
  t.equal(await client.post(String(imported.id), aCall()), undefined)
})

t.test('an edited post keeps its key and has its new text', async t => {
  const { humas, client } = await start(t)
  const [before] = (await client.posts({ offset: 0, limit: 1 }, aCall())).rows
  humas.edit(humas.posts[0]!.id, { title: 'Ralat', content: '<p>Baru.</p>' })
  const [after] = (await client.posts({ offset: 0, limit: 1 }, aCall())).rows
  t.match(after, { key: before!.key, title: 'Ralat', html: '<p>Baru.</p>', changedAt: before!.changedAt })
  t.match(await client.post(before!.key, aCall()), { title: 'Ralat' })
})

t.test('nothing that runs, counts or hides comes through', async t => {
  const { client } = await start(t)
  const html = (await readAll(client)).map(post => post.html ?? '').join('\n')
  t.notMatch(html, /<script|<style|<iframe|<form|javascript:|on\w+=|style=|stats\.example|slot/i)
  t.match(html, 'src="https://humas.bandung.example/wp-content/uploads/2026/foto.jpg"')
})

t.test('a site that gives its first page for every page is refused, and its first page is not', async t => {
  const { system } = await start(t, { cached: true })
  const client = connect(t, system.url)
  t.equal((await client.posts({ offset: 0, limit: 10 }, aCall())).rows.length, 10)
  t.match(await failureOf(client.posts({ offset: 10, limit: 10 }, aCall())), {
    name: 'SystemFault',
    kind: 'unreadable',
    stage: 'list posts',
    message: 'gave its first page when it was asked for page 2: it has no archive, or a cache in front of it'
  })
})

t.test('as many new posts as a page has are no reason to refuse the next', async t => {
  const { humas, client } = await start(t)
  await client.posts({ offset: 0, limit: 10 }, aCall())
  const [first] = humas.posts
  for (let id = 9_001; id <= 9_010; id++)
    humas.publish({ ...first!, id, slug: `baru-${id}`, guid: `https://humas.bandung.example/?p=${id}`,
      at: first!.at + id })
  t.equal((await client.posts({ offset: 10, limit: 1 }, aCall())).rows[0]?.guid, first!.guid)
})

t.test('pages of another size than configured are refused', async t => {
  const { system } = await start(t, { feedSize: 12 })
  t.match(await failureOf(connect(t, system.url).posts({ offset: 0, limit: 10 }, aCall())), { kind: 'unreadable',
    message: 'has 12 rows on page 1 instead of 10' })
})

t.test('reads the recorded feed', async t => {
  const client = await serving(t, { '1': { body: fixture('feed') },
    '2': { status: 404, body: fixture('behind-the-last-page') } }, { archive: { pageSize: 3 } })
  const { rows, end } = await client.posts({ offset: 0, limit: 50 }, aCall())
  t.equal(end, true)
  t.match(rows, [
    { key: '2841', publishedAt: '2026-11-20T09:15:00+07:00', author: 'Dinas Perhubungan',
      categories: ['Lalu Lintas', 'Seni & Budaya'] },
    { key: '2838', title: 'Jum’at Bersih & Sehat', publishedAt: '2026-11-19T07:02:11+07:00' },
    { key: /^20261003145835-[0-9a-f]{12}$/ }
  ])
  t.equal(rows[0]?.html, '<p><strong>BANDUNG</strong> – Hari bebas kendaraan di Jalan Ir. H. Juanda.</p>\n\n<p><a ' +
    'href="https://humas.bandung.example/pengumuman/" rel="nofollow noopener noreferrer">Pengumuman lain</a></p>')
})

t.test('tells which texts were in another character set', async t => {
  const client = await serving(t, { '1': { body: fixture('bad-feed') } })
  const { rows } = await client.posts({ offset: 0, limit: 50 }, aCall())
  t.match(rows, [{ title: '“Jangan Buang Sampah” – Wali Kota', recoded: ['title'] }, {
    title: 'Tanya & Jawab Retribusi Sampah ”Gratis”',
    html: '<p>Menurut warga, “tertib” – begitu.</p>',
    recoded: ['html']
  }, { recoded: [] }])
})

t.test('without an archive the last change counts, and keys are digests of names', async t => {
  const client = await serving(t, { '1': { body: fixture('atom') } }, { archive: undefined, zone: 'asStated' })
  const { rows, end } = await client.posts({ offset: 0, limit: 50 }, aCall())
  t.equal(end, true)
  t.match(rows, [
    { key: /^[0-9a-f]{24}$/, changedAt: '2026-11-20T08:00:00+07:00', publishedAt: '2026-11-01T07:00:00+07:00',
      link: 'https://kabar.bandung.example/berita/1', html: '<p>Jadwal baru.</p>' },
    { changedAt: '2026-11-10T08:00:00+07:00' }
  ])
  for (const post of rows) t.strictSame(await client.post(post.key, aCall()), post)
  t.equal(await client.post('0'.repeat(24), aCall()), undefined)
  t.strictSame((await client.posts({ offset: 1, limit: 1 }, aCall())).rows, rows.slice(1))
})

t.test('only an empty feed behind the last page is the end', async t => {
  const whole = { archive: { pageSize: 3 } }
  for (const [name, second] of Object.entries({
    'a page in HTML': { status: 404, type: 'text/html', body: '<h1>404</h1>' },
    'a feed with items': { status: 404, body: fixture('feed') },
    'an error of its own': { status: 410, body: fixture('behind-the-last-page') }
  })) {
    const client = await serving(t, { '1': { body: fixture('feed') }, '2': second }, whole)
    t.match(await failureOf(client.posts({ offset: 0, limit: 50 }, aCall())), { kind: 'failed' }, name)
  }
  const nowhere = await serving(t, { '1': { status: 404, body: fixture('behind-the-last-page') } }, whole)
  t.match(await failureOf(nowhere.look(aCall())), { kind: 'failed', message: 'answered with status 404' })
})

t.test('a redirect leads to another place on the same system, once', async t => {
  const asked: string[] = []
  const url = await startHttp(t, (request, response) => {
    asked.push(request.url ?? '')
    if (asked.length === 1)
      response.writeHead(301, { location: 'https://elsewhere.example/humas/post/feed/?withoutcomments=1' }).end()
    else response.writeHead(302, { location: '/' }).end()
  })
  const client = connect(t, `${url}/humas`)
  t.match(await failureOf(client.post('2841', aCall())), { name: 'SystemFault', stage: 'open post' })
  t.strictSame(asked, ['/humas/feed/?p=2841&withoutcomments=1', '/humas/post/feed/?withoutcomments=1'])
})

const faults: readonly [FaultKind, RegExp][] = [
  ['down', /^(?:unreachable|reset)$/],
  ['error', /^failed$/],
  ['garbage', /^unreadable$/],
  ['truncate', /^truncated$/]
]
for (const [kind, expected] of faults) {
  t.test(`tells that the system is at fault, and recovers with it: ${kind}`, async t => {
    const { system, client, humas } = await start(t)
    await client.look(aCall())
    await system.setFault({ kind })
    for (let turn = 0; turn < 2; turn++) {
      t.match(await failureOf(client.posts({ offset: 0, limit: 50 }, aCall())), { name: 'SystemFault', kind: expected })
      t.match(await failureOf(client.post(String(humas.posts[0]!.id), aCall())), { name: 'SystemFault',
        kind: expected })
    }
    await system.setFault({ kind: 'none' })
    t.equal((await client.posts({ offset: 0, limit: 50 }, aCall())).rows.length, 50)
  })
}
