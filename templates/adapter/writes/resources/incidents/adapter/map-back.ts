import { addressLine, SystemFault, toWib, type City, type WriteBodies } from '../../../../../../src/kit/index.ts'
import type { Codes } from '../../../../resources/incidents/adapter/codes.ts'

type NewIncident = WriteBodies['incidents']['create']

/** What the system is sent. */
export interface KejadianBaru {
  /** The sender's own number: the hub's receipt, by which the record is found again. */
  NO_REF: string
  JENIS: string
  URAIAN: string
  /** On one line. */
  LOKASI: string
  LAT: string
  LNG: string
  /** Local time: `2026-01-31 10:15:00`. */
  WAKTU: string
}

/** The columns, and which field of the contract fills them. */
export const fields = {
  JENIS: 'kind',
  URAIAN: 'description',
  LOKASI: 'location.address',
  LAT: 'location.lat',
  LNG: 'location.long',
  WAKTU: 'occurred_at'
} as const satisfies Record<Exclude<keyof KejadianBaru, 'NO_REF'>, string>

export interface Sending {
  receipt: string
  codes: Codes
  prefix: string
  regions: City['regions']
}

/** @throws SystemFault `rejected` for a kind that the system has no code for */
export function toKejadian({ kind, occurred_at, headline, description, location }: NewIncident, { receipt, codes, regions }: Sending): KejadianBaru {
  const code = Object.entries(codes.kind).find(([, meaning]) => meaning === kind)?.[0]
  if (code === undefined) {
    const detail = 'has no code for this kind of incident'
    throw new SystemFault('rejected', { stage: 'create incident', detail, fields: [{ field: 'kind', detail }] })
  }
  return {
    NO_REF: receipt,
    JENIS: code,
    URAIAN: [headline, description].filter(text => text !== undefined).join('. '),
    LOKASI: addressLine(location, regions),
    LAT: location.lat === undefined ? '' : String(location.lat),
    LNG: location.long === undefined ? '' : String(location.long),
    WAKTU: toWib(new Date(occurred_at)).slice(0, 19).replace('T', ' ')
    // what more the body has
  }
}
