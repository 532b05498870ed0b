import type { FeedItem } from '../../src/kit/index.ts'

/** An item of the feed, as the mapping gets it. */
export interface Post extends Omit<FeedItem, 'html'> {
  key: string
  /** When it was last changed, as far as the order of the feed knows. */
  changedAt?: string
  /** Sanitised. */
  html?: string
  /** Why its text cannot be sanitised. */
  refused?: string
}
