import { parse as parseCsv } from 'csv-parse/sync'
import t from 'tap'
import { createDataset, untilDataset } from '../suites/core/dataset.ts'
import { startHub } from '../suites/core/hub.ts'
import { createLegacy, type Row } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'

const step = (number: number, code: string, raw_code: string): Record<string, unknown> => ({
  at: `2026-02-0${number}T08:00:00+07:00`,
  code,
  raw_code
})
const application = (key: string, updatedAt: string, history: Record<string, unknown>[] = []): Row => ({
  key,
  updatedAt,
  record: {
    identifiers: [],
    number: `P-${key}`,
    permit_type: 'SIUP',
    service_id: 'AAAA-055',
    agency_id: 'SKPD-DPU',
    applicant: { name: 'SITI RAHMAWATI', phone: '+6281234567890' },
    submitted_at: '2026-02-01T08:00:00+07:00',
    status: { code: 'under_review', raw_code: '3' },
    ...(history.length > 0 && { history })
  }
})
const licence = (key: string, applicationId: string | undefined): Row => ({
  key,
  updatedAt: day(9),
  record: {
    identifiers: [],
    number: `L-${key}`,
    permit_type: 'SIUP',
    holder: { name: 'SITI RAHMAWATI' },
    issued_on: '2026-02-12',
    issued_on_precision: 'day',
    status: { code: 'active', raw_code: '1' },
    ...(applicationId !== undefined && { application_id: applicationId })
  }
})
const histories = { 100001: [step(1, 'submitted', '2'), step(2, 'under_review', '3')],
  100002: [step(1, 'submitted', '2')] }
const applications = createLegacy({ id: 'a', prefix: 'AAAA', resource: 'licence-applications' })
let changedOn = day(5)
applications.before = operation => {
  // Its lists do not tell the steps.
  applications.rows = [application('100001', changedOn, operation === 'get' ? histories[100001] : []),
    application('100002', day(3), operation === 'get' ? histories[100002] : [])]
}
const licences = createLegacy({ id: 'b', prefix: 'BBBB', resource: 'licences',
  rows: [licence('900001', 'AAAA-100001'), licence('900002', undefined)] })
const looked = (): string[] =>
  applications.asked.flatMap(({ operation, key }) => (operation === 'get' ? [key ?? ''] : []))

const permits = (standard: 'blds-permits' | 'blds-status-history') => createDataset({ standard, refresh_seconds: 1 })
const hub = await startHub(t, [applications, licences], {
  datasets: { permits: permits('blds-permits'), history: permits('blds-status-history') }
})
const read = async (name: string): Promise<Record<string, string>[]> =>
  parseCsv(Buffer.from(await (await hub.get(`/data/${name}.csv`)).arrayBuffer()), { columns: true })

await t.test('applications and licences are joined to permits', async t => {
  const { files } = await untilDataset(hub, 'permits')
  t.same(files.map(({ format }) => format), ['csv'], 'as the standard has it')
  t.same(
    (await read('permits')).map((
      { PermitNum, AppliedDate, IssuedDate, StatusCurrentMapped }
    ) => [PermitNum, AppliedDate, IssuedDate, StatusCurrentMapped]),
    [
      ['P-100001', '2026-02-01', '2026-02-12', 'In Review'],
      ['P-100002', '2026-02-01', '', 'In Review'],
      ['L-900002', '', '2026-02-12', 'Permit Issued']
    ]
  )
  t.notMatch(JSON.stringify(await read('permits')), /SITI|RAHMAWATI|6281234/)
  t.match(await (await hub.get('/data/permits')).json(), { conforms_to: /Core-Permits-Dataset-Requirements$/ })
})

await t.test('the history is read from each application alone, once it has changed', async t => {
  const first = await untilDataset(hub, 'history')
  t.same(await read('history'), [{ PermitNum: 'P-100001', StatusPrevious: '2', StatusPreviousDate: '2026-02-01',
    StatusPreviousMapped: 'Application Accepted' }])
  t.same(looked(), ['100001', '100002'])
  await untilDataset(hub, 'history', ({ checked_at }) => checked_at !== first.checked_at)
  t.same(looked(), ['100001', '100002'], 'what has not changed is known')

  histories[100001].push(step(3, 'approved', '8'))
  changedOn = day(6)
  await untilDataset(hub, 'history', ({ rows }) => rows === 2)
  t.same(looked(), ['100001', '100002', '100001'])
  t.same((await read('history')).map(({ StatusPrevious }) => StatusPrevious), ['2', '3'])
})
