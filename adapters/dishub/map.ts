import { compact, type Mapped, type MapTools, needed } from '../../src/kit/index.ts'
import type { Received, Row, Surroundings } from './client.ts'
import { businessOf, choice, noteRepairs, personOf, placeOf } from './holder.ts'
import type { Codes } from './settings.ts'
import type { Izin, JenisIzin, Permohonan } from './wire.ts'

type Licence = Mapped<'licences'>['record']
type Application = Mapped<'licence-applications'>['record']
type Service = Mapped<'services'>['record']

const YES_NO: Readonly<Record<string, boolean>> = { Y: true, T: false }

export function mapLicence(
  { row, repaired }: Row<Izin>,
  tools: MapTools,
  { codes, agencyId }: Surroundings
): Mapped<'licences'> {
  const { read, id } = tools
  if (repaired) noteRepairs(row, 'holder', tools)
  const place = placeOf(row, tools)
  const application = read.text('application_id', row.NO_AGENDA)
  const number = needed(read.text('number', row.NOMOR_IZIN), 'has no number (NOMOR_IZIN)')
  const type = needed(read.text('permit_type', row.KD_JENIS), 'has no kind of permit (KD_JENIS)')
  return {
    key: number,
    updatedAt: needed(read.dateTime('source.updated_at', row.TGL_UBAH), 'has no date of change (TGL_UBAH)'),
    record: compact<Licence>({
      number,
      identifiers: application === undefined ? [] : [{ scheme: 'agenda_number', value: application }],
      application_id: application === undefined ? undefined : id(application),
      service_id: id(type),
      agency_id: agencyId,
      permit_type: type,
      permit_name: read.text('permit_name', row.NM_JENIS),
      status: { code: read.code('status.code', row.STATUS, codes.licence_status, { required: true }),
        raw_code: row.STATUS ?? '' },
      holder: needed(personOf(row, 'holder', place, tools), 'has no holder'),
      business: businessOf(row, place, tools),
      vehicle: vehicleOf(row, tools),
      location: place.public,
      issued_on: needed(read.date('issued_on', row.TGL_TERBIT), 'has no date of issue (TGL_TERBIT)'),
      issued_on_precision: 'day',
      ...validity(row.TGL_HABIS, tools)
    })
  }
}

export function mapApplication(
  { row, repaired }: Row<Permohonan>,
  tools: MapTools,
  { codes, agencyId }: Surroundings
): Mapped<'licence-applications'> {
  const { read, id } = tools
  if (repaired) noteRepairs(row, 'applicant', tools)
  const place = placeOf(row, tools)
  const permit = read.text('identifiers', row.NOMOR_IZIN)
  const due = read.date('due_at', row.TGL_JANJI)
  const number = needed(read.text('number', row.NO_AGENDA), 'has no number (NO_AGENDA)')
  const type = needed(read.text('permit_type', row.KD_JENIS), 'has no kind of permit (KD_JENIS)')
  return {
    key: number,
    updatedAt: needed(read.dateTime('source.updated_at', row.TGL_UBAH), 'has no date of change (TGL_UBAH)'),
    record: compact<Application>({
      number,
      identifiers: permit === undefined ? [] : [{ scheme: 'permit_number', value: permit }],
      service_id: id(type),
      agency_id: needed(agencyId, 'has no agency: the config names none for this system'),
      permit_type: type,
      permit_name: read.text('permit_name', row.NM_JENIS),
      status: statusOf(row, tools, codes),
      applicant: needed(personOf(row, 'applicant', place, tools), 'has no applicant'),
      business: businessOf(row, place, tools),
      kind: choice('kind', row.JNS_MOHON, codes.kind, tools),
      channel: choice('channel', row.LOKET, codes.channel, tools),
      location: place.public,
      submitted_at: needed(read.dateTime('submitted_at', row.TGL_MASUK), 'has no date of submission (TGL_MASUK)'),
      decided_at: read.dateTime('decided_at', row.TGL_PUTUS),
      // A promised day is kept until it ends.
      due_at: due === undefined ? undefined : `${due}T23:59:59+07:00`,
      fee_idr: read.rupiah('fee_idr', row.BIAYA),
      fee_paid: choice('fee_paid', row.LUNAS, YES_NO, tools)
    })
  }
}

export function mapService(
  { row, repaired, changedOn }: Row<JenisIzin> & Received,
  tools: MapTools,
  { agencyId }: Surroundings
): Mapped<'services'> {
  const { read } = tools
  if (repaired) noteRepairs(row, 'name', tools)
  const code = needed(read.text('code', row.KD_JENIS), 'has no code (KD_JENIS)')
  const requirements = (row.SYARAT ?? '').split(';').map(text => text.trim()).filter(Boolean)
  return {
    key: code,
    updatedAt: `${changedOn}T00:00:00+07:00`,
    record: compact<Service>({
      identifiers: [],
      code,
      name: needed(read.text('name', row.NM_JENIS), 'has no name (NM_JENIS)'),
      agency_id: needed(agencyId, 'has no agency: the config names none for this system'),
      domain: 'licensing',
      group: read.text('group', row.KELOMPOK, { maxLength: 100 }),
      sla_working_days: read.integer('sla_working_days', row.LAMA_PROSES?.replace(/\s*hari kerja$/i, ''), { min: 0 }),
      fee_idr: read.rupiah('fee_idr', row.RETRIBUSI),
      requirements: requirements.length > 0 ? requirements : undefined,
      active: choice('active', row.STATUS, YES_NO, tools)
    })
  }
}

function statusOf(row: Permohonan, { read, notes }: MapTools, codes: Codes): Application['status'] {
  const raw = read.text('status.raw_code', row.KD_STATUS) ?? ''
  const step = Object.hasOwn(codes.status, raw) ? codes.status[raw] : undefined
  if (step === undefined) notes.add('status.code', 'status_unmapped', { raw })
  return compact<Application['status']>({
    code: step?.code ?? 'unknown',
    stage: step?.stage,
    raw_code: raw,
    raw_label: read.text('status.raw_label', row.KET_STATUS)
  })
}

function vehicleOf(row: Izin, { read }: MapTools): Licence['vehicle'] {
  const vehicle = compact<NonNullable<Licence['vehicle']>>({
    plate_number: read.text('vehicle.plate_number', row.NO_POLISI, { maxLength: 20 }),
    route_code: read.text('vehicle.route_code', row.NO_TRAYEK, { maxLength: 20 }),
    route_name: read.text('vehicle.route_name', row.NM_TRAYEK, { maxLength: 200 })
  })
  return Object.keys(vehicle).length > 0 ? vehicle : undefined
}

/** A blank or zero date means "for ever"; an impossible one only that nobody knows. */
function validity(
  raw: string | undefined,
  { read, notes }: MapTools
): Pick<Licence, 'valid_until' | 'valid_until_precision'> {
  const day = read.date('valid_until', raw)
  if (day !== undefined) return { valid_until: day, valid_until_precision: 'day' }
  const isImpossible = notes.list().some(({ field, severity }) => field === 'valid_until' && severity === 'error')
  return isImpossible ? { valid_until_precision: 'unknown' } : { valid_until: null }
}
