import t, { type Test } from 'tap'
import type { DishubClient, Row } from '../../../adapters/dishub/client.ts'
import { mapIncident } from '../../../adapters/dishub/incidents.ts'
import { adapter } from '../../../adapters/dishub/index.ts'
import type { Kejadian } from '../../../adapters/dishub/wire.ts'
import { startLegacySystem } from '../../../demo/legacy-system.ts'
import { createIncidents } from '../../../demo/systems/transport-incidents.ts'
import { createTransportSystem } from '../../../demo/systems/transport.ts'
import type { Reader } from '../../../src/kit/index.ts'
import { contractErrors } from '../records.ts'
import { badRows, connect, createTools, demoCity, rowsOf, settingsOf, surroundings } from './surroundings.ts'

const incidents = adapter.resources.incidents as unknown as Required<Reader<'incidents', DishubClient, Row<Kejadian>>>
const [jam, closure, lights] = rowsOf('daftar-kejadian').map(({ row }) => row) as unknown as [Kejadian, Kejadian,
  Kejadian]

function map(row: object, { repaired = false, using = surroundings } = {}) {
  const tools = createTools()
  const mapped = mapIncident({ row: row as Kejadian, repaired }, tools, using)
  return { ...mapped, notes: tools.notes.list().map(({ field, code }) => `${field} ${code}`),
    errors: contractErrors('incidents', mapped, tools) }
}
const spoiled = (name: string) => map({ ...lights, ...badRows('bad-incidents')[name] })

t.test('maps an entry of the log', t => {
  t.same(map(jam, { repaired: true }), {
    key: 'LL-20261107-001',
    updatedAt: '2026-11-07T10:11:00+07:00',
    record: {
      identifiers: [],
      status: { code: 'resolved', raw_code: 'SELESAI' },
      kind: 'traffic',
      severity: 'minor',
      headline: 'Kemacetan: Jl. Pasirkaliki',
      description: 'Antrean sampai simpang “Samsat”',
      agency_id: 'SKPD-DISHUB',
      occurred_at: '2026-11-07T07:59:00+07:00',
      reported_at: '2026-11-07T07:59:00+07:00',
      location: { lat: -6.916237, long: 107.585869, address: 'Jl. Pasirkaliki', village_code: '32.73.05.1003',
        district_code: '32.73.05' }
    },
    notes: ['description encoding_repaired'],
    errors: []
  })
  t.match(map(closure), { record: { location: { lat: -6.923761, long: 107.644599 } },
    notes: ['location.lat coord_swapped'], errors: [] })
  t.match(map(lights), {
    record: { severity: 'unknown', description: undefined, status: { code: 'on_scene' },
      location: { lat: undefined, district_code: '32.73.13' } },
    notes: [],
    errors: []
  })
  t.end()
})

t.test('tells what is wrong with an entry, or refuses it with the reason', t => {
  t.throws(() => spoiled('no number'), { message: 'has no number (NO_LAPORAN)' })
  t.throws(() => spoiled('no date of change'), { message: 'has no date of change (TGL_UBAH)' })
  t.throws(() => spoiled('kind nobody knows'), { message: 'is of no known kind (KD_KEJADIAN)' })
  t.throws(() => spoiled('no name'), { message: 'has no name (NM_KEJADIAN)' })
  t.throws(() => spoiled('no time at all'), { message: 'has no time (TGL_KEJADIAN, TGL_LAPOR)' })
  t.match(spoiled('state nobody knows'), { record: { status: { code: 'unknown', raw_code: 'TUNDA' } },
    notes: ['status.code status_unmapped'], errors: [] })
  t.match(spoiled('no position'), { notes: ['location.lat coord_outside'], errors: [] })
  t.match(spoiled('size nobody knows'), { record: { severity: 'unknown' }, notes: ['severity status_unmapped'],
    errors: [] })
  t.end()
})

t.test('codes of one city come from its settings', t => {
  const { codes } = settingsOf({ codes: { incident_kind: { LAIN: 'weather' }, incident_status: { TUNDA: 'expired' } } })
  t.match(map({ ...lights, KD_KEJADIAN: 'LAIN', STATUS: 'TUNDA' }, { using: { ...surroundings, codes } }).record, {
    kind: 'weather',
    status: { code: 'expired' }
  })
  t.end()
})

async function start(t: Test) {
  const system = await startLegacySystem(createTransportSystem(demoCity))
  const client = connect(system.url, settingsOf())
  t.teardown(async () => {
    await adapter.close(client)
    await system.stop()
  })
  return { system, client, call: { signal: new AbortController().signal, requestId: 'test' } }
}

t.test('lists the whole log, the last changed first', async t => {
  const { client, call } = await start(t)
  const rows: Row<Kejadian>[] = []
  for (let end = false; !end;) {
    const page = await incidents.list(client, { offset: rows.length, limit: 50, filters: {} }, call)
    rows.push(...page.rows)
    end = page.end
  }
  t.equal(rows.length, createIncidents(demoCity).length)
  const refused: string[] = []
  const changes = rows.flatMap(row => {
    const tools = createTools()
    try {
      const mapped = incidents.map(row, tools, client)
      t.same(contractErrors('incidents', mapped, tools), [])
      return [mapped.updatedAt]
    } catch (error) {
      refused.push((error as Error).message)
      return []
    }
  })
  t.same(refused.sort(), ['has no date of change (TGL_UBAH)', 'has no number (NO_LAPORAN)',
    'is of no known kind (KD_KEJADIAN)', 'is of no known kind (KD_KEJADIAN)'])
  t.same(changes, changes.toSorted().toReversed())
})

t.test('finds one by its number, and nothing under one that was never given', async t => {
  const { client, call } = await start(t)
  t.match(await incidents.get(client, 'LL-20261107-001', call), { row: { NM_KEJADIAN: 'Kemacetan' }, repaired: true })
  t.equal(await incidents.get(client, 'LL-20001231-999', call), undefined)
})

t.test('takes along nobody who reported it, nobody who was sent, and no vehicle', async t => {
  const { client, call } = await start(t)
  const { rows } = await incidents.list(client, { offset: 0, limit: 50, filters: {} }, call)
  const one = await incidents.get(client, 'LL-20261107-001', call)
  for (const { row } of [...rows, one!])
    t.same(Object.keys(row).filter(column => /PELAPOR|PETUGAS|KETERANGAN/.test(column)), [])
})
