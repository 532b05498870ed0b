import type { DemoCity } from '../city/city.ts'
import { createRandom, type Random } from '../city/random.ts'
import { days, pasted, topics } from './humas-texts.ts'

/** A post as the content system keeps it. */
export interface Post {
  id: number
  slug: string
  title: string
  /** HTML, without the paragraphs' tags. */
  content: string
  categories: readonly string[]
  creator: string
  /** Milliseconds since 1970. */
  at: number
  /** Its name for ever, given when it was made or taken along from another site. */
  guid: string
  picture?: string
  /** The database has no date for it in GMT. */
  undated?: boolean
  /** Quotes came from a word processor, as bytes of windows-1252. */
  wordQuotes?: boolean
  /** The query joins a table of which two rows fit. */
  joinedTwice?: boolean
  /** A plug-in translates the names of days and months. */
  translatedDate?: boolean
}

export const SITE = 'https://humas.bandung.example'
const COUNT = 234
const WIB = 7 * 3_600_000

/** The posts of two years, newest first, the same at every start. */
export function createPosts(city: DemoCity): Post[] {
  const random = createRandom('humas')
  const times = Array.from({ length: COUNT }, () => random.date('2025-01-02', '2026-11-20').getTime()).sort((a, b) =>
    a - b
  )
  const posts = times.map((time, index) =>
    createPost(random, city, 1_200 + index * 7 + random.integer(0, 6), officeHour(random, time))
  )
  posts.sort((a, b) => b.at - a.at)
  nameApart(posts)
  for (const [index, spoil] of spoiled) spoil(posts[index]!)
  return posts
}

/** No two posts have the same name in addresses. */
function nameApart(posts: readonly Post[]): void {
  const times = new Map<string, number>()
  for (const post of posts.toReversed()) {
    const count = (times.get(post.slug) ?? 0) + 1
    times.set(post.slug, count)
    if (count > 1) post.slug += `-${count}`
  }
}

/** `2026-11-20T14:05:00` of the clock on the wall. */
export function localTime(at: number): string {
  return new Date(at + WIB).toISOString().slice(0, 19)
}

function officeHour(random: Random, time: number): number {
  return Date.parse(`${localTime(time).slice(0, 10)}T07:00:00+07:00`) + random.integer(0, 10 * 3600) * 1000
}

function createPost(random: Random, city: DemoCity, id: number, at: number): Post {
  const topic = random.pick(topics)
  const [wilayah, jumlah, hari] = [random.pick(city.districts).name, String(random.integer(12, 480)), random.pick(days)]
  const fill = (text: string): string =>
    text.replaceAll('{wilayah}', wilayah).replaceAll('{jumlah}', jumlah).replaceAll('{hari}', hari)
  const title = fill(random.pick(topic.titles))
  const paragraphs = [`<strong>BANDUNG</strong> &#8211; ${fill(topic.paragraphs[0]!)}`,
    ...topic.paragraphs.slice(1).map(fill)].map(text => `<p>${text}</p>`)
  const extra = random.chance(0.4) ? [random.pick(pasted), random.pick(pasted)] : []
  return {
    id,
    slug: title.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    title: random.chance(0.1) ? `${title} &#8211; Humas` : title,
    content: [...paragraphs, ...extra].join('\n'),
    categories: random.chance(0.06) ? ['Uncategorized'] : topic.categories,
    creator: random.pick(topic.creators),
    at,
    guid: `${SITE}/?p=${id}`,
    ...(random.chance(0.3) &&
      { picture: `${SITE}/wp-content/uploads/${localTime(at).slice(0, 7).replace('-', '/')}/${id}.jpg` })
  }
}

/** What is wrong, by place in the list. */
const spoiled: readonly (readonly [number, (post: Post) => void])[] = [
  // Written by a plug-in that escapes what the theme escapes again.
  [2, post => {
    post.title = 'Jum&amp;amp;#8217;at Bersih &amp;amp; Sehat di Alun-Alun'
  }],
  [4, post => {
    Object.assign(post, { title: 'Wali Kota: “Jangan Buang Sampah ke Sungai”', wordQuotes: true })
  }],
  [6, post => {
    Object.assign(post, {
      title: 'Tanya & Jawab Seputar Retribusi&nbsp;Sampah &rdquo;Gratis&rdquo; &lt;b&gt;Terbaru&lt;/b&gt;'
    })
  }],
  [8, post => {
    post.joinedTwice = true
  }],
  [11, post => {
    post.undated = true
  }],
  // Taken along from the old portal, with its own guids; one of them looks like a number of this site.
  [13, post => {
    post.guid = 'http://lama.bandung.example/index.php?option=com_content&view=article&id=77'
  }],
  [15, post => {
    post.guid = 'http://lama.bandung.example/?p=1402'
  }],
  [17, post => {
    post.title = ''
  }],
  [19, post => {
    post.content = `${'<div>'.repeat(260)}Tempelan dari pembuat halaman.${'</div>'.repeat(260)}`
  }],
  [22, post => {
    post.translatedDate = true
  }],
  [26, post => {
    post.content = ''
  }],
  [31, post => {
    post.guid = post.guid.replace('https://', 'http://www.')
  }],
  [33, post => {
    post.categories = ['Berita', 'berita', ' Berita ', 'Seni &amp;amp; Budaya']
  }],
  [64, post => {
    post.undated = true
  }],
  [90, post => {
    Object.assign(post, { wordQuotes: true,
      content: '<p>Menurut petugas, “warga kini lebih tertib” – dan itu baik.</p>' })
  }],
  [120, post => {
    post.joinedTwice = true
  }]
]
