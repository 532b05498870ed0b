import { type City, compact, type Mapped, type MapTools, type Records } from '../../src/kit/index.ts'
import type { Epicentre } from './epicentre.ts'
import { severityOf } from './intensity.ts'
import { chooseRing, readRing } from './polygon.ts'
import type { Row } from './rows.ts'
import type { Alert, Gempa } from './wire.ts'

type Incident = Mapped<'incidents'>['record']
type Area = NonNullable<Incident['area']>
type Cap = NonNullable<Incident['cap']>

/** BMKG's condition for passing its data on: its name stays with them. */
const ATTRIBUTION = 'Sumber: BMKG (Badan Meteorologi, Klimatologi, dan Geofisika)'

const STATUS: Readonly<Record<string, Records['incidents']['status']['code']>> = {
  Alert: 'verified',
  Update: 'verified',
  Cancel: 'expired'
}
const SEVERITY: Readonly<Record<string, Incident['severity']>> = {
  Extreme: 'extreme',
  Severe: 'severe',
  Moderate: 'moderate',
  Minor: 'minor',
  Unknown: 'unknown'
}
const URGENCY: Readonly<Record<string, NonNullable<Cap['urgency']>>> = {
  Immediate: 'immediate',
  Expected: 'expected',
  Future: 'future',
  Past: 'past',
  Unknown: 'unknown'
}
const CERTAINTY: Readonly<Record<string, NonNullable<Cap['certainty']>>> = {
  Observed: 'observed',
  Likely: 'likely',
  Possible: 'possible',
  Unlikely: 'unlikely',
  Unknown: 'unknown'
}

export function mapIncident(row: Row, tools: MapTools, box: City['box']): Mapped<'incidents'> {
  if (row.kind === 'broken') throw new Error(row.reason)
  return row.kind === 'earthquake'
    ? mapEarthquake(row.gempa, row.epicentre, tools, box)
    : mapWarning(row.code, row.alert, row.readAt, tools, box)
}

function mapEarthquake(
  row: Gempa,
  { key, at, position, swapped, ambiguous }: Epicentre,
  { read, notes }: MapTools,
  box: City['box']
): Mapped<'incidents'> {
  if (swapped) notes.add('location.lat', 'coord_swapped', { raw: row.Coordinates })
  if (ambiguous) notes.add('occurred_at', 'ambiguous_date', { raw: `${row.DateTime}, ${row.Tanggal} ${row.Jam}` })
  const magnitude = read.number('headline', row.Magnitude)
  const place = read.text('area.name', row.Wilayah, { maxLength: 300 })
  const depth = read.text('description', row.Kedalaman)
  const potential = read.text('description', row.Potensi)
  const felt = read.text('description', row.Dirasakan)
  const name = magnitude === undefined ? 'Gempa bumi' : `Gempa bumi M${magnitude.toFixed(1)}`
  const { lat, long } = position
  const inCity = lat >= box.south && lat <= box.north && long >= box.west && long <= box.east

  return {
    key,
    // BMKG does not say when it changed what it says of an earthquake.
    updatedAt: at,
    record: compact<Incident>({
      identifiers: [],
      // Only what seismologists have looked at is in the feeds; there is no status.
      status: { code: 'verified', raw_code: '' },
      kind: 'earthquake',
      severity: severityOf(felt, potential),
      headline: read.text('headline', place === undefined ? name : `${name}: ${place}`, { maxLength: 300 }),
      description: sentences(depth && `Kedalaman: ${depth}`, potential, felt && `Dirasakan (MMI): ${felt}`),
      occurred_at: at,
      location: inCity ? { lat, long } : undefined,
      area: place === undefined ? undefined : { name: place },
      cap: { certainty: 'observed' }
    })
  }
}

function mapWarning(
  code: string,
  alert: Alert,
  readAt: number,
  tools: MapTools,
  box: City['box']
): Mapped<'incidents'> {
  const { read } = tools
  if (alert.scope !== undefined && alert.scope !== 'Public') throw new Error('is not for the public')
  if (alert.category !== undefined && alert.category !== 'Met') throw new Error('is no warning of the weather')
  const sent = read.dateTime('reported_at', alert.sent)
  const effective = read.dateTime('occurred_at', alert.effective)
  const expires = read.dateTime('cap.expires', alert.expires)
  const occurredAt = effective ?? sent
  if (occurredAt === undefined) throw new Error('does not say from when it holds')
  const state = read.code('status', alert.msgType, STATUS, { required: true })
  const over = expires !== undefined && Date.parse(expires) <= readAt
  const event = read.text('headline', alert.event, { maxLength: 300 })
  const description = read.text('description', alert.description, { lines: true, maxLength: 3900 })

  return {
    key: code,
    updatedAt: sent ?? occurredAt,
    record: compact<Incident>({
      identifiers: alert.identifier === undefined ? [] : [{ scheme: 'cap', value: alert.identifier.slice(0, 200) }],
      status: { code: over ? 'expired' : state, raw_code: alert.msgType ?? '' },
      kind: 'weather',
      severity: read.code('severity', alert.severity, SEVERITY, { required: true }),
      headline: read.text('headline', alert.headline, { maxLength: 300 }) ?? event,
      description: sentences(event, description),
      occurred_at: occurredAt,
      reported_at: sent,
      area: readArea(alert, tools, box),
      cap: compact<Cap>({
        urgency: read.code('cap.urgency', alert.urgency, URGENCY),
        certainty: read.code('cap.certainty', alert.certainty, CERTAINTY),
        expires
      })
    })
  }
}

function readArea({ areaDesc, polygons }: Alert, { read, notes }: MapTools, box: City['box']): Area | undefined {
  const rings = polygons.map(readRing)
  const good = rings.filter(ring => ring !== undefined)
  if (good.length < rings.length) notes.add('area.polygon', 'invalid_value')
  // The contract has one ring; which of them says no more than that there are others.
  else if (good.length > 1)
    notes.add('area.polygon', 'invalid_value', { severity: 'info', raw: `1 of ${good.length} polygons` })
  const area = compact<Area>({ name: read.text('area.name', areaDesc, { maxLength: 300 }),
    polygon: chooseRing(good, box) })
  return Object.keys(area).length === 0 ? undefined : area
}

function sentences(...parts: (string | undefined)[]): string {
  return [...parts, ATTRIBUTION].filter(part => part !== undefined).map(part => `${part.replace(/[.\s]+$/, '')}.`).join(
    '\n'
  )
}
