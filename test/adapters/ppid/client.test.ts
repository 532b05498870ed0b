import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { createPpidClient, PAGE_SIZE, type PpidClient } from '../../../adapters/ppid/client.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { type FaultKind, type RunningSystem, startLegacySystem } from '../../../demo/legacy-system.ts'
import { createPpidSystem, type PpidOptions } from '../../../demo/systems/ppid.ts'
import { createHttp } from '../../../src/kit/connectors/http.ts'
import { aCall, clientOf, failureOf, startHttp } from '../../kit/connectors/servers.ts'

const demoCity = createDemoCity()

function connect(t: Test, url: string, settings: { user: string; password: string }): PpidClient {
  const client = createPpidClient(createHttp({ url }), settings)
  t.teardown(() => client.close())
  return client
}

async function start(t: Test, options?: PpidOptions): Promise<{ system: RunningSystem; client: PpidClient }> {
  const system = await startLegacySystem(createPpidSystem(demoCity, options))
  t.teardown(() => system.stop())
  const { PPID_USER: user = '', PPID_PASSWORD: password = '' } = system.environment
  return { system, client: connect(t, system.url, { user, password }) }
}

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../adapters/ppid/fixtures/${name}.html`, import.meta.url), 'utf8')
const page = { offset: 0, limit: 10 }

t.test('logs in once and reads the register, last change first', async t => {
  const { system, client } = await start(t)
  const { rows, end } = await client.register({ offset: 0, limit: PAGE_SIZE }, aCall())
  t.equal(rows.length, PAGE_SIZE)
  t.equal(end, false)
  t.ok(rows.every(({ id, nomor, diubah }) => /^\d+$/.test(id) && nomor !== '' && diubah !== ''))
  await client.register({ offset: 350, limit: 100 }, aCall())
  t.same(system.calls, { masuk: 1, login: 1, beranda: 1, register: 3 }, '350 lies in the middle of a page')
})

t.test('gives whole texts where the table shows the beginning', async t => {
  const { client } = await start(t)
  const { rows } = await client.register({ offset: 0, limit: PAGE_SIZE }, aCall())
  t.ok(rows.some(({ rincian }) => rincian.length > 100))
  t.notOk(rows.some(({ rincian }) => rincian.endsWith('...')))
})

t.test('the page of a request tells more than the register, and nothing else', async t => {
  const { client } = await start(t)
  const { rows } = await client.register({ offset: 300, limit: 20 }, aCall())
  for (const row of rows) {
    const detail = await client.detail(row.id, aCall())
    t.match(detail, { nomor: row.nomor, nama: row.nama, rincian: row.rincian, status: row.status, diubah: row.diubah })
    t.match(detail?.nik, /^[\d ]{15,}$/)
  }
})

t.test('gives undefined for a request that there is not', async t => {
  const { client } = await start(t)
  for (const id of ['1', '999999', "1' OR 1=1"]) t.equal(await client.detail(id, aCall()), undefined, id)
})

t.test('reads on when the session ends in the middle', async t => {
  const { system, client } = await start(t, { sessionPages: 3 })
  const seen = new Set<string>()
  for (let offset = 0; offset < 900; offset += 100) {
    const { rows } = await client.register({ offset, limit: 100 }, aCall())
    for (const { id } of rows) seen.add(id)
  }
  t.equal(seen.size, 900)
  t.equal(system.calls['login'], 3)
})

t.test('reads on when the session dies of age', async t => {
  let now = 0
  const { system, client } = await start(t, { now: () => now, idleMs: 1_000 })
  await client.register(page, aCall())
  now = 5_000
  t.equal((await client.register(page, aCall())).rows.length, 10)
  t.equal(system.calls['login'], 2)
})

t.test('parallel pages share one login and one renewal', async t => {
  let now = 0
  const { system, client } = await start(t, { now: () => now, idleMs: 1_000 })
  const readAll = () =>
    Promise.all(Array.from({ length: 8 }, (_, index) => client.register({ offset: index * 100, limit: 100 }, aCall())))
  await readAll()
  t.equal(system.calls['login'], 1)
  now = 5_000
  await readAll()
  t.equal(system.calls['login'], 2)
})

t.test('wrong credentials are denied, and not told', async t => {
  const { system } = await start(t)
  const fault = await failureOf(connect(t, system.url, { user: 'petugas', password: 'bukan-itu' }).beranda(aCall()))
  t.match(fault, { name: 'SystemFault', kind: 'denied', stage: 'log in', message: 'refused the credentials' })
  t.notMatch(JSON.stringify(fault) + String((fault as Error).stack), /bukan-itu/)
})

t.test('a column more, columns moved or headers worded anew do no harm', async t => {
  const { client } = await start(t)
  const expected = await client.register({ offset: 100, limit: 50 }, aCall())
  for (const layout of ['extra', 'renamed'] as const) {
    const other = await start(t, { layout })
    t.same(await other.client.register({ offset: 100, limit: 50 }, aCall()), expected, layout)
  }
})

t.test('a column that is gone is named', async t => {
  const { client } = await start(t, { layout: 'reduced' })
  t.match(await failureOf(client.register(page, aCall())), { kind: 'unreadable', stage: 'list requests',
    message: 'has no column "Batas Waktu" in its table' })
})

const faults: readonly [FaultKind, RegExp][] = [
  ['down', /^(?:unreachable|reset)$/],
  ['error', /^failed$/],
  ['garbage', /^unreadable$/],
  ['truncate', /^truncated$/]
]
for (const [kind, expected] of faults) {
  t.test(`tells that the system is at fault, and recovers with it: ${kind}`, async t => {
    const { system, client } = await start(t)
    await client.beranda(aCall())
    await system.setFault({ kind })
    for (let turn = 0; turn < 2; turn++) {
      t.match(await failureOf(client.register(page, aCall())), { name: 'SystemFault', kind: expected })
      t.match(await failureOf(client.detail('1019', aCall())), { name: 'SystemFault', kind: expected })
    }
    t.equal(system.calls['login'], 1, 'and keeps its session')
    await system.setFault({ kind: 'none' })
    t.equal((await client.register(page, aCall())).rows.length, 10)
  })
}

/** Pages of the test's own behind the login of the fixture. */
async function serving(t: Test, pages: Record<string, string>): Promise<PpidClient> {
  const url = await startHttp(t, (request, response) => {
    const path = new URL(request.url ?? '', 'http://a').pathname.slice(1)
    const body = request.method === 'POST' ? fixture('register') : path === 'masuk.php' ? fixture('masuk') : pages[path]
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(body)
  })
  return createPpidClient(clientOf(t, url), { user: 'a', password: 'b' })
}

t.test('reads the recorded pages', async t => {
  const client = await serving(t, { 'register.php': fixture('register'), 'detail.php': fixture('detail') })
  const { rows, end } = await client.register(page, aCall())
  t.equal(end, true)
  t.strictSame(rows.map(({ id }) => id), ['1019', '1141', '1312'])
  t.match(await client.detail('1019', aCall()), { nik: '3273041603979990', keputusan: 'Ditolak',
    tanggalTanggapan: '23 Februari 2024' })
})

t.test('another request than the one asked for is refused', async t => {
  const client = await serving(t, { 'detail.php': fixture('detail') })
  t.match(await failureOf(client.detail('1020', aCall())), { kind: 'unreadable', stage: 'open request',
    message: 'sent another request than the one asked for, or none' })
})

t.test('a register without page numbers is refused', async t => {
  const client = await serving(t, { 'register.php': fixture('register').replace(/<div class="halaman">.*<\/div>/, '') })
  t.match(await failureOf(client.register(page, aCall())), { kind: 'unreadable',
    message: 'has no page numbers below its table' })
})

t.test('a page of the register that lacks rows is refused', async t => {
  const client = await serving(t, { 'register.php': fixture('register').replace('dari <b>1</b>', 'dari <b>9</b>') })
  t.match(await failureOf(client.register(page, aCall())), { kind: 'unreadable',
    message: 'has 3 rows on page 1 instead of 100' })
})
