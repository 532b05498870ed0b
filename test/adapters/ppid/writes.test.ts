import t, { type Test } from 'tap'
import { adapter } from '../../../adapters/ppid/index.ts'
import { fieldOf, toKeberatan, toPermohonan } from '../../../adapters/ppid/map-back.ts'
import type { Permohonan } from '../../../adapters/ppid/wire.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { startLegacySystem } from '../../../demo/legacy-system.ts'
import { createPpidSystem } from '../../../demo/systems/ppid.ts'
import { createFieldReader } from '../../../src/kit/fields.ts'
import type { Reader, Write, WriteAction, WriteBodies, Writer } from '../../../src/kit/index.ts'
import { createNotes } from '../../../src/kit/quality.ts'
import { city } from '../mapping.ts'

type Action = WriteAction<'information-requests'>
type Bodies = WriteBodies['information-requests']

const call = { signal: new AbortController().signal, requestId: 'test' }
const receipts = { create: 'AAAAAAAAAAA1', object: 'AAAAAAAAAAA2' } as const
const reader = adapter.resources['information-requests'] as unknown as Reader<'information-requests', unknown,
  Permohonan>
const request: Bodies['create'] = {
  requester: { name: 'SITI RAHMAWATI', nik: '3273021305859991', phone: '+6281200000001', email: 'siti@example.org',
    location: { address: 'Jl. Wastukancana No. 2' } },
  detail: 'Rincian anggaran <taman> & lampu.',
  purpose: 'Penelitian',
  delivery: 'email',
  agency_id: city.agencies[0]!.id
}

async function start(t: Test) {
  const system = await startLegacySystem(createPpidSystem(createDemoCity()))
  const { PPID_USER: user, PPID_PASSWORD: password } = system.environment
  const client = adapter.connect({ user, password, codes: { status: {}, agency: {} } }, {
    system: { id: 'ppid', name: 'PPID', prefix: 'PPID', agencyId: undefined },
    url: system.url,
    city,
    today: () => '2026-11-20'
  })
  t.teardown(async () => {
    await adapter.close(client)
    await system.stop()
  })
  const writer = <A extends Action>(action: A) =>
    adapter.writes['information-requests']![action] as unknown as Required<Writer<Bodies[A], unknown>>
  const write = <A extends Action>(action: A, body: Bodies[A], key?: string): Write<Bodies[A]> => ({
    receipt: receipts[action],
    key,
    body,
    acceptedAt: '2026-11-20T10:00:00+07:00'
  })
  return {
    system,
    send: <A extends Action>(action: A, body: Bodies[A], key?: string) =>
      writer(action).send(client, write(action, body, key), call),
    find: (action: Action) => writer(action).find(client, write(action, {} as never), call),
    async read(key: string) {
      const notes = createNotes()
      const read = createFieldReader(notes, { today: '2026-11-20', regions: city.regions, box: city.box,
        phoneArea: city.phoneArea })
      return reader.map((await reader.get!(client, key, call))!, { read, notes, id: text => `PPID-${text}` }, client)
        .record
    }
  }
}

t.test('types what the forms ask for', t => {
  t.same(toPermohonan(request, 'K7Q2M9X4TBA3', city), {
    nik: '3273021305859991',
    nama: 'SITI RAHMAWATI',
    alamat: 'Jl. Wastukancana No. 2',
    hp: '081200000001',
    email: 'siti@example.org',
    rincian: 'Rincian anggaran <taman> & lampu.',
    tujuan: 'Penelitian',
    cara: 'Email',
    skpd: city.agencies[0]!.name,
    no_surat: 'K7Q2M9X4TBA3'
  })
  t.match(
    toPermohonan({ requester: { name: 'SITI' }, detail: 'x', purpose: 'y', agency_id: 'SKPD-NOBODY' }, 'K7Q2M9X4TBA3',
      city),
    { nik: '', alamat: '', hp: '', email: '', cara: '', skpd: '' }
  )
  t.same(toKeberatan({ ground: 'late' }, 'K7Q2M9X4TBA3'), { alasan: 'Disampaikan melebihi jangka waktu', catatan: '',
    no_surat: 'K7Q2M9X4TBA3' })
  t.equal(fieldOf('Informasi yang Diminta'), 'detail')
  t.equal(fieldOf('constructor'), undefined)
  t.end()
})

t.test('a request and an objection are in the register, and are found again', async t => {
  const { system, send, find, read } = await start(t)
  t.equal(await find('create'), undefined)
  const written = await send('create', request)
  t.match(written.reference, /^\d{3}\/PPID\/[IVX]+\/\d{4}$/)
  t.match(await read(written.key), { number: written.reference, status: { code: 'received' },
    detail: 'Rincian anggaran <taman> & lampu.', delivery: 'email', requester: { nik: '3273021305859991' } })
  t.same(await find('create'), written)
  t.equal(await find('object'), undefined)
  t.same(await send('object', { ground: 'no_response' }, written.key), written)
  t.same(await find('object'), written)
  t.match(await read(written.key), { status: { code: 'objection_filed' }, objection: { ground: 'no_response' } })
  t.match(system.records(), [{ jenis: 'permohonan', no_surat: receipts.create }, { jenis: 'keberatan',
    no_surat: receipts.object }])
})

t.test('what the form does not take is told by the field of the contract', async t => {
  const { system, send } = await start(t)
  await t.rejects(send('create', { ...request, requester: { name: 'SITI' } }), { kind: 'rejected',
    message: 'does not accept what was sent', fields: [{ field: 'requester.nik', detail: 'is not accepted' }] })
  await t.rejects(send('object', { ground: 'late' }, '1'), { kind: 'rejected', message: 'has no such request' })
  const { key } = await send('create', request)
  await send('object', { ground: 'late' }, key)
  await t.rejects(send('object', { ground: 'late' }, key), { kind: 'rejected',
    message: 'has an objection to this already' })
  await system.setFault({ kind: 'refuse' })
  await t.rejects(send('create', request), { kind: 'rejected', message: /not accept/, fields: [{ field: 'detail' }] })
  t.equal(system.records().length, 2)
})

t.test('a login form in answer to what was sent leaves open whether it was kept, and it is sent once', async t => {
  const system = await startLegacySystem(createPpidSystem(createDemoCity(), { sessionPages: 2 }))
  const { PPID_USER: user, PPID_PASSWORD: password } = system.environment
  const client = adapter.connect({ user, password, codes: { status: {}, agency: {} } }, {
    system: { id: 'ppid', name: 'PPID', prefix: 'PPID', agencyId: undefined },
    url: system.url,
    city,
    today: () => '2026-11-20'
  })
  t.teardown(async () => {
    await adapter.close(client)
    await system.stop()
  })
  const create = adapter.writes['information-requests']!.create as Writer<Bodies['create'], unknown>
  // The session is used up when the page that follows the form is opened: whether it was kept cannot be told.
  await t.rejects(
    create.send(client, { receipt: receipts.create, key: undefined, body: request, acceptedAt: '' }, call),
    { kind: 'failed', message: /asks for the login again/ }
  )
  t.equal(system.records().length, 1)
})
