import t, { type Test } from 'tap'
import type { DishubClient, Row } from '../../../adapters/dishub/client.ts'
import { adapter } from '../../../adapters/dishub/index.ts'
import { fieldOf, toLaporan } from '../../../adapters/dishub/map-back.ts'
import type { Kejadian } from '../../../adapters/dishub/wire.ts'
import { startLegacySystem } from '../../../demo/legacy-system.ts'
import { createTransportSystem } from '../../../demo/systems/transport.ts'
import type { Reader, Write, WriteBodies, Writer } from '../../../src/kit/index.ts'
import { contractErrors } from '../records.ts'
import { city, connect, createTools, demoCity, settingsOf } from './surroundings.ts'

type NewIncident = WriteBodies['incidents']['create']

const { codes } = settingsOf()
const receipt = 'K7Q2M9X4TBA3'
const writer = adapter.writes.incidents!.create as Required<Writer<NewIncident, unknown>>
const reader = adapter.resources.incidents as unknown as Reader<'incidents', DishubClient, Row<Kejadian>>
const incident: NewIncident = {
  kind: 'traffic',
  occurred_at: '2026-11-20T08:38:00Z',
  headline: 'Truk mogok',
  description: 'Lajur kiri tertutup & antre.',
  location: { address: 'Jl. Ir. H. Juanda', rt: '003', rw: '005', village_code: '32.73.02.1004', lat: -6.8853,
    long: 107.6137 },
  reporter: { name: 'SITI', phone: '+6281200000001' },
  media: [{ url: 'https://files.example.org/truk.jpg' }]
}

async function start(t: Test) {
  const system = await startLegacySystem(createTransportSystem(demoCity))
  const client = connect(system.url, settingsOf())
  t.teardown(async () => {
    await adapter.close(client)
    await system.stop()
  })
  const call = { signal: new AbortController().signal, requestId: 'test' }
  const write = (body: NewIncident): Write<NewIncident> => ({ receipt, key: undefined, body,
    acceptedAt: '2026-11-20T10:00:00+07:00' })
  return { system, client, call, send: (body = incident) => writer.send(client, write(body), call),
    find: () => writer.find(client, write(incident), call) }
}

t.test('fills in what the control room asks for', t => {
  t.same(toLaporan(incident, receipt, codes, city.regions), {
    rujukan: receipt,
    kd_kejadian: 'UMUM',
    tgl_kejadian: '20/11/2026 15:38',
    lokasi: 'Jl. Ir. H. Juanda RT 003 RW 005',
    kelurahan: 'DAGO',
    kecamatan: 'COBLONG',
    koordinat: '-6.8853,107.6137',
    dampak: 'Truk mogok. Lajur kiri tertutup & antre. https://files.example.org/truk.jpg',
    pelapor: 'SITI',
    telp: '081200000001'
  })
  t.match(
    toLaporan({ kind: 'flood', occurred_at: '2026-11-20T08:38:00Z', location: { lat: -6.9 } }, receipt, codes,
      city.regions),
    { kd_kejadian: 'GNGN', lokasi: '', kelurahan: '', kecamatan: '', koordinat: '', dampak: '', pelapor: '', telp: '' }
  )
  t.equal(fieldOf('lokasi'), 'location.address')
  t.equal(fieldOf('constructor'), undefined)
  t.end()
})

t.test("refuses what is not the control room's", t => {
  t.throws(() => toLaporan({ ...incident, kind: 'crime' }, receipt, codes, city.regions), { kind: 'rejected',
    message: /this kind/, fields: [{ field: 'kind' }] })
  t.end()
})

t.test('a report is in the log, and is found again', async t => {
  const { system, client, call, send, find } = await start(t)
  t.equal(await find(), undefined)
  const written = await send()
  t.match(written.key, /^LL-\d{8}-\d{3}$/)
  t.same(await find(), written)
  const row = await reader.get!(client, written.key, call)
  const tools = createTools()
  const mapped = reader.map(row!, tools, client)
  t.same(contractErrors('incidents', mapped, tools), [])
  t.match(mapped.record, {
    kind: 'traffic',
    status: { code: 'reported' },
    occurred_at: '2026-11-20T15:38:00+07:00',
    headline: 'Gangguan lalu lintas: Jl. Ir. H. Juanda RT 003 RW 005',
    location: { village_code: '32.73.02.1004', district_code: '32.73.02', lat: -6.8853, long: 107.6137 }
  })
  t.notMatch(JSON.stringify(mapped), /SITI|0812/, 'and says nothing of who reported it')
  t.match(system.records(), [{ NO_LAPORAN: written.key, RUJUKAN: receipt, STATUS: 'BARU' }])
})

t.test('a parameter that the service refuses is told by the field of the contract', async t => {
  const { system, send } = await start(t)
  await t.rejects(send({ ...incident, location: {} }), { kind: 'rejected', message: 'does not accept what was sent',
    fields: [{ field: 'location.address', detail: 'is not accepted' }] })
  await system.setFault({ kind: 'refuse' })
  await t.rejects(send(), { kind: 'rejected', message: /not accept/, fields: [{ field: 'location.address' }] })
  await system.setFault({ kind: 'error' })
  await t.rejects(send(), { kind: 'failed', message: /SOAP fault/ })
  t.same(system.records(), [])
})

t.test('what was kept and not answered is found', async t => {
  const { system, send, find } = await start(t)
  await system.setFault({ kind: 'reset' })
  await t.rejects(send(), { kind: 'reset', message: /without an answer/ })
  t.match(await find(), { key: /^LL-/ })
  t.equal(system.records().length, 1)
})
