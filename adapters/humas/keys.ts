import { createHash } from 'node:crypto'
import type { FeedItem } from '../../src/kit/index.ts'

/** What a key says of where its item is found. */
export type Place = { post: string } | { moment: string } | { feed: true }

const POST = /^[1-9]\d{0,9}$/
const MOMENT = /^(\d{14})-[0-9a-f]{12}$/
const NAMED = /^[0-9a-f]{24}$/

/**
 * The key of an item. WordPress names its posts `<site>/?p=<number>`, and the number leads back to the post. Whatever
 * came from elsewhere keeps a name of elsewhere, so its key has the second of its publication instead, if there is an
 * archive in which to look that up.
 * @param site the address that the feed says it belongs to
 */
export function keyOf({ guid, publishedAt }: FeedItem, site: string, hasArchive: boolean): string {
  const number = numberOf(guid, site)
  if (number !== undefined) return number
  const name = createHash('sha256').update(guid).digest('hex')
  return hasArchive && publishedAt !== undefined
    ? `${publishedAt.slice(0, 19).replace(/\D/g, '')}-${name.slice(0, 12)}`
    : name.slice(0, 24)
}

/** Undefined for what cannot be a key. */
export function placeOf(key: string, hasArchive: boolean): Place | undefined {
  if (!hasArchive) return POST.test(key) || NAMED.test(key) ? { feed: true } : undefined
  if (POST.test(key)) return { post: key }
  const [, moment] = MOMENT.exec(key) ?? []
  return moment === undefined ? undefined : { moment }
}

function numberOf(guid: string, site: string): string | undefined {
  if (!URL.canParse(guid)) return undefined
  const url = new URL(guid)
  const number = url.searchParams.get('p') ?? ''
  return url.searchParams.size === 1 && POST.test(number) && homeOf(url) === homeOf(new URL(site)) ? number : undefined
}

/** Names last longer than what is in front of the site: https came, and www went. */
function homeOf({ hostname, pathname }: URL): string {
  return hostname.replace(/^www\./, '') + pathname.replace(/\/$/, '')
}
