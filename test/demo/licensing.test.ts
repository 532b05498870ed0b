import t, { type Test } from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { createLicensingSystem } from '../../demo/systems/licensing.ts'

interface Grid {
  sEcho: number
  iTotalRecords: number
  iTotalDisplayRecords: number
  aaData: string[][]
}

const city = createDemoCity()

async function start(t: Test, id: 'licensing-a' | 'licensing-b' = 'licensing-a'): Promise<RunningSystem> {
  const system = await startLegacySystem(createLicensingSystem(city, { id }))
  t.teardown(() => system.stop())
  return system
}

const keyOf = ({ environment }: RunningSystem) => environment['LICENSING_A_KEY'] ?? environment['LICENSING_B_KEY'] ?? ''
async function ask(system: RunningSystem, path: string, query: Record<string, string> = {}) {
  const answer = await fetch(`${system.url}${path}?${new URLSearchParams({ key: keyOf(system), ...query })}`)
  return { status: answer.status, text: await answer.text() }
}
async function grid(system: RunningSystem, query: Record<string, string> = {}, page = 'permohonan'): Promise<Grid> {
  return JSON.parse((await ask(system, `/${page}/list_data`, query)).text) as Grid
}
const plain = (cell = '') => cell.replace(/<[^>]*>/g, '')

t.test('pages through a grid as DataTables asks', async t => {
  const system = await start(t)
  const page = await grid(system, { sEcho: '7', iDisplayStart: '20', iDisplayLength: '5' })
  t.match(page, { sEcho: 7, iTotalRecords: 2500, iTotalDisplayRecords: 2500 })
  t.same(page.aaData.map(([position]) => position), ['21', '22', '23', '24', '25'])
  t.equal((await grid(system)).aaData.length, 10)
  t.equal((await grid(system, { iDisplayLength: '5000' })).aaData.length, 100)
  t.equal((await grid(system, { iDisplayStart: '2500' })).aaData.length, 0)
  t.equal((await grid(system, { iDisplayLength: '-1', iDisplayStart: 'x' })).aaData.length, 10)
})

t.test('sorts by the column that it is told, and by the last change as a time', async t => {
  const system = await start(t)
  const asTime = (cell = '') => (/^\d{4}/.test(cell) ? cell : cell.replace(/^(\d\d)-(\d\d)-(\d{4})/, '$3-$2-$1'))
  const changes = async (query: Record<string, string>) =>
    (await grid(system, { iDisplayLength: '100', ...query })).aaData.map(row => asTime(row[18]))
  const newest = await changes({ iSortCol_0: '18', sSortDir_0: 'desc' })
  t.same(newest, [...newest].sort().reverse())
  const oldest = await changes({ iSortCol_0: '18', sSortDir_0: 'asc' })
  t.same(oldest, [...oldest].sort())
  t.ok(oldest[0]! < newest.at(-1)!)
  const names = (await grid(system, { iSortCol_0: '3', sSortDir_0: 'asc', iDisplayLength: '100' })).aaData.map(row =>
    plain(row[3]).toLowerCase()
  )
  t.same(names, [...names].sort())
})

t.test('searches every cell', async t => {
  const system = await start(t)
  const found = await grid(system, { sSearch: ' SALON ', iDisplayLength: '100' })
  t.ok(found.iTotalDisplayRecords > 10 && found.iTotalDisplayRecords < 500)
  t.equal(found.iTotalRecords, 2500)
  t.ok(found.aaData.every(row => row.some(cell => plain(cell).toLowerCase().includes('salon'))))
  t.same((await grid(system, { sSearch: 'no such thing' })).aaData, [])
})

t.test('answers for one number in two ways', async t => {
  const system = await start(t)
  const [row] = (await grid(system, { iDisplayLength: '1' })).aaData
  const number = plain(row?.[1])
  const [registration] = JSON.parse((await ask(system, `/api/permohonan/pendaftaran/${number}`)).text) as Record<string,
    unknown>[]
  t.match(registration, { no_pendaftaran: number, nama: row?.[3], sts_berkas: row?.[11], kd_status: /^\d+$/ })
  t.match(registration?.['tracking'], [{ kd_status: /^\d+$/, tr_name: String, d_entry_awal: /^\d/ }])
  t.match(JSON.parse((await ask(system, `/api/permohonan/cek/${number}`)).text), { pendaftaran_id: number,
    n_pemohon: row?.[3], d_entry: row?.[18] })
})

