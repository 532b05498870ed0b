import { compact, legalForm, type Mapped, type MapTools, needed, repairMojibake } from '../../src/kit/index.ts'
import type { Codes, Step } from './settings.ts'
import type { Perizinan, Permohonan, Sk, Tracking } from './wire.ts'

type Application = Mapped<'licence-applications'>['record']
type Licence = Mapped<'licences'>['record']
type Service = Mapped<'services'>['record']

/** What a deployment's rows mean. */
export interface Office {
  agencyId: string | undefined
  codes: Codes
}

export function mapApplication(
  row: Permohonan,
  tools: MapTools,
  { agencyId, codes }: Office
): Mapped<'licence-applications'> {
  const { read, id } = tools
  const number = needed(read.text('number', row.pendaftaran_id), 'has no registration number')
  const permit = permitCode(number)
  const updatedAt = needed(read.dateTime('source.updated_at', row.d_entry), 'has no date of last change')
  const history = row.tracking && mapHistory(row.tracking, tools, codes)
  const fee_idr = read.rupiah('fee_idr', row.jumlah)
  const location = readAddress('location', row.a_perusahaan, tools)

  return {
    key: number,
    updatedAt,
    record: compact<Application>({
      identifiers: [],
      number,
      permit_type: codes.permit_type[permit] ?? permit,
      permit_name: readText('permit_name', row.n_perizinan, 200, tools),
      service_id: id(permit),
      agency_id: needed(agencyId, 'belongs to a system without an agency'),
      status: mapStatus(row, updatedAt, tools, codes),
      applicant: mapPerson('applicant', row, tools),
      business: mapBusiness(row, location, tools),
      location,
      kind: known(read.code('kind', row.permohonan, codes.kind)),
      channel: mapChannel(row.kd_gerai, tools),
      submitted_at: needed(read.dateTime('submitted_at', row.d_terima_berkas), 'has no date of receipt'),
      decided_at: history?.find(({ code }) => code === 'approved' || code === 'rejected')?.at,
      due_at: endOfDay(read.date('due_at', row.d_selesai_proses)),
      fee_idr,
      // The column is 0 as well where nothing is to be paid.
      fee_paid: fee_idr === undefined ? undefined : row.c_status_bayar === '1',
      history
    })
  }
}

export function mapLicence(row: Sk, tools: MapTools, { agencyId, codes }: Office): Mapped<'licences'> {
  const { read, id } = tools
  const application = needed(read.text('application_id', row.pendaftaran_id), 'has no registration number')
  const permit = permitCode(application)
  const original = read.text('number', row.no_surat, { maxLength: 64 })
  const edited = read.text('number', row.no_surat_edit, { maxLength: 64 })
  const number = needed(edited ?? original, 'has no number of the decree')
  const location = readAddress('location', row.a_perusahaan, tools)

  return {
    key: application,
    updatedAt: needed(read.dateTime('source.updated_at', row.d_entry), 'has no date of last change'),
    record: compact<Licence>({
      identifiers: [
        { scheme: 'no_pendaftaran', value: application },
        ...(edited !== undefined && original !== undefined ? [{ scheme: 'no_surat', value: original }] : [])
      ],
      number,
      application_id: id(application),
      service_id: id(permit),
      agency_id: agencyId,
      permit_type: codes.permit_type[permit] ?? permit,
      permit_name: readText('permit_name', row.n_perizinan, 200, tools),
      status: { code: read.code('status.code', row.c_status, codes.licence_status, { required: true }),
        raw_code: row.c_status },
      holder: mapPerson('holder', row, tools),
      business: mapBusiness(row, location, tools),
      location,
      issued_on: needed(issuedOn(row, tools), 'has no date of the decree'),
      issued_on_precision: 'day',
      ...validUntil(row.d_berlaku, tools)
    })
  }
}

export function mapService(row: Perizinan, { read, notes }: MapTools, { agencyId }: Office): Mapped<'services'> {
  const key = serviceKey(row)
  if (!/^\d{3}$/.test(key)) throw new Error('has no code')
  if (typeof row.id === 'number' && key !== String(row.id))
    notes.add('code', 'leading_zero_lost', { raw: String(row.id) })

  return {
    key,
    updatedAt: needed(read.dateTime('source.updated_at', row.d_entry), 'has no date of last change'),
    record: compact<Service>({
      identifiers: [],
      code: key,
      name: needed(read.text('name', row.n_perizinan, { maxLength: 200 }), 'has no name'),
      agency_id: needed(agencyId, 'belongs to a system without an agency'),
      domain: 'licensing',
      group: read.text('group', row.n_kelompok_izin, { maxLength: 100 }),
      sla_working_days: read.integer('sla_working_days', row.v_hari, { min: 0 }),
      active: row.c_aktif === '1'
    })
  }
}

/** `055` of 55, `'55'` or `'055'`. */
export function serviceKey({ id }: Perizinan): string {
  return String(id).trim().padStart(3, '0')
}

/** Characters 6 to 8 of a registration number are the kind of permit. */
function permitCode(number: string): string {
  const code = number.slice(5, 8)
  if (!/^\d{3}$/.test(code)) throw new Error('has no kind of permit in its registration number')
  return code
}

