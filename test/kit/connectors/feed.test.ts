import t, { type Test } from 'tap'
import { createFeed, type Feed, type FeedInput, readFeed } from '../../../src/kit/connectors/feed.ts'
import { aCall, clientOf, failureOf, startHttp, startTcp } from './servers.ts'

const baseUrl = 'https://humas.example.go.id/feed'
const read = (text: string | Buffer, input: Partial<FeedInput> = {}): Feed =>
  readFeed(Buffer.from(text as string), { baseUrl, ...input })
const rss = (items: string, channel = ''): string =>
  '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="c" xmlns:dc="d" ' +
  `xmlns:media="m"><channel><title>Humas &amp; Protokol</title>${channel}${items}</channel></rss>`
const itemOf = (inner: string, input: Partial<FeedInput> = {}) => read(rss(`<item>${inner}</item>`), input).items[0]!
const faultOf = (text: string | Buffer, input: Partial<FeedInput> = {}): unknown => {
  try {
    return read(text, input)
  } catch (error) {
    return error
  }
}

t.test('reads RSS 2.0', async t => {
  const { title, link, items, repaired } = read(
    rss(
      `<item><title>Jalan Dago ditutup</title><link>https://humas.example.go.id/?p=12</link>
       <guid isPermaLink="false">https://humas.example.go.id/?p=12</guid>
       <pubDate>Tue, 03 Nov 2026 09:15:00 +0700</pubDate><dc:creator>admin</dc:creator>
       <category>Lalu lintas</category><category>Umum</category><category>Umum</category>
       <description>ringkas</description><content:encoded><![CDATA[<p>Hari bebas kendaraan.</p>]]></content:encoded>
       <media:group><media:content url="/foto.jpg" medium="image">
         <media:title>Foto</media:title></media:content></media:group></item>
       <item><guid>b</guid></item>`,
      '<link>https://humas.example.go.id</link><image><title>Logo</title><link>x</link></image>'
    )
  )
  t.strictSame({ title, link, repaired }, { title: 'Humas & Protokol', link: 'https://humas.example.go.id/',
    repaired: false })
  t.strictSame(items, [
    {
      guid: 'https://humas.example.go.id/?p=12',
      guidMade: false,
      title: 'Jalan Dago ditutup',
      link: 'https://humas.example.go.id/?p=12',
      publishedAt: '2026-11-03T09:15:00+07:00',
      author: 'admin',
      categories: ['Lalu lintas', 'Umum'],
      html: '<p>Hari bebas kendaraan.</p>',
      image: 'https://humas.example.go.id/foto.jpg',
      recoded: []
    },
    { guid: 'b', guidMade: false, categories: [], recoded: [] }
  ])
})

t.test('reads RSS 1.0', async t => {
  const { items } = read(
    `<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/" xmlns:dc="d">
     <channel rdf:about="x"><title>A</title></channel>
     <item rdf:about="https://a.example/1"><title>Satu</title><link>https://a.example/1</link>
       <dc:date>2026-11-03T02:15:00Z</dc:date><dc:subject>Banjir</dc:subject></item></rdf:RDF>`
  )
  t.match(items, [{ guid: 'https://a.example/1', guidMade: false, title: 'Satu',
    publishedAt: '2026-11-03T09:15:00+07:00', categories: ['Banjir'] }])
})

t.test('reads Atom, with a prefix of its own and XHTML within', async t => {
  const entry = (p: string) =>
    `<${p}entry><${p}source><${p}title>Lain</${p}title><${p}id>z</${p}id></${p}source><${p}id>urn:1</${p}id>
     <${p}title type="html">A &amp;amp; B</${p}title>
    <${p}link rel="edit" href="/edit"/><${p}link rel="alternate" href="berita/1"/>
    <${p}updated>2026-11-03T09:15:00+07:00</${p}updated>
    <${p}published>2026-11-01T00:00:00Z</${p}published><${p}author><${p}name>Humas</${p}name></${p}author>
    <${p}category term="umum" label="Umum"/>
    <${p}content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a &lt; <b class="x">b</b></div></${p}content>
    </${p}entry>`
  const expected = {
    guid: 'urn:1',
    guidMade: false,
    title: 'A & B',
    link: 'https://humas.example.go.id/berita/1',
    publishedAt: '2026-11-01T07:00:00+07:00',
    updatedAt: '2026-11-03T09:15:00+07:00',
    author: 'Humas',
    categories: ['Umum'],
    html: '<div>a &lt; <b class="x">b</b></div>',
    recoded: []
  }
  t.strictSame(read(`<feed xmlns="http://www.w3.org/2005/Atom">${entry('')}</feed>`).items, [expected])
  t.strictSame(read(`<atom:feed xmlns:atom="http://www.w3.org/2005/Atom">${entry('atom:')}</atom:feed>`).items, [
    expected
  ])
  const text = read(
    '<feed><entry><id>1</id><updated>2026-11-03T00:00:00Z</updated><summary>1 &lt; 2 &amp; 3</summary></entry></feed>'
  ).items[0]
  t.match(text, { html: '1 &lt; 2 &amp; 3', publishedAt: '2026-11-03T07:00:00+07:00' })
})

