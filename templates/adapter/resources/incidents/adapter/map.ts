import { compact, needed, redactPersonalNumbers, type Mapped, type MapTools } from '../../../../../src/kit/index.ts'
import type { Codes } from './codes.ts'
import type { Kejadian } from './wire.ts'

/** What the mapping knows beside the row. */
export interface Surroundings {
  codes: Codes
  /** The agency that owns the system. */
  agencyId: string | undefined
}

export function mapIncident(row: Kejadian, { read }: MapTools, { codes, agencyId }: Surroundings): Mapped<'incidents'> {
  const status = read.text('status.raw_code', row.STATUS, { maxLength: 100 }) ?? ''
  const kind = read.code('kind', row.JENIS, codes.kind)
  const text = read.text('description', row.URAIAN, { lines: true, maxLength: 4_000 })
  if (kind === undefined || kind === 'unknown') throw new Error('is of a kind that the codes do not name (JENIS)')
  return {
    key: needed(read.text('id', row.NO_KEJ), 'has no number (NO_KEJ)'),
    updatedAt: needed(read.dateTime('source.updated_at', row.TGL_UBAH), 'has no date of change (TGL_UBAH)'),
    record: compact<Mapped<'incidents'>['record']>({
      identifiers: [],
      status: { code: read.code('status', status, codes.status, { required: true }), raw_code: status },
      kind,
      severity: read.code('severity', row.TINGKAT, codes.severity, { required: true }),
      // Anybody may read incidents, and those who report them write their numbers.
      description: text === undefined ? undefined : redactPersonalNumbers(text),
      agency_id: agencyId,
      occurred_at: needed(read.dateTime('occurred_at', row.WAKTU), 'has no time (WAKTU)'),
      location: read.location('location', { address: row.LOKASI, lat: row.LAT, long: row.LNG })
      // what more the contract has
    })
  }
}
