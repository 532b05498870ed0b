import { toWib } from '../../kit/indonesia/calendar.ts'
import { businessWords, type Location, personWords, readPlace } from '../matching/index.ts'
import type { BusinessOverview, Found, ParcelOverview, ResidentOverview, Source } from './types.ts'

type Value = string | number
/** A value of a record, and the form in which two are compared: what is only spelled otherwise is the same. */
type Attribute = (found: Found) => { value: Value | undefined; form?: string | undefined }

const numberOf = ({ party }: Found, kind: string): string | undefined =>
  party.numbers.find(number => number.kind === kind)?.value
const fieldOf = ({ record }: Found, name: string): unknown =>
  Object.entries(record).find(([field]) => field === name)?.[1]
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const amount = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

const address: Attribute = ({ party: { location } }) => ({ value: line(location),
  form: location && placeForm(location) })
const owner = (found: Found): string | undefined => {
  const { owner_name, taxpayer_name, holder, applicant } = found.record as unknown as { owner_name?: string;
    taxpayer_name?: string; holder?: { name?: string }; applicant?: { name?: string } }
  return owner_name ?? taxpayer_name ?? holder?.name ?? applicant?.name
}
const ownerAttribute: Attribute = found => {
  const name = owner(found)
  return { value: name, form: name && personWords(name).join(' ') }
}
const businessIn = (found: Found): Record<string, unknown> =>
  (fieldOf(found, 'business') ?? {}) as Record<string, unknown>

const ofResidents: Record<keyof ResidentOverview['attributes'], Attribute> = {
  name: ({ party: { name } }) => ({ value: name, form: name && personWords(name).join(' ') }),
  birth_date: ({ party: { birth } }) => ({ value: birth?.precision === 'day' ? birth.date : undefined }),
  birth_place: found => ({ value: text(fieldOf(found, 'birth_place')) }),
  sex: found => ({ value: text(fieldOf(found, 'sex')) }),
  address,
  phone: found => ({ value: numberOf(found, 'phone') }),
  email: found => ({ value: numberOf(found, 'email') })
}
const ofBusinesses: Record<keyof BusinessOverview['attributes'], Attribute> = {
  name: ({ party: { name } }) => ({ value: name, form: name && businessWords(name).join(' ') }),
  legal_form: found => ({ value: text(businessIn(found)['legal_form']) }),
  nib: found => ({ value: numberOf(found, 'nib') }),
  npwp: found => ({ value: numberOf(found, 'npwp') }),
  tdp_number: found => ({ value: text(businessIn(found)['tdp_number']) }),
  address,
  owner: ownerAttribute
}
const ofParcels: Record<keyof ParcelOverview['attributes'], Attribute> = {
  owner: found => (found.resource === 'tax-objects' || found.resource === 'tax-bills'
    ? ownerAttribute(found)
    : { value: undefined }),
  address,
  district_code: ({ party: { location } }) => ({ value: location?.district_code }),
  land_m2: found => ({ value: amount(fieldOf(found, 'land_m2')) }),
  building_m2: found => ({ value: amount(fieldOf(found, 'building_m2')) }),
  njop_land_idr: found => ({ value: amount(fieldOf(found, 'njop_land_idr')) }),
  njop_building_idr: found => ({ value: amount(fieldOf(found, 'njop_building_idr')) })
}

interface SideBySide<Attributes> {
  attributes: Attributes
  /** Names of those of which systems say different things. */
  differing: string[]
}

export const residentAttributes = (found: readonly Found[], now: number): SideBySide<ResidentOverview['attributes']> =>
  sideBySide(ofResidents, found, now)
export const businessAttributes = (found: readonly Found[], now: number): SideBySide<BusinessOverview['attributes']> =>
  sideBySide(ofBusinesses, found, now)
export const parcelAttributes = (found: readonly Found[], now: number): SideBySide<ParcelOverview['attributes']> =>
  sideBySide(ofParcels, found, now)

function sideBySide(
  table: Readonly<Record<string, Attribute>>,
  found: readonly Found[],
  now: number
): SideBySide<Record<string, unknown>> {
  const attributes: Record<string, { value: Value; source: Source }[]> = {}
  const differing: string[] = []
  for (const [name, read] of Object.entries(table)) {
    const entries = found.flatMap(one => {
      const { value, form } = read(one)
      return value === undefined ? [] : [{ value, form: form ?? String(value), source: sourceOf(one, now) }]
    })
    if (entries.length === 0) continue
    attributes[name] = entries.map(({ value, source }) => ({ value, source }))
    if (new Set(entries.map(({ form }) => form).filter(form => form !== '')).size > 1) differing.push(name)
  }
  return { attributes, differing }
}

export function ageOf(asOf: number, now: number): number {
  return Math.max(0, Math.floor((now - asOf) / 1_000))
}

function sourceOf({ system, resource, record: { id, source }, asOf }: Found, now: number): Source {
  return { system, resource, id, as_of: toWib(new Date(asOf)), updated_at: source.updated_at,
    age_seconds: ageOf(asOf, now), confidence: 'certain' }
}

function line(location: Location | undefined): string | undefined {
  const { address: street, rt, rw, village_code, district_code } = location ?? {}
  return text([street, rt && `RT ${rt}`, rw && `RW ${rw}`, village_code ?? district_code].filter(Boolean).join(' '))
}

/** Street and number alone: what one of two leaves out does not make them different. */
function placeForm(location: Location): string {
  const place = readPlace(location)
  return place === undefined || place.street.length === 0
    ? ''
    : [...place.street.toSorted(), place.number ?? ''].join(' ')
}
