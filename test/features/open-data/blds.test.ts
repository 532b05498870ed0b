import t from 'tap'
import { bldsDatasets } from '../../../src/features/open-data/blds.ts'
import type { Value } from '../../../src/features/open-data/model.ts'
import type { CanonicalRecord } from '../../../src/gateway/systems/records.ts'
import { city } from '../../suites/core/city.ts'

const common = { identifiers: [], quality: [],
  source: { system: 'a', record_id: '1', fetched_at: '2026-11-20T08:00:00+07:00',
    updated_at: '2026-11-19T08:00:00+07:00' } }
const application = {
  ...common,
  id: 'AAAA-1',
  number: '00012305503022016',
  permit_type: 'IMB',
  permit_name: 'Izin Mendirikan Bangunan',
  service_id: 'AAAA-055',
  agency_id: 'SKPD-DPU',
  kind: 'renewal',
  status: { code: 'completed', raw_code: '14', raw_label: 'Penyerahan Izin', changed_at: '2026-02-20T10:00:00+07:00' },
  applicant: { name: 'B. S.' },
  submitted_at: '2026-02-01T08:30:00+07:00',
  decided_at: '2026-02-10T09:00:00+07:00',
  nop: '327306000100200030',
  location: { address: 'Jl. Asia Afrika No. 8', district_code: '32.73.02', postal_code: '40135', lat: -6.9,
    long: 107.6 },
  history: [
    { at: '2026-02-01T08:30:00+07:00', code: 'submitted', raw_code: '2', raw_label: 'Menerima Berkas' },
    { at: '2026-02-03T08:30:00+07:00', code: 'under_review', stage: 'site_inspection', raw_code: '4' },
    { at: '2026-02-10T09:00:00+07:00', code: 'issued', raw_code: '14' },
    { at: '2026-02-21T09:00:00+07:00', code: 'completed', raw_code: '14' }
  ]
}
const licence = {
  ...common,
  id: 'AAAA-sk-1',
  number: '503/IMB-1/2026',
  application_id: 'AAAA-1',
  permit_type: 'IMB',
  holder: { name: 'B. S.' },
  issued_on: '2026-02-12',
  issued_on_precision: 'day',
  status: { code: 'active', raw_code: '1' }
}
const standards = bldsDatasets(city)

function rowsOf(
  name: keyof typeof standards,
  source: number,
  record: object
): { key: string; layer: number; row: Record<string, Value> }[] {
  const { columns, sources } = standards[name]
  return [...sources[source]?.rows(record as CanonicalRecord) ?? []].map(({ key, layer, values }) => ({ key, layer,
    row: Object.fromEntries(columns.map((column, i) => [column.name, values[i] ?? null])) })
  )
}

t.test('the columns are those of the specification, in its order', async t => {
  t.same(standards['blds-permits'].columns.map(({ name }) => name), ['PermitNum', 'Description', 'AppliedDate',
    'IssuedDate', 'CompletedDate', 'StatusCurrent', 'OriginalAddress1', 'OriginalAddress2', 'OriginalCity',
    'OriginalState', 'OriginalZip', 'Jurisdiction', 'PermitClass', 'PermitClassMapped', 'StatusCurrentMapped',
    'WorkClass', 'WorkClassMapped', 'PermitType', 'PermitTypeMapped', 'PermitTypeDesc', 'StatusDate', 'TotalSqFt',
    'Link', 'Latitude', 'Longitude', 'EstProjectCost', 'HousingUnits', 'PIN'])
  t.same(standards['blds-status-history'].columns.map(({ name }) => name), ['PermitNum', 'StatusPrevious',
    'StatusPreviousDate', 'StatusPreviousMapped'])
})

