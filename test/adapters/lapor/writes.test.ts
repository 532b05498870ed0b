import t, { type Test } from 'tap'
import { adapter } from '../../../adapters/lapor/index.ts'
import type { Stream } from '../../../adapters/lapor/wire.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { startLegacySystem } from '../../../demo/legacy-system.ts'
import { type ComplaintsOptions, createComplaintsSystem } from '../../../demo/systems/complaints.ts'
import type { Call, Reader, Write, WriteAction, WriteBodies, Writer } from '../../../src/kit/index.ts'
import { writeFaults } from '../write-faults.ts'
import { city, createTools, settingsOf } from './surroundings.ts'

type Action = WriteAction<'complaints'>
type Body<A extends Action> = WriteBodies['complaints'][A]

const demoCity = createDemoCity()
const call = (signal = new AbortController().signal): Call => ({ signal, requestId: 'req-test' })
const reader = adapter.resources.complaints as unknown as Reader<'complaints', unknown, Stream>
const acceptedAt = '2026-11-20T10:00:00+07:00'
const receipts = ['AAAAAAAAAAA1', 'AAAAAAAAAAA2', 'AAAAAAAAAAA3'] as const

async function start(t: Test, options?: ComplaintsOptions) {
  const system = await startLegacySystem(createComplaintsSystem(demoCity, options))
  t.teardown(() => system.stop())
  const context = { system: { id: 'complaints', name: 'LAPOR!', prefix: 'LAPOR', agencyId: 'SKPD-DISKOMINFO' },
    url: system.url, city, today: () => '2026-11-20' }
  const client = adapter.connect(settingsOf({ api_key: system.environment['COMPLAINTS_KEY'] }), context)
  t.teardown(() => adapter.close(client))
  const writer = <A extends Action>(action: A) =>
    adapter.writes.complaints![action] as unknown as Required<Writer<Body<A>, unknown>>
  const write = <A extends Action>(body: Body<A>, receipt: string, key?: string): Write<Body<A>> => ({ receipt, key,
    body, acceptedAt })
  return {
    system,
    create: (body: Body<'create'>, receipt: string = receipts[0]) =>
      writer('create').send(client, write<'create'>(body, receipt), call()),
    comment: (key: string, text: string, receipt: string = receipts[1]) =>
      writer('update').send(client, write<'update'>({ text }, receipt, key), call()),
    close: (key: string, note: string, receipt: string = receipts[2]) =>
      writer('close').send(client, write<'close'>({ note }, receipt, key), call()),
    find: (action: Action, receipt: string, signal?: AbortSignal) =>
      writer(action).find(client, write({} as never, receipt), call(signal)),
    async read(key: string) {
      const row = await reader.get!(client, key, call())
      return row && reader.map(row, createTools(), client).record
    }
  }
}

t.test('a complaint is there with its text, and is found again', async t => {
  const { system, create, find, read } = await start(t)
  t.equal(await find('create', receipts[0]), undefined)
  const written = await create({ service_code: 'LAPOR-11', title: 'Lampu mati',
    description: 'Lampu mati & gelap sejak Senin.' })
  t.match(await read(written.key), { service_code: 'LAPOR-11', title: 'Lampu mati',
    description: 'Lampu mati & gelap sejak Senin.', reporter: { anonymous: true } })
  t.same(await find('create', receipts[0]), written)
  t.equal(await find('create', receipts[1]), undefined)
  t.equal(written.reference, written.key)
  t.equal(system.records().length, 1)
})

t.test('a secret complaint is found, though nobody can read it', async t => {
  const { create, find, read } = await start(t)
  const written = await create({ description: 'Pungli.',
    reporter: { name: 'SITI', anonymous: true, confidential: true } })
  t.equal(await read(written.key), undefined)
  t.same(await find('create', receipts[0]), written)
})

