import { compact, type Mapped, type MapTools, needed, redactPersonalNumbers } from '../../src/kit/index.ts'
import type { Codes } from './settings.ts'
import { readTimes } from './times.ts'
import { type Kejadian, numberOf } from './wire.ts'

type Incident = Mapped<'incidents'>['record']
type Status = Incident['status']['code']
type Cap = Required<Pick<NonNullable<Incident['cap']>, 'urgency' | 'certainty'>>

export interface Surroundings {
  codes: Codes
  agencyId: string | undefined
}

/** What the state of a turn-out says of the danger. */
const CAP: Readonly<Record<Status, Cap>> = {
  reported: { urgency: 'immediate', certainty: 'unknown' },
  verified: { urgency: 'immediate', certainty: 'likely' },
  dispatched: { urgency: 'immediate', certainty: 'likely' },
  on_scene: { urgency: 'immediate', certainty: 'observed' },
  resolved: { urgency: 'past', certainty: 'observed' },
  false_alarm: { urgency: 'past', certainty: 'unlikely' },
  expired: { urgency: 'past', certainty: 'unknown' },
  unknown: { urgency: 'unknown', certainty: 'unknown' }
}
const UNDER_WAY: readonly Status[] = ['reported', 'verified', 'dispatched', 'on_scene']

export function mapKejadian(row: Kejadian, tools: MapTools, { codes, agencyId }: Surroundings): Mapped<'incidents'> {
  const { read, notes } = tools
  const kind = read.code('kind', row.KD_JENIS, codes.kind)
  if (kind === undefined || kind === 'unknown') throw new Error('is of no known kind (KD_JENIS)')
  const { occurredAt, reportedAt, lastAt } = readTimes(row, tools)
  const status = read.code('status.code', row.KD_STATUS, codes.status, { required: true })
  if (row.JAM_SELESAI.trim() !== '' && UNDER_WAY.includes(status))
    notes.add('status', 'out_of_order', { raw: row.KD_STATUS })
  const happenedAt = needed(occurredAt ?? reportedAt, 'has no time (TGL_KEJADIAN, JAM_KEJADIAN, JAM_LAPOR)')
  return {
    key: needed(numberOf(row), 'has no number (NO_KEJADIAN)'),
    updatedAt: read.dateTime('source.updated_at', row.TGL_UBAH) ?? lastAt ?? happenedAt,
    record: compact<Incident>({
      identifiers: [],
      status: compact<Incident['status']>({ code: status, raw_code: row.KD_STATUS, changed_at: lastAt }),
      kind,
      severity: read.code('severity', row.KD_SKALA, codes.severity) ?? 'unknown',
      headline: headlineOf(row, tools),
      description: descriptionOf(row, tools),
      agency_id: agencyId,
      occurred_at: happenedAt,
      reported_at: reportedAt,
      location: read.location('location', {
        address: row.ALAMAT,
        rt: row.RT,
        rw: row.RW,
        lat: row.LINTANG,
        long: row.BUJUR,
        village: row.KELURAHAN,
        villageScheme: 'name',
        district: row.KECAMATAN,
        districtScheme: 'name'
      }),
      cap: CAP[status]
    })
  }
}

/** `Kebakaran: toko, Kec. Sumur Bandung` */
function headlineOf({ JENIS, OBJEK, KECAMATAN }: Kejadian, { read }: MapTools): string | undefined {
  const kind = read.text('headline', JENIS)
  const object = read.text('headline', OBJEK)
  const what = [kind && sentence(kind), object?.toLowerCase()].filter(Boolean).join(': ')
  const district = read.text('headline', KECAMATAN)?.split(' ').map(sentence).join(' ')
  return what === '' ? undefined : `${what}${district === undefined ? '' : `, Kec. ${district}`}`.slice(0, 300)
}

function descriptionOf({ PENYEBAB, UNIT }: Kejadian, { read }: MapTools): string | undefined {
  const cause = read.text('description', PENYEBAB, { maxLength: 500 })
  const engines = read.integer('description', UNIT, { min: 0, max: 200 })
  const text = [
    ...(cause === undefined ? [] : [`Penyebab: ${redactPersonalNumbers(cause.toLowerCase())}.`]),
    ...(engines === undefined ? [] : [`${engines} unit dikerahkan.`])
  ].join(' ')
  return text === '' ? undefined : text
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1).toLowerCase()}`
}
