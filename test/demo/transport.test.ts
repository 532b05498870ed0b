import t, { type Test } from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { createApplications } from '../../demo/systems/transport-applications.ts'
import { createIncidents } from '../../demo/systems/transport-incidents.ts'
import { createPermits } from '../../demo/systems/transport-permits.ts'
import { createTransportSystem } from '../../demo/systems/transport.ts'

const city = createDemoCity()
const permits = createPermits(city)
const applications = createApplications(city, permits)
const incidents = createIncidents(city)

async function start(t: Test): Promise<RunningSystem> {
  const system = await startLegacySystem(createTransportSystem(city))
  t.teardown(() => system.stop())
  return system
}

const endpoint = ({ url }: RunningSystem) => `${url}/ws/izin.php`

async function post(
  system: RunningSystem,
  body: string
): Promise<{ status: number; type: string | null; bytes: Buffer; text: string }> {
  const answer = await fetch(endpoint(system), { method: 'POST', headers: { 'content-type': 'text/xml; charset=utf-8' },
    body })
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { status: answer.status, type: answer.headers.get('content-type'), bytes,
    text: new TextDecoder('windows-1252').decode(bytes) }
}

function call(system: RunningSystem, operation: string, parameters: Record<string, string | number> = {}) {
  const { TRANSPORT_USER: user, TRANSPORT_PASSWORD: password } = system.environment
  const elements = Object.entries({ user, password, ...parameters }).map(([name, value]) =>
    `<${name}>${value}</${name}>`
  )
  return post(
    system,
    '<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
      `<i:${operation} xmlns:i="urn:dishub:izin">${elements.join('')}</i:${operation}></s:Body></s:Envelope>`
  )
}

const column = (text: string, name: string) =>
  [...text.matchAll(new RegExp(`<${name} [^>]*>(.*?)</${name}>`, 'g'))].map(([, value]) => value)
const fault = (text: string) => column(text, 'faultstring')[0]

t.test('has the same permits and applications at every start', async t => {
  const again = createDemoCity()
  const permitsAgain = createPermits(again)
  t.equal(permits.length, 1501)
  t.ok(applications.length > 800)
  t.same(createApplications(again, permitsAgain), applications)
  t.same(permitsAgain, permits)
})

t.test('has the defects of a table that people keep', async t => {
  const rows = permits.map(({ row }) => row)
  t.ok(rows.some(({ TGL_TERBIT }) => /^\d{1,2} \p{L}+ \d{4}$/u.test(TGL_TERBIT)), 'dates in words')
  t.ok(rows.some(({ TGL_HABIS }) => TGL_HABIS === '00/00/0000'), 'zero dates')
  t.ok(rows.some(({ TELP }) => TELP.startsWith('8')), 'telephones without zero')
  t.equal(rows.filter(({ NOMOR_IZIN }) => NOMOR_IZIN === '').length, 1, 'a permit without number')
  t.equal(rows.length - new Set(rows.map(({ NOMOR_IZIN }) => NOMOR_IZIN)).size, 1, 'a permit saved twice')
  t.ok(rows.some(({ NM_USAHA }) => /[“”‘’–éüñ]/.test(NM_USAHA)), 'text out of Word')
})

t.test('has a traffic log with the defects of one', t => {
  const log = incidents.map(({ row }) => row)
  t.same(createIncidents(createDemoCity()), incidents, 'the same at every start')
  t.ok(log.some(({ KOORDINAT }) => KOORDINAT.startsWith('107')), 'positions exchanged')
  t.ok(log.some(({ DAMPAK }) => /[“–±]/.test(DAMPAK)), 'text out of Word')
  t.ok(log.some(({ TGL_KEJADIAN }) => TGL_KEJADIAN.startsWith('00')), 'no date')
  t.ok(['BARU', 'TANGANI', 'SELESAI', 'HOAKS'].every(state => log.some(({ STATUS }) => STATUS === state)))
  t.end()
})

t.test('gives an invented name nobody’s NIK', async t => {
  const people = new Map(city.people.map(person => [person.nik, person.name]))
  const holders = permits.map(({ row }) => row).filter(({ NO_KTP }) => NO_KTP.length === 16)
  t.ok(holders.length > 500)
  t.ok(holders.every(({ NO_KTP, NM_PEMILIK }) => people.get(NO_KTP) === NM_PEMILIK))
})

t.test('points from every permit with an agenda number to its application and back', async t => {
  const byAgenda = new Map(applications.map(({ row }) => [row.NO_AGENDA, row]))
  const linked = permits.map(({ row }) => row).filter(({ NO_AGENDA }) => NO_AGENDA !== '')
  t.ok(linked.length > 100)
  t.ok(linked.every(({ NO_AGENDA, NOMOR_IZIN }) => byAgenda.get(NO_AGENDA)?.NOMOR_IZIN === NOMOR_IZIN))
})

