import t, { type Test } from 'tap'
import type { DishubClient, Row } from '../../../adapters/dishub/client.ts'
import { adapter } from '../../../adapters/dishub/index.ts'
import type { Izin, Permohonan } from '../../../adapters/dishub/wire.ts'
import { type LegacyProtocol, startLegacySystem } from '../../../demo/legacy-system.ts'
import { createTransportSystem } from '../../../demo/systems/transport.ts'
import { parseId } from '../../../src/kit/ids.ts'
import { type Mapped, type Reader, type ResourceName, SystemFault } from '../../../src/kit/index.ts'
import { contractErrors } from '../records.ts'
import { connect, createTools, demoCity, fixture, settingsOf } from './surroundings.ts'

type Complete<R extends ResourceName> = Required<Reader<R, DishubClient, unknown>>
const licences = adapter.resources.licences as unknown as Complete<'licences'>
const applications = adapter.resources['licence-applications'] as unknown as Complete<'licence-applications'>
const services = adapter.resources.services as unknown as Complete<'services'>

/** The demo's system with a client on it; `protocol` changes what the system does. */
async function start(
  t: Test,
  { settings = {}, protocol = {} }: { settings?: Record<string, unknown>; protocol?: Partial<LegacyProtocol> } = {}
) {
  const system = await startLegacySystem({ ...createTransportSystem(demoCity), ...protocol })
  const client = connect(system.url, settingsOf(settings))
  t.teardown(async () => {
    await adapter.close(client)
    await system.stop()
  })
  const control = new AbortController()
  return { system, client, control, call: { signal: control.signal, requestId: 'test' } }
}

type Started = Awaited<ReturnType<typeof start>>

const firstPage = ({ client, call }: Started) => licences.list(client, { offset: 0, limit: 50, filters: {} }, call)

async function readAll<R extends ResourceName>(reader: Complete<R>, { client, call }: Started): Promise<unknown[]> {
  const rows: unknown[] = []
  for (let end = false; !end;) {
    const page = await reader.list(client, { offset: rows.length, limit: reader.pageSize, filters: {} }, call)
    rows.push(...page.rows)
    end = page.end
  }
  return rows
}

/** What becomes of the rows: contract errors, reasons to refuse one, and the mapped records. */
function mapAll<R extends ResourceName>(
  reader: Complete<R>,
  resource: R,
  rows: unknown[],
  client: DishubClient
) {
  const errors: string[] = []
  const refused: string[] = []
  const mapped: Mapped<R>[] = []
  const codes = new Set<string>()
  for (const row of rows) {
    const tools = createTools()
    try {
      const record = reader.map(row, tools, client)
      mapped.push(record)
      errors.push(...contractErrors(resource, record, tools))
      for (const { code } of tools.notes.list()) codes.add(code)
    } catch (error) {
      refused.push((error as Error).message)
    }
  }
  return { errors, refused: refused.sort(), mapped, codes: [...codes].sort() }
}

async function faultOf(promise: Promise<unknown>): Promise<SystemFault> {
  const fault = await promise.then(
    () => undefined,
    (error: unknown) => error
  )
  if (!(fault instanceof SystemFault)) throw new Error('no fault')
  return fault
}

t.test('lists every permit once, the last changed first, and all but the hopeless fit the contract', async t => {
  const started = await start(t)
  const rows = await readAll(licences, started)
  const { errors, refused, mapped, codes } = mapAll(licences, 'licences', rows, started.client)
  t.same(errors, [])
  t.same(refused, [
    'has no date of issue (TGL_TERBIT)',
    'has no date of issue (TGL_TERBIT)',
    'has no holder',
    'has no number (NOMOR_IZIN)'
  ])
  t.equal(rows.length, 1501)
  t.equal(new Set(mapped.map(({ key }) => key)).size, 1496, 'one permit was saved twice')
  const changes = mapped.map(({ updatedAt }) => updatedAt)
  t.same(changes, changes.toSorted().toReversed())
  t.same(codes, ['encoding_repaired', 'invalid_value', 'leading_zero_lost', 'nik_invalid', 'null_date_sentinel',
    'region_unknown', 'status_unmapped'])
  t.same(started.system.calls, { DaftarIzin: 31 })
})

