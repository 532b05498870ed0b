import t, { type Test } from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { createHumasSystem, type HumasOptions, type HumasSystem } from '../../demo/systems/humas.ts'

const city = createDemoCity()

async function start(
  t: Test,
  options?: HumasOptions
): Promise<
  { humas: HumasSystem; system: RunningSystem;
    open: (path: string, headers?: Record<string, string>) => Promise<Response> }
> {
  const humas = createHumasSystem(city, options)
  const system = await startLegacySystem(humas)
  t.teardown(() => system.stop())
  return { humas, system, open: (path, headers = {}) => fetch(system.url + path, { redirect: 'manual', headers }) }
}

const guidsIn = (xml: string): string[] =>
  [...xml.matchAll(/<guid isPermaLink="false">(.*?)<\/guid>/g)].map(([, guid]) => guid!)

t.test('has the same posts at every start, newest first', async t => {
  const { posts } = createHumasSystem(city)
  t.equal(posts.length, 234)
  for (const property of ['id', 'slug', 'guid'] as const)
    t.equal(new Set(posts.map(post => post[property])).size, 234, property)
  t.strictSame(posts.map(({ at }) => at), posts.map(({ at }) => at).toSorted((a, b) => b - a))
  t.same(createHumasSystem(createDemoCity()).posts, posts)
})

t.test('has ten posts in its feed and on each further page, and an empty feed with 404 behind the last', async t => {
  const { open, humas } = await start(t)
  const first = await open('/feed/')
  t.equal(first.headers.get('content-type'), 'application/rss+xml; charset=UTF-8')
  const guids = guidsIn(await first.text())
  t.equal(guids.length, 10)
  t.equal(guids[0], humas.posts[0]!.guid)
  t.strictSame(guidsIn(await (await open('/?feed=rss2&paged=1')).text()), guids)
  t.equal(guidsIn(await (await open('/feed/?paged=24')).text()).length, 6, 'two of the 234 stand there twice')
  const behind = await open('/feed/?paged=25')
  t.equal(behind.status, 404)
  t.match(await behind.text(), /<channel>[^]*<\/channel>/)
})

t.test('sends whoever asks for a post by its number to its feed, and shows comments unless told not to', async t => {
  const { open, humas } = await start(t)
  const { id, guid } = humas.posts[3]!
  const moved = await open(`/feed/?p=${id}&withoutcomments=1`)
  t.equal(moved.status, 301)
  const { pathname, search } = new URL(moved.headers.get('location') ?? '')
  t.strictSame(guidsIn(await (await open(pathname + search)).text()), [guid])
  t.strictSame(guidsIn(await (await open(pathname)).text()), [], 'a feed of comments')
  const none = await open('/feed/?p=999999&withoutcomments=1')
  t.equal(none.status, 200)
  t.strictSame(guidsIn(await none.text()), [])
})

t.test('finds posts by the second in which they were published', async t => {
  const { open, humas } = await start(t)
  const { at, guid } = humas.posts[5]!
  const moment = new Date(at + 7 * 3_600_000).toISOString().slice(0, 19).replace(/\D/g, '')
  t.strictSame(guidsIn(await (await open(`/feed/?m=${moment}`)).text()), [guid])
})

t.test('labels the clock on the wall as UTC, and has posts without a date', async t => {
  const { open, humas } = await start(t)
  const pages = (await Promise.all([1, 2, 3].map(async page => (await open(`/feed/?paged=${page}`)).text()))).join('')
  const local = new Date(humas.posts[0]!.at + 7 * 3_600_000).toISOString()
  t.match(pages, new RegExp(
    `<pubDate>\\w{3}, ${local.slice(8, 10)} \\w{3} ${local.slice(0, 4)} ${local.slice(11, 19)} \\+0000</pubDate>`
  ))
  t.match(pages, '<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate>')
  t.match(pages, /<pubDate>(?:Min|Sen|Sel|Rab|Kam|Jum|Sab), \d\d/)
})

t.test('has the defects of the real ones', async t => {
  const { open } = await start(t)
  const bytes = Buffer.from(await (await open('/feed/')).arrayBuffer())
  t.ok(bytes.includes(0x93), 'quotes of windows-1252 in UTF-8')
  const xml = bytes.toString('utf8')
  t.match(xml, '&amp;amp;#8217;')
  t.match(xml, '&rdquo;')
  const guids = guidsIn(xml)
  t.equal(guids.length - new Set(guids).size, 1, 'an item twice')
  const all =
    (await Promise.all(Array.from({ length: 24 }, async (_, page) => (await open(`/feed/?paged=${page + 1}`)).text())))
      .join('')
  for (const defect of ['<script', 'width="1" height="1"', 'javascript:', '<iframe', 'left: -9999px', '<title></title>',
    'http://lama.bandung.example/?p=', '<![CDATA[Uncategorized]]>']) t.ok(all.includes(defect), defect)
})

t.test('an edited post keeps its name and date, and an unchanged feed is not sent again', async t => {
  const { open, humas } = await start(t)
  const { id } = humas.posts[0]!
  const before = await open('/feed/')
  const etag = before.headers.get('etag') ?? ''
  t.equal((await open('/feed/', { 'if-none-match': etag })).status, 304)
  humas.edit(id, { title: 'Ralat' })
  const after = await open('/feed/', { 'if-none-match': etag })
  t.equal(after.status, 200)
  const [was, is] = [await before.text(), await after.text()]
  t.match(is, '<title>Ralat</title>')
  t.equal(guidsIn(is)[0], guidsIn(was)[0])
  t.equal(/<pubDate>.*/.exec(is)?.[0], /<pubDate>.*/.exec(was)?.[0])
})

t.test('answers with pages elsewhere, and breaks as WordPress does', async t => {
  const { open, system } = await start(t)
  t.equal((await open('/')).status, 200)
  t.equal((await open('/tidak-ada/')).status, 404)
  await system.setFault({ kind: 'error' })
  const broken = await open('/feed/')
  t.match([broken.status, await broken.text()], [500, /Error establishing a database connection/])
})
