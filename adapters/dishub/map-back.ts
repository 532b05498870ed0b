import { addressLine, type City, SystemFault, toWib, type WriteBodies } from '../../src/kit/index.ts'
import type { Codes } from './settings.ts'
import type { LaporanBaru } from './wire.ts'

type NewIncident = WriteBodies['incidents']['create']

/** The code for what somebody outside of the control room sees and cannot tell further. */
const outside: Readonly<Partial<Record<NewIncident['kind'], string>>> = { traffic: 'UMUM' }

/** Which field of the contract each parameter is filled from. */
const fields: Readonly<Partial<Record<keyof LaporanBaru, string>>> = {
  kd_kejadian: 'kind',
  tgl_kejadian: 'occurred_at',
  lokasi: 'location.address',
  kelurahan: 'location.village_code',
  kecamatan: 'location.district_code',
  koordinat: 'location',
  dampak: 'description',
  pelapor: 'reporter.name',
  telp: 'reporter.phone'
}

/** The field of the contract that one of the service's parameters means to the caller. */
export function fieldOf(parameter: string): string | undefined {
  return Object.hasOwn(fields, parameter) ? fields[parameter as keyof typeof fields] : undefined
}

/**
 * An incident as the control room takes one.
 * @throws SystemFault `rejected` for a kind that is not the control room's
 */
export function toLaporan(body: NewIncident, receipt: string, codes: Codes, regions: City['regions']): LaporanBaru {
  const { kind, occurred_at, headline, description, location, reporter, media = [] } = body
  const { address, rt, rw, postal_code, village_code, district_code, lat, long } = location
  const code = Object.entries(codes.incident_kind).find(([word, meaning]) =>
    meaning === kind && word === (outside[kind] ?? word)
  )?.[0]
  if (code === undefined) {
    const detail = 'does not take incidents of this kind'
    throw new SystemFault('rejected', { stage: 'report an incident', detail, fields: [{ field: 'kind', detail }] })
  }
  const district = district_code ?? village_code?.slice(0, 8)
  return {
    rujukan: receipt,
    kd_kejadian: code,
    tgl_kejadian: toStamp(occurred_at),
    lokasi: addressLine({ address, rt, rw, postal_code }, regions),
    kelurahan: nameOf(village_code && regions.village(village_code).value),
    kecamatan: nameOf(district && regions.district(district).value),
    koordinat: lat === undefined || long === undefined ? '' : `${lat},${long}`,
    dampak: [headline, description, ...media.map(({ url }) => url)].flatMap(text => text?.replace(/[.\s]+$/, '') || [])
      .join('. '),
    pelapor: reporter?.name ?? '',
    telp: reporter?.phone?.replace(/^\+62/, '0') ?? ''
  }
}

function toStamp(time: string): string {
  const [day = '', clock = ''] = toWib(new Date(time)).split('T')
  return `${day.split('-').reverse().join('/')} ${clock.slice(0, 5)}`
}

function nameOf(region: { name: string } | '' | undefined): string {
  return region ? region.name.toUpperCase() : ''
}
