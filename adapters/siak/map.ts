import { compact, type Mapped, type MapTools } from '../../src/kit/index.ts'
import type { Found } from './client.ts'
import type { BiodataWni } from './wire.ts'

type Resident = Mapped<'residents'>['record']

const MARITAL: Readonly<Record<string, NonNullable<Resident['marital_status']>>> = {
  '1': 'single',
  '2': 'married',
  '3': 'divorced',
  '4': 'widowed',
  'BELUM KAWIN': 'single',
  'KAWIN': 'married',
  'CERAI HIDUP': 'divorced',
  'CERAI MATI': 'widowed'
}

export function mapResident({ biodata: row, rows, receivedOn }: Found, { read, notes }: MapTools): Mapped<'residents'> {
  const birth = read.birthDate('birth_date', row.TGL_LHR)
  const nik = read.nik('nik', row.NIK, { birthDate: birth?.date })
  const name = read.personName('full_name', row.NAMA_LGKP)
  if (nik === undefined) throw new Error('has no usable NIK')
  if (name === undefined) throw new Error('has no name')
  if (rows > 1) notes.add('nik', 'nik_duplicate')

  return {
    key: nik,
    updatedAt: `${receivedOn}T00:00:00+07:00`,
    record: compact<Resident>({
      identifiers: [],
      nik,
      full_name: name.fullName,
      name_raw: name.raw,
      titles: name.titles.length > 0 ? name.titles : undefined,
      birth_date: birth?.date,
      birth_date_precision: birth?.precision,
      birth_place: read.text('birth_place', row.TMPT_LHR, { maxLength: 100 }),
      sex: read.sex('sex', row.JENIS_KLMIN),
      family_card_number: familyCard(row, { read, notes }),
      marital_status: maritalStatus(row, { read, notes }),
      location: read.location('location', {
        address: row.ALAMAT,
        rt: row.NO_RT,
        rw: row.NO_RW,
        district: ministryCode(row.NO_PROP, row.NO_KAB, pad(row.NO_KEC, 2)),
        districtScheme: 'kemendagri',
        village: ministryCode(row.NO_PROP, row.NO_KAB, pad(row.NO_KEC, 2), pad(row.NO_KEL, 4)),
        villageScheme: 'kemendagri',
        postalCode: row.KODE_POS
      })
    })
  }
}

/** 0 stands for people who have no card yet. */
function familyCard({ NO_KK }: BiodataWni, { read }: Pick<MapTools, 'read' | 'notes'>): string | undefined {
  return Number(NO_KK) === 0 ? undefined : read.familyCard('family_card_number', NO_KK)
}

/** Personal, so an unknown code is noted without its value. */
function maritalStatus(
  { STATUS_KAWIN }: BiodataWni,
  { read, notes }: Pick<MapTools, 'read' | 'notes'>
): Resident['marital_status'] {
  const code = read.text('marital_status', STATUS_KAWIN)
  if (code === undefined) return undefined
  const known = MARITAL[code.toUpperCase()]
  if (known === undefined) notes.add('marital_status', 'status_unmapped')
  return known ?? 'unknown'
}

/** `32.73.02.1004` of 32, 73, 2 and 1004; undefined when a part is missing. */
function ministryCode(...parts: BiodataWni['NO_KEC'][]): string | undefined {
  return parts.some(part => part == null || part === '') ? undefined : parts.join('.')
}

function pad(part: BiodataWni['NO_KEC'], width: number): string | null {
  const text = String(part ?? '').trim()
  return text === '' ? null : text.padStart(width, '0')
}
