import { compact, needed, type Mapped, type MapTools } from '../../../../../src/kit/index.ts'
import type { Codes } from './codes.ts'
import type { Usulan } from './wire.ts'

/** What the mapping knows beside the row. */
export interface Surroundings {
  codes: Codes
  /** The agency that owns the system. */
  agencyId: string | undefined
}

export function mapProposal(row: Usulan, { read }: MapTools, { codes, agencyId }: Surroundings): Mapped<'proposals'> {
  const kind = read.code('kind', row.JENIS, codes.kind)
  const place = read.location('location', { rw: row.RW })
  return {
    key: needed(read.text('id', row.NO_USULAN), 'has no number (NO_USULAN)'),
    updatedAt: needed(read.dateTime('source.updated_at', row.TGL_UBAH), 'has no date of change (TGL_UBAH)'),
    record: compact<Mapped<'proposals'>['record']>({
      identifiers: [],
      // The contract has no word for a way that is not known.
      kind: kind === 'unknown' ? undefined : kind,
      title: needed(read.text('title', row.JUDUL, { maxLength: 300 }), 'has no title (JUDUL)'),
      description: read.text('description', row.URAIAN, { lines: true, maxLength: 4_000 }),
      rw: place?.rw,
      location: place,
      agency_id: agencyId,
      amount_idr: read.rupiah('amount_idr', row.ANGGARAN),
      year: read.integer('year', row.TAHUN, { min: 1900, max: 2200 })
      // what more the contract has
    })
  }
}