t.test('reads dates in the zone that they state, or as local time', async t => {
  const dates: readonly [string, string | undefined, string | undefined][] = [
    ['Tue, 03 Nov 2026 09:15:00 +0000', '2026-11-03T16:15:00+07:00', '2026-11-03T09:15:00+07:00'],
    ['Tue, 03 Nov 2026 09:15:00 GMT', '2026-11-03T16:15:00+07:00', '2026-11-03T09:15:00+07:00'],
    ['3 Nov 26 09:15 EST', '2026-11-03T21:15:00+07:00', '2026-11-03T09:15:00+07:00'],
    ['Selasa, 3 November 2026 09.15 WIB', '2026-11-03T09:15:00+07:00', '2026-11-03T09:15:00+07:00'],
    ['2026-11-03 09:15:00', '2026-11-03T09:15:00+07:00', '2026-11-03T09:15:00+07:00'],
    ['0000-00-00 00:00:00', undefined, undefined],
    ['kemarin', undefined, undefined]
  ]
  for (const [raw, stated, local] of dates) {
    t.equal(itemOf(`<pubDate>${raw}</pubDate>`).publishedAt, stated, raw)
    t.equal(itemOf(`<pubDate>${raw}</pubDate>`, { zone: 'local' }).publishedAt, local, raw)
  }
})

t.test('undoes entities that were escaped twice', async t => {
  t.equal(itemOf('<title>Jum&amp;amp;#8217;at &amp;amp;amp; Sabtu</title>').title, 'Jum’at & Sabtu')
  t.equal(itemOf('<description>&amp;lt;p&amp;gt;A &amp;amp;nbsp;B&amp;lt;/p&amp;gt;</description>').html,
    '<p>A &nbsp;B</p>')
  t.equal(itemOf('<description>&lt;p&gt;A &amp;amp;nbsp;B&lt;/p&gt;</description>').html, '<p>A &nbsp;B</p>')
  t.equal(itemOf('<description>&lt;p&gt;AT&amp;amp;T &amp;amp;takada; x&lt;/p&gt;</description>').html,
    '<p>AT&amp;T &amp;takada; x</p>')
})

t.test('puts right what XML has no word for', async t => {
  const feed = read(
    rss(
      '<item><title>A&nbsp;B & C &copy; &rumit; &#146;D&#0; \u0007E ' +
        '&</title><link>https://a.example/?p=1&x=2</link><description><![CDATA[a & b &nbsp; ' +
        '&x]]></description></item>'
    )
  )
  t.match(feed, { repaired: true, recoded: false })
  t.match(feed.items[0], { title: 'A B & C © &rumit; ’D E &', link: 'https://a.example/?p=1&x=2',
    html: 'a & b &nbsp; &x' })
  t.equal(read(`\n\n${rss('')}`).repaired, false)
})

t.test('reads windows-1252 that passes for UTF-8, all of it or a quote', async t => {
  const quote = (text: string) => Buffer.from(text.replaceAll('«', '\x93').replaceAll('»', '\x94'), 'latin1')
  const feed = read(quote(rss('<item><title>«Juara»</title></item>')))
  t.match(feed, { repaired: true, recoded: true, items: [{ title: '“Juara”' }] })
  const mixed = Buffer.concat([quote(rss('').slice(0, -16) + '<item><title>«'), Buffer.from('café – ya', 'utf8'),
    quote('»</title></item></channel></rss>')])
  t.match(read(mixed).items, [{ title: '“café – ya”' }])
  t.match(read(rss('<item><title>caf\u00e9</title></item>')).repaired, false)
})

t.test('tells which texts were in another character set', async t => {
  const items = ['<title>\x93A\x94</title>',
    '<title>&#8220;B&#8221; &rdquo;</title><description><![CDATA[&#8217; b]]></description>',
    '<title>C</title><description>c \x96</description>', '<media:title>d \x96</media:title>']
  const bytes = Buffer.from(rss(items.map(item => `<item>${item}</item>`).join('')), 'latin1')
  t.strictSame(read(bytes).items.map(({ recoded }) => recoded), [['title'], [], ['html'], ['title']])
  t.strictSame(read(rss('<item><title>“E”</title></item>')).items.map(({ recoded }) => recoded), [[]])
})

