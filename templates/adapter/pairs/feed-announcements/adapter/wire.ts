import type { FeedItem } from '../../../../../src/kit/index.ts'

/** An item of the feed, as the connector reads it. No value in it is to be trusted, but for its text, which was made safe. */
export interface Berita extends Omit<FeedItem, 'html' | 'guidMade'> {
  /** Its own name in the feed; the key. */
  guid: string
  /** Its text, sanitised. */
  body?: string
}
