import type { Records } from '../../contract/resources.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import type { City } from '../../kit/adapter.ts'
import type { Column, ColumnType, Value, Words } from './model.ts'
import type { ArrivingRow } from './plan.ts'
import type { Standard } from './row-source.ts'

// Building & Land Development Specification 1.2: Core Permits, and Optional Permit Status Change. Columns in the order
// of the specification: required, then recommended. What no system of a city tells stays empty.

type Application = Records['licence-applications']
type Licence = Records['licences']
type StatusCode = Application['status']['code'] | Licence['status']['code']

const BLDS = 'https://github.com/open-data-standards/permitdata.org/wiki'

const column = (name: string, type: ColumnType, id: string, en: string, more: Partial<Column> = {}): Column => ({ name,
  type, title: { id, en }, isOptional: true, ...more })
const words = (id: string, en: string): Words => ({ id, en })

const mappedStatuses = ['Application Accepted', 'In Review', 'Permit Issued', 'Inspection Phase', 'Permit Finaled',
  'Permit Cancelled'] as const
type MappedStatus = (typeof mappedStatuses)[number]

/** The statuses of applications and of licences in the standard's words; what is not here is known to neither. */
const mapped: Partial<Record<StatusCode, MappedStatus>> = {
  draft: 'Application Accepted',
  submitted: 'Application Accepted',
  under_review: 'In Review',
  action_required: 'In Review',
  awaiting_payment: 'In Review',
  approved: 'In Review',
  issued: 'Permit Issued',
  completed: 'Permit Finaled',
  rejected: 'Permit Cancelled',
  withdrawn: 'Permit Cancelled',
  active: 'Permit Issued',
  suspended: 'Permit Issued',
  expired: 'Permit Finaled',
  superseded: 'Permit Finaled',
  revoked: 'Permit Cancelled'
}
/** Steps of a review for which the standard has a word of its own. */
const mappedStages: Readonly<Record<string, MappedStatus>> = { site_inspection: 'Inspection Phase' }

const permitColumns: readonly Column[] = [
  column('PermitNum', 'text', 'Nomor izin', 'Permit number', { isOptional: false }),
  column('Description', 'text', 'Uraian', 'Description'),
  column('AppliedDate', 'date', 'Tanggal permohonan', 'Date of the application'),
  column('IssuedDate', 'date', 'Tanggal terbit', 'Date of issue'),
  column('CompletedDate', 'date', 'Tanggal selesai', 'Date of completion'),
  column('StatusCurrent', 'text', 'Status', 'Status', {
    definition: words('Status menurut sistem perizinan.', 'Status in the words of the licensing system.')
  }),
  column('OriginalAddress1', 'text', 'Alamat', 'Address'),
  column('OriginalAddress2', 'text', 'Kelurahan dan kecamatan', 'Village and district'),
  column('OriginalCity', 'text', 'Kota', 'City'),
  column('OriginalState', 'text', 'Provinsi', 'Province', { reference_code: 'Kemendagri' }),
  column('OriginalZip', 'text', 'Kode pos', 'Postal code'),
  column('Jurisdiction', 'text', 'Kode wilayah', 'Code of the city', { reference_code: 'Kemendagri' }),
  column('PermitClass', 'text', 'Jenis bangunan', 'Kind of property'),
  column('PermitClassMapped', 'text', 'Jenis bangunan baku', 'Kind of property, mapped', {
    values: ['Residential', 'Non-Residential']
  }),
  column('StatusCurrentMapped', 'text', 'Status baku', 'Status, mapped', { values: mappedStatuses }),
  column('WorkClass', 'text', 'Jenis permohonan', 'Kind of application'),
  column('WorkClassMapped', 'text', 'Baru atau lama', 'New or existing', { values: ['New', 'Existing'] }),
  column('PermitType', 'text', 'Kode jenis izin', 'Code of the kind of permit'),
  column('PermitTypeMapped', 'text', 'Jenis izin baku', 'Kind of permit, mapped'),
  column('PermitTypeDesc', 'text', 'Jenis izin', 'Kind of permit'),
  column('StatusDate', 'date', 'Tanggal status', 'Date of the status'),
  column('TotalSqFt', 'integer', 'Luas lantai', 'Floor area', { unit: 'ft²' }),
  column('Link', 'text', 'Tautan', 'Link'),
  column('Latitude', 'number', 'Lintang', 'Latitude', { unit: '°' }),
  column('Longitude', 'number', 'Bujur', 'Longitude', { unit: '°' }),
  column('EstProjectCost', 'integer', 'Nilai pekerjaan', 'Cost of the work', { unit: 'IDR' }),
  column('HousingUnits', 'integer', 'Jumlah unit', 'Housing units'),
  column('PIN', 'text', 'NOP', 'Number of the tax object', {
    definition: words('Nomor objek pajak.', 'Number of the property in the property tax register.')
  })
]
type PermitRow = Partial<Record<string, Value | undefined>>

