import t from 'tap'
import type { Config, ConsumerConfig } from '../../../src/platform/config/schema.ts'
import { newApiKey } from '../../../src/platform/identity/api-keys.ts'
import { until } from '../../services/wait.ts'
import { multipart } from '../../suites/multipart.ts'
import { startCityWith } from '../../suites/public-list.ts'
import { fixMyStreet, geoReporter, jpeg, parseXml, png, type Reply, rowsOf, textOf, type Tree } from './clients.ts'

const key = newApiKey()
const reader = newApiKey()
const entry = ({ prefix, sha256 }: typeof key) => ({ prefix, sha256, expires: '2999-12-31' })

const city = await startCityWith('complaints')
t.teardown(() => city.close())
const consumer = (more: Partial<ConsumerConfig>): ConsumerConfig => ({
  ...city.config.consumers['fixmystreet'] as ConsumerConfig,
  ...more
})
const withKeys: Config = {
  ...city.config,
  hub: { ...city.config.hub, writes: { ...city.config.hub.writes, wait_ms: 2_000 } },
  consumers: {
    ...city.config.consumers,
    fixmystreet: consumer({ keys: [entry(key)],
      scopes: ['services:read', 'complaints:read', 'complaints:write', 'complaints:operate', 'submissions:read'] }),
    reader: consumer({ id: 'reader', scopes: ['complaints:read'], keys: [entry(reader)] })
  },
  systems: city.config.systems.map(system => ({ ...system,
    limits: { ...system.limits, breaker: { failures: 1_000, cooldown_ms: 50 } } })
  )
}
await city.reload(withKeys)

const endpoint = `${city.url}/open311/v2`
const fms = fixMyStreet(`${endpoint}/`, key.key, 'bandung.go.id')
const gr = geoReporter(endpoint, key.key)

/** As FixMyStreet sends a report. */
const report = (more: Record<string, string> = {}): Record<string, string> => ({
  'service_code': 'LAPOR-11',
  'lat': '-6.8853',
  'long': '107.6137',
  'email': 'siti@example.org',
  'first_name': 'SITI',
  'last_name': '',
  'phone': '0812 0000 0001',
  'description':
    'title: Lampu jalan mati\n\ndetail: Mati sejak Senin.\n\nurl: http://fms.example.org/report/1\n\nSubmitted via ' +
    'FixMyStreet\n',
  'attribute[easting]': '1',
  'attribute[fixmystreet_id]': String(Math.random()),
  'deviceid': '',
  ...more
})
interface Push {
  trackingid: string
  pelapor?: Record<string, string>
  laporan?: { isi: string; anonim: string; rahasia: string }
  komentar?: { isi: string }
  penutupan?: { catatan: string }
}
const pushes = (): Push[] => city.system('complaints').records() as Push[]
const requestOf = ({ text }: Reply): Record<string, Tree[]> =>
  rowsOf(text, 'service_requests', 'request')[0] as Record<string, Tree[]>
const errorsOf = ({ text }: Reply): string =>
  rowsOf(text, 'errors', 'error').map(error => textOf(error, 'description')).join(' ')

t.test('a report of FixMyStreet is in LAPOR, and its id is the answer', async t => {
  const answer = await fms.post('requests.xml', report())
  t.equal(answer.status, 201)
  const id = textOf(requestOf(answer), 'service_request_id') ?? ''
  t.match(id, /^LAPOR-\d+$/)
  t.notOk('token' in requestOf(answer), 'one of the two')
  const push = pushes().find(({ trackingid }) => `LAPOR-${trackingid}` === id)
  t.match(push, { pelapor: { namadepan: 'SITI', namabelakang: '', email: 'siti@example.org', telpon: '081200000001' },
    laporan: { anonim: '1', rahasia: '0',
      isi: /Lampu jalan mati[^]*Topik: 11 Penerangan Jalan Umum[^]*Posisi: -6\.8853, 107\.6137/ } })
  const shown = await fms.get(`requests/${id}.xml`)
  t.match(requestOf(shown), { service_request_id: [id], status: ['open'], service_code: ['LAPOR-11'],
    service_name: ['Penerangan Jalan Umum'], lat: ['-6.8853'], long: ['107.6137'] })
  t.notMatch(shown.text, /SITI|siti@example|0812/i, 'who reported stays with the agency')
})

