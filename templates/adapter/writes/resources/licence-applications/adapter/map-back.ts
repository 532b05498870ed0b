import { addressLine, parseId, SystemFault, type City, type WriteBodies } from '../../../../../../src/kit/index.ts'
import type { Codes } from '../../../../resources/licence-applications/adapter/codes.ts'

type NewLicenceApplication = WriteBodies['licence-applications']['create']

/** What the system is sent. */
export interface PermohonanBaru {
  /** The sender's own number: the hub's receipt, by which the record is found again. */
  NO_REF: string
  JENIS: string
  PEMOHON: string
  TELP: string
  /** On one line. */
  ALAMAT: string
}

/** The columns, and which field of the contract fills them. */
export const fields = {
  JENIS: 'service_id',
  PEMOHON: 'applicant.name',
  TELP: 'applicant.phone',
  ALAMAT: 'location.address'
} as const satisfies Record<Exclude<keyof PermohonanBaru, 'NO_REF'>, string>

export interface Sending {
  receipt: string
  codes: Codes
  prefix: string
  regions: City['regions']
}

/** @throws SystemFault `rejected` for a service of another system */
export function toPermohonan({ service_id, applicant, location }: NewLicenceApplication, { receipt, prefix, regions }: Sending): PermohonanBaru {
  const service = parseId(service_id)
  if (service?.prefix !== prefix) {
    const detail = 'is no service of this system'
    throw new SystemFault('rejected', { stage: 'create licence application', detail, fields: [{ field: 'service_id', detail }] })
  }
  return {
    NO_REF: receipt,
    JENIS: service.key,
    PEMOHON: applicant.name,
    TELP: applicant.phone?.replace(/^\+62/, '0') ?? '',
    ALAMAT: addressLine(location ?? applicant.location, regions)
    // what more the body has
  }
}
