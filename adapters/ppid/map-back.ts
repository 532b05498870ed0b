import { addressLine, type City, type WriteBodies } from '../../src/kit/index.ts'
import { deliveries, objectionGrounds } from './tables.ts'
import type { KeberatanBaru, PermohonanBaru } from './wire.ts'

type NewRequest = WriteBodies['information-requests']['create']
type NewObjection = WriteBodies['information-requests']['object']

/** Labels of the forms, in lower case, each with the field of the contract that is typed there. */
const fields: Readonly<Record<string, string>> = {
  'nik': 'requester.nik',
  'nama pemohon': 'requester.name',
  'alamat': 'requester.location.address',
  'no. hp': 'requester.phone',
  'email': 'requester.email',
  'informasi yang diminta': 'detail',
  'tujuan penggunaan': 'purpose',
  'cara memperoleh': 'delivery',
  'skpd': 'agency_id',
  'alasan keberatan': 'ground',
  'catatan': 'note'
}

/** The field of the contract that a label of the forms means to the caller. */
export function fieldOf(label: string): string | undefined {
  const key = label.toLowerCase()
  return Object.hasOwn(fields, key) ? fields[key] : undefined
}

/** A request as a clerk types it. An agency that the city does not have is left to the office. */
export function toPermohonan(
  { requester, detail, purpose, delivery, agency_id }: NewRequest,
  receipt: string,
  { agencies, regions }: City
): PermohonanBaru {
  return {
    nik: requester.nik ?? '',
    nama: requester.name,
    alamat: addressLine(requester.location, regions),
    hp: requester.phone?.replace(/^\+62/, '0') ?? '',
    email: requester.email ?? '',
    rincian: detail,
    tujuan: purpose,
    cara: wordOf(delivery, deliveries),
    skpd: agencies.find(({ id }) => id === agency_id)?.name ?? '',
    no_surat: receipt
  }
}

export function toKeberatan({ ground, note }: NewObjection, receipt: string): KeberatanBaru {
  return { alasan: wordOf(ground, objectionGrounds), catatan: note ?? '', no_surat: receipt }
}

/** The first word for it, which is the usual one. */
function wordOf(value: string | undefined, table: Readonly<Record<string, string>>): string {
  return Object.entries(table).find(([, meaning]) => meaning === value)?.[0] ?? ''
}
