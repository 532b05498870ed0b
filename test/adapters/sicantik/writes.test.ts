import t, { type Test } from 'tap'
import { adapter } from '../../../adapters/sicantik/index.ts'
import type { Permohonan } from '../../../adapters/sicantik/wire.ts'
import { startLegacySystem } from '../../../demo/legacy-system.ts'
import { createLicensingSystem } from '../../../demo/systems/licensing.ts'
import type { Reader, Write, WriteAction, WriteBodies, Writer } from '../../../src/kit/index.ts'
import { writeFaults } from '../write-faults.ts'
import { call, codesOfB, contextOf, createTools, demoCity, settingsOf } from './surroundings.ts'

type Action = WriteAction<'licence-applications'>
type Bodies = WriteBodies['licence-applications']

const reader = adapter.resources['licence-applications'] as unknown as Reader<'licence-applications', unknown,
  Permohonan>
const receipts = { create: 'AAAAAAAAAAA1', withdraw: 'AAAAAAAAAAA2', attach: 'AAAAAAAAAAA3' } as const
const offices = [
  { id: 'licensing-a', prefix: 'HAYU', settings: { api_key: 'demo-key-hayu' } },
  { id: 'licensing-b', prefix: 'SICA', settings: { api_key: 'demo-key-sicantik', codes: codesOfB } }
] as const
const pdf = Buffer.concat([Buffer.from('%PDF-1.4\r\n'), Buffer.from([0, 255, 13, 10])])

async function start(t: Test, { id, prefix, settings }: (typeof offices)[number] = offices[0]) {
  const system = await startLegacySystem(createLicensingSystem(demoCity, { id }))
  const client = adapter.connect(settingsOf(structuredClone(settings)), contextOf(system.url, prefix))
  t.teardown(async () => {
    await adapter.close(client)
    await system.stop()
  })
  const write = <A extends Action>(action: A, body: Bodies[A], key?: string): Write<Bodies[A]> => ({
    receipt: receipts[action],
    key,
    body,
    acceptedAt: '2026-11-20T10:00:00+07:00'
  })
  const writer = <A extends Action>(action: A) =>
    adapter.writes['licence-applications']![action] as unknown as Required<Writer<Bodies[A], unknown>>
  return {
    system,
    send: <A extends Action>(action: A, body: Bodies[A], key?: string) =>
      writer(action).send(client, write(action, body, key), call),
    find: (action: Action) => writer(action).find(client, write(action, {} as never), call),
    async read(key: string) {
      const row = await reader.get!(client, key, call)
      return row && reader.map(row, createTools(prefix), client).record
    },
    list: async () =>
      (await reader.list!(client, { offset: 0, limit: 5, filters: {} }, call)).rows.map(row => row.pendaftaran_id)
  }
}
const application = (prefix = 'HAYU'): Bodies['create'] => ({
  service_id: `${prefix}-055`,
  kind: 'new',
  applicant: { name: 'BUDI SANTOSA', nik: '3273021305859991', phone: '+6281234567890',
    location: { address: 'Jl. Wastukancana No. 2', rt: '003', rw: '005', district_code: '32.73.02' } },
  business: { name: 'PT CONTOH & SEJAHTERA', npwp: '012345674423000' }
})
const file = (content = pdf): Bodies['attach'] => ({ requirement: 'Denah', file: 'denah.pdf',
  media_type: 'application/pdf', content })

for (const office of offices) {
  t.test(`an application is in the grid of ${office.id}, and is found again`, async t => {
    const { system, send, find, read, list } = await start(t, office)
    t.equal(await find('create'), undefined)
    const written = await send('create', application(office.prefix))
    t.same((await list())[0], written.key, 'on top of the grid')
    t.match(await read(written.key), {
      number: written.key,
      permit_type: 'SIUP',
      service_id: `${office.prefix}-055`,
      kind: 'new',
      channel: 'online',
      status: { code: 'draft' },
      applicant: { name: 'Budi Santosa', phone: '+6281234567890',
        location: { address: 'Jl. Wastukancana No. 2', rt: '003', rw: '005', district_code: '32.73.02' } },
      business: { name: 'PT CONTOH & SEJAHTERA', npwp: '012345674423000' }
    })
    t.same(await find('create'), written)
    t.equal(written.reference, written.key)
    t.match(system.records(), [{ jenis: 'pendaftaran', no_pendaftaran: written.key, no_referensi: receipts.create }])
  })
}