t.test('a report of GeoReporter with a photo is answered in JSON, and the photo is shown', async t => {
  const answer = await gr.post([['service_code', 'LAPOR-9'], ['lat', '-6.9'], ['long', '107.6'], ['description',
    'Lubang dalam'], ['device_id', 'd-1'], ['attribute[x][]', 'a'], ['attribute[x][]', 'b']], png)
  t.equal(answer.status, 201)
  const [row] = JSON.parse(answer.text) as { service_request_id: string }[]
  t.match(row?.service_request_id, /^LAPOR-\d+$/)
  t.notOk(row !== undefined && 'token' in row)
  const [request] = JSON.parse((await gr.get(`requests/${row?.service_request_id}.json`)).text) as {
    media_url: string
  }[]
  t.match(request?.media_url, new RegExp(`^${endpoint}/media/[\\w-]{32}\\.png$`))
  const photo = await fetch(request?.media_url ?? '')
  t.equal(photo.status, 200)
  t.match(Object.fromEntries(photo.headers), { 'content-type': 'image/png', 'x-content-type-options': 'nosniff',
    'content-security-policy': /sandbox/ })
  t.same(Buffer.from(await photo.arrayBuffer()), png)
})

t.test('photos are taken under any name, beside addresses of others', async t => {
  const answer = await fms.upload('requests.xml', report({ media_url: 'https://fms.example.org/photo/1.jpeg' }), [
    { name: 'photo1', filename: '1.jpeg', content: jpeg, headers: ['Content-Type: image/jpeg'] },
    { name: 'file_2', filename: '2.bin', content: png },
    { name: 'photo3', filename: '', content: '' }
  ])
  t.equal(answer.status, 201)
  const [shown] = rowsOf((await fms.get(`requests/${textOf(requestOf(answer), 'service_request_id')}.xml`)).text,
    'service_requests', 'request')
  t.match(shown?.['media_url'], ['https://fms.example.org/photo/1.jpeg', /\/media\/.*\.jpg$/, /\/media\/.*\.png$/])
})

t.test('what is no photo, or no form, is told before anything is sent', async t => {
  const before = pushes().length
  const html = await fms.upload('requests.xml', report(), [{ name: 'media', filename: 'photo.jpg',
    content: '<script>alert(1)</script>', headers: ['Content-Type: image/jpeg'] }])
  t.match([html.status, errorsOf(html)], [400, /media is no photo/])
  const eleven = Array.from({ length: 11 }, (_, i) => ({ name: `photo${i}`, filename: 'a.jpg', content: jpeg }))
  t.equal((await fms.upload('requests.xml', report(), eleven)).status, 400)
  const large = await fms.upload('requests.xml', report(), [{ name: 'media', filename: 'a.jpg',
    content: Buffer.concat([jpeg, Buffer.alloc(6_000_000)]) }])
  t.match([large.status, errorsOf(large)], [400, /too large/])
  const huge = await fetch(`${endpoint}/requests.xml`, { method: 'POST',
    ...multipart([{ name: 'media', filename: 'a.jpg', content: Buffer.alloc(10_600_000) }], 'b') })
  t.match([huge.status, parseXml(await huge.text()).root], [400, 'errors'])
  for (const [type, body] of [['application/json', '{}'], ['multipart/form-data', 'x'], [
    'multipart/form-data; boundary=b',
    'nothing'
  ], ['multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\ncut']] as const) {
    const answer = await fetch(`${endpoint}/requests.json`, { method: 'POST', headers: { 'content-type': type }, body })
    t.match([answer.status, await answer.json()], [400, [{ code: 400, description: String }]], type)
  }
  t.equal(pushes().length, before)
})

t.test('each wrong parameter is named, and its value never repeated', async t => {
  const before = pushes().length
  for (const [change, status, named] of [
    [{ service_code: '' }, 400, /service_code is missing/],
    [{ service_code: 'LAPOR-4711' }, 404, /service_code/],
    [{ jurisdiction_id: 'sfgov.org' }, 404, /jurisdiction_id/],
    [{ lat: '' }, 400, /lat and long belong together/],
    [{ lat: '', long: '' }, 400, /lat and long are missing/],
    [{ lat: '-96.5', phone: 'none' }, 400, /lat must be degrees.* phone is no phone number/],
    [{ lat: '-6,88' }, 400, /lat must be degrees/],
    [{ email: 'siti at example' }, 400, /email/],
    [{ description: 'x'.repeat(4_001) }, 400, /description is too long/],
    [{ media_url: 'javascript:alert(1)' }, 400, /media_url/],
    [{ api_key: '' }, 403, /API key/],
    [{ api_key: 'satu_00000000_wrong' }, 403, /API key/],
    [{ api_key: reader.key }, 403, /complaints:write/]
  ] as const) {
    const answer = await fms.post('requests.xml', report(change))
    t.match([answer.status, errorsOf(answer)], [status, named], JSON.stringify(change).slice(0, 60))
    t.notMatch(answer.text, /satu_00000000_wrong|siti at example|-96\.5|sfgov/)
  }
  t.equal(pushes().length, before)
})