t.test('lists every application once, the last changed first', async t => {
  const started = await start(t)
  const rows = await readAll(applications, started)
  const { errors, refused, mapped } = mapAll(applications, 'licence-applications', rows, started.client)
  t.same(errors, [])
  t.same(refused, ['has no date of submission (TGL_MASUK)', 'has no kind of permit (KD_JENIS)'])
  t.equal(new Set(mapped.map(({ key }) => key)).size, rows.length - 2)
  const changes = mapped.map(({ updatedAt }) => updatedAt)
  t.same(changes, changes.toSorted().toReversed())
})

t.test('finds the application behind a permit by the id that the permit gives', async t => {
  const started = await start(t)
  const { client, call } = started
  const { mapped } = mapAll(licences, 'licences', await readAll(licences, started), client)
  const licence = mapped.find(({ record }) => record.application_id !== undefined)
  const key = parseId(licence?.record.application_id ?? '')?.key ?? ''
  const row = await applications.get(client, key, call)
  t.equal((row as Row<Permohonan>).row.NOMOR_IZIN, licence?.key)
})

t.test('lists and finds the kinds of permits', async t => {
  const started = await start(t)
  const { client, call } = started
  const rows = await readAll(services, started)
  t.equal(rows.length, 8)
  t.same(await services.get(client, 'IOT', call), rows[4])
  t.equal(await services.get(client, 'NONE', call), undefined)
})

t.test('finds a permit again whose number has slashes and dots, through its id', async t => {
  const { client, call } = await start(t)
  const page = await licences.list(client, { offset: 0, limit: 1, filters: {} }, call)
  const tools = createTools()
  const { key } = licences.map(page.rows[0], tools, client)
  const id = tools.id(key)
  t.match(key, /^551\.2\/\d{4}-DISHUB\/\d{4}$/)
  t.match(id, /^DISHUB-551_2E2_2F\d{4}-DISHUB_2F\d{4}$/)
  const again = await licences.get(client, parseId(id)?.key ?? '', call)
  t.same(again, page.rows[0])
})

t.test('has no permit and no application under a number that was never given out', async t => {
  const { client, call } = await start(t)
  t.equal(await licences.get(client, '551.2/9999-DISHUB/2025', call), undefined)
  t.equal(await applications.get(client, 'AGD/99999/2025', call), undefined)
})

t.test('hands markup in a key over as text', async t => {
  const { client, call, system } = await start(t)
  t.equal(await licences.get(client, '</nomor><user>x</user> & <nomor>', call), undefined)
  t.same(system.calls, { DetailIzin: 1 })
})

t.test('repairs text that is declared as UTF-8 and is not', async t => {
  const started = await start(t)
  const rows = (await readAll(licences, started)) as Row<Izin>[]
  const names = new Set(rows.map(({ row }) => row.NM_USAHA))
  for (const name of ['Koperasi Angkutan “Bina Roda Priangan”', 'Koperasi Jasa ‘Sauyunan’',
    'PT Müller & Rekan Transportindo', 'PO Señorita “Indah” Pariwisata'])
  {
    t.ok(names.has(name), name)
  }
  t.ok(rows.some(({ row }) => row.NM_TRAYEK === 'Cicaheum – Ledeng'))
  t.notOk(rows.some(({ row }) => /[\uFFFD\u0080-\u009f]/.test(JSON.stringify(row))))
  t.ok(rows.every(({ row, repaired }) => repaired || /^[ -~]*$/.test(JSON.stringify(row))))
})

t.test('takes real UTF-8 as it is', async t => {
  const utf8 = Buffer.from(fixture('daftar-izin.xml').toString('latin1').replace(/\x93|\x94/g, '"'), 'utf8')
  const started = await start(t, {
    protocol: { answer: () => ({ headers: { 'content-type': 'text/xml; charset=UTF-8' }, body: utf8 }) }
  })
  const { rows } = await firstPage(started)
  t.match(rows[0], { repaired: false, row: { NM_USAHA: 'PO Señorita "Indah" Pariwisata' } })
})

