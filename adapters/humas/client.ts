import { type Call, type Feed, type FeedItem, type FeedReading, type HttpAnswer, type HttpClient, type Page,
  type Parameters, readFeed, readPaged, sanitiseHtml, statusFault, SystemFault } from '../../src/kit/index.ts'
import { keyOf, placeOf } from './keys.ts'
import type { Post } from './wire.ts'

export interface HumasClient {
  /** Newest first, none from before `since`. */
  posts(query: { offset: number; limit: number; since?: string | undefined }, call: Call): Promise<Page<Post>>
  post(key: string, call: Call): Promise<Post | undefined>
  /** The feed is there and is one. */
  look(call: Call): Promise<void>
  close(): Promise<void>
}

export interface HumasOptions extends Pick<FeedReading, 'zone' | 'assumeCharset' | 'today'> {
  http: HttpClient
  /** Of the feed, below the base address. */
  path: string
  /** Items on each page of the archive; undefined when there is none. */
  archive?: { pageSize: number } | undefined
}

export function createHumasClient({ http, path, archive, ...reading }: HumasOptions): HumasClient {
  const hasArchive = archive !== undefined
  /** The name of the newest item when it was last seen. */
  let newest: string | undefined

  const parse = ({ bytes, contentType }: HttpAnswer, stage: string): Feed =>
    readFeed(bytes, { ...reading, contentType, baseUrl: http.url, stage })

  function send(
    query: Parameters,
    stage: string,
    call: Call,
    redirects: 'refuse' | 'answer' = 'refuse',
    at = path
  ): Promise<HttpAnswer> {
    return http.send({ path: at, query, redirects,
      headers: { accept: 'application/rss+xml, application/atom+xml, application/xml, text/xml' }, stage }, call)
  }

  function check(answer: HttpAnswer, stage: string): void {
    const fault = statusFault(answer, stage)
    if (fault) throw fault
    if (answer.status !== 200)
      throw new SystemFault('failed', { stage, detail: `answered with status ${answer.status}` })
  }

  async function page(number: number, stage: string, call: Call): Promise<Feed> {
    const answer = await send(number === 1 ? {} : { paged: number }, stage, call)
    // WordPress says 404 to a page behind the last, in a feed without items. Any other 404 is none of its answers.
    if (number > 1 && answer.status === 404) {
      const feed = isXml(answer) ? parse(answer, stage) : undefined
      if (feed?.items.length === 0) return feed
    }
    check(answer, stage)
    const feed = parse(answer, stage)
    if (number === 1) newest = feed.items[0]?.guid
    return feed
  }

  /** Caches that leave the query out of account, and systems without an archive, give the first page for every page. */
  async function refuseFirstPage({ items }: Feed, number: number, stage: string, call: Call): Promise<void> {
    const first = items[0]?.guid
    if (first === undefined || first !== newest) return
    // Enough may have been published meanwhile to push the newest one here.
    if ((await page(1, stage, call)).items[0]?.guid !== first) return
    throw new SystemFault('unreadable', { stage,
      detail:
        `gave its first page when it was asked for page ${number}: it has no archive, or a cache in front of it` })
  }

  async function fromArchive(
    { offset, limit }: { offset: number; limit: number },
    pageSize: number,
    call: Call
  ): Promise<Page<Post>> {
    const stage = 'list posts'
    return readPaged({
      offset,
      limit,
      pageSize,
      stage,
      async page(number) {
        const feed = await page(number, stage, call)
        if (number > 1) await refuseFirstPage(feed, number, stage, call)
        return { rows: await toPosts(feed), last: feed.items.length < pageSize }
      }
    })
  }

  async function fromFeed({ offset, limit }: { offset: number; limit: number }, call: Call): Promise<Page<Post>> {
    const posts = (await toPosts(await page(1, 'list posts', call))).sort((a, b) =>
      compare(b.changedAt ?? '', a.changedAt ?? '')
    )
    return { rows: posts.slice(offset, offset + limit), end: offset + limit >= posts.length }
  }

  async function toPosts(feed: Feed): Promise<Post[]> {
    return Promise.all(feed.items.map(item => toPost(item, feed)))
  }

  async function toPost({ html, ...item }: FeedItem, { link }: Feed): Promise<Post> {
    // An archive is in the order of publication, whatever changes later.
    const changedAt = hasArchive ? item.publishedAt : (item.updatedAt ?? item.publishedAt)
    const post: Post = {
      ...item,
      key: keyOf(item, link ?? http.url, hasArchive),
      ...(changedAt !== undefined && { changedAt })
    }
    if (html === undefined) return post
    try {
      return { ...post, html: await sanitiseHtml(html, { baseUrl: item.link ?? link ?? http.url }) }
    } catch (error) {
      return { ...post, refused: (error as Error).message }
    }
  }

  async function single(query: Parameters, call: Call): Promise<Feed | undefined> {
    const stage = 'open post'
    let answer = await send(query, stage, call, 'answer')
    if (answer.status >= 300 && answer.status < 400)
      answer = await send({}, stage, call, 'refuse', placeIn(answer, stage))
    if (answer.status === 404) return undefined
    check(answer, stage)
    return parse(answer, stage)
  }

  /** Where the post's own feed is: on this system, whatever name the site gives itself. */
  function placeIn({ headers: { location } }: HttpAnswer, stage: string): string {
    if (typeof location !== 'string' || !URL.canParse(location, http.url))
      throw new SystemFault('unreadable', { stage, detail: 'redirects to nowhere' })
    const { pathname, search } = new URL(location, http.url)
    const base = new URL(http.url).pathname.replace(/\/$/, '')
    return (pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname) + search
  }

  return {
    async posts({ since, ...query }, call) {
      const { rows, end } = archive === undefined
        ? await fromFeed(query, call)
        : await fromArchive(query, archive.pageSize, call)
      const older = since === undefined
        ? -1
        : rows.findIndex(({ changedAt }) => changedAt !== undefined && changedAt < since)
      return older < 0 ? { rows, end } : { rows: rows.slice(0, older), end: true }
    },
    async post(key, call) {
      const place = placeOf(key, hasArchive)
      if (place === undefined) return undefined
      const feed = 'feed' in place ?
        await page(1, 'open post', call)
        : await single('post' in place ? { p: place.post, withoutcomments: 1 } : { m: place.moment }, call)
      const item = feed?.items.find(item => keyOf(item, feed.link ?? http.url, hasArchive) === key)
      return feed && item && toPost(item, feed)
    },
    look: async call => void (await page(1, 'look', call)),
    close: () => http.close()
  }
}

function isXml({ contentType }: HttpAnswer): boolean {
  return /xml/i.test(contentType)
}

/** Times in one zone are in order as text. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