t.test('an address is enough', async t => {
  const answer = await fms.post('requests.xml', report({ lat: '', long: '', address_string: 'Jl. Dago No. 1' }))
  t.equal(answer.status, 201)
  t.match(pushes().at(-1)?.laporan?.isi, /Lokasi: Jl\. Dago No\. 1/)
})

t.test('who did not hear the answer and sends the same again has one request', async t => {
  const before = pushes().length
  const form: [string, string][] = [['service_code', 'LAPOR-9'], ['lat', '-6.9'], ['long', '107.61'], ['description',
    `Sama ${Math.random()}`], ['device_id', 'd-2']]
  const answers = [await gr.post(form, png), await gr.post(form, png)]
  t.same(answers.map(({ status }) => status), [201, 201])
  t.equal(answers[0]?.text, answers[1]?.text)
  t.equal(pushes().length, before + 1)
  t.not((await gr.post([...form.slice(0, 4), ['device_id', 'd-3']], png)).text, answers[0]?.text,
    'another device is another report')
  t.not((await gr.post(form, jpeg)).text, answers[0]?.text, 'and so is another photo')
  t.equal(pushes().length, before + 3)
})

t.test('a report that its sender numbers is one for as long as keys hold', async t => {
  const before = pushes().length
  const numbered = { 'attribute[fixmystreet_id]': `n${Math.random()}` }
  const first = await fms.post('requests.xml', report(numbered))
  const again = await fms.post('requests.xml', report({ ...numbered, description: 'Sama, dengan kata lain.' }))
  t.equal(textOf(requestOf(again), 'service_request_id'), textOf(requestOf(first), 'service_request_id'))
  t.equal(pushes().length, before + 1)
  await fms.post('requests.xml', report({ ...numbered, service_code: 'LAPOR-9' }))
  t.equal(pushes().length, before + 2, 'under another category it is another request')
})

t.test("the header of the hub's own API is taken too, and its reuse for something else is told", async t => {
  const send = (description: string, header: string): Promise<Response> =>
    fetch(`${endpoint}/requests.json`, {
      method: 'POST',
      body: new URLSearchParams(report({ description, 'attribute[fixmystreet_id]': '' })),
      headers: { 'x-api-key': key.key, 'idempotency-key': header }
    })
  const mine = `"k-${Math.random()}"`
  const [first, again] = [await send('Satu', mine), await send('Satu', mine)]
  t.same([first.status, again.status], [201, 201])
  t.equal(await first.text(), await again.text())
  t.equal((await send('Dua', mine)).status, 400)
  t.match(await (await send('Satu', 'no-quotes')).json(), [{ code: 400, description: /Idempotency-Key/ }])
})

t.test('while LAPOR is down a report has a token, and later the token has its id', async t => {
  await city.system('complaints').setFault({ kind: 'down' })
  const answer = await gr.post([['service_code', 'LAPOR-9'], ['lat', '-6.9'], ['long', '107.62'], ['description',
    'Saat LAPOR mati']])
  t.equal(answer.status, 202)
  const [row] = JSON.parse(answer.text) as { token: string; service_notice: string }[]
  t.match(row, { token: /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/, service_notice: /tidak perlu mengirim ulang/ })
  t.notOk(row !== undefined && 'service_request_id' in row, 'absent, not null')
  const [pending] = JSON.parse((await gr.get(`tokens/${row?.token}.json`)).text) as object[]
  t.same(pending, { token: row?.token })
  t.same(requestOf(await fms.get(`tokens/${row?.token}.xml`)), { token: [row?.token] })
  await city.system('complaints').setFault({ kind: 'none' })
  let id: string | undefined
  await until(async () => {
    id = textOf(requestOf(await fms.get(`tokens/${row?.token}.xml`)), 'service_request_id')
    return id !== undefined
  }, { what: 'the id of a token' })
  t.match(id, /^LAPOR-\d+$/)
  t.equal(pushes().filter(({ laporan }) => laporan?.isi.includes('Saat LAPOR mati')).length, 1)
  t.match(requestOf(await fms.get(`requests/${id}.xml`)), { description: [/Saat LAPOR mati/] })
  for (const token of ['0000-0000-0000', 'x', `${row?.token}A`])
    t.equal((await fms.get(`tokens/${token}.xml`)).status, 404, token)
})

