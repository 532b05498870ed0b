import { sanitiseHtml, type Call, type FeedClient, type FeedItem } from '../../../../../src/kit/index.ts'
import type { Berita } from './wire.ts'

/** More than any feed holds: all of it is one page. */
export const PAGE_SIZE = 1_000

/** The feed, whole. */
export interface ContohClient {
  semua(call: Call): Promise<Berita[]>
  close(): Promise<void>
}

export interface ContohOptions {
  feed: FeedClient
  close(): Promise<void>
}

export function createContohClient({ feed, close }: ContohOptions): ContohClient {
  return {
    async semua(call) {
      const { items } = await feed.read(call)
      return Promise.all(items.map(toRow))
    },
    close
  }
}

/** Sanitising takes a parser that is loaded when it is needed: so it is done here, and the mapping stays pure. */
async function toRow(read: FeedItem): Promise<Berita> {
  const { html, guidMade: _, ...item } = read
  if (html === undefined) return item
  try {
    return { ...item, body: await sanitiseHtml(html, { baseUrl: item.link ?? '' }) }
  } catch {
    // Nested beyond measure: the item is still worth its headline.
    return item
  }
}