t.test('names each fault of the service, all of which come with HTTP 200', async t => {
  t.match(await faultOf(firstPage(await start(t, { settings: { password: 'wrong' } }))), { kind: 'denied',
    stage: 'list permits' })
  t.match(await faultOf(firstPage(await start(t, { settings: { user: 'nobody' } }))), { kind: 'denied' })
  const started = await start(t)
  t.match(await faultOf(started.client.daftarIzin({ offset: 0, limit: 51 }, started.call)), { kind: 'rejected' })
  await started.system.setFault({ kind: 'error' })
  t.match(await faultOf(firstPage(started)), { kind: 'failed' })
  t.match(await faultOf(licences.get(started.client, '551.2/0001-DISHUB/2025', started.call)), { kind: 'failed' },
    'a broken look-up is no "not found"')
})

t.test('names each way in which the system breaks', async t => {
  const started = await start(t)
  for (const [kind, expected] of [
    ['down', 'unreachable'],
    ['garbage', 'unreadable'],
    ['garbage', 'unreadable'],
    ['truncate', 'truncated']
  ] as const) {
    await started.system.setFault({ kind })
    t.equal((await faultOf(firstPage(started))).kind, expected, kind)
  }
  await started.system.setFault({ kind: 'none' })
  t.equal((await firstPage(started)).rows.length, 50, 'and recovers')
})

t.test('leaves a slow system when the caller leaves', async t => {
  const started = await start(t)
  await started.system.setFault({ kind: 'slow', ms: 60_000 })
  const asked = firstPage(started)
  started.control.abort(new Error('the caller left'))
  await t.rejects(asked, { message: 'the caller left' })
})

t.test('refuses a list without a total and an answer to another question', async t => {
  const withoutTotal = fixture('daftar-izin.xml').toString('latin1').replace('JUMLAH_TOTAL xsi', 'JUMLAH xsi').replace(
    '/JUMLAH_TOTAL',
    '/JUMLAH'
  )
  const broken = await start(t, {
    protocol: { answer: () => ({ headers: { 'content-type': 'text/xml' }, body: Buffer.from(withoutTotal, 'latin1') }) }
  })
  t.match(await faultOf(firstPage(broken)), { kind: 'unreadable', message: /without its total/ })
  const other = await start(t, {
    protocol: { answer: () => ({ headers: { 'content-type': 'text/xml' }, body: fixture('detail-izin.xml') }) }
  })
  t.match(await faultOf(licences.get(other.client, '551.2/0001-DISHUB/2025', other.call)), { kind: 'unreadable',
    message: /another record/ })
})

t.test('ends a list whose total promises more than there is', async t => {
  const list = fixture('daftar-izin.xml').toString('latin1').replace(/<item .*<\/item>/s, '')
  const started = await start(t, {
    protocol: { answer: () => ({ headers: { 'content-type': 'text/xml' }, body: Buffer.from(list, 'latin1') }) }
  })
  t.match(list, /JUMLAH_TOTAL[^>]*>1501</)
  t.same(await firstPage(started), { rows: [], end: true })
})

t.test('puts no credential into a fault', async t => {
  const secret = 'sEcret-93'
  const fault = await faultOf(firstPage(await start(t, { settings: { password: secret } })))
  const cause = fault.cause instanceof Error
    ? [fault.cause.message, fault.cause.stack, JSON.stringify(fault.cause)]
    : []
  t.notOk([fault.message, fault.stack, JSON.stringify(fault), ...cause].join('\n').includes(secret))
})

t.test('proves that the system works with one row', async t => {
  const { client, call, system } = await start(t)
  await adapter.probe(client, call)
  t.same(system.calls, { DaftarIzin: 1 })
  await system.setFault({ kind: 'down' })
  t.equal((await faultOf(adapter.probe(client, call))).kind, 'unreachable')
})
