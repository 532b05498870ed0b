import t, { type Test } from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { createReports } from '../../demo/systems/complaints-records.ts'
import { type ComplaintsOptions, createComplaintsSystem } from '../../demo/systems/complaints.ts'

interface Listed {
  status: string
  total: string
  data: { trackingid: string; tanggal: string; tanggal_update: string; status: string; isi: string }[]
}

const city = createDemoCity()
const reports = createReports(city)

async function start(t: Test, options?: ComplaintsOptions): Promise<RunningSystem> {
  const system = await startLegacySystem(createComplaintsSystem(city, options))
  t.teardown(() => system.stop())
  return system
}

async function form<T>(system: RunningSystem, operation: string, fields: Record<string, string>): Promise<T> {
  const answer = await fetch(`${system.url}/api/services/f01/${operation}`, { method: 'POST',
    body: new URLSearchParams(fields) })
  if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`)
  return (await answer.json()) as T
}

async function pullToken(system: RunningSystem): Promise<string> {
  const key = system.environment['COMPLAINTS_KEY'] ?? ''
  return (await form<{ KEYTOKEN: string }>(system, 'gettoken', { api_key: key })).KEYTOKEN
}

async function xml(system: RunningSystem, operation: string, body: string, type = 'text/xml'): Promise<string> {
  const answer = await fetch(`${system.url}/api/stream/${operation}`, { method: 'POST',
    headers: { 'content-type': type }, body })
  if (answer.status !== 200 || !answer.headers.get('content-type')?.startsWith('text/xml'))
    throw new Error(`HTTP ${answer.status}`)
  return answer.text()
}

async function pushToken(system: RunningSystem): Promise<string> {
  const answer = await xml(system, 'gettoken', `<lapor apikey="${system.environment['COMPLAINTS_KEY']}"/>`)
  return /<token>(.+?)<\/token>/.exec(answer)?.[1] ?? ''
}

const report = (token: string, isi = 'Lampu mati &amp; gelap', flags = 'rahasia="0" anonim="1"') =>
  '<lapor ' +
  `token="${token}"><pelapor><email>a@surel.example</email><telpon>081200000001</telpon><namadepan>Siti</namadepan>` +
  `<namabelakang>Rahma</namabelakang></pelapor><laporan ${flags}><isi>${isi}</isi></laporan></lapor>`

const lastChange = (
  row: Listed['data'][number]
) => (row.tanggal_update.startsWith('0000') ? row.tanggal : row.tanggal_update)

t.test('has the same reports at every start', async t => {
  t.equal(reports.length, 3000)
  t.same(createReports(createDemoCity()), reports)
})

t.test('has the defects of the real one', async t => {
  const texts = reports.map(row => row.isi ?? '')
  t.ok(reports.filter(row => row.sumber === 'SMS 1708').every(row => row.lokasi === '' && row.lat === ''),
    'text messages without a place')
  t.ok(texts.some(text => text.includes('&amp;amp;')), 'entities doubled')
  t.ok(reports.some(row => row.lat.startsWith('107')), 'positions swapped')
  t.ok(reports.some(row => row.lat.startsWith('-6,')), 'decimal commas')
  t.ok(texts.some(text => /\b3273\d{8}99\d\d/.test(text)), 'identity numbers in the text')
  t.ok(texts.some(text => /\b08\d{10}/.test(text)), 'telephone numbers in the text')
  t.ok(reports.some(row => row.isi === null) && reports.some(row => row.tanggal.startsWith('0000')),
    'rows without text or date')
  t.ok(reports.some(row => row.status === 'Eskalasi'), 'statuses that nobody knows')
  t.ok(reports.some(row => row.induk !== '0'), 'duplicates that moderators found')
  t.ok(new Set(reports.map(row => row.kecamatan)).size > 100, 'many spellings of thirty districts')
})

t.test('answers topics as strings in a bare array', async t => {
  const system = await start(t)
  const topics = await form<Record<string, unknown>[]>(system, 'gettopics', { KEYTOKEN: await pullToken(system) })
  t.match(topics.find(topic => topic['id'] === '13'), { id: '13', parent: '3', topic_name: 'Kemacetan Lalu Lintas' })
  t.ok(topics.some(topic => topic['parent'] === '0'))
  t.ok(new Set(topics.map(topic => topic['topic_name'])).size < topics.length, 'names repeat')
})

t.test('lists reports by last change, newest first, and pages without a gap', async t => {
  const system = await start(t)
  const token = await pullToken(system)
  const first = await form<Listed>(system, 'getstreams', { KEYTOKEN: token, start: '0', limit: '60' })
  const second = await form<Listed>(system, 'getstreams', { KEYTOKEN: token, start: '60', limit: '60' })
  const both = await form<Listed>(system, 'getstreams', { KEYTOKEN: token, start: '0', limit: '999' })
  t.equal(both.data.length, 100, 'never more than 100')
  t.same([...first.data, ...second.data].slice(0, 100), both.data)
  const changes = both.data.map(lastChange)
  t.same(changes, [...changes].sort().reverse())
  t.equal(first.total, String(reports.filter(row => !row._rahasia).length))
})

t.test('filters by public status and by last change', async t => {
  const system = await start(t)
  const token = await pullToken(system)
  const done = await form<Listed>(system, 'getstreams', { KEYTOKEN: token, status: 'Selesai', limit: '100' })
  t.ok(done.data.length > 0 && done.data.every(row => row.status === 'Selesai'))
  const since = '2026-11-01 00:00:00'
  const recent = await form<Listed>(system, 'getstreams', { KEYTOKEN: token, sejak: since, limit: '100' })
  t.equal(recent.total, String(reports.filter(row => !row._rahasia && lastChange(row as never) >= since).length))
  t.ok(Number(recent.total) > 0 && Number(recent.total) < 1000)
})

t.test('shows neither confidential reports nor who sent one', async t => {
  const system = await start(t)
  const token = await pullToken(system)
  const secret = reports.find(row => row._rahasia)?.trackingid ?? ''
  t.match(await form(system, 'getstream', { KEYTOKEN: token, trackingid: secret }), { status: 'error',
    message: 'Data tidak ditemukan' })
  const open = reports.find(row => !row._rahasia)?.trackingid ?? ''
  const found = await form<{ data: object }>(system, 'getstream', { KEYTOKEN: token, trackingid: open })
  t.match(found.data, { trackingid: open })
  t.notOk(Object.keys(found.data).some(name => /pelapor|telp|email|nama|_rahasia/.test(name)))
})

t.test('refuses wrong keys and tokens with 200 and an error', async t => {
  const system = await start(t)
  t.same(await form(system, 'gettoken', { api_key: 'wrong' }), { status: 'error', message: 'API key tidak dikenal' })
  t.same(await form(system, 'getstreams', { KEYTOKEN: 'wrong' }), { status: 'error', message: 'Token tidak valid' })
  t.same(await form(system, 'getstreams', {}), { status: 'error', message: 'Token tidak valid' })
})

t.test('a token expires by age', async t => {
  let now = 0
  const system = await start(t, { now: () => now, tokenMs: 1000 })
  const token = await pullToken(system)
  now = 999
  t.match(await form(system, 'getstreams', { KEYTOKEN: token }), { status: 'ok' })
  now = 1000
  t.same(await form(system, 'getstreams', { KEYTOKEN: token }), { status: 'error', message: 'Token kadaluarsa' })
})

t.test('a token expires by use', async t => {
  const system = await start(t, { tokenCalls: 1 })
  const token = await pullToken(system)
  t.match(await form(system, 'getstreams', { KEYTOKEN: token }), { status: 'ok' })
  t.same(await form(system, 'getstreams', { KEYTOKEN: token }), { status: 'error', message: 'Token kadaluarsa' })
})

t.test('records a push and answers with its numbers', async t => {
  const system = await start(t, { now: () => Date.parse('2026-11-20T17:00:00+07:00') })
  const answer = await xml(system, 'addstream', report(await pushToken(system)))
  const trackingid = /<trackingid>(\d+)<\/trackingid>/.exec(answer)?.[1] ?? ''
  t.match(answer, /<transaksiid>TRX000001<\/transaksiid>/)
  t.same(system.records(), [
    {
      trackingid,
      transaksiid: 'TRX000001',
      tanggal: '2026-11-20 17:00:00',
      pelapor: { email: 'a@surel.example', telpon: '081200000001', namadepan: 'Siti', namabelakang: 'Rahma' },
      laporan: { rahasia: '0', anonim: '1', isi: 'Lampu mati & gelap' }
    }
  ])
  const token = await pullToken(system)
  const newest = await form<Listed>(system, 'getstreams', { KEYTOKEN: token, limit: '1' })
  t.match(newest.data, [{ trackingid, tanggal: '2026-11-20 17:00:00' }], 'it is pulled at once')
  t.notMatch(JSON.stringify(newest), /Siti|081200000001/)
})

t.test('a repeated push makes a duplicate', async t => {
  const system = await start(t)
  const token = await pushToken(system)
  const answers = [await xml(system, 'addstream', report(token)), await xml(system, 'addstream', report(token))]
  t.equal(new Set(answers).size, 2)
  t.equal(system.records().length, 2)
})

t.test('a confidential push is never pulled', async t => {
  const system = await start(t)
  const answer = await xml(system, 'addstream', report(await pushToken(system), 'x', 'rahasia="1" anonim="0"'))
  const trackingid = /<trackingid>(\d+)<\/trackingid>/.exec(answer)?.[1] ?? ''
  t.equal(system.records().length, 1)
  const found = await form(system, 'getstream', { KEYTOKEN: await pullToken(system), trackingid })
  t.match(found, { status: 'error', message: 'Data tidak ditemukan' })
})

const elementOf = (answer: string, name: string) => new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(answer)?.[1] ?? ''

t.test('puts what its sender adds under the report', async t => {
  const system = await start(t, { now: () => Date.parse('2026-11-20T17:00:00+07:00') })
  const token = await pushToken(system)
  const trackingid = elementOf(await xml(system, 'addstream', report(token)), 'trackingid')
  const comment = await xml(system, 'addkomentar',
    `<lapor token="${token}"><komentar trackingid="${trackingid}"><isi>Masih mati &amp; gelap</isi></komentar></lapor>`)
  t.match(comment, new RegExp(`<status>ok</status><trackingid>${trackingid}</trackingid><transaksiid>TRX000002<`))
  await xml(system, 'tutupstream', `<lapor token="${token}"><penutupan trackingid="${trackingid}"><catatan>Sudah ` +
    'menyala</catatan></penutupan></lapor>')
  const { data } = await form<{ data: object }>(system, 'getstream', { KEYTOKEN: await pullToken(system), trackingid })
  t.match(data, {
    aksi: 'Ditutup',
    status: 'Selesai',
    tanggal_tutup: '2026-11-20 17:00:00',
    tanggal_update: '2026-11-20 17:00:00',
    tindak_lanjut: [
      { id: '1', instansi: '', jenis: 'Komentar', isi: 'Masih mati &amp; gelap', publik: '1' },
      { id: '2', jenis: 'Penutupan', isi: 'Sudah menyala' }
    ]
  })
  t.match(system.records(), [{ laporan: {} }, { trackingid, komentar: { isi: 'Masih mati & gelap' } }, { trackingid,
    penutupan: { catatan: 'Sudah menyala' } }])
})

t.test('adds nothing to a report that is closed, or is not there', async t => {
  const system = await start(t)
  const token = await pushToken(system)
  const add = (trackingid: string, isi = 'x') =>
    xml(system, 'addkomentar',
      `<lapor token="${token}"><komentar trackingid="${trackingid}"><isi>${isi}</isi></komentar></lapor>`)
  const close = (trackingid: string, catatan = 'x') =>
    xml(system, 'tutupstream',
      `<lapor token="${token}"><penutupan trackingid="${trackingid}"><catatan>${catatan}</catatan></penutupan></lapor>`)
  const closed = reports.find(({ tanggal_tutup }) => tanggal_tutup !== null)?.trackingid ?? ''
  for (const call of [add, close]) {
    t.match(await call('1'), /Laporan tidak ditemukan/)
    t.match(await call(''), /Laporan tidak ditemukan/)
    t.match(await call(closed), /Laporan sudah ditutup/)
    t.match(await call(closed, ' '), /tidak boleh kosong/)
  }
  t.same(system.records(), [])
})

t.test('finds for its senders what they have sent, secret reports too', async t => {
  const system = await start(t)
  const token = await pushToken(system)
  const search = (words: string) => xml(system, 'caristream', `<lapor token="${token}"><cari>${words}</cari></lapor>`)
  t.match(await search('[Satu A]'), /<jumlah>0<\/jumlah><\/lapor>/)
  const secret = await xml(system, 'addstream', report(token, 'Rahasia &lt;1&gt; [Satu A]', 'rahasia="1" anonim="1"'))
  await xml(system, 'addkomentar',
    `<lapor token="${token}"><komentar trackingid="${
      elementOf(secret, 'trackingid')
    }"><isi>Lagi [Satu B]</isi></komentar></lapor>`)
  const found = await search('[Satu A]')
  t.match(found, /<jumlah>1<\/jumlah>/)
  t.equal(elementOf(found, 'trackingid'), elementOf(secret, 'trackingid'))
  t.equal(elementOf(found, 'isi'), 'Rahasia &lt;1> [Satu A]')
  t.match(await search('[Satu'), /<jumlah>2<.*Lagi.*Rahasia/s, 'newest first')
  t.match(await search(' '), /tidak boleh kosong/)
  for (let sent = 0; sent < 20; sent++) await xml(system, 'addstream', report(token, 'lagi [Satu'))
  const many = await search('[Satu')
  t.match(many, /<jumlah>22<\/jumlah>/)
  t.equal(many.match(/<baris>/g)?.length, 20)
})

