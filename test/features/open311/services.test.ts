import t from 'tap'
import { SystemFault } from '../../../src/kit/faults.ts'
import { toWib } from '../../../src/kit/indonesia/calendar.ts'
import { newApiKey } from '../../../src/platform/identity/api-keys.ts'
import { startHub } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy, type Row } from '../../suites/core/legacy.ts'
import { day } from '../../suites/core/random-city.ts'
import { fixMyStreet, requestFaults, rowsOf, textOf } from './clients.ts'

const service = (key: string, record: Record<string, unknown>): Row => ({ key, updatedAt: day(1),
  record: { identifiers: [], agency_id: 'SKPD-DPU', domain: 'complaint', ...record } })
const lamp = [
  { variable: false, code: 'hint', datatype: 'text', required: false, order: 9,
    description: 'Lihat nomor pada tiang.' },
  { variable: true, code: 'state', datatype: 'singlevaluelist', required: true, order: 3, description: 'Keadaan',
    values: [{ key: 'dark', name: 'Mati' }, { key: 'dim', name: 'Redup' }] },
  { variable: true, code: 'number', datatype: 'string', required: false, order: 5, description: 'Nomor tiang',
    datatype_description: 'Tertulis pada tiang.' }
]
const desk = createLegacy({
  id: 'desk',
  prefix: 'DESK',
  resource: 'services',
  order: 'none',
  rows: [
    service('1', { code: 'lamp', name: ' Lampu ', group: 'Private', attributes: lamp, description: 'Lampu jalan' }),
    service('2', { code: 'road', name: 'Jalan' }),
    service('3', { code: 'road-2', name: 'jalan ' }),
    service('4', { code: 'old', name: 'Lama', active: false }),
    service('5', { code: 'permit', name: 'Izin', domain: 'licensing' })
  ]
})
const place = { location: { lat: -6.9, long: 107.6 } }
const recent = (days: number): string => toWib(new Date(Date.now() - days * 86_400_000))
const complaints = createLegacy({
  id: 'complaints',
  prefix: 'LAPOR',
  writes: 'findable',
  rows: [
    complaintRow('10', recent(1), { ...place, submitted_at: recent(2), service_code: 'lamp' }),
    complaintRow('11', recent(1.1), { ...place, service_code: 'gone-1' }),
    complaintRow('12', recent(1.2), place),
    complaintRow('13', recent(1.3)),
    complaintRow('14', recent(1.4), { ...place, reporter: { anonymous: false, confidential: true },
      updates: [{ id: 'LAPOR-14-1', at: recent(1.4), text: 'Rahasia', public: true }] }),
    complaintRow('15', recent(1.5), {
      ...place,
      reporter: { name: 'BUDI SANTOSA', phone: '+6281200000001', anonymous: false, confidential: false },
      updates: [{ id: 'LAPOR-15-1', at: recent(1.6), text: 'Untuk petugas', public: false }, { id: 'LAPOR-15-2',
        at: recent(1.5), text: 'Untuk semua', public: true }]
    })
  ]
})
const key = newApiKey()
const hub = await startHub(t, [desk, complaints], {
  consumers: {
    app: { scopes: ['complaints:write', 'complaints:operate'],
      keys: [{ prefix: key.prefix, sha256: key.sha256, expires: '2999-12-31' }] }
  },
  limits: { timeout_ms: 500, breaker: { failures: 1_000, cooldown_ms: 50 } }
})
const fms = fixMyStreet(`${hub.url}/open311/v2/`, key.key)
const rows = async (path = 'requests.xml', params = {}) =>
  rowsOf((await fms.get(path, params)).text, 'service_requests', 'request')

t.test('names are trimmed and told apart; what is closed, or is no complaint, is not there', async t => {
  const services = rowsOf((await fms.get('services.xml')).text, 'services', 'service')
  t.same(services.map(row => [textOf(row, 'service_code'), textOf(row, 'service_name'), textOf(row, 'metadata')]), [
    ['lamp', 'Lampu', 'true'],
    ['road', 'Jalan [road]', 'true'],
    ['road-2', 'jalan [road-2]', 'true']
  ])
  t.equal(textOf(services[0], 'keywords'), undefined, 'a word that clients act upon is no keyword')
  t.equal(textOf(services[0], 'group'), 'Private')
})

t.test('a definition has the questions in order, with numbers from one', async t => {
  const { attributes } = JSON.parse((await fms.get('services/lamp.json')).text) as {
    attributes: Record<string, unknown>[]
  }
  t.match(attributes, [
    { code: 'state', order: 1, variable: true, required: true, datatype: 'singlevaluelist', datatype_description: '',
      values: [{ key: 'dark', name: 'Mati' }, { key: 'dim', name: 'Redup' }] },
    { code: 'number', order: 2, required: false, datatype_description: 'Tertulis pada tiang.' },
    { code: 'hint', order: 3, variable: false },
    { code: 'fixmystreet_id', order: 4, variable: false, required: false, automated: 'server_set' }
  ])
  const [definition] = rowsOf(`<a>${(await fms.get('services/lamp.xml')).text.split('\n')[1]}</a>`, 'a',
    'service_definition')
  t.match(definition, { service_code: ['lamp'], attributes: [{
    attribute: [{ code: ['state'], order: ['1'], required: ['true'],
      values: [{ value: [{ key: ['dark'], name: ['Mati'] }, {}] }] }, {}, {}, {}]
  }] })
  t.equal((await fms.get('services/old.xml')).status, 404)
  t.equal((await fms.get('services/permit.xml')).status, 404)
})