t.test('an application is a permit, its words beside those of the standard', async t => {
  const [{ key, layer, row } = { key: '', layer: -1, row: {} }] = rowsOf('blds-permits', 1, application)
  t.same([key, layer], ['AAAA-1', 1])
  t.same(row, {
    PermitNum: '00012305503022016',
    Description: 'Izin Mendirikan Bangunan',
    AppliedDate: '2026-02-01',
    IssuedDate: '2026-02-10',
    CompletedDate: '2026-02-21',
    StatusCurrent: 'Penyerahan Izin',
    OriginalAddress1: 'Jl. Asia Afrika No. 8',
    OriginalAddress2: 'Coblong',
    OriginalCity: 'Kota Contoh',
    OriginalState: '32',
    OriginalZip: '40135',
    Jurisdiction: '32.73',
    PermitClass: null,
    PermitClassMapped: null,
    StatusCurrentMapped: 'Permit Finaled',
    WorkClass: 'renewal',
    WorkClassMapped: 'Existing',
    PermitType: 'IMB',
    PermitTypeMapped: 'Building',
    PermitTypeDesc: 'Izin Mendirikan Bangunan',
    StatusDate: '2026-02-20',
    TotalSqFt: null,
    Link: null,
    Latitude: -6.9,
    Longitude: 107.6,
    EstProjectCost: null,
    HousingUnits: null,
    PIN: '327306000100200030'
  })
})

t.test('a licence lies below its application, but knows the day of issue better', async t => {
  const [below, above] = rowsOf('blds-permits', 0, licence)
  t.match([below?.key, below?.layer, above?.key, above?.layer], ['AAAA-1', 0, 'AAAA-1', 2])
  t.match(below?.row, { PermitNum: '503/IMB-1/2026', StatusCurrentMapped: 'Permit Issued', IssuedDate: '2026-02-12' })
  t.same(Object.entries(above?.row ?? {}).filter(([, value]) => value !== null), [['IssuedDate', '2026-02-12']])
  const [alone] = rowsOf('blds-permits', 0, { ...licence, application_id: undefined })
  t.equal(alone?.key, 'AAAA-sk-1', 'without an application it is a permit of its own')
})

t.test('a day that is not known is left out', async t => {
  for (const { row } of rowsOf('blds-permits', 0, { ...licence, issued_on: '2026-01-01', issued_on_precision: 'year' }))
    t.equal(row['IssuedDate'], null)
  t.equal(
    rowsOf('blds-permits', 1, { ...application, status: { code: 'under_review', raw_code: '3' }, history: [] })[0]
      ?.row['IssuedDate'],
    null,
    'decided is not issued'
  )
})

t.test('every status has its word in the standard', async t => {
  const word = (code: string, source = 1, stage?: string): Value | undefined =>
    rowsOf('blds-permits', source, { ...(source === 1 ? application : licence),
      status: { code, raw_code: 'x', stage } })[0]?.row['StatusCurrentMapped']
  t.same(
    ['draft', 'submitted', 'under_review', 'action_required', 'awaiting_payment', 'approved', 'issued', 'completed',
      'rejected', 'withdrawn', 'unknown'].map(code => word(code)),
    [
      'Application Accepted',
      'Application Accepted',
      'In Review',
      'In Review',
      'In Review',
      'In Review',
      'Permit Issued',
      'Permit Finaled',
      'Permit Cancelled',
      'Permit Cancelled',
      null
    ]
  )
  t.same(['active', 'suspended', 'revoked', 'expired', 'superseded', 'unknown'].map(code => word(code, 0)), [
    'Permit Issued',
    'Permit Issued',
    'Permit Cancelled',
    'Permit Finaled',
    'Permit Finaled',
    null
  ])
  t.equal(word('under_review', 1, 'site_inspection'), 'Inspection Phase')
})

t.test('the steps before the present one are its history', async t => {
  t.same(rowsOf('blds-status-history', 0, application).map(({ key, row }) => [key, ...Object.values(row)]), [
    ['AAAA-1 0000', '00012305503022016', 'Menerima Berkas', '2026-02-01', 'Application Accepted'],
    ['AAAA-1 0001', '00012305503022016', '4', '2026-02-03', 'Inspection Phase'],
    ['AAAA-1 0002', '00012305503022016', '14', '2026-02-10', 'Permit Issued']
  ])
  t.same(rowsOf('blds-status-history', 0, { ...application, history: undefined }), [])
})

t.test('nobody is named', async t => {
  const written = JSON.stringify([rowsOf('blds-permits', 1, application), rowsOf('blds-permits', 0, licence),
    rowsOf('blds-status-history', 0, application)])
  t.notMatch(written, /B\. S\./)
})