function mapStatus(row: Permohonan, changed_at: string, tools: MapTools, codes: Codes): Application['status'] {
  const { read, notes } = tools
  const raw_code = read.text('status.raw_code', row.kd_status, { maxLength: 100 })
  const berkas = read.text('status.raw_label', row.status_berkas, { maxLength: 200 })
  const override = berkas === undefined ? undefined : lookUp(codes.status_berkas, berkas)
  const step = override ?? lookUp(codes.status, raw_code ?? '')
  if (step === undefined) notes.add('status.code', 'status_unmapped', { raw: raw_code })
  const raw_label = override === undefined ? readText('status.raw_label', row.n_status, 200, tools) : berkas
  const isFetched = step?.code === 'issued' && row.c_izin_selesai === '1'
  return compact<NonNullable<Application['status']>>({
    code: isFetched ? 'completed' : (step?.code ?? 'unknown'),
    stage: step?.stage,
    raw_code: raw_code ?? '',
    raw_label,
    changed_at
  })
}

function mapHistory(
  tracking: readonly Tracking[],
  { read, notes }: MapTools,
  codes: Codes
): NonNullable<Application['history']> {
  return tracking
    .flatMap((row, i) => {
      const at = read.dateTime(`history.${i}.at`, row.d_entry_awal)
      if (at === undefined) return []
      const step = lookUp(codes.status, row.kd_status)
      if (step === undefined) notes.add(`history.${i}.code`, 'status_unmapped', { raw: row.kd_status })
      return compact<NonNullable<Application['history']>[number]>({
        at,
        code: step?.code ?? 'unknown',
        stage: step?.stage,
        raw_code: read.text(`history.${i}.raw_code`, row.kd_status, { maxLength: 100 }),
        raw_label: read.text(`history.${i}.raw_label`, row.tr_name, { maxLength: 200 }),
        note: read.text(`history.${i}.note`, row.tr_activiti, { maxLength: 1000 })
      })
    })
    .sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1))
}

function mapPerson(
  field: 'applicant' | 'holder',
  row: Pick<Permohonan, 'n_pemohon' | 'a_pemohon'> & { telp_pemohon?: string },
  tools: MapTools
): Application['applicant'] {
  const { read } = tools
  const name = needed(read.personName(`${field}.name`, repaired(`${field}.name`, row.n_pemohon, tools)),
    `has no ${field}`)
  return compact<Application['applicant']>({
    name: name.fullName,
    name_raw: name.raw,
    titles: name.titles.length > 0 ? name.titles : undefined,
    phone: read.phone(`${field}.phone`, row.telp_pemohon),
    location: readAddress(`${field}.location`, row.a_pemohon, tools)
  })
}

function mapBusiness(
  row: { n_perusahaan: string; npwp?: string },
  location: Application['location'],
  tools: MapTools
): Application['business'] {
  const name = readText('business.name', row.n_perusahaan, 200, tools)
  if (name === undefined) return undefined
  return compact<NonNullable<Application['business']>>({
    name,
    legal_form: legalForm(name),
    npwp: tools.read.npwp('business.npwp', row.npwp),
    location
  })
}

/** `OnLine`, or the name of the branch that took it in. */
function mapChannel(raw: string, { read }: MapTools): Application['channel'] {
  const branch = read.text('channel', raw)
  return branch === undefined ? undefined : branch.toLowerCase() === 'online' ? 'online' : 'branch'
}

function issuedOn(row: Sk, { read }: MapTools): string | undefined {
  return read.date('issued_on', row.tgl_surat_edit, { optional: true }) ?? read.date('issued_on', row.tgl_surat)
}

/** `Selama usaha berjalan` and the like mean for ever; a sentinel says nothing. */
function validUntil(raw: string, { read }: MapTools): Partial<Pick<Licence, 'valid_until' | 'valid_until_precision'>> {
  if (/^(?:selama|seumur)/i.test(raw.trim())) return { valid_until: null }
  const date = read.date('valid_until', raw)
  return date === undefined ? {} : { valid_until: date, valid_until_precision: 'day' }
}

function readAddress(field: string, raw: string, tools: MapTools): Application['location'] {
  return tools.read.location(field, { address: repaired(`${field}.address`, raw, tools) })
}

function readText(field: string, raw: string, maxLength: number, tools: MapTools): string | undefined {
  return tools.read.text(field, repaired(field, raw, tools), { maxLength })
}

/** The database holds UTF-8 that was once read as Windows-1252. */
function repaired(field: string, raw: string, { notes }: MapTools): string {
  const { text, codes } = repairMojibake(raw)
  for (const code of codes) notes.add(field, code)
  return text
}

function endOfDay(date: string | undefined): string | undefined {
  return date === undefined ? undefined : `${date}T23:59:59+07:00`
}

/** Only what the table itself holds: not what every object inherits. */
function lookUp(table: Readonly<Record<string, Step>>, code: string): Step | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined
}

/** A word that the table does not know has been noted; the field is left out. */
function known<T extends string>(code: T | 'unknown' | undefined): T | undefined {
  return code === 'unknown' ? undefined : code
}
