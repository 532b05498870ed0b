import { addressLine, type City, type WriteBodies } from '../../../../../../src/kit/index.ts'
import type { Codes } from '../../../../resources/complaints/adapter/codes.ts'

type NewComplaint = WriteBodies['complaints']['create']

/** What the system is sent. */
export interface PengaduanBaru {
  /** The sender's own number: the hub's receipt, by which the record is found again. */
  NO_REF: string
  ISI: string
  /** On one line. */
  ALAMAT: string
  LAT: string
  LNG: string
}

/** The columns, and which field of the contract fills them. */
export const fields = {
  ISI: 'description',
  ALAMAT: 'location.address',
  LAT: 'location.lat',
  LNG: 'location.long'
} as const satisfies Record<Exclude<keyof PengaduanBaru, 'NO_REF'>, string>

export interface Sending {
  receipt: string
  codes: Codes
  prefix: string
  regions: City['regions']
}

export function toPengaduan({ description, location }: NewComplaint, { receipt, regions }: Sending): PengaduanBaru {
  return {
    NO_REF: receipt,
    ISI: description,
    ALAMAT: addressLine(location, regions),
    LAT: location?.lat === undefined ? '' : String(location.lat),
    LNG: location?.long === undefined ? '' : String(location.long)
    // what more the body has
  }
}
