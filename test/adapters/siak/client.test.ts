import t, { type Test } from 'tap'
import { adapter } from '../../../adapters/siak/index.ts'
import { type LegacyProtocol, startLegacySystem } from '../../../demo/legacy-system.ts'
import { createBiodataRegister } from '../../../demo/systems/population-biodata.ts'
import { createPopulationSystem, type PopulationOptions } from '../../../demo/systems/population.ts'
import { SystemFault } from '../../../src/kit/index.ts'
import { connect, createTools, demoCity, residents } from './surroundings.ts'

const person = demoCity.people[79] as (typeof demoCity.people)[number]

/** The demo's system with a client on it; `settings` change the client's, `protocol` what the system does. */
async function start(
  t: Test,
  { settings = {}, options = {}, protocol = {} }: { settings?: Record<string, unknown>; options?: PopulationOptions;
    protocol?: Partial<LegacyProtocol> } = {}
) {
  const system = await startLegacySystem({ ...createPopulationSystem(demoCity, options), ...protocol })
  const client = connect(system.url, system.environment, settings)
  t.teardown(async () => {
    await adapter.close(client)
    await system.stop()
  })
  const control = new AbortController()
  const call = { signal: control.signal, requestId: 'test' }
  return { system, client, control, call, get: (nik: string) => residents.get(client, nik, call) }
}

async function faultOf(promise: Promise<unknown>): Promise<SystemFault> {
  const fault = await promise.then(
    () => undefined,
    (error: unknown) => error
  )
  if (!(fault instanceof SystemFault)) throw new Error('no fault')
  return fault
}

/** Everything that a log could print of a fault. */
function said(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return [error.message, error.stack, JSON.stringify(error), said(error.cause)].join('\n')
}

function json(body: string): Partial<LegacyProtocol> {
  return { answer: () => ({ headers: { 'content-type': 'application/json' }, body }) }
}

t.test('finds a person by NIK', async t => {
  const { get, client } = await start(t)
  const found = await get(person.nik)
  t.ok(found)
  if (!found) return
  const { key, record } = residents.map(found, createTools(), client)
  t.equal(key, person.nik)
  t.equal(record.name_raw, person.name)
  t.equal(record.birth_date, person.birthDate)
})

t.test('has nobody under a NIK that was never given out', async t => {
  const { get } = await start(t)
  t.equal(await get('3273010101010001'), undefined)
})

t.test('has nobody when the page is empty', async t => {
  const { get } = await start(t, { protocol: json('{"content":[],"totalElements":0}') })
  t.equal(await get(person.nik), undefined)
})

t.test('lets no column past that the hub must not hold', async t => {
  const { get } = await start(t)
  const found = await get(person.nik)
  t.same(Object.keys(found?.biodata ?? {}), ['NIK', 'NO_KK', 'NAMA_LGKP', 'JENIS_KLMIN', 'TMPT_LHR', 'TGL_LHR',
    'STATUS_KAWIN', 'ALAMAT', 'NO_RT', 'NO_RW', 'KODE_POS', 'NO_PROP', 'NO_KAB', 'NO_KEC', 'NO_KEL'])
})

t.test('drops disability (PNYDNG_CCT) before anything else sees it, of whomever the system tells it', async t => {
  const { get } = await start(t)
  const register = createBiodataRegister(demoCity)
  const told = demoCity.people.slice(0, 390).filter(({ nik }) =>
    register.byNik(nik).some(({ PNYDNG_CCT }) => typeof PNYDNG_CCT === 'string')
  )
  t.ok(told.length >= 10, `${told.length} people of whom the system tells it`)
  for (const { nik } of told) {
    const found = await get(nik)
    t.ok(found, 'the person is found')
    t.notMatch(JSON.stringify(found), /PNYDNG|CACAT/i)
  }
})

t.test('finds the person asked for in the whole family', async t => {
  const { get, system } = await start(t, { settings: { method: 'CALL_NIK_GET_KK' } })
  const family = demoCity.people.filter(({ kk }) => kk === person.kk)
  t.ok(family.length > 1)
  for (const member of family) t.equal(String((await get(member.nik))?.biodata.NIK), member.nik)
  t.same(system.calls, { CALL_NIK_GET_KK: family.length })
})

t.test('tells that a NIK was given out twice', async t => {
  const { get } = await start(t)
  t.equal((await get(person.nik))?.rows, 1)
  t.equal((await get(demoCity.people[395]?.nik ?? ''))?.rows, 2)
})

