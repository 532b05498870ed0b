import { addressLine, type AttachedFile, type City, formatNop, formatNpwp, parseId, SystemFault,
  type WriteBodies } from '../../src/kit/index.ts'
import type { Codes } from './settings.ts'
import type { Batal, Berkas, Daftar } from './wire.ts'

type NewApplication = WriteBodies['licence-applications']['create']

export interface Surroundings {
  receipt: string
  prefix: string
  codes: Codes
  regions: City['regions']
}

/** Which field of the contract each of SiCANTIK's is filled from. */
const fields: Readonly<Partial<Record<keyof Daftar | keyof Batal | keyof Berkas, string>>> = {
  perizinan_id: 'service_id',
  permohonan: 'kind',
  id_lama: 'licence_id',
  n_pemohon: 'applicant.name',
  a_pemohon: 'applicant.location.address',
  telp_pemohon: 'applicant.phone',
  email: 'applicant.email',
  no_ktp: 'applicant.nik',
  n_perusahaan: 'business.name',
  a_perusahaan: 'location.address',
  npwp: 'business.npwp',
  keterangan: 'note',
  alasan: 'reason',
  berkas: 'file',
  n_berkas: 'requirement'
}

/** The field of the contract that one of SiCANTIK's columns means to the caller. */
export function fieldOf(column: string): string | undefined {
  return Object.hasOwn(fields, column) ? fields[column as keyof typeof fields] : undefined
}

/**
 * An application as the office's form has it.
 * @throws SystemFault `rejected` for a service, licence or kind that this office does not have
 */
export function toDaftar(body: NewApplication, { receipt, prefix, codes, regions }: Surroundings): Daftar {
  const { service_id, licence_id, kind, applicant, business, location } = body
  const permohonan = Object.entries(codes.kind).find(([, meaning]) => meaning === kind)?.[0]
  if (permohonan === undefined) throw refused('kind', 'has no word for this kind of application')
  return {
    perizinan_id: keyOf(service_id, prefix, /^\d{3}$/) ?? refuse('service_id', 'has no such kind of permit'),
    permohonan,
    id_lama: licence_id === undefined
      ? ''
      : (keyOf(licence_id, prefix, /./) ?? refuse('licence_id', 'has no such licence')),
    n_pemohon: applicant.name,
    a_pemohon: addressLine(applicant.location, regions),
    telp_pemohon: applicant.phone?.replace(/^\+62/, '0') ?? '',
    email: applicant.email ?? '',
    no_ktp: applicant.nik ?? '',
    n_perusahaan: business?.name ?? '',
    a_perusahaan: addressLine(location ?? business?.location, regions),
    npwp: toNpwp(business?.npwp),
    keterangan: toKeterangan(body),
    no_referensi: receipt
  }
}

export function toBatal(reason: string, receipt: string): Batal {
  return { alasan: reason, no_referensi: receipt }
}

export function toBerkas({ requirement, file, media_type, content }: AttachedFile, receipt: string): Berkas {
  return { n_berkas: requirement, no_referensi: receipt,
    berkas: { name: file, mediaType: media_type, bytes: Buffer.from(content) } }
}

/** What the form has no field for, a line each, for the clerk. */
function toKeterangan({ note, business, nop, location, documents = [] }: NewApplication): string {
  const position = location?.lat === undefined || location.long === undefined
    ? undefined
    : `${location.lat}, ${location.long}`
  const lines: [label: string, value: string | undefined][] = [
    ['', note],
    ['NIB: ', business?.nib],
    ['TDP: ', business?.tdp_number],
    ['NOP: ', nop && formatNop(nop)],
    ['Posisi: ', position],
    ...documents.map(({ url, title }): [string, string] => ['Berkas: ', title === undefined ? url : `${url} ${title}`])
  ]
  return lines.flatMap(([label, value]) => (value === undefined ? [] : [label + value])).join('\n')
}

/** Fifteen digits as the form's mask has them; the newer sixteen have no mask there. */
function toNpwp(npwp: string | undefined): string {
  return npwp?.length === 15 ? formatNpwp(npwp) : (npwp ?? '')
}

function keyOf(id: string, prefix: string, shape: RegExp): string | undefined {
  const parts = parseId(id)
  return parts?.prefix === prefix && shape.test(parts.key) ? parts.key : undefined
}

function refuse(field: string, detail: string): never {
  throw refused(field, detail)
}

function refused(field: string, detail: string): SystemFault {
  return new SystemFault('rejected', { stage: 'register an application', detail, fields: [{ field, detail }] })
}
