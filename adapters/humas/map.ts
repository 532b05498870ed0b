import { type AgencyFinder, compact, type Mapped, type MapTools, needed } from '../../src/kit/index.ts'
import type { Post } from './wire.ts'

type Announcement = Mapped<'announcements'>['record']

/** What one deployment's mapping looks things up in. */
export interface Names {
  findAgency: AgencyFinder
  /** Whose site it is: the agency of what its staff posts. */
  own: string | undefined
}

/** What content systems put where no category was chosen. */
const NO_CATEGORY = new Set(['uncategorized', 'uncategorised', 'tak berkategori', 'tanpa kategori',
  'tidak terkategori'])

export function mapPost(post: Post, tools: MapTools, names: Names): Mapped<'announcements'> {
  const { read, notes } = tools
  const publishedAt = needed(post.publishedAt, 'has no date of publication')
  const title = needed(read.text('title', post.title, { maxLength: 500 }), 'has no title')
  if (post.refused !== undefined) notes.add('body_html', 'invalid_value', { raw: post.refused })
  for (const part of post.recoded) notes.add(part === 'html' ? 'body_html' : part, 'encoding_repaired')
  return {
    key: post.key,
    updatedAt: post.changedAt ?? publishedAt,
    record: compact<Announcement>({
      identifiers: [],
      guid: post.guid,
      title,
      body_html: post.html === '' ? undefined : post.html,
      published_at: publishedAt,
      agency_id: names.findAgency(post.author ?? '') ?? names.own,
      categories: readCategories(post.categories, tools),
      url: needed(post.link, 'has no address'),
      image_url: post.image
    })
  }
}

/** The same category in two spellings is one. */
function readCategories(raw: readonly string[], { read }: MapTools): string[] | undefined {
  const categories = new Map<string, string>()
  for (const one of raw) {
    const category = read.text('categories', one, { maxLength: 100 })
    const key = category?.toLowerCase() ?? ''
    if (category !== undefined && !NO_CATEGORY.has(key) && !categories.has(key)) categories.set(key, category)
  }
  return categories.size > 0 ? [...categories.values()] : undefined
}