t.test('makes a name for items without one, the same every time', async t => {
  t.match(itemOf('<link>/a</link>'), { guid: 'https://humas.example.go.id/a', guidMade: true })
  const made = itemOf('<title>Satu</title><pubDate>Tue, 03 Nov 2026 09:15:00 +0700</pubDate>')
  t.match(made, { guid: /^[0-9a-f]{32}$/, guidMade: true })
  t.equal(itemOf('<pubDate>Tue, 03 Nov 2026 09:15:00 +0700</pubDate><title>Satu</title>').guid, made.guid)
  t.not(itemOf('<title>Dua</title>').guid, made.guid)
})

t.test('links are absolute, and lead nowhere but to web pages', async t => {
  t.equal(itemOf('<link>?p=1</link>').link, 'https://humas.example.go.id/feed?p=1')
  t.equal(read(rss('<item><link>a.html</link></item>', '<link>https://bandung.example/berita/</link>')).items[0]!.link,
    'https://bandung.example/berita/a.html')
  t.equal(itemOf('<guid>https://a.example/7</guid>').link, 'https://a.example/7')
  t.equal(itemOf('<guid isPermaLink="false">https://a.example/7</guid>').link, undefined)
  for (const link of ['javascript:alert(1)', 'data:text/html,x', 'http://[', ''])
    t.equal(itemOf(`<link>${link}</link>`).link, undefined, link)
})

t.test('document types are refused, so no entity unfolds or reaches out', async t => {
  const bomb =
    `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${
      rss('<item><title>&b;</title></item>').slice(38)
    }`
  const outside = `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${
    rss('<item><title>&x;</title></item>').slice(38)
  }`
  for (const text of [bomb, outside])
    t.match(faultOf(text), { kind: 'unreadable', message: 'sent XML with a document type, which is refused' })
})

t.test('what is no feed is refused', async t => {
  const deep = rss(`<item>${'<a>'.repeat(200)}${'</a>'.repeat(200)}</item>`)
  const texts: readonly [string | Buffer, string, RegExp][] = [
    ['', 'unreadable', /empty answer/],
    ['<!DOCTYPE html><html><body>Situs dalam perbaikan</body></html>', 'unreadable', /HTML instead of XML/],
    ['<urlset><url/></urlset>', 'unreadable', /^sent XML that is not a feed$/],
    [rss('<item><title>A</item>'), 'unreadable', /broken XML/],
    [rss('<item><title>A</title></item>').slice(0, -30), 'truncated', /broke off/],
    [Buffer.alloc(512, 0x80), 'unreadable', /./],
    [deep, 'unreadable', /nested deeper/]
  ]
  for (const [text, kind, message] of texts) t.match(faultOf(text), { kind, message, stage: 'read feed' })
})

t.test('a feed of too many items is refused', async t => {
  const many = rss('<item><guid>x</guid></item>'.repeat(1_001))
  t.match(faultOf(many), { kind: 'oversized', message: 'sent a feed of more than 1000 items' })
  t.equal(read(many, { maxItems: 2_000 }).items.length, 1_001)
})

async function feedOf(t: Test, answer: Parameters<typeof startHttp>[1], options = {}) {
  return createFeed({ http: clientOf(t, await startHttp(t, answer), options), path: 'feed/' })
}

t.test('reads over HTTP', async t => {
  const feed = await feedOf(t, (request, response) => {
    t.equal(request.url, '/feed/')
    response.setHeader('content-type', 'text/xml; charset=iso-8859-1')
    response.end(
      Buffer.from(rss('<item><link>a</link><title>caf\u00e9</title></item>').replace('UTF-8', 'ISO-8859-1'), 'latin1')
    )
  })
  const { items } = await feed.read(aCall())
  t.match(items, [{ title: 'café', link: /^http:\/\/127\.0\.0\.1:\d+\/feed\/a$/ }])
})

t.test('statuses are faults as everywhere', async t => {
  for (const [status, kind] of [[404, 'failed'], [403, 'denied'], [500, 'failed'], [503, 'throttled'], [301,
    'unreadable']] as const)
  {
    const feed = await feedOf(t, (_, response) => void response.writeHead(status, { location: '/' }).end(rss('')))
    t.match(await failureOf(feed.read(aCall())), { kind, stage: 'read feed' })
  }
})

t.test('a feed that is too large, too slow or ends early is refused', async t => {
  const large = await feedOf(t, (_, response) => void response.end(rss('x'.repeat(2_000))), { maxBodyBytes: 1_000 })
  t.match(await failureOf(large.read(aCall())), { kind: 'oversized' })
  const slow = await feedOf(t, (_, response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write('<'), 20)
    response.once('close', () => clearInterval(drip))
  }, { wholeTimeoutMs: 100 })
  t.match(await failureOf(slow.read(aCall())), { kind: 'timeout' })
  const cut = await startTcp(t, socket => {
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n<rss><channel>'))
  })
  t.match(await failureOf(createFeed({ http: clientOf(t, cut) }).read(aCall())), { kind: 'truncated' })
})