t.test('keeps all digits of a NIK that is too large for a number', async t => {
  const { get } = await start(t, { protocol: json('{"content":[{"NIK":9471011505859993,"NAMA_LGKP":"YOHANES"}]}') })
  t.equal((await get('9471011505859993'))?.biodata.NIK, '9471011505859993')
})

t.test('never takes somebody else for the person asked for', async t => {
  const { get } = await start(t, { protocol: json('{"content":[{"NIK":3273010101019990,"NAMA_LGKP":"ASEP"}]}') })
  t.match(await faultOf(get(person.nik)), { kind: 'unreadable' })
})

t.test('names each refusal', async t => {
  const refusals = [
    [{ settings: { password: 'wrong' } }, 'denied', /Login Gagal/],
    [{ settings: { ip: '10.0.0.9' } }, 'denied', /IP Address Tidak Sesuai/],
    [{ options: { clients: ['10.0.0.9'] } }, 'denied', /IP Client Tidak terdaftar/],
    [{ settings: { consumer: 'nobody' } }, 'rejected', /status 404/],
    [{ protocol: json('{"content":[{"RESPON":"Layanan sedang pemeliharaan"}]}') }, 'failed', /manual does not list/],
    [{ protocol: json('{}') }, 'unreadable', /without content/],
    [{ protocol: json('null') }, 'unreadable', /without content/]
  ] as const
  for (const [circumstances, kind, detail] of refusals) {
    const { get } = await start(t, circumstances)
    t.match(await faultOf(get(person.nik)), { kind, message: detail })
  }
})

t.test('asks for patience until midnight when the quota is used up', async t => {
  const { get } = await start(t, { options: { quota: 2 } })
  await get(person.nik)
  await get('0000000000000000')
  const fault = await faultOf(get(person.nik))
  t.equal(fault.kind, 'throttled')
  const midnight = new Date(Date.now() + (fault.retryAfterMs ?? 0) + 7 * 3_600_000).toISOString()
  t.match(midnight, /T00:00:0/)
})

t.test('names each way in which the system breaks', async t => {
  const { get, system } = await start(t)
  for (const [kind, expected] of [
    ['down', 'unreachable'],
    ['error', 'unreadable'],
    ['garbage', 'unreadable'],
    ['garbage', 'unreadable'],
    ['truncate', 'truncated']
  ] as const) {
    await system.setFault({ kind })
    t.equal((await faultOf(get(person.nik))).kind, expected, kind)
  }
  await system.setFault({ kind: 'none' })
  t.ok(await get(person.nik), 'and recovers')
})

t.test('leaves a slow system when the caller leaves', async t => {
  const { get, system, control } = await start(t)
  await system.setFault({ kind: 'slow', ms: 60_000 })
  const asked = get(person.nik)
  control.abort(new Error('the caller left'))
  await t.rejects(asked, { message: 'the caller left' })
})

t.test('puts neither a NIK nor a credential into a fault', async t => {
  const secret = 'sEcret-93'
  const echo: Partial<LegacyProtocol> = {
    answer: ({ body }) => ({ body: JSON.stringify({ content: [{ RESPON: `Kesalahan: ${body.toString()}` }] }) })
  }
  const faults = [
    await start(t, { settings: { password: secret } }).then(({ get }) => faultOf(get(person.nik))),
    await start(t, { settings: { password: secret }, protocol: echo }).then(({ get }) => faultOf(get(person.nik))),
    await start(t, { settings: { password: secret }, protocol: json(`{"content": "${secret} ${person.nik}`) }).then((
      { get }
    ) => faultOf(get(person.nik))),
    await start(t, { settings: { password: secret, consumer: 'x' } }).then(({ get }) => faultOf(get(person.nik))),
    await start(t, { settings: { password: secret } }).then(async ({ get, system }) => {
      await system.setFault({ kind: 'truncate' })
      return faultOf(get(person.nik))
    })
  ]
  for (const fault of faults) {
    t.notOk(said(fault).includes(secret), fault.message)
    t.notOk(said(fault).includes(person.nik), fault.message)
  }
})

t.test('proves that the system works without asking for anybody', async t => {
  const bodies: string[] = []
  const real = createPopulationSystem(demoCity)
  const { client, call, system } = await start(t, {
    protocol: {
      answer(exchange) {
        bodies.push(exchange.body.toString())
        return real.answer(exchange)
      }
    }
  })
  await adapter.probe(client, call)
  t.match(bodies, [/"nik":"0000000000000000"/])
  await system.setFault({ kind: 'down' })
  t.equal((await faultOf(adapter.probe(client, call))).kind, 'unreachable')
})

t.test('has no list: a register is asked for one person only', async t => {
  t.equal(residents.list, undefined)
})
