import { createHash } from 'node:crypto'
import type { Answer } from '../answer.ts'
import type { DemoCity } from '../city/city.ts'
import type { Exchange, LegacyProtocol } from '../legacy-system.ts'
import { permalink, rss } from './humas-feed.ts'
import { createPosts, localTime, type Post, SITE } from './humas-posts.ts'

export interface HumasOptions {
  /** Posts in the feed and on each of its further pages; ten unless told. */
  feedSize?: number
  /** A cache in front of the site that leaves the query out of account. */
  cached?: boolean
}

export interface HumasSystem extends LegacyProtocol {
  posts: readonly Post[]
  /** Changes a post as editors do: without a word, under the same name and date. */
  edit(id: number, change: Partial<Post>): void
  publish(post: Post): void
}

/**
 * The site of the public relations office: WordPress with a feed of the last posts. Older ones are on the feed's
 * further pages (`paged`), one alone is `p` with `withoutcomments`, those of a moment `m`. Fictional.
 */
export function createHumasSystem(city: DemoCity, { feedSize = 10, cached = false }: HumasOptions = {}): HumasSystem {
  const posts = createPosts(city)
  let edits = 0

  function feed({ url: { searchParams }, request }: Exchange): Answer {
    const query = cached ? new URLSearchParams() : searchParams
    const id = query.get('p')
    // Pretty addresses are the only right ones: WordPress sends there whoever comes by number.
    if (id !== null) {
      const post = posts.find(post => String(post.id) === id)
      return post === undefined
        ? sent(request, rss([]))
        : moved(`${permalink(post)}feed/${query.has('withoutcomments') ? '?withoutcomments=1' : ''}`)
    }
    const moment = query.get('m') ?? ''
    const found = posts.filter(({ at }) => localTime(at).replace(/\D/g, '').startsWith(moment)).flatMap(
      post => (post.joinedTwice ? [post, post] : [post])
    )
    const page = Math.max(1, Math.trunc(Number(query.get('paged')) || 1))
    const shown = found.slice((page - 1) * feedSize, page * feedSize)
    // A page behind the last is a feed like any other, but for its status.
    return { ...sent(request, rss(shown)), ...(page > 1 && shown.length === 0 && { status: 404 }) }
  }

  function sent(request: Exchange['request'], body: Buffer): Answer {
    const etag = `"${createHash('md5').update(`${posts[0]?.at} ${posts.length} ${edits}`).digest('hex')}"`
    const headers = { 'content-type': 'application/rss+xml; charset=UTF-8', etag,
      'last-modified': new Date(posts[0]?.at ?? 0).toUTCString() }
    return request.headers['if-none-match'] === etag ? { status: 304, headers, body: '' } : { headers, body }
  }

  return {
    id: 'humas',
    posts,
    edit(id, change) {
      const post = posts.find(post => post.id === id)
      if (post === undefined) throw new Error(`no post ${id}`)
      Object.assign(post, change)
      edits++
    },
    publish: post => {
      posts.unshift(post)
    },
    operation: ({ url }) => (isFeed(url) ? 'feed' : url.pathname.endsWith('/feed/') ? 'post' : 'page'),
    answer(exchange) {
      const { url, request } = exchange
      if (isFeed(url)) return feed(exchange)
      const post = posts.find(post => new URL(permalink(post)).pathname === url.pathname.replace(/feed\/$/, ''))
      if (post === undefined && url.pathname !== '/') return page('Halaman tidak ditemukan', 404)
      if (!url.pathname.endsWith('/feed/')) return page(post?.title ?? 'Humas Kota Bandung')
      return sent(request,
        url.searchParams.has('withoutcomments') ? rss([post!]) : rss([], `Komentar pada: ${post!.title}`))
    },
    failure: () => page('Error establishing a database connection', 500),
    records: () => [],
    environment: url => ({ HUMAS_URL: url })
  }
}

function isFeed({ pathname, searchParams }: URL): boolean {
  return pathname === '/feed/' || (pathname === '/' && searchParams.get('feed') === 'rss2')
}

function moved(location: string): Answer {
  return { status: 301, headers: { location, 'content-type': 'text/html; charset=UTF-8' }, body: '' }
}

function page(title: string, status = 200): Answer {
  const body =
    `<!DOCTYPE html>\n<html lang="id-ID"><head><meta charset="UTF-8"><title>${title}</title><link rel="alternate" ` +
    `type="application/rss+xml" href="${SITE}/feed/"></head><body><h1>${title}</h1></body></html>\n`
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, body }
}
