import { compact, type LocationFields, type Mapped, type MapTools } from '../../src/kit/index.ts'
import type { Pemegang } from './wire.ts'

type Licence = Mapped<'licences'>['record']
type Person = Licence['holder']
type Business = NonNullable<Licence['business']>

const LEGAL_FORMS = {
  PT: 'pt',
  CV: 'cv',
  UD: 'ud',
  PD: 'pd',
  FIRMA: 'firma',
  KOPERASI: 'koperasi',
  YAYASAN: 'yayasan',
  BUMD: 'bumd',
  PERORANGAN: 'perorangan',
  // Perusahaan otobus: a bus company of any legal form.
  PO: 'other'
} as const

/** One address: of a company where there is one, else of somebody's home, of which only the area is public. */
export interface Place {
  home: LocationFields | undefined
  business: LocationFields | undefined
  public: LocationFields | undefined
}

export function placeOf(row: Pemegang, { read }: MapTools): Place {
  const [rt, rw] = row.RT_RW?.split('/') ?? []
  const whole = read.location('location', {
    address: row.ALAMAT,
    rt,
    rw,
    district: row.KECAMATAN,
    districtScheme: 'name',
    village: row.KELURAHAN,
    villageScheme: 'name'
  })
  const isCompany = read.text('business.name', row.NM_USAHA) !== undefined && row.BENTUK_USAHA !== 'PERORANGAN'
  if (isCompany) return { home: undefined, business: whole, public: whole }
  const area = compact<LocationFields>({ village_code: whole?.village_code, district_code: whole?.district_code })
  return { home: whole, business: undefined, public: Object.keys(area).length > 0 ? area : undefined }
}

export function personOf(
  row: Pemegang,
  field: 'holder' | 'applicant',
  place: Place,
  { read }: MapTools
): Person | undefined {
  const name = read.personName(`${field}.name`, row.NM_PEMILIK)
  if (name === undefined) return undefined
  return compact<Person>({
    name: name.fullName,
    name_raw: name.raw,
    titles: name.titles.length > 0 ? name.titles : undefined,
    nik: read.nik(`${field}.nik`, row.NO_KTP),
    phone: read.phone(`${field}.phone`, row.TELP),
    location: place.home
  })
}

export function businessOf(row: Pemegang, place: Place, tools: MapTools): Business | undefined {
  const { read } = tools
  const name = read.text('business.name', row.NM_USAHA, { maxLength: 200 })
  if (name === undefined) return undefined
  return compact<Business>({
    name,
    legal_form: choice('business.legal_form', row.BENTUK_USAHA, LEGAL_FORMS, tools),
    npwp: read.npwp('business.npwp', row.NPWP),
    location: place.business
  })
}

/** One of a table's values; another spelling gives none and a note. */
export function choice<T>(
  field: string,
  raw: string | undefined,
  table: Readonly<Record<string, T>>,
  { read, notes }: MapTools
): T | undefined {
  const text = read.text(field, raw)
  if (text === undefined) return undefined
  if (Object.hasOwn(table, text)) return table[text]
  notes.add(field, 'invalid_value', { raw: text })
  return undefined
}

const TEXTS: Readonly<Record<string, string>> = {
  NM_USAHA: 'business.name',
  NM_TRAYEK: 'vehicle.route_name',
  ALAMAT: 'location.address',
  NM_JENIS: 'permit_name',
  SYARAT: 'requirements',
  LOKASI: 'location.address',
  DAMPAK: 'description'
}

/** Notes the texts that came in another character set than declared: those with more than ASCII in them. */
export function noteRepairs(row: object, owner: string, { notes }: MapTools): void {
  const values = row as Readonly<Record<string, unknown>>
  const note = (column: string, field: string): void => {
    const value = values[column]
    if (typeof value === 'string' && /[^\u0020-\u007e]/.test(value)) notes.add(field, 'encoding_repaired')
  }
  note('NM_PEMILIK', `${owner}.name`)
  for (const column in TEXTS) note(column, TEXTS[column] as string)
}
