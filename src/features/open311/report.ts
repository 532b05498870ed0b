import type { components } from '../../contract/types.ts'
import type { FieldError } from '../../errors.ts'
import { compact } from '../../kit/fields.ts'
import { parsePhone } from '../../kit/indonesia/phone.ts'
import { type Params, wrongs } from './params.ts'
import type { ComplaintService } from './services.ts'

type NewComplaint = components['schemas']['NewComplaint']
type Media = NonNullable<NewComplaint['media']>
type Fault = Pick<FieldError, 'field' | 'detail'>

export interface Reporting {
  params: Params
  /** Undefined when nobody can tell now which there are: its system looks again. */
  service: ComplaintService | undefined
  photos: Media
  phoneArea: string
}

const LONGEST_TEXT = 4_000
const LONGEST_TITLE = 300

/**
 * What was posted as a complaint of the contract.
 * @throws SatuError invalid_request with all that is wrong
 */
export function toNewComplaint({ params, service, photos, phoneArea }: Reporting): NewComplaint {
  const faults: Fault[] = []
  const complaint = compact<NewComplaint>({
    service_code: params.one('service_code')?.trim(),
    title: titleOf(params),
    description: descriptionOf(params, service, faults),
    location: locationOf(params, faults),
    reporter: reporterOf(params, phoneArea, faults),
    media: photos.length > 0 ? photos : undefined
  })
  if (faults.length > 0) throw wrongs(faults)
  return complaint
}

/** FixMyStreet sends its title beside a description that holds it too. */
function titleOf(params: Params): string | undefined {
  return params.one('attribute[title]')?.trim().slice(0, LONGEST_TITLE).toWellFormed()
}

/** The answers to a service's questions stand below the text: the systems have no other place for them. */
function descriptionOf(params: Params, service: ComplaintService | undefined, faults: Fault[]): string {
  const answers = params.attributes()
  const lines: string[] = []
  for (const { variable, code, required, description, values = [] } of service?.attributes ?? []) {
    if (!variable) continue
    const given = answers.get(code)
    if (given === undefined) {
      if (required) faults.push({ field: `attribute[${code}]`, detail: 'is missing' })
    } else {
      lines.push(`${description}: ${given.map(key => values.find(value => value.key === key)?.name ?? key).join(', ')}`)
    }
  }
  const text = (params.one('description') ?? service?.label ?? params.one('service_code') ?? '').trim().toWellFormed()
  const whole = lines.length === 0 ? text : `${text}\n\n${lines.join('\n')}`
  if (whole.length > LONGEST_TEXT)
    faults.push({ field: 'description',
      detail: `is too long: with the answers to questions it may have ${LONGEST_TEXT} characters` })
  return whole
}

function locationOf(params: Params, faults: Fault[]): NewComplaint['location'] {
  const lat = degrees(params, 'lat', 90, faults)
  const long = degrees(params, 'long', 180, faults)
  const address = (params.one('address_string') ?? params.one('address') ?? params.one('address_id'))?.trim()
    .toWellFormed()
  if ((params.one('lat') === undefined) !== (params.one('long') === undefined))
    faults.push({ field: 'lat and long', detail: 'belong together' })
  if (params.one('lat') === undefined && params.one('long') === undefined && address === undefined) {
    faults.push({ field: 'lat and long', detail: 'are missing, or an address_string in place of them' })
  }
  if (address !== undefined && address.length > 500)
    faults.push({ field: 'address_string', detail: 'may have 500 characters' })
  return compact({ lat, long, address })
}

function degrees(params: Params, name: string, most: number, faults: Fault[]): number | undefined {
  const text = params.one(name)?.trim()
  if (text === undefined) return undefined
  const value = /^[+-]?\d{1,3}(\.\d{1,20})?$/.test(text) ? Number(text) : Number.NaN
  if (Math.abs(value) <= most) return value
  faults.push({ field: name, detail: `must be degrees such as ${most === 90 ? '-6.8853' : '107.6137'}` })
  return undefined
}

/** Who reports is for the agency alone: GeoReport has no way to ask for more, so no name is ever to be published. */
function reporterOf(params: Params, phoneArea: string, faults: Fault[]): NewComplaint['reporter'] {
  // FixMyStreet sends a dash for a second name that somebody does not have.
  const name = [params.one('first_name'), params.one('last_name')].map(part => part?.trim()).filter(part =>
    part !== undefined && part !== '-'
  ).join(' ')
  const email = params.one('email')?.trim()
  const phone = params.one('phone')?.trim()
  const number = phone === undefined ? undefined : parsePhone(phone, { areaCode: phoneArea }).value
  if (phone !== undefined && number === undefined) faults.push({ field: 'phone', detail: 'is no phone number' })
  if (name.length > 200) faults.push({ field: 'first_name and last_name', detail: 'may have 199 characters' })
  if (email !== undefined && !/^[^@\s*]+@[^@\s*]+$/.test(email))
    faults.push({ field: 'email', detail: 'is no mail address' })
  return compact<NonNullable<NewComplaint['reporter']>>({ name: name === '' ? undefined : name.toWellFormed(), email,
    phone: number, anonymous: true, confidential: false })
}

/** Addresses of photos that lie elsewhere, and of those that came as files. @throws SatuError invalid_request */
export function photosOf(params: Params, kept: readonly { url: string; mediaType: string }[], most: number): Media {
  const elsewhere = params.all('media_url').map(url => url.trim())
  const isAddress = (url: string): boolean =>
    url.length <= 2_000 && /^https?:\/\/[\x21-\x7e]+$/.test(url) && URL.canParse(url)
  if (!elsewhere.every(isAddress)) throw wrongs([{ field: 'media_url', detail: 'is no http or https address' }])
  if (elsewhere.length + kept.length > most)
    throw wrongs([{ field: 'media_url', detail: `with the photos that are sent there may be ${most}` }])
  return [...elsewhere.map(url => ({ url })), ...kept.map(({ url, mediaType }) => ({ url, media_type: mediaType }))]
}