t.test('what LAPOR refuses is a 400, of the request and of its token', async t => {
  await city.system('complaints').setFault({ kind: 'refuse' })
  const answer = await fms.post('requests.xml', report())
  await city.system('complaints').setFault({ kind: 'none' })
  t.equal(answer.status, 400)
  t.ok(errorsOf(answer))
})

t.test('an update is a comment in LAPOR, and who sends it again adds none', async t => {
  const id = textOf(requestOf(await fms.post('requests.xml', report())), 'service_request_id') ?? ''
  // As FixMyStreet sends it: capitals, and a dash for a name that somebody does not have.
  const update = {
    service_request_id: id,
    update_id: '881',
    status: 'OPEN',
    updated_datetime: '2026-11-20T09:15:00+07:00',
    description: 'Masih mati.',
    first_name: 'SITI',
    last_name: '-',
    email: 'siti@example.org',
    title: '',
    public_anonymity_required: 'TRUE',
    service_request_id_ext: '1'
  }
  const before = pushes().length
  const first = await fms.post('servicerequestupdates.xml', update)
  const again = await fms.post('servicerequestupdates.xml', { ...update, status: 'IN_PROGRESS' })
  t.equal(first.status, 201)
  t.match(parseXml(first.text), { root: 'service_request_updates',
    tree: { request_update: [{ update_id: [/^[\w-]+$/] }] } })
  t.equal(first.text, again.text)
  t.same(pushes().slice(before).map(({ komentar }) => komentar?.isi.split('\n')[0]), ['Masih mati.'])
  const told = await fms.get('servicerequestupdates.xml', { start_date: new Date(Date.now() - 7_200_000).toISOString(),
    end_date: new Date(Date.now() + 60_000).toISOString(), api_key: key.key })
  const listed = rowsOf(told.text, 'service_request_updates', 'request_update').filter(row =>
    textOf(row, 'service_request_id') === id
  )
  t.match(listed, [{ description: ['Masih mati.'], status: ['unchanged'] }])
  // FixMyStreet keeps the id of the answer with its comment, and takes an update with another id for somebody else's.
  t.equal(textOf(listed[0], 'update_id'),
    textOf(rowsOf(first.text, 'service_request_updates', 'request_update')[0], 'update_id'))
  t.match(first.headers.get('satu-receipt'), /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  t.notMatch(told.text, /SITI|siti@/)
})

t.test('an update that LAPOR has later is listed under the id that its sender was told at once', async t => {
  const id = textOf(requestOf(await fms.post('requests.xml', report())), 'service_request_id') ?? ''
  await city.system('complaints').setFault({ kind: 'down' })
  const answer = await fms.post('servicerequestupdates.xml', { service_request_id: id, update_id: '882', status: 'OPEN',
    description: 'Saat LAPOR mati.' })
  t.equal(answer.status, 202)
  const told = textOf(rowsOf(answer.text, 'service_request_updates', 'request_update')[0], 'update_id')
  await city.system('complaints').setFault({ kind: 'none' })
  await until(async () => {
    const { text } = await fms.get('servicerequestupdates.xml', {
      start_date: new Date(Date.now() - 7_200_000).toISOString()
    })
    const rows = rowsOf(text, 'service_request_updates', 'request_update').filter(row =>
      textOf(row, 'service_request_id') === id
    )
    return rows.length === 1 && textOf(rows[0], 'update_id') === told
  }, { what: 'the update under its id' })
})

t.test('XML is not taken, whatever document type it has, and nothing of it is read', async t => {
  const before = pushes().length
  const entity = '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
  for (const type of ['text/xml', 'application/xml; charset=utf-8', 'application/soap+xml']) {
    for (const path of ['requests.xml', 'servicerequestupdates.xml']) {
      const body = `<?xml version="1.0"?>${entity}<service_requests><request><api_key>${key.key}</api_key>` +
        '<service_code>LAPOR-11</service_code><description>&e;</description></request></service_requests>'
      const answer = await fetch(`${endpoint}/${path}`, { method: 'POST', headers: { 'content-type': type }, body })
      const text = await answer.text()
      t.match([answer.status, parseXml(text).root], [400, 'errors'], `${type} ${path}`)
      t.match(text, /no form/)
      t.notMatch(text, /root:|LAPOR-11/)
    }
  }
  const drawing = Buffer.from(
    `<?xml version="1.0"?>${entity}<svg xmlns="http://www.w3.org/2000/svg"><text>&e;</text></svg>`
  )
  const upload = await fms.upload('requests.xml', report(), [{ name: 'media', filename: 'a.svg', content: drawing,
    headers: ['Content-Type: image/svg+xml'] }])
  t.match([upload.status, errorsOf(upload)], [400, /media is no photo/])
  t.equal(pushes().length, before)
})

t.test('an update with a photo carries it along', async t => {
  const id = textOf(requestOf(await fms.post('requests.xml', report())), 'service_request_id') ?? ''
  const answer = await fms.upload('servicerequestupdates.xml', { service_request_id: id, update_id: '9', status: 'OPEN',
    description: 'Foto' }, [{ name: 'photo1', filename: 'a.jpg', content: jpeg }])
  t.equal(answer.status, 201)
  t.match(pushes().at(-1)?.komentar?.isi, /Foto[^]*Lampiran: http.*\/media\/.*\.jpg/)
})

t.test('who says that it is fixed closes what was answered, and comments on what was not', async t => {
  const open = textOf(requestOf(await fms.post('requests.xml', report())), 'service_request_id') ?? ''
  await fms.post('servicerequestupdates.xml', { service_request_id: open, update_id: '10', status: 'FIXED',
    description: 'Sudah menyala.' })
  t.match(pushes().at(-1), { komentar: { isi: /^Sudah menyala\./ } })
  const { items } = (await city.get('/v1/complaints?status=responded&limit=1')).body as { items: { id: string }[] }
  const responded = items[0]?.id ?? ''
  const update = { service_request_id: responded, update_id: '11', status: 'FIXED',
    description: 'Sudah menyala, terima kasih.' }
  const first = await fms.post('servicerequestupdates.xml', update)
  t.equal(first.status, 201)
  t.match(pushes().at(-1), { penutupan: { catatan: /^Sudah menyala, terima kasih\./ } })
  t.equal((await fms.post('servicerequestupdates.xml', update)).text, first.text, 'sent again, it is the same')
  t.match(requestOf(await fms.get(`requests/${responded}.xml`)), { status: ['closed'] })
})

t.test('an update that cannot be is told', async t => {
  const good = { service_request_id: 'LAPOR-1420986', update_id: '5', status: 'OPEN', description: 'x' }
  for (const [change, status, named] of [
    [{ service_request_id: '' }, 400, /service_request_id is missing/],
    [{ service_request_id: 'LAPOR-1' }, 404, /./],
    [{ service_request_id: 'NOBODY-1' }, 404, /./],
    [{ status: 'DONE' }, 400, /status is none of/],
    [{ description: ' ' }, 400, /description is missing/],
    [{ updated_datetime: 'now' }, 400, /updated_datetime/],
    [{ api_key: '' }, 403, /API key/]
  ] as const) {
    const answer = await fms.post('servicerequestupdates.xml', { ...good, ...change })
    t.match([answer.status, errorsOf(answer)], [status, named], JSON.stringify(change))
  }
})

t.test('writes count in the window of their consumer, and too many are a 429 with the time to wait', async t => {
  await city.reload({ ...withKeys,
    consumers: { ...withKeys.consumers,
      fixmystreet: consumer({ keys: [entry(key)], rate: { requests: 1, seconds: 600 } }) } })
  t.teardown(() => city.reload(withKeys))
  const answers = [await fms.get('requests.xml', { api_key: key.key, page_size: '1' }),
    await fms.get('requests.xml', { api_key: key.key, page_size: '1' })]
  const last = answers.at(-1)
  t.equal(last?.status, 429)
  t.match(last?.headers.get('retry-after'), /^\d+$/)
  t.match(parseXml(last?.text ?? ''), { root: 'errors', tree: { error: [{ code: ['429'] }] } })
})

t.test('nothing of a sender is in the log', t => {
  t.notMatch(city.log(), /siti@example|SITI|0812 ?0000|Masih mati|satu_00000000/)
  t.notMatch(city.log(), key.key)
  t.end()
})
