import t, { type Test } from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { createRequests } from '../../demo/systems/ppid-requests.ts'
import { createPpidSystem, type PpidOptions } from '../../demo/systems/ppid.ts'

const city = createDemoCity()
const requests = createRequests(city)

async function start(t: Test, options?: PpidOptions): Promise<RunningSystem> {
  const system = await startLegacySystem(createPpidSystem(city, options))
  t.teardown(() => system.stop())
  return system
}

const open = (system: RunningSystem, path: string, cookie = '', body?: URLSearchParams) =>
  fetch(`${system.url}/${path}`, { redirect: 'manual', headers: { cookie }, ...(body && { method: 'POST', body }) })

async function logIn(
  system: RunningSystem,
  password = system.environment['PPID_PASSWORD'] ?? ''
): Promise<{ cookie: string; answer: Response }> {
  const form = await open(system, 'masuk.php')
  const cookie = form.headers.getSetCookie()[0]!.split(';')[0]!
  const token = /name="_token" value="(\w+)"/.exec(await form.text())?.[1] ?? ''
  return { cookie,
    answer: await open(system, 'masuk.php', cookie,
      new URLSearchParams({ _token: token, username: 'petugas', password, masuk: 'Masuk' })) }
}

t.test('has the same requests at every start', t => {
  t.equal(requests.length, 900)
  t.equal(new Set(requests.map(({ id }) => id)).size, 900)
  t.equal(new Set(requests.map(({ nomor }) => nomor)).size, 900)
  t.same(createRequests(createDemoCity()), requests)
  t.end()
})

t.test('has requests in every state, and the defects of typed forms', t => {
  t.ok(new Set(requests.map(({ status }) => status.toLowerCase())).size >= 12)
  t.ok(
    requests.some(({ keberatan }) => keberatan?.tanggapan === '') &&
      requests.some(({ keberatan }) => keberatan?.tanggapan)
  )
  t.ok(requests.some(({ perpanjangan }) => perpanjangan !== ''))
  t.ok(requests.some(({ rincian }) => /\b08\d{9,}/.test(rincian)), 'telephone numbers in the text')
  t.ok(
    requests.some(({ nama }) => nama === '') && requests.some(({ batas }) => batas.startsWith('0000')) &&
      requests.some(({ skpd }) => skpd.startsWith('PT'))
  )
  t.ok(requests.every(({ nik }) => /99\d\d?$/.test(nik.replaceAll(' ', ''))), 'identity numbers that nobody has')
  t.end()
})

t.test('the due day is ten working days after the request', t => {
  const monday = requests.find(({ tanggal, batas }) =>
    new Date(tanggal).getUTCDay() === 1 && !batas.startsWith('0000') &&
    !/-(?:01-01|05-01|06-01|08-17|12-25)/.test(tanggal) && !['01', '05', '06', '08', '12'].includes(tanggal.slice(5, 7))
  )!
  t.equal((Date.parse(monday.batas) - Date.parse(monday.tanggal)) / 86_400_000, 14)
  t.end()
})

t.test('shows no page without a login', async t => {
  const system = await start(t)
  for (const path of ['register.php', 'detail.php?id=1019', 'beranda.php']) {
    const answer = await open(system, path)
    t.match([answer.status, answer.headers.get('location')], [302, /^masuk\.php/])
  }
})

t.test('lets in with the token of the form and the right password alone', async t => {
  const system = await start(t)
  t.match(await (await logIn(system, 'salah')).answer.text(), /salah/)
  const { cookie, answer } = await logIn(system)
  t.equal(answer.headers.get('location'), 'beranda.php')
  t.match(await (await open(system, 'beranda.php', cookie)).text(), /900/)
  const replay = new URLSearchParams({ _token: 'tok00000002', username: 'petugas', password: 'demo-ppid-only' })
  t.match(await (await open(system, 'masuk.php', cookie, replay)).text(), /Token tidak valid/, 'a token is good once')
})

t.test('pages through the register, and shows the last page to who asks for more', async t => {
  const system = await start(t)
  const { cookie } = await logIn(system)
  const third = await (await open(system, 'register.php?hal=3&tampil=100', cookie)).text()
  t.match(third, /Halaman <b>3<\/b> dari <b>9<\/b>/)
  t.equal(third.match(/detail\.php\?id=/g)?.length, 100)
  t.match(await (await open(system, 'register.php?hal=99&tampil=100', cookie)).text(),
    /Halaman <b>9<\/b> dari <b>9<\/b>/)
})

t.test('a session ends after so many pages, and on leaving', async t => {
  const system = await start(t, { sessionPages: 1 })
  const { cookie } = await logIn(system)
  t.equal((await open(system, 'register.php', cookie)).status, 200)
  t.equal((await open(system, 'register.php', cookie)).status, 302)
  const again = await logIn(system)
  await open(system, 'keluar.php', again.cookie)
  t.equal((await open(system, 'beranda.php', again.cookie)).status, 302)
})
