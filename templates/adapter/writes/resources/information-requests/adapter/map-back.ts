import type { City, WriteBodies } from '../../../../../../src/kit/index.ts'
import type { Codes } from '../../../../resources/information-requests/adapter/codes.ts'

type NewInformationRequest = WriteBodies['information-requests']['create']

/** What the system is sent. */
export interface PermintaanBaru {
  /** The sender's own number: the hub's receipt, by which the record is found again. */
  NO_REF: string
  PEMOHON: string
  RINCIAN: string
  TUJUAN: string
}

/** The columns, and which field of the contract fills them. */
export const fields = {
  PEMOHON: 'requester.name',
  RINCIAN: 'detail',
  TUJUAN: 'purpose'
} as const satisfies Record<Exclude<keyof PermintaanBaru, 'NO_REF'>, string>

export interface Sending {
  receipt: string
  codes: Codes
  prefix: string
  regions: City['regions']
}

export function toPermintaan({ requester, detail, purpose }: NewInformationRequest, { receipt }: Sending): PermintaanBaru {
  return {
    NO_REF: receipt,
    PEMOHON: requester.name,
    RINCIAN: detail,
    TUJUAN: purpose
    // what more the body has
  }
}