t.test('says in three ways that there is nothing', async t => {
  const system = await start(t)
  t.same(await ask(system, '/api/permohonan/pendaftaran/0'), { status: 404, text: '{"error":"Tidak ada data.."}' })
  t.same(await ask(system, '/api/permohonan/pendaftaran'), { status: 400, text: '' })
  t.same(await ask(system, '/api/permohonan/pendaftaran/'), { status: 400, text: '' })
  const { status, text } = await ask(system, '/api/permohonan/cek/%E0%A4%A')
  t.equal(status, 200)
  t.match(JSON.parse(text), { pendaftaran_id: 'DATA TIDAK DITEMUKAN', n_pemohon: '-', d_entry: '-' })
})

t.test('says 200 to a wrong key and to an error', async t => {
  const system = await start(t)
  t.same(await ask(system, '/api/perizinan/jenis', { key: 'wrong' }), { status: 200,
    text: '{"status":false,"error":"Invalid API Key."}' })
  await system.setFault({ kind: 'error' })
  t.match(await ask(system, '/api/perizinan/jenis'), { status: 200, text: /^\{"status":false,"error":"Terjadi/ })
})

t.test('has the defects of years of use', async t => {
  const system = await start(t)
  const rows: string[][] = []
  for (let offset = 0; offset < 2500; offset += 100)
    rows.push(...(await grid(system, { iDisplayStart: String(offset), iDisplayLength: '100' })).aaData)
  const count = (column: number, pattern: RegExp) => rows.filter(row => pattern.test(row[column] ?? '')).length
  t.ok(count(1, /><\/a>$/) > 0, 'no number')
  t.ok(count(9, /^0000-00-00$/) > 0, 'no date of receipt')
  t.ok(count(10, /sts-99/) > 5, 'a status that no table has')
  t.ok(count(6, /Ã©|â€“/) > 5, 'text in the wrong character set')
  t.ok(count(5, /^-?$/) > 50 && count(5, /^8/) > 50, 'phones lost, phones without their zero')
  for (const spelling of [/^\d{4}-/, /^\d\d-\d\d-\d{4}$/, /^\d{1,2} [A-Z]/, /^\d\d\/\d\d\/\d\d$/, / 00:00:00$/])
    t.ok(count(9, spelling) > 100, String(spelling))
})

t.test('numbers its steps in another way at the other office, and shares numbers with it', async t => {
  const labelsOf = async (system: RunningSystem) => {
    const labels = new Map<string, string>()
    const numbers = new Set<string>()
    for (let offset = 0; offset < 2500; offset += 100) {
      for (const row of (await grid(system, { iDisplayStart: String(offset), iDisplayLength: '100' })).aaData) {
        labels.set(/sts-(\d+)/.exec(row[10] ?? '')?.[1] ?? '', plain(row[10]))
        if (plain(row[1]).length === 16) numbers.add(plain(row[1]))
      }
    }
    return { labels, numbers }
  }
  const [a, b] = [await labelsOf(await start(t)), await labelsOf(await start(t, 'licensing-b'))]
  t.equal(a.labels.get('13'), 'Kasir')
  t.equal(b.labels.get('13'), 'Surat Diizinkan')
  t.equal(b.labels.get('12'), 'Pembayaran di Kasir')
  t.ok(a.labels.has('17') && !b.labels.has('17'))
  t.ok([...a.numbers].filter(number => b.numbers.has(number)).length >= 3)
})

t.test('registers a form as often as it is sent, and says no more of a failure than that', async t => {
  const system = await start(t)
  const post = async (form: Record<string, string>, key = system.environment['LICENSING_A_KEY'] ?? '') => {
    const answer = await fetch(`${system.url}/api/permohonan/pendaftaran?key=${key}`, { method: 'POST',
      body: new URLSearchParams(form) })
    return { status: answer.status, value: (await answer.json()) as Record<string, unknown> }
  }
  const form = { perizinan_id: '055', permohonan: 'Permohonan Baru', n_pemohon: 'SITI', no_referensi: 'R1' }
  const numbers = [await post(form), await post(form)].map(({ value }) => value['no_pendaftaran'] as string)
  t.match(numbers[0], /^\d{5}055\d{8}$/)
  t.equal(new Set(numbers).size, 2)
  t.match(system.records(), [{ jenis: 'pendaftaran', no_pendaftaran: numbers[0], no_referensi: 'R1',
    n_pemohon: 'SITI' }, { no_referensi: 'R1' }])
  t.same(await post({ ...form, n_pemohon: ' ' }), { status: 200,
    value: { status: 'failed', no_pendaftaran: ' ', error: { n_pemohon: 'Nama Pemohon harus diisi' } } })
  t.match(await post(form, 'wrong'), { status: 200, value: { status: false, error: 'Invalid API Key.' } })
  await system.setFault({ kind: 'error' })
  t.same(await post(form), { status: 200, value: { status: 'failed', no_pendaftaran: ' ' } })
  t.equal(system.records().length, 2)
})
