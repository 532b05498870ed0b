import { compact, type Mapped, type MapTools, redactPersonalNumbers } from '../../src/kit/index.ts'
import type { Delivery, Message } from './wire.ts'

type Incident = Mapped<'incidents'>['record']
type Cap = NonNullable<Incident['cap']>

export function mapDelivery(
  { message: { timestamp, data } }: Delivery,
  tools: MapTools,
  agencyId: string | undefined
): Mapped<'incidents'> {
  const { read } = tools
  const updatedAt = read.dateTime('source.updated_at', timestamp)
  const occurredAt = read.dateTime('occurred_at', data.occurred_at)
  if (updatedAt === undefined || occurredAt === undefined) throw new Error('has a date that no calendar has')

  return {
    key: data.id,
    updatedAt,
    record: compact<Incident>({
      identifiers: [],
      status: { code: data.status, raw_code: data.status, changed_at: updatedAt },
      kind: data.kind,
      severity: data.severity,
      headline: read.text('headline', publicText(data.headline), { maxLength: 300 }),
      description: read.text('description', publicText(data.description), { lines: true, maxLength: 4000 }),
      agency_id: agencyId,
      occurred_at: occurredAt,
      reported_at: read.dateTime('reported_at', data.reported_at),
      location: readLocation(data.location, tools),
      cap: readCap(data.cap, tools)
    })
  }
}

function readLocation(location: Message['data']['location'], { read }: MapTools): Incident['location'] {
  if (location === undefined) return undefined
  return read.location('location', {
    address: publicText(location.address),
    district: location.district_code,
    districtScheme: 'kemendagri',
    village: location.village_code,
    villageScheme: 'kemendagri',
    lat: location.lat,
    long: location.long
  })
}

function readCap(cap: Message['data']['cap'], { read }: MapTools): Incident['cap'] {
  if (cap === undefined) return undefined
  return compact<Cap>({ urgency: cap.urgency, certainty: cap.certainty,
    expires: read.dateTime('cap.expires', cap.expires) })
}

/** Anybody may read incidents, and those who write them copy telephone numbers into them. */
function publicText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : redactPersonalNumbers(text)
}
