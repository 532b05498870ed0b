import { compact, needed, redactPersonalNumbers, type Mapped, type MapTools } from '../../../../../src/kit/index.ts'
import type { Codes } from './codes.ts'
import type { Pengaduan } from './wire.ts'

/** What the mapping knows beside the row. */
export interface Surroundings {
  codes: Codes
  /** The agency that owns the system. */
  agencyId: string | undefined
}

export function mapComplaint(row: Pengaduan, { read }: MapTools, { codes, agencyId }: Surroundings): Mapped<'complaints'> {
  const status = read.text('status.raw_code', row.STATUS, { maxLength: 100 }) ?? ''
  const text = needed(read.text('description', row.ISI, { lines: true, maxLength: 4_000 }), 'has no text (ISI)')
  return {
    key: needed(read.text('id', row.NO_ADUAN), 'has no number (NO_ADUAN)'),
    updatedAt: needed(read.dateTime('source.updated_at', row.TGL_UBAH), 'has no date of change (TGL_UBAH)'),
    record: compact<Mapped<'complaints'>['record']>({
      identifiers: [],
      status: { code: read.code('status', status, codes.status, { required: true }), raw_code: status },
      // People write their numbers into texts, where nothing masks them.
      description: redactPersonalNumbers(text),
      agency_id: agencyId,
      location: read.location('location', { address: row.ALAMAT, lat: row.LAT, long: row.LNG }),
      submitted_at: read.dateTime('submitted_at', row.TGL_MASUK)
      // what more the contract has
    })
  }
}
