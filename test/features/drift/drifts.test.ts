import type { Test } from 'tap'
import { createDrifts, type Drift, type DriftEvent, type Drifts } from '../../../src/features/drift/drift.ts'
import { createMappingLines } from '../../../src/features/drift/mapping-lines.ts'
import type { Store } from '../../../src/platform/store/database.ts'
import { startJobs } from '../../suites/jobs.ts'
import { overEachStore } from '../../suites/stores.ts'

const CANARY = '3273019999990001'
const lines = createMappingLines('adapters')

interface Process {
  drifts: Drifts
  /** The system answers a call with these rows. */
  answer(rows: readonly object[], resource?: 'incidents' | 'residents'): Promise<void>
  told: DriftEvent[]
}

function start(t: Test, store: Store): Process {
  const told: DriftEvent[] = []
  const drifts = createDrifts({
    store,
    jobs: startJobs(t, store),
    lines,
    log: { warn: () => {} },
    append: async (_, ...events) => {
      told.push(...events)
    },
    settings: () => ({ enabled: true, warm_up_records: 60 }),
    times: { syncMs: 3_600_000, quietMs: 0, paceMs: 0, pauseTimes: 0 }
  })
  t.teardown(() => drifts.close())
  const watch = drifts.watch('transport', 'dishub')
  return {
    drifts,
    told,
    async answer(rows, resource = 'incidents') {
      const look = watch.look(resource, false)
      look?.document('list incidents', { item: rows })
      look?.end()
      await drifts.settled()
    }
  }
}

const row = (number: number, more: object = {}) => ({
  NO_LAPORAN: `LL-${number}`,
  NM_PELAPOR: `Budi Santoso ${CANARY}`,
  TELP: '081234567890',
  STATUS: ['BARU', 'CEK', 'SELESAI'][number % 3],
  TGL_LAPOR: '20/11/2026 15:38',
  JUMLAH: String(number % 90),
  ...more
})
const rows = (count: number, more: object = {}) => Array.from({ length: count }, (_, number) => row(number, more))
const brief = ({ kind, path, detail, state }: Drift): string => [kind, path, detail, state].filter(Boolean).join(' ')

async function learn({ answer }: Process): Promise<void> {
  for (let times = 0; times < 6; times++) await answer(rows(30))
}

overEachStore(async (t, place) => {
  const store = await place.open()
  const first = start(t, store)
  const open = async (): Promise<string[]> => (await first.drifts.list('transport', 'open')).map(brief)

  await t.test('a system that is new raises nothing, whatever it sends first', async t => {
    await first.answer(rows(30))
    await first.answer(rows(20, { KD_SEKSI: 'A' }))
    await learn(first)
    t.same([await open(), first.told], [[], []])
  })

  const second = start(t, await place.open())
  await learn(second)

  await t.test('a field that is new is told once, by one of two processes, and not by the next one', async t => {
    for (let times = 0; times < 4; times++)
      for (const process of [first, second]) await process.answer(rows(30, { KD_KANAL: 'WA' }))
    t.same(await open(), ['new_field item[].KD_KANAL open'])
    const third = start(t, await place.open())
    for (let times = 0; times < 4; times++) await third.answer(rows(30, { KD_KANAL: 'WA' }))
    const told = [first, second, third].flatMap(process => process.told)
    t.match(told, [{ type: 'system.drifted', system: 'transport', subject: 'transport',
      data: { kind: 'new_field', resource: 'incidents', field: 'item[].KD_KANAL', sample: 'WA',
        mapping: /^adapters\/dishub\/incidents\.ts:\d+$/ } }])
    t.equal(told.length, 1)
    const [drift] = await first.drifts.list('transport', 'open')
    t.ok((drift?.count ?? 0) >= 180, 'it is counted on')
    t.match(first.drifts.families().find(({ name }) => name === 'satu_system_drift_open')?.series, [[
      '{system="transport"}',
      1
    ]])
  })

  await t.test('accepted with who and why it is the new normal, for the other process too', async t => {
    const [drift] = await first.drifts.list('transport', 'open')
    const accepted = await first.drifts.accept('transport', drift!.id, 'operations', 'the vendor told of it')
    t.match(accepted, { state: 'accepted', by: 'operations', reason: 'the vendor told of it' })
    for (let times = 0; times < 4; times++)
      for (const process of [first, second]) await process.answer(rows(30, { KD_KANAL: 'WA' }))
    t.same([await open(), first.told.length + second.told.length], [[], 1])
    await t.rejects(first.drifts.accept('transport', drift!.id, 'operations', 'again'), { code: 'state_conflict' })
    await t.rejects(first.drifts.accept('tax', drift!.id, 'operations', 'of another system'), { code: 'not_found' })
    await t.rejects(first.drifts.accept('transport', 'drf-aaaaaaaaaaaa', 'operations', 'nothing'), {
      code: 'not_found'
    })
  })

  await t.test('an oddity of one record in very many is not told', async t => {
    const known = { KD_KANAL: 'WA' }
    for (let times = 0; times < 40; times++)
      await first.answer([...rows(59, known),
        row(1, times % 20 === 0 ? { ...known, KATATAN: 'x', JUMLAH: 'banyak' } : known)])
    t.same(await open(), [])
  })

  await t.test('what goes away is closed, and what comes back soon is no news', async t => {
    for (let times = 0; times < 4; times++)
      await first.answer(rows(30, { KD_KANAL: 'WA', TGL_LAPOR: '2026-11-20 15:38' }))
    t.same(await open(), ['new_type item[].TGL_LAPOR date 9999-99-99 99:99 open'])
    const before = first.told.length
    for (let times = 0; times < 6; times++) await first.answer(rows(30, { KD_KANAL: 'WA' }))
    t.same(await open(), [])
    t.match((await first.drifts.list('transport', 'all')).map(brief), [/TGL_LAPOR.*closed/, /accepted/])
    for (let times = 0; times < 4; times++)
      await first.answer(rows(30, { KD_KANAL: 'WA', TGL_LAPOR: '2026-11-20 15:38' }))
    t.same([(await open()).length, first.told.length], [1, before])
  })

  await t.test('no value of a person is kept, in what is known or in what is told', async t => {
    for (let times = 0; times < 4; times++)
      await first.answer(rows(30, { KD_KANAL: 'WA', NIK_PELAPOR: CANARY, NM_SAKSI: 'Siti Aminah' }))
    const kept = JSON.stringify(
      await store.read(
        async db => [await db.selectFrom('drift_baselines').selectAll().execute(),
          await db.selectFrom('drifts').selectAll().execute()]
      )
    )
    for (const value of [CANARY, 'Budi', 'Santoso', 'Siti', '081234567890']) t.notOk(kept.includes(value), value)
    t.match(
      (await first.drifts.list('transport', 'open')).map(({ path, sample }) => [path, sample]).toSorted((
        [one = ''],
        [other = '']
      ) => ((one ?? '') < (other ?? '') ? -1 : 1)),
      [
        ['item[].NIK_PELAPOR', '9(16)'],
        ['item[].NM_SAKSI', 'Aaaa Aaaaaa']
      ]
    )
  })

  await t.test('of residents no sample is shown at all', async t => {
    for (let times = 0; times < 6; times++) await first.answer(rows(30), 'residents')
    for (let times = 0; times < 4; times++) await first.answer(rows(30, { KD_AKSES: 'A' }), 'residents')
    t.match((await first.drifts.list('transport', 'open')).filter(({ resource }) => resource === 'residents'), [{
      path: 'item[].KD_AKSES',
      sample: null
    }])
  })
})
