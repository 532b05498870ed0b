import { compact, needed, redactPersonalNumbers, type Mapped, type MapTools } from '../../../../../src/kit/index.ts'
import type { Codes } from './codes.ts'
import type { Permintaan } from './wire.ts'

/** What the mapping knows beside the row. */
export interface Surroundings {
  codes: Codes
  /** The agency that owns the system. */
  agencyId: string | undefined
}

export function mapInformationRequest(row: Permintaan, { read }: MapTools, { codes, agencyId }: Surroundings): Mapped<'information-requests'> {
  const number = needed(read.text('number', row.NO_REG, { maxLength: 64 }), 'has no number (NO_REG)')
  const status = read.text('status.raw_code', row.STATUS, { maxLength: 100 }) ?? ''
  const requester = needed(read.personName('requester.name', row.PEMOHON), 'has no requester (PEMOHON)')
  // People write their numbers into texts, where nothing masks them.
  const detail = redactPersonalNumbers(needed(read.text('detail', row.RINCIAN, { lines: true, maxLength: 4_000 }), 'does not say what is asked for (RINCIAN)'))
  const purpose = redactPersonalNumbers(needed(read.text('purpose', row.TUJUAN, { maxLength: 1_000 }), 'does not say what for (TUJUAN)'))
  return {
    key: number,
    updatedAt: needed(read.dateTime('source.updated_at', row.TGL_UBAH), 'has no date of change (TGL_UBAH)'),
    record: compact<Mapped<'information-requests'>['record']>({
      identifiers: [],
      number,
      status: { code: read.code('status', status, codes.status, { required: true }), raw_code: status },
      agency_id: agencyId,
      requester: { name: requester.fullName, name_raw: requester.raw },
      detail,
      purpose,
      received_on: needed(read.date('received_on', row.TGL_TERIMA), 'has no day of receipt (TGL_TERIMA)'),
      due_on: needed(read.date('due_on', row.TGL_BATAS), 'has no due date (TGL_BATAS)')
      // what more the contract has
    })
  }
}
