import { compact, type LocationFields, type Mapped, type MapTools, needed,
  redactPersonalNumbers } from '../../src/kit/index.ts'
import type { Row, Surroundings } from './client.ts'
import { noteRepairs } from './holder.ts'
import type { Kejadian } from './wire.ts'

type Incident = Mapped<'incidents'>['record']

/** An entry of the traffic log. It happened on a road, so its place is public. */
export function mapIncident(
  { row, repaired }: Row<Kejadian>,
  tools: MapTools,
  { codes, agencyId }: Surroundings
): Mapped<'incidents'> {
  const { read } = tools
  if (repaired) noteRepairs(row, 'description', tools)
  const kind = read.code('kind', row.KD_KEJADIAN, codes.incident_kind)
  if (kind === undefined || kind === 'unknown') throw new Error('is of no known kind (KD_KEJADIAN)')
  const name = needed(read.text('headline', row.NM_KEJADIAN), 'has no name (NM_KEJADIAN)')
  const street = read.text('headline', row.LOKASI)
  const effect = read.text('description', row.DAMPAK, { maxLength: 1_000 })
  const reportedAt = read.dateTime('reported_at', row.TGL_LAPOR)
  return {
    key: needed(read.text('id', row.NO_LAPORAN), 'has no number (NO_LAPORAN)'),
    updatedAt: needed(read.dateTime('source.updated_at', row.TGL_UBAH), 'has no date of change (TGL_UBAH)'),
    record: compact<Incident>({
      identifiers: [],
      status: { code: read.code('status.code', row.STATUS, codes.incident_status, { required: true }),
        raw_code: row.STATUS ?? '' },
      kind,
      severity: read.code('severity', row.TINGKAT, codes.incident_severity) ?? 'unknown',
      headline: (street === undefined ? name : `${name}: ${street}`).slice(0, 300),
      description: effect === undefined ? undefined : redactPersonalNumbers(effect),
      agency_id: agencyId,
      occurred_at: needed(read.dateTime('occurred_at', row.TGL_KEJADIAN) ?? reportedAt,
        'has no time (TGL_KEJADIAN, TGL_LAPOR)'),
      reported_at: reportedAt,
      location: locationOf(row, tools)
    })
  }
}

function locationOf(
  { LOKASI, KELURAHAN, KECAMATAN, KOORDINAT }: Kejadian,
  { read }: MapTools
): LocationFields | undefined {
  const place = { address: LOKASI, village: KELURAHAN, villageScheme: 'name', district: KECAMATAN,
    districtScheme: 'name' } as const
  const location = { ...read.location('location', place), ...read.coordinates('location.lat', KOORDINAT) }
  return Object.keys(location).length > 0 ? location : undefined
}
