import { compact, needed, type Mapped, type MapTools } from '../../../../../src/kit/index.ts'
import type { Layanan } from './wire.ts'

/** What the mapping knows beside the row. */
export interface Surroundings {
  /** The agency that owns the system. */
  agencyId: string | undefined
}

export function mapService(row: Layanan, { read }: MapTools, { agencyId }: Surroundings): Mapped<'services'> {
  const code = needed(read.text('code', row.KODE, { maxLength: 64 }), 'has no code (KODE)')
  return {
    key: code,
    updatedAt: needed(read.dateTime('source.updated_at', row.TGL_UBAH), 'has no date of change (TGL_UBAH)'),
    record: compact<Mapped<'services'>['record']>({
      identifiers: [],
      code,
      name: needed(read.text('name', row.NAMA, { maxLength: 200 }), 'has no name (NAMA)'),
      description: read.text('description', row.URAIAN, { lines: true, maxLength: 4_000 }),
      agency_id: needed(agencyId, 'has no agency: the config names none for this system'),
      sla_working_days: read.integer('sla_working_days', row.HARI, { min: 0 }),
      fee_idr: read.rupiah('fee_idr', row.BIAYA)
      // what more the contract has
    })
  }
}