t.test('the answers to questions stand below the text, and a required one must be there', async t => {
  const report = { service_code: 'lamp', lat: '-6.9', long: '107.6', description: 'Gelap' }
  const missing = await fms.post('requests.xml', report)
  t.match([missing.status, missing.text], [400, /attribute\[state\] is missing/])
  t.equal(
    (await fms.post('requests.xml', { ...report, 'attribute[state]': 'dark', 'attribute[number]': 'PJU-7',
      'attribute[other]': 'x' })).status,
    201
  )
  t.match(complaints.written.at(-1)?.body, { description: 'Gelap\n\nKeadaan: Mati\nNomor tiang: PJU-7',
    reporter: { anonymous: true, confidential: false } })
  t.equal(
    (await fms.post('requests.xml', { 'service_code': 'road', 'lat': '-6.9', 'long': '107.6',
      'attribute[title]': 'Lubang' })).status,
    201
  )
  t.match(complaints.written.at(-1)?.body, { description: 'Jalan [road]', title: 'Lubang' },
    'a text is not required, the contract wants one')
})

t.test('a list has what lies on the map and everybody may see, and no row that spoils it', async t => {
  const before = new Set(['LAPOR-10', 'LAPOR-11', 'LAPOR-12', 'LAPOR-15'])
  const shown = (await rows()).filter(row => !/LAPOR-W/.test(textOf(row, 'service_request_id') ?? ''))
  t.same(new Set(shown.map(row => textOf(row, 'service_request_id'))), before)
  for (const row of shown) t.same(requestFaults(row), [])
  t.same(shown.map(row => textOf(row, 'service_name')), ['Lampu', 'gone-1', 'Unspecified', 'Unspecified'])
  t.match(await rows('requests/LAPOR-13.xml'), [{ lat: [undefined], long: [undefined] }], 'by its id it is there')
})

t.test('what is confidential is not there, and what is for officials is not told', async t => {
  t.equal((await fms.get('requests/LAPOR-14.xml')).status, 404)
  t.same(await rows('requests.xml', { service_request_id: 'LAPOR-14' }), [])
  const updates = rowsOf((await fms.get('servicerequestupdates.xml')).text, 'service_request_updates', 'request_update')
  t.same(updates.map(row => [textOf(row, 'update_id'), textOf(row, 'description')]), [['LAPOR-15-2', 'Untuk semua']])
  const { text } = await fms.get('requests/LAPOR-15.json', { extensions: 'true' })
  t.match(text, /Untuk semua/)
  t.notMatch(text, /BUDI|B\. S\.|0001|petugas/)
})

t.test('when nobody can tell the services, requests are listed and taken all the same', async t => {
  desk.before = () => {
    throw new SystemFault('unreachable', { stage: 'list', detail: 'in a test' })
  }
  t.teardown(() => {
    desk.before = () => {}
  })
  t.equal(
    (await fms.post('requests.xml', { service_code: 'lamp', lat: '-6.9', long: '107.6', description: 'Tanpa daftar' }))
      .status,
    201
  )
  t.match(complaints.written.at(-1)?.body, { service_code: 'lamp', description: 'Tanpa daftar' })
  t.match(await rows('requests/LAPOR-10.xml'), [{ service_code: ['lamp'] }])
})

t.test('a list that lacks a system is an error, for clients take what is not in it for gone', async t => {
  complaints.before = () => {
    throw new SystemFault('unreachable', { stage: 'list', detail: 'in a test' })
  }
  t.teardown(() => {
    complaints.before = () => {}
  })
  t.equal((await fms.get('requests.xml', { page_size: '7' })).status, 502)
  t.equal((await fms.get('servicerequestupdates.xml', { page_size: '7' })).status, 502)
})

t.test('one of two systems that does not answer makes a list an error, not a shorter list', async t => {
  const [one, two] = [createLegacy({ id: 'one', prefix: 'ONEE', rows: [complaintRow('1', recent(1), place)] }),
    createLegacy({ id: 'two', prefix: 'TWOO', rows: [complaintRow('2', recent(2), place)] })]
  const both = await startHub(t, [one, two])
  const client = fixMyStreet(`${both.url}/open311/v2/`, '')
  t.equal(rowsOf((await client.get('requests.xml')).text, 'service_requests', 'request').length, 2)
  two.before = () => {
    throw new SystemFault('unreachable', { stage: 'list', detail: 'in a test' })
  }
  const answer = await client.get('requests.xml', { start_date: recent(30) })
  t.equal(answer.status, 503)
  t.match(rowsOf(answer.text, 'errors', 'error'), [{ code: ['503'], description: [/two did not answer/] }])
})
