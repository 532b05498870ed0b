import { compact, needed, type Mapped, type MapTools } from '../../../../../src/kit/index.ts'
import type { Berita } from './wire.ts'

/** What the mapping knows beside the row. */
export interface Surroundings {
  /** The agency that owns the system. */
  agencyId: string | undefined
}

export function mapAnnouncement(row: Berita, { read }: MapTools, { agencyId }: Surroundings): Mapped<'announcements'> {
  const published = needed(read.dateTime('published_at', row.publishedAt), 'has no date of publication')
  return {
    key: row.guid,
    updatedAt: row.updatedAt ?? published,
    record: compact<Mapped<'announcements'>['record']>({
      identifiers: [],
      guid: row.guid,
      title: needed(read.text('title', row.title, { maxLength: 500 }), 'has no headline'),
      body_html: row.body,
      published_at: published,
      agency_id: agencyId,
      categories: row.categories.flatMap((category, index) => read.text(`categories.${index}`, category, { maxLength: 100 }) ?? []),
      url: needed(row.link, 'has no address of its page'),
      image_url: row.image
      // what more the contract has
    })
  }
}
