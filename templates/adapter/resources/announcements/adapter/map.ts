import { compact, needed, type Mapped, type MapTools } from '../../../../../src/kit/index.ts'
import type { Berita } from './wire.ts'

/** What the mapping knows beside the row. */
export interface Surroundings {
  /** The agency that owns the system. */
  agencyId: string | undefined
}

export function mapAnnouncement(row: Berita, { read }: MapTools, { agencyId }: Surroundings): Mapped<'announcements'> {
  const guid = needed(read.text('guid', row.ID_BERITA), 'has no number (ID_BERITA)')
  const category = read.text('categories.0', row.KATEGORI, { maxLength: 100 })
  return {
    key: guid,
    updatedAt: needed(read.dateTime('source.updated_at', row.TGL_UBAH), 'has no date of change (TGL_UBAH)'),
    record: compact<Mapped<'announcements'>['record']>({
      identifiers: [],
      guid,
      title: needed(read.text('title', row.JUDUL, { maxLength: 500 }), 'has no headline (JUDUL)'),
      published_at: needed(read.dateTime('published_at', row.TGL_TERBIT), 'has no date of publication (TGL_TERBIT)'),
      agency_id: agencyId,
      categories: category === undefined ? undefined : [category],
      url: needed(addressIn(read.text('url', row.TAUTAN)), 'has no address of its page (TAUTAN)')
      // what more the contract has
    })
  }
}

/** Anything may stand in a field for addresses, `javascript:` among it. */
function addressIn(text: string | undefined): string | undefined {
  const url = text === undefined ? null : URL.parse(text)
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.href : undefined
}