t.test('an application gets its file, and is withdrawn', async t => {
  const { system, send, find, read } = await start(t)
  const { key } = await send('create', application())
  t.equal(await find('attach'), undefined)
  t.match(await send('attach', file(), key), { key })
  t.match(await find('attach'), { key })
  t.match(await send('withdraw', { reason: 'Pindah kota.' }, key), { key })
  t.match(await find('withdraw'), { key })
  t.match(await read(key), { status: { code: 'withdrawn', raw_label: 'Dibatalkan Pemohon' } })
  t.match(system.records(), [{}, { jenis: 'berkas', n_berkas: 'Denah', nama_file: 'denah.pdf', tipe: 'pdf',
    ukuran: String(pdf.length) }, { jenis: 'pembatalan', alasan: 'Pindah kota.' }])
})

t.test('what form validation finds is told by the fields of the contract', async t => {
  const { system, send } = await start(t)
  const wrong = { ...application(), service_id: 'HAYU-999', applicant: { name: 'BUDI', nik: '327302130585999' } }
  await t.rejects(send('create', wrong), { kind: 'rejected', message: 'does not accept what was sent',
    fields: [{ field: 'service_id', detail: 'is not accepted' }, { field: 'applicant.nik' }] })
  await system.setFault({ kind: 'refuse' })
  await t.rejects(send('create', application()), { kind: 'rejected', message: /not accept/,
    fields: [{ field: 'applicant.name' }] })
  await system.setFault({ kind: 'none' })
  const { key } = await send('create', application())
  await t.rejects(send('attach', file(Buffer.from('MZ')), key), { kind: 'rejected', message: /not accept/,
    fields: [{ field: 'file' }] })
  await t.rejects(send('attach', file(Buffer.concat([pdf, Buffer.alloc(2 * 1024 * 1024)])), key), { kind: 'rejected',
    message: /not accept/, fields: [{ field: 'file' }] })
  t.equal(system.records().length, 1)
})

t.test('what is decided, withdrawn or not there takes no more', async t => {
  const { send } = await start(t)
  await t.rejects(send('withdraw', { reason: 'x' }, '0000005501012024'), { kind: 'rejected',
    message: 'has no such application' })
  await t.rejects(send('attach', file(), '0000005501012024'), { kind: 'rejected', message: 'has no such application' })
  const { key } = await send('create', application())
  await send('withdraw', { reason: 'x' }, key)
  await t.rejects(send('withdraw', { reason: 'x' }, key), { kind: 'rejected', message: /withdrawn/, fields: [] })
})

for (const { kind, expected, isWritten } of writeFaults) {
  t.test(`after ${kind} it is known whether it was written`, async t => {
    const { system, send, find } = await start(t)
    await find('create')
    await system.setFault({ kind })
    await t.rejects(send('create', application()), { name: 'SystemFault', kind: expected })
    await system.setFault({ kind: 'none' })
    t.equal((await find('create')) !== undefined, isWritten)
    t.equal(system.records().length, isWritten ? 1 : 0)
  })
}

t.test('neither the key nor a person stands in what goes wrong', async t => {
  const { system, send } = await start(t)
  const said: string[] = []
  for (const kind of ['error', 'refuse', 'garbage', 'reset'] as const) {
    await system.setFault({ kind })
    const fault = await send('create', application()).catch((error: Error) => error)
    said.push(JSON.stringify(fault) + (fault as Error).stack)
  }
  t.notMatch(said.join('\n'), /demo-key|3273021305859991|BUDI|AAAAAAAAAAA1/)
})