t.test('lists by number, or by last change when asked', async t => {
  const system = await start(t)
  const byNumber = column((await call(system, 'DaftarIzin', { mulai: 2, jumlah: 50 })).text, 'NOMOR_IZIN') as string[]
  t.same(byNumber, byNumber.toSorted())
  const byChange = column((await call(system, 'DaftarIzin', { jumlah: 50, urut: 'TGL_UBAH' })).text,
    'TGL_UBAH') as string[]
  const days = byChange.map(day => day.split('/').toReversed().join('-'))
  t.same(days, days.toSorted().toReversed())
  t.equal(days.length, 50)
})

t.test('gives every row once, page by page', async t => {
  const system = await start(t)
  const seen: unknown[] = []
  for (let mulai = 1; mulai <= 1501; mulai += 50) {
    seen.push(...column((await call(system, 'DaftarIzin', { mulai, jumlah: 50, urut: 'TGL_UBAH' })).text, 'NOMOR_IZIN'))
  }
  t.same(seen, permits.map(({ row }) => row.NOMOR_IZIN))
})

t.test('filters by state', async t => {
  const system = await start(t)
  const { text } = await call(system, 'DaftarIzin', { status: 'BEKU' })
  t.same(new Set(column(text, 'STATUS')), new Set(['BEKU']))
  t.equal(Number(column(text, 'JUMLAH_TOTAL')[0]), permits.filter(({ row }) => row.STATUS === 'BEKU').length)
})

t.test('sends Windows-1252 and says UTF-8', async t => {
  const system = await start(t)
  const wanted = permits.find(({ row }) => row.NM_USAHA.includes('“'))?.row
  const { bytes, text, type } = await call(system, 'DetailIzin', { nomor: wanted?.NOMOR_IZIN ?? '' })
  t.equal(type, 'text/xml; charset=UTF-8')
  t.match(text, /^<\?xml version="1.0" encoding="UTF-8"\?>/)
  t.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  t.same(column(text, 'NM_USAHA'), [wanted?.NM_USAHA])
})

t.test('answers every mistake with a fault and status 200', async t => {
  const system = await start(t)
  for (const [answer, text] of [
    [call(system, 'DaftarIzin', { password: 'wrong' }), 'Login gagal: user atau password salah'],
    [call(system, 'DaftarIzin', { jumlah: 51 }), 'Parameter jumlah maksimal 50'],
    [call(system, 'DaftarIzin', { mulai: 0 }), 'Parameter mulai dihitung dari 1'],
    [call(system, 'DetailIzin', { nomor: 'x' }), 'Data tidak ditemukan'],
    [call(system, 'DetailPermohonan', { agenda: '' }), 'Data tidak ditemukan'],
    [call(system, 'HapusIzin'), "Operation 'HapusIzin' is not defined in the WSDL for this service"],
    [call(system, 'toString'), "Operation 'toString' is not defined in the WSDL for this service"],
    [post(system, '<not-closed>'), 'error in msg parsing: xml was empty or not well-formed']
  ] as const) {
    const { status, text: said } = await answer
    t.equal(status, 200)
    t.equal(fault(said), text)
  }
  t.same(system.calls, { DaftarIzin: 3, DetailIzin: 1, DetailPermohonan: 1, unknown: 3 })
})

t.test('reports a failure of its own as a fault too', async t => {
  const system = await start(t)
  await system.setFault({ kind: 'error' })
  const { status, text } = await call(system, 'JenisIzin')
  t.equal(status, 200)
  t.match(fault(text), /^Kesalahan sistem/)
})

t.test('describes each of its operations at ?wsdl', async t => {
  const system = await start(t)
  const wsdl = await (await fetch(`${endpoint(system)}?wsdl`)).text()
  for (const operation of ['DaftarIzin', 'DetailIzin', 'DaftarPermohonan', 'DetailPermohonan', 'DaftarKejadian',
    'DetailKejadian', 'JenisIzin'])
  {
    t.match(wsdl, new RegExp(`<soap:operation soapAction="urn:dishub:izin#${operation}"`))
    const nomor = (operation === 'DetailKejadian' ? incidents[0]?.row.NO_LAPORAN : permits[0]?.row.NOMOR_IZIN) ?? ''
    t.notOk(fault((await call(system, operation, { nomor, agenda: applications[0]?.row.NO_AGENDA ?? '' })).text),
      operation)
  }
  t.match(wsdl, `<soap:address location="${endpoint(system)}"/>`)
})
