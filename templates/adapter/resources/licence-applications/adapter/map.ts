import { compact, needed, type Mapped, type MapTools } from '../../../../../src/kit/index.ts'
import type { Codes } from './codes.ts'
import type { Permohonan } from './wire.ts'

/** What the mapping knows beside the row. */
export interface Surroundings {
  codes: Codes
  /** The agency that owns the system. */
  agencyId: string | undefined
}

export function mapLicenceApplication(row: Permohonan, { read, id }: MapTools, { codes, agencyId }: Surroundings): Mapped<'licence-applications'> {
  const number = needed(read.text('number', row.NO_DAFTAR, { maxLength: 64 }), 'has no number (NO_DAFTAR)')
  const permit = needed(read.text('permit_type', row.JENIS, { maxLength: 40 }), 'has no kind of permit (JENIS)')
  const status = read.text('status.raw_code', row.STATUS, { maxLength: 100 }) ?? ''
  const applicant = needed(read.personName('applicant.name', row.PEMOHON), 'has no applicant (PEMOHON)')
  return {
    key: number,
    updatedAt: needed(read.dateTime('source.updated_at', row.TGL_UBAH), 'has no date of change (TGL_UBAH)'),
    record: compact<Mapped<'licence-applications'>['record']>({
      identifiers: [],
      number,
      status: { code: read.code('status', status, codes.status, { required: true }), raw_code: status },
      permit_type: permit,
      // The id under which this system would serve the service.
      service_id: id(permit),
      agency_id: needed(agencyId, 'has no agency: the config names none for this system'),
      applicant: compact<Mapped<'licence-applications'>['record']['applicant']>({
        name: applicant.fullName,
        name_raw: applicant.raw,
        phone: read.phone('applicant.phone', row.TELP)
      }),
      location: read.location('location', { address: row.ALAMAT }),
      submitted_at: needed(read.dateTime('submitted_at', row.TGL_MASUK), 'has no date of submission (TGL_MASUK)')
      // what more the contract has
    })
  }
}