t.test('refuses a write in its own words when it is told to, and nothing else', async t => {
  const system = await start(t)
  const token = await pushToken(system)
  await system.setFault({ kind: 'refuse' })
  t.match(await xml(system, 'addstream', report(token)), /<status>gagal<\/status><pesan>Laporan ditolak: /)
  t.match(await xml(system, 'caristream', `<lapor token="${token}"><cari>x</cari></lapor>`), /<status>ok/)
  t.ok(await pushToken(system))
  t.same(system.records(), [])
})

t.test('refuses a push with an XML error and writes nothing', async t => {
  let now = 0
  const system = await start(t, { now: () => now, tokenMs: 1000 })
  const token = await pushToken(system)
  t.match(await xml(system, 'addstream', '<lapor token="x"><laporan>'),
    /<status>gagal<\/status><pesan>Format XML tidak valid</)
  t.match(await xml(system, 'addstream', '<report/>'), /Format XML tidak valid/)
  t.match(await xml(system, 'addstream', report(token), 'text/plain'), /Content-Type harus text\/xml/)
  t.match(await xml(system, 'addstream', report('PT99')), /Token tidak valid/)
  t.match(await xml(system, 'addstream', report(token, ' ')), /Isi laporan tidak boleh kosong/)
  t.match(await xml(system, 'gettoken', '<lapor apikey="wrong"/>'), /API key tidak dikenal/)
  now = 1000
  t.match(await xml(system, 'addstream', report(token)), /Token kadaluarsa/)
  t.same(system.records(), [])
})

t.test('reports an internal error in its own words with 200', async t => {
  const system = await start(t)
  await system.setFault({ kind: 'error' })
  t.same(await form(system, 'gettopics', {}), { status: 'error', message: 'Terjadi kesalahan pada database' })
  t.match(await xml(system, 'addstream', report('x')), /<status>gagal<\/status><pesan>Terjadi kesalahan/)
  t.same(system.calls, { gettopics: 1, addstream: 1 })
})
