import { compact, needed, type Mapped, type MapTools } from '../../../../../src/kit/index.ts'
import type { Codes } from './codes.ts'
import type { Izin } from './wire.ts'

/** What the mapping knows beside the row. */
export interface Surroundings {
  codes: Codes
  /** The agency that owns the system. */
  agencyId: string | undefined
}

export function mapLicence(row: Izin, { read }: MapTools, { codes, agencyId }: Surroundings): Mapped<'licences'> {
  const number = needed(read.text('number', row.NO_IZIN, { maxLength: 64 }), 'has no number (NO_IZIN)')
  const status = read.text('status.raw_code', row.STATUS, { maxLength: 100 }) ?? ''
  const holder = needed(read.personName('holder.name', row.PEMEGANG), 'has no holder (PEMEGANG)')
  return {
    key: number,
    updatedAt: needed(read.dateTime('source.updated_at', row.TGL_UBAH), 'has no date of change (TGL_UBAH)'),
    record: compact<Mapped<'licences'>['record']>({
      identifiers: [],
      number,
      status: { code: read.code('status', status, codes.status, { required: true }), raw_code: status },
      permit_type: needed(read.text('permit_type', row.JENIS, { maxLength: 64 }), 'has no kind of permit (JENIS)'),
      holder: { name: holder.fullName, name_raw: holder.raw },
      agency_id: agencyId,
      location: read.location('location', { address: row.ALAMAT }),
      issued_on: needed(read.date('issued_on', row.TGL_TERBIT), 'has no date of issue (TGL_TERBIT)'),
      valid_until: read.date('valid_until', row.TGL_HABIS, { optional: true })
      // what more the contract has
    })
  }
}
