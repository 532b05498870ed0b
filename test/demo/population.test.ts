import t, { type Test } from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { type Biodata, createBiodataRegister } from '../../demo/systems/population-biodata.ts'
import { createPopulationSystem, type PopulationOptions } from '../../demo/systems/population.ts'

interface Answered {
  status: number
  content: Biodata[]
  body: Record<string, unknown>
}

const city = createDemoCity()
const register = createBiodataRegister(city)
const rows = city.people.flatMap(({ nik }) => register.byNik(nik))
const person = city.people[79] as (typeof city.people)[number]

async function start(t: Test, options?: PopulationOptions): Promise<RunningSystem> {
  const system = await startLegacySystem(createPopulationSystem(city, options))
  t.teardown(() => system.stop())
  return system
}

async function post(system: RunningSystem, path: string, fields: Record<string, string>): Promise<Answered> {
  const answer = await fetch(`${system.url}/dukcapil/get_json/${path}`, { method: 'POST',
    body: JSON.stringify(fields) })
  const body = (await answer.json()) as Record<string, unknown>
  return { status: answer.status, body, content: (body['content'] ?? []) as Biodata[] }
}

function credentials({ environment }: RunningSystem): Record<string, string> {
  return { user_id: environment['POPULATION_USER'] ?? '', password: environment['POPULATION_PASSWORD'] ?? '',
    ip_user: '10.73.1.20' }
}

const callNik = (system: RunningSystem, fields: Record<string, string>) =>
  post(system, '32-73/satu/call_nik', { ...credentials(system), ...fields })

t.test('knows everybody in the city, the same at every start', async t => {
  const again = createDemoCity()
  const registerAgain = createBiodataRegister(again)
  t.ok(city.people.every(({ nik, name }) => String(register.byNik(nik)[0]?.['NAMA_LGKP']).trim() === name))
  t.same(again.people.flatMap(({ nik }) => registerAgain.byNik(nik)), rows)
})

t.test('has the traps of the real one', async t => {
  const all = (column: string) => rows.map(row => row[column])
  t.ok(all('NIK').every(nik => typeof nik === 'number'), 'NIK is a number')
  t.ok(all('NO_RT').every(rt => typeof rt === 'number'), 'RT is a number')
  t.ok(all('NO_KEC').includes(2), 'a district is 2, not 02')
  for (const spelling of [/^\d{4}-\d\d-\d\d$/, /^\d\d-\d\d-\d{4}$/, /^\d\d\.\d\d\.\d{4}$/]) {
    t.ok(all('TGL_LHR').some(date => spelling.test(String(date))), `birth dates as ${spelling}`)
  }
  t.same(new Set(all('JENIS_KLMIN')), new Set(['LAKI-LAKI', 'Laki-Laki', 1, 'PEREMPUAN', 'Perempuan', 2, 9]))
  t.ok(all('NAMA_LGKP').some(name => String(name).endsWith(' ')), 'names padded with blanks')
  t.ok(all('PNYDNG_CCT').filter(disability => disability !== null).length > 100, 'disability is sent')
})

t.test('spoils nobody among the first 390', async t => {
  const first = city.people.slice(0, 390)
  const clean = first.filter(({ nik, kk }) => {
    const found = register.byNik(nik)
    const [row] = found
    return found.length === 1 && row?.['NO_KK'] === Number(kk) && row['NO_KEC'] !== 77 && row['JENIS_KLMIN'] !== 9 &&
      row['TGL_LHR'] !== '00-00-0000'
  })
  t.equal(clean.length, first.length)
})

t.test('answers with a page of one person', async t => {
  const system = await start(t)
  const { content, body, status } = await callNik(system, { nik: person.nik })
  t.equal(status, 200)
  t.equal(content.length, 1)
  t.match(content[0], { NIK: Number(person.nik), NAMA_LGKP: person.name, KAB_NAME: 'KOTA BANDUNG',
    EKTP_STATUS: String })
  t.match(body, { lastPage: true, numberOfElements: 1, sort: null, totalElements: 1, firstPage: true, number: 0,
    size: 1 })
  t.same(system.calls, { call_nik: 1 })
})

t.test('answers CALL_NIK_GET_KK with the whole family card', async t => {
  const system = await start(t)
  const { content } = await post(system, '32-73/satu/CALL_NIK_GET_KK', { ...credentials(system), nik: person.nik })
  const members = city.people.filter(({ kk }) => kk === person.kk).map(({ nik }) => Number(nik))
  t.same(content.map(row => row['NIK']), members)
  t.equal(content.filter(row => row['STAT_HBKEL'] === 'KEPALA KELUARGA').length, 1)
})

t.test('takes the field names of every manual', async t => {
  const system = await start(t)
  const { user_id, password } = credentials(system)
  for (const fields of [
    { NIK: person.nik, user_id, password, IP_USER: '10.73.1.20' },
    { nik: person.nik, USER_ID: user_id, PASSWORD: password, ip_address: '10.73.1.20' }
  ]) {
    const { content } = await post(system, '32-73/satu/call_nik', fields as Record<string, string>)
    t.equal(content[0]?.['NIK'], Number(person.nik))
  }
})

t.test('refuses inside the page, with status 200', async t => {
  const system = await start(t)
  const closed = await start(t, { clients: ['10.0.0.9'] })
  for (const [from, fields, respon] of [
    [system, { nik: '0000000000000000' }, 'Data Tidak Ditemukan'],
    [system, { nik: person.nik, password: 'wrong' }, 'Login Gagal'],
    [system, { nik: person.nik, ip_user: '10.0.0.9' }, 'IP Address Tidak Sesuai'],
    [closed, { nik: person.nik }, 'IP Client  Tidak terdaftar']
  ] as const) {
    const { status, content } = await callNik(from, fields)
    t.equal(status, 200)
    t.same(content, [{ RESPON: respon }])
  }
})

t.test('counts the calls of the day, found or not, but no refused ones', async t => {
  const system = await start(t, { quota: 2 })
  await callNik(system, { nik: person.nik, password: 'wrong' })
  t.equal((await callNik(system, { nik: '0000000000000000' })).content[0]?.['RESPON'], 'Data Tidak Ditemukan')
  t.equal((await callNik(system, { nik: person.nik })).content[0]?.['NIK'], Number(person.nik))
  t.same((await callNik(system, { nik: person.nik })).content, [{ RESPON: 'Kuota Akses Hari ini telah Habis' }])
})

t.test('answers {} to a question without NIK and when its database is away', async t => {
  const system = await start(t)
  t.same((await callNik(system, {})).body, {})
  await system.setFault({ kind: 'error' })
  t.same((await callNik(system, { nik: person.nik })).body, {})
})

t.test('is not found under another region, consumer or call', async t => {
  const system = await start(t)
  for (const path of ['32-04/satu/call_nik', '32-73/nobody/call_nik', '32-73/satu/call_nama']) {
    t.equal((await post(system, path, { ...credentials(system), nik: person.nik })).status, 404, path)
  }
  t.equal((await fetch(`${system.url}/dukcapil/get_json/32-73/satu/call_nik`)).status, 405)
  t.equal(
    (await fetch(`${system.url}/dukcapil/get_json/32-73/satu/call_nik`, { method: 'POST', body: 'nik=1' })).status,
    400
  )
})
