import type { City } from '../../kit/adapter.ts'
import { statuses } from './statuses.ts'
import type { Value } from './values.ts'
import type { Complaint } from './walk.ts'

/** What names are looked up in. */
export interface Names {
  city: Pick<City, 'agencies' | 'regions'>
  /** Names of services by code. */
  services: ReadonlyMap<string, string>
}

/** For a complaint about no service: some clients want a code in every row. */
const NO_SERVICE = { code: 'unspecified', name: 'Unspecified' }

export function requestedAt({ submitted_at, source }: Complaint): string {
  return submitted_at ?? source.updated_at
}

/** Clients put requests on a map; one that lies nowhere breaks the whole list of some. */
export function isOnMap({ location }: Complaint): boolean {
  return location?.lat !== undefined && location.long !== undefined
}

/** A complaint as `request` of GeoReport v2. Every field is there, empty where nothing is known. */
export function toRequest(complaint: Complaint, { city, services }: Names, { extended }: { extended: boolean }): Value {
  const { id, status, service_code: code = NO_SERVICE.code, description, location = {}, media = [], updates = [],
    agency_id, source, due_at } = complaint
  return {
    service_request_id: id,
    status: statuses[status.code].request,
    status_notes: updates.at(-1)?.text ?? null,
    service_name: services.get(code) ?? (complaint.service_code === undefined ? NO_SERVICE.name : code),
    service_code: code,
    description,
    agency_responsible: city.agencies.find(({ id }) => id === agency_id)?.name ?? null,
    service_notice: null,
    requested_datetime: requestedAt(complaint),
    updated_datetime: source.updated_at,
    expected_datetime: due_at ?? null,
    address: addressOf(location),
    address_id: null,
    zipcode: location.postal_code ?? null,
    lat: location.lat ?? null,
    long: location.long ?? null,
    media_url: media.map(({ url }) => url),
    ...(extended && extensionsOf(complaint, city))
  }
}

function addressOf({ address, rt, rw }: NonNullable<Complaint['location']>): string | null {
  const line = [address, rt && `RT ${rt}`, rw && `RW ${rw}`].filter(Boolean).join(' ')
  return line === '' ? null : line
}

/** What `extensions=true` adds. Answers to questions stand in the description: the systems have no place for them. */
function extensionsOf(
  { title, classification, status, location = {}, media = [], updates = [], duplicate_of }: Complaint,
  { regions }: Names['city']
): { readonly [name: string]: Value } {
  const { district_code, village_code } = location
  return {
    attributes: [],
    extended_attributes: {
      title,
      classification,
      status: status.code,
      district_code,
      district: district_code && regions.district(district_code).value?.name,
      village_code,
      village: village_code && regions.village(village_code).value?.name,
      duplicate_of,
      media_urls: media.map(({ url }) => url)
    },
    notes: updates.map(({ at, text, status }) => ({ datetime: at, description: text, type: status ?? 'comment' }))
  }
}

/** What happened to a complaint, each at its own time. */
export interface Update {
  at: string
  row: Value
}

export function toUpdates({ id, status, updates = [], source }: Complaint): Update[] {
  const told = updates.map(({ id: update, at, status, text, media = [] }): Update => ({
    at,
    row: {
      update_id: update,
      service_request_id: id,
      status: status === undefined ? 'unchanged' : statuses[status].update,
      updated_datetime: at,
      description: text,
      media_url: media.map(({ url }) => url)
    }
  }))
  const isEnded = (code: keyof typeof statuses): boolean => statuses[code].request === 'closed'
  if (!isEnded(status.code) || updates.some(({ status }) => status !== undefined && isEnded(status))) return told
  // It has ended without a word to its reporter, as what is archived or nobody's business: clients would never hear of
  // it.
  const at = status.changed_at ?? source.updated_at
  return [...told, {
    at,
    row: {
      update_id: `${id}-${status.code}`,
      service_request_id: id,
      status: statuses[status.code].update,
      updated_datetime: at,
      description: status.raw_label ?? status.raw_code,
      media_url: []
    }
  }]
}