const historyColumns: readonly Column[] = [
  column('PermitNum', 'text', 'Nomor izin', 'Permit number', { isOptional: false }),
  column('StatusPrevious', 'text', 'Status sebelumnya', 'Earlier status'),
  column('StatusPreviousDate', 'date', 'Tanggal status sebelumnya', 'Date of the earlier status'),
  column('StatusPreviousMapped', 'text', 'Status sebelumnya baku', 'Earlier status, mapped', { values: mappedStatuses })
]

/** Layers of a permit: what its licence says, then its application, then what the licence knows better. */
const [LICENCE, APPLICATION, ISSUE] = [0, 1, 2]

/** What is published of permits by the standard, for a city. */
export function bldsDatasets(city: City): { 'blds-permits': Standard; 'blds-status-history': Standard } {
  const shared = (record: Application | Licence): PermitRow => {
    const { permit_type: type, permit_name: name, location, nop, status, source } = record
    const district = city.regions.districts.find(({ code }) => code === location?.district_code)
    const village = district?.villages?.find(({ code }) => code === location?.village_code)
    return {
      PermitNum: record.number,
      Description: name ?? type,
      StatusCurrent: status.raw_label ?? status.raw_code,
      StatusCurrentMapped: mappedOf(status),
      StatusDate: dayOf(status.changed_at ?? source.updated_at),
      OriginalAddress1: location?.address,
      OriginalAddress2: [village?.name, district?.name].filter(part => part !== undefined).join(', ') || undefined,
      OriginalCity: city.name,
      OriginalState: city.regions.provinceCode,
      OriginalZip: location?.postal_code,
      Jurisdiction: city.regions.regencyCode,
      PermitType: type,
      PermitTypeMapped: type === 'IMB' ? 'Building' : undefined,
      PermitTypeDesc: name,
      Latitude: location?.lat,
      Longitude: location?.long,
      PIN: nop
    }
  }
  return {
    'blds-permits': {
      conformsTo: `${BLDS}/Core-Permits-Dataset-Requirements`,
      resource: 'licence-applications',
      columns: permitColumns,
      sources: [
        { resource: 'licences', filters: {}, rows: record => licenceRows(record as Licence, shared) },
        { resource: 'licence-applications', filters: {},
          rows: record => [applicationRow(record as Application, shared)] }
      ]
    },
    'blds-status-history': {
      conformsTo: `${BLDS}/Optional-Permit-Status-Change-Dataset-Requirements`,
      resource: 'licence-applications',
      columns: historyColumns,
      sources: [{ resource: 'licence-applications', filters: {}, rows: historyRows, isDetailed: true }]
    }
  }
}

function licenceRows(licence: Licence, shared: (record: Licence) => PermitRow): ArrivingRow[] {
  const key = licence.application_id ?? licence.id
  const { issued_on, issued_on_precision: precision = 'day' } = licence
  const IssuedDate = precision === 'day' ? issued_on : undefined
  return [
    { key, layer: LICENCE, values: inOrder(permitColumns, { ...shared(licence), IssuedDate }) },
    { key, layer: ISSUE, values: inOrder(permitColumns, { IssuedDate }) }
  ]
}

function applicationRow(application: Application, shared: (record: Application) => PermitRow): ArrivingRow {
  const { id, status, kind, submitted_at, decided_at, history = [] } = application
  const isIssued = status.code === 'issued' || status.code === 'completed'
  const completed = history.findLast(({ code }) => code === 'completed')?.at ??
    (status.code === 'completed' ? status.changed_at : undefined)
  return {
    key: id,
    layer: APPLICATION,
    values: inOrder(permitColumns, {
      ...shared(application),
      AppliedDate: dayOf(submitted_at),
      IssuedDate: isIssued ? dayOf(decided_at) : undefined,
      CompletedDate: dayOf(completed),
      WorkClass: kind,
      WorkClassMapped: kind === undefined ? undefined : kind === 'new' ? 'New' : 'Existing'
    })
  }
}

/** Every step but the one that it stands at. */
function historyRows(record: CanonicalRecord): ArrivingRow[] {
  const { id, number, history = [] } = record as Application
  return history.slice(0, -1).map((step, i) => ({
    key: `${id} ${String(i).padStart(4, '0')}`,
    layer: 0,
    values: inOrder(historyColumns, {
      PermitNum: number,
      StatusPrevious: step.raw_label ?? step.raw_code ?? step.code,
      StatusPreviousDate: dayOf(step.at),
      StatusPreviousMapped: mappedOf(step)
    })
  }))
}

function mappedOf({ code, stage }: { code: StatusCode; stage?: string }): MappedStatus | undefined {
  return (stage === undefined ? undefined : mappedStages[stage]) ?? mapped[code]
}

function dayOf(time: string | undefined): string | undefined {
  return time?.slice(0, 10)
}

function inOrder(columns: readonly Column[], row: PermitRow): Value[] {
  return columns.map(({ name }) => row[name] ?? null)
}
