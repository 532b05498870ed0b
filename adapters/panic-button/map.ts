import { compact, type Mapped, type MapTools, type QualityCode } from '../../src/kit/index.ts'
import type { Alert } from './wire.ts'

type Incident = Mapped<'incidents'>['record']

/** Clocks of telephones run ahead; a press in the future is a wrong clock. */
const AHEAD_MS = 10 * 60_000
const POSITION: Readonly<Partial<Record<Alert['position'], QualityCode>>> = {
  swapped: 'coord_swapped',
  outside: 'coord_outside',
  unreadable: 'invalid_value'
}

export function mapAlert(row: Alert, tools: MapTools, agencyId: string | undefined): Mapped<'incidents'> {
  const { read, notes } = tools
  const occurredAt = readTime(row, tools)
  const doubt = POSITION[row.position]
  // The value is left out in any case, so it is never an error of the record.
  if (doubt !== undefined) notes.add('location', doubt, { severity: 'warning' })
  const district = read.district('location.district_code', row.kec)

  return {
    key: row.id,
    // Not when it came: an alert that is sent again is the same alert.
    updatedAt: occurredAt,
    record: compact<Incident>({
      identifiers: [],
      status: { code: 'reported', raw_code: '' },
      kind: 'panic',
      // A call without words says nothing of what has happened.
      severity: 'unknown',
      headline: 'Panic Button ditekan',
      agency_id: agencyId,
      occurred_at: occurredAt,
      location: district === undefined ? undefined : { district_code: district },
      cap: { urgency: 'immediate', certainty: 'unknown' }
    })
  }
}

/** A wrong clock must not lose a call for help: when it came will do. */
function readTime({ waktu, receivedAt }: Alert, { read, notes }: MapTools): string {
  const pressed = read.dateTime('occurred_at', waktu)
  if (pressed !== undefined && Date.parse(pressed) > Date.parse(receivedAt) + AHEAD_MS) {
    notes.add('occurred_at', 'invalid_value', { severity: 'warning', raw: waktu })
    return receivedAt
  }
  return pressed ?? receivedAt
}
