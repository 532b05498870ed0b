import { type City, compact, type WriteBodies } from '../../src/kit/index.ts'
import { type Footer, writeText } from './footer.ts'
import type { Tables } from './tables.ts'
import type { TopicRow } from './topics.ts'
import type { Report } from './wire.ts'

type NewComplaint = WriteBodies['complaints']['create']
type Location = NonNullable<NewComplaint['location']>
type Media = NewComplaint['media']

export interface Surroundings {
  receipt: string
  tables: Tables
  regions: City['regions']
  /** Undefined for a complaint about no service. */
  topic: TopicRow | undefined
}

/** A complaint as LAPOR takes one: all that it has no field for stands below the text. */
export function toReport(
  { description, title, classification, location, media, reporter }: NewComplaint,
  { receipt, tables, regions, topic }: Surroundings
): Report {
  const [namadepan, namabelakang] = splitName(reporter?.name ?? '')
  const footer = compact<Footer>({
    judul: title,
    topik: topic && { id: topic.id, name: topic.name },
    jenis: Object.entries(tables.classification).find(([, kind]) => kind === classification)?.[0],
    ...toPlace(location, regions),
    lampiran: toAttachments(media)
  })
  return {
    email: reporter?.email ?? '',
    telpon: reporter?.phone?.replace(/^\+62/, '0') ?? '',
    namadepan,
    namabelakang,
    rahasia: reporter?.confidential === true ? '1' : '0',
    // Who gives no name has none that could be published.
    anonim: reporter === undefined || reporter.anonymous ? '1' : '0',
    isi: writeText(description, footer, receipt)
  }
}

/** A comment, or the reason for which a complaint can be closed. */
export function toFollowUp(text: string, media: Media, receipt: string): string {
  return writeText(text, compact<Footer>({ lampiran: toAttachments(media) }), receipt)
}

function toPlace(location: Location = {}, regions: City['regions']): Footer {
  const { address, rt, rw, postal_code, village_code, district_code, lat, long } = location
  const line = [address, rt && `RT ${rt}`, rw && `RW ${rw}`, postal_code].filter(Boolean).join(' ')
  return compact<Footer>({
    lokasi: line === '' ? undefined : line,
    // A place outside of the city has its code alone.
    kelurahan: village_code && (regions.village(village_code).value?.name ?? village_code),
    kecamatan: district_code && (regions.district(district_code).value?.name ?? district_code),
    posisi: lat === undefined || long === undefined ? undefined : { lat: String(lat), lng: String(long) }
  })
}

function toAttachments(media: Media): Footer['lampiran'] {
  return media === undefined || media.length === 0
    ? undefined
    : media.map(({ url, title = '' }) => ({ url, nama: title }))
}

/** LAPOR wants two names; most people here have one, and the rest of a longer one belongs together. */
function splitName(name: string): [string, string] {
  const [first = '', ...rest] = name.trim().split(/\s+/)
  return [first, rest.join(' ')]
}
