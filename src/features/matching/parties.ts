import type { Records, ResourceName } from '../../contract/resources.ts'
import type { components } from '../../contract/types.ts'
import { parseNib } from '../../kit/indonesia/nib.ts'
import { parseNop } from '../../kit/indonesia/nop.ts'
import { parseNpwp } from '../../kit/indonesia/npwp.ts'
import { parsePhone } from '../../kit/indonesia/phone.ts'
import type { Location } from './places.ts'

type Person = components['schemas']['Person']
type Business = components['schemas']['Business']

export const partyKinds = ['person', 'business', 'parcel'] as const
export type PartyKind = (typeof partyKinds)[number]
export type Role = 'resident' | 'applicant' | 'holder' | 'requester' | 'reporter' | 'owner' | 'taxpayer' | 'business'
  | 'parcel' | 'site'

/** Numbers that name one person, business or parcel, and no other: whoever shares one is the same. */
export const certainKinds = ['nik', 'npwp', 'nib', 'nop'] as const
/** Numbers that tell much, and not all: families share a telephone, and a licence is not its holder. */
export const tellingKinds = ['tdp', 'licence', 'application', 'phone', 'email'] as const
export type NumberKind = (typeof certainKinds)[number] | (typeof tellingKinds)[number]

/** Somebody, or a piece of land, that a record speaks of, as it stands there. Never kept. */
export interface Party {
  kind: PartyKind
  role: Role
  name?: string | undefined
  birth?: { date: string; precision: 'day' | 'year' } | undefined
  location?: Location | undefined
  numbers: { kind: NumberKind; value: string }[]
}

type Reader<R extends ResourceName> = (record: Records[R]) => Party[]

/** Where each resource speaks of whom. One that is not here speaks of nobody. */
const readers: { [R in ResourceName]?: Reader<R> } = {
  'residents': ({ nik, full_name, birth_date, birth_date_precision, location }) => [{
    kind: 'person',
    role: 'resident',
    name: full_name,
    location,
    numbers: numbers({ nik }),
    birth: birth_date === undefined || birth_date_precision === 'unknown'
      ? undefined
      : { date: birth_date, precision: birth_date_precision ?? 'day' }
  }],
  'licence-applications': ({ number, applicant, business, location, nop }) => [
    person('applicant', applicant, numbers({ application: number })),
    ...businesses(business, location, numbers({ application: number })),
    ...site(location, nop)
  ],
  'licences': ({ number, holder, business, location, nop }) => [
    person('holder', holder, numbers({ licence: number })),
    ...businesses(business, location, numbers({ licence: number })),
    ...site(location, nop)
  ],
  // Who does not want to be known is nobody here, either.
  'complaints': ({ reporter }) => {
    if (reporter?.name === undefined || reporter.anonymous || reporter.confidential) return []
    return [person('reporter', { ...reporter, name: reporter.name })]
  },
  'tax-objects': ({ nop, owner_name, location }) => [
    { kind: 'parcel', role: 'parcel', location, numbers: numbers({ nop }) },
    ...owner('owner', owner_name, location)
  ],
  'tax-bills': ({ nop, taxpayer_name, district_code }) => [
    { kind: 'parcel', role: 'parcel', location: { district_code }, numbers: numbers({ nop }) },
    ...owner('taxpayer', taxpayer_name, { district_code })
  ],
  'information-requests': ({ requester }) => [person('requester', requester)]
}

/** Whom a record speaks of. */
export function partiesOf(resource: ResourceName, record: Readonly<Record<string, unknown>>): Party[] {
  return readers[resource]?.(record as never) ?? []
}

/** The resources that speak of somebody of this kind. */
export const resourcesWithParties = Object.keys(readers) as readonly ResourceName[]

function person(
  role: Role,
  { name, nik, birth_date, phone, email, location }: Pick<Person,
    'name' | 'nik' | 'birth_date' | 'phone' | 'email' | 'location'>,
  more: Party['numbers'] = []
): Party {
  return { kind: 'person', role, name, location,
    ...(birth_date !== undefined && { birth: { date: birth_date, precision: 'day' } }),
    numbers: [...numbers({ nik, phone, email }), ...more] }
}

function businesses(business: Business | undefined, place: Location | undefined, more: Party['numbers']): Party[] {
  if (business === undefined) return []
  const { name, npwp, nib, tdp_number, location } = business
  return [{ kind: 'business', role: 'business', name, location: location ?? place,
    numbers: [...numbers({ npwp, nib, tdp: tdp_number }), ...more] }]
}

function site(location: Location | undefined, nop: string | undefined): Party[] {
  return location === undefined && nop === undefined
    ? []
    : [{ kind: 'parcel', role: 'site', location, numbers: numbers({ nop }) }]
}

const COMPANY = /^(?:pt|cv|ud|pd|po|fa|firma|koperasi|kop|yayasan|perum|perumda|perkumpulan)\b/i

/** Land belongs to people and to businesses, and its register does not tell which: the name does. */
function owner(role: 'owner' | 'taxpayer', name: string | undefined, location: Location | undefined): Party[] {
  return name === undefined
    ? []
    : [{ kind: COMPANY.test(name) ? 'business' : 'person', role, name, location, numbers: [] }]
}

/** Whole and well-formed numbers alone, each in the one form in which it is compared: what is masked is none. */
const forms: { [K in NumberKind]: (text: string) => string | undefined } = {
  nik: text => (/^\d{16}$/.test(text) ? text : undefined),
  npwp: text => {
    const { value } = parseNpwp(text)
    // Since 2022 the number of a business has a zero more.
    return value?.length === 16 && value.startsWith('0') ? value.slice(1) : value
  },
  nib: text => parseNib(text).value,
  nop: text => parseNop(text).value,
  tdp: text => text.replace(/\D/g, '') || undefined,
  licence: text => text.toLowerCase().replace(/[^a-z0-9]/g, '') || undefined,
  application: text => text.toLowerCase().replace(/[^a-z0-9]/g, '') || undefined,
  phone: text => (text.includes('*') ? undefined : parsePhone(text).value),
  email: text => (text.includes('*') ? undefined : text.trim().toLowerCase())
}

/** The one form of a number in which it is compared; undefined for what is masked or malformed. */
export function numberForm(kind: NumberKind, text: string): string | undefined {
  return forms[kind](text)
}

function numbers(given: { [K in NumberKind]?: string | undefined }): Party['numbers'] {
  return (Object.keys(given) as NumberKind[]).flatMap(kind => {
    const text = given[kind]
    const value = text === undefined ? undefined : numberForm(kind, text)
    return value === undefined ? [] : [{ kind, value }]
  })
}