t.test('a comment and the closing of it are there, and are found again', async t => {
  const { create, comment, close, find, read } = await start(t)
  const { key } = await create({ description: 'Lampu mati.' })
  t.same(await comment(key, 'Masih mati.'), { key, reference: key })
  await close(key, 'Sudah menyala.')
  t.match(await read(key), { status: { code: 'closed' },
    updates: [{ text: 'Masih mati.' }, { text: 'Sudah menyala.', status: 'closed' }] })
  t.same(await find('update', receipts[1]), { key, reference: key })
  t.same(await find('close', receipts[2]), { key, reference: key })
})

t.test("a receipt in somebody else's words is not taken for the write", async t => {
  const { create, find } = await start(t)
  await create({ description: `Seperti [Satu ${receipts[1]}]` })
  t.equal(await find('create', receipts[1]), undefined)
})

t.test('a service that LAPOR does not have is told to the caller, and nothing is sent', async t => {
  const { system, create } = await start(t)
  for (const service_code of ['LAPOR-999', 'SIAK-11', 'street-lighting']) {
    await t.rejects(create({ service_code, description: 'x' }), { kind: 'rejected', message: 'has no such topic',
      fields: [{ field: 'service_code', detail: 'has no such topic' }] })
  }
  t.equal(system.calls['addstream'], undefined)
})

t.test('what LAPOR does not take is told by its field, in other words than its own', async t => {
  const { system, create, comment, close } = await start(t)
  const { key } = await create({ description: 'Lampu mati.' })
  await system.setFault({ kind: 'refuse' })
  const refused = (field: string) => ({ kind: 'rejected', message: 'does not take this text', fields: [{ field }] })
  await t.rejects(create({ description: 'Lampu mati.' }, receipts[1]), refused('description'))
  await t.rejects(comment(key, 'x'), refused('text'))
  await t.rejects(close(key, 'x'), refused('note'))
  await system.setFault({ kind: 'none' })
  await t.rejects(comment('1', 'x'), { kind: 'rejected', message: 'has no such report', fields: [] })
  await close(key, 'Sudah.')
  await t.rejects(comment(key, 'x'), { kind: 'rejected', message: 'has closed this report already' })
  t.equal(system.records().length, 2)
})

for (const { kind, expected, isWritten } of writeFaults) {
  t.test(`after ${kind} it is known whether it was written`, async t => {
    const { system, create, find } = await start(t)
    await find('create', receipts[0])
    await system.setFault({ kind })
    await t.rejects(create({ description: 'Lampu mati.' }), { name: 'SystemFault', kind: expected })
    await system.setFault({ kind: 'none' })
    t.equal((await find('create', receipts[0])) !== undefined, isWritten)
    t.equal(system.records().length, isWritten ? 1 : 0)
  })
}

t.test('a token that expired under a push is renewed, and the push made once', async t => {
  let now = 0
  const { system, create } = await start(t, { now: () => now })
  await create({ description: 'Satu.' })
  now = 600_000
  await create({ description: 'Dua.' }, receipts[1])
  t.match(system.calls, { getstreamtoken: 2, addstream: 3 })
  t.equal(system.records().length, 2)
})

t.test('neither the key nor a person stands in what goes wrong', async t => {
  const { system, create } = await start(t)
  const said: string[] = []
  for (const kind of ['error', 'refuse', 'garbage', 'reset'] as const) {
    await system.setFault({ kind })
    const fault = await create({ description: 'Hubungi 081200000001',
      reporter: { name: 'SITI', anonymous: false, confidential: false } }).catch((error: Error) => error)
    said.push(JSON.stringify(fault) + (fault as Error).stack)
  }
  t.notMatch(said.join('\n'), /demo-lapor-only|081200000001|SITI|AAAAAAAAAAA1/)
})

t.test('a search that is not whole is no answer', async t => {
  const { create, find } = await start(t)
  for (let sent = 0; sent < 21; sent++)
    await create({ description: `Mengutip [Satu ${receipts[2]}]` }, `BBBBBBBBBB${String(sent).padStart(2, '0')}`)
  await t.rejects(find('create', receipts[2]), { kind: 'unreadable', message: /all that it found/ })
})
