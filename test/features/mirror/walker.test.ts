import { setTimeout as wait } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { startWalker } from '../../../src/features/mirror/walker.ts'
import { walkedAt } from '../../../src/features/mirror/walks.ts'
import { createWalk } from '../../../src/gateway/reads/walk.ts'
import { SystemFault } from '../../../src/kit/faults.ts'
import type { SystemConfig } from '../../../src/platform/config/schema.ts'
import type { Store } from '../../../src/platform/store/database.ts'
import { createConfig } from '../../suites/core/city.ts'
import { connect, contract } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy, type Legacy } from '../../suites/core/legacy.ts'
import { startJobs } from '../../suites/jobs.ts'
import { openMirror } from '../../suites/mirror.ts'
import { overEachStore, silent, sqlitePlace } from '../../suites/stores.ts'

const rows = (count: number, from = 1) =>
  Array.from({ length: count }, (_, i) => complaintRow(String(from + i), '2026-11-01T08:00:00+07:00'))
const legacyOf = (more: Parameters<typeof createLegacy>[0] | object = {}): Legacy =>
  createLegacy({ id: 'lapor', prefix: 'LAPOR', pageSize: 10, rows: rows(25), ...more })

/** A process of the hub that walks. */
function start(
  t: Test,
  store: Store,
  legacy: Legacy,
  walk: SystemConfig['mirror']['walk'] | null = { every_hours: 1 }
) {
  const registry = connect([legacy],
    createConfig([legacy], { systems: { lapor: { mirror: { ...(walk && { walk }) } } } }))
  const mirror = openMirror(t, store)
  const jobs = startJobs(t, store)
  const lines: Record<string, unknown>[] = []
  const walker = startWalker({
    mirror,
    jobs,
    registry: () => registry,
    readAll: createWalk({ contract, registry: () => registry, waitsMs: [1] }).ofSystem,
    firstMs: 0,
    logger: { ...silent, info: (line: object) => {
      lines.push({ ...line })
    }, warn: (line: object) => {
      lines.push({ ...line })
    } }
  })
  const close = async (): Promise<void> => {
    await walker.close()
    await mirror.close()
  }
  t.teardown(close)
  const ids = async (): Promise<number> => mirror.count('lapor', 'complaints')
  return { mirror, lines, ids, close, asked: () => legacy.asked.length }
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!await holds()) await wait(20)
}

overEachStore(async (t, place) => {
  const store = await place.open()
  t.beforeEach(async t => {
    await openMirror(t, store).forget('lapor')
  })
  const due = (): Promise<unknown> => store.write(db => db.updateTable('job_leases').set({ due_at: 0 }).execute())

  t.test('all of a system that allows it is read, and what is gone is forgotten at the next reading', async t => {
    const legacy = legacyOf()
    const one = start(t, store, legacy)
    await until(() => one.lines.length === 1)
    t.match(one.lines[0], { records: 25, gone: 0 })
    t.equal(await one.ids(), 25)
    t.ok(await walkedAt(store, 'lapor', 'complaints'))
    await one.close()
    legacy.rows = rows(24, 2)
    await due()
    const two = start(t, store, legacy)
    await until(() => two.lines.length === 1)
    t.match(two.lines[0], { records: 24, gone: 1 })
    t.equal(await two.ids(), 24)
  })

  t.test('a reading that breaks off forgets nothing', async t => {
    const legacy = legacyOf()
    const one = start(t, store, legacy)
    await until(() => one.lines.length === 1)
    await one.close()
    await due()
    legacy.rows = rows(20)
    const before = legacy.asked.length
    legacy.before = () => {
      if (legacy.asked.length > before + 1)
        throw new SystemFault('unreachable', { stage: 'connect', detail: 'refused' })
    }
    const two = start(t, store, legacy)
    await until(() => legacy.asked.length > before + 2)
    await until(async () =>
      (await store.read(db => db.selectFrom('job_leases').select(['until', 'failures']).executeTakeFirstOrThrow()))
        .failures === 1
    )
    t.equal(await two.ids(), 25)
  })

  t.test('far fewer records than before are believed the second time', async t => {
    const legacy = legacyOf()
    const one = start(t, store, legacy)
    await until(() => one.lines.length === 1)
    await one.close()
    legacy.rows = rows(5)
    await due()
    const two = start(t, store, legacy)
    await until(() => two.lines.length === 2)
    t.match(two.lines[0], { seen: 5, known: 25 })
    t.equal(await two.ids(), 25)
    await two.close()
    await due()
    const three = start(t, store, legacy)
    await until(() => three.lines.length === 1)
    t.equal(await three.ids(), 5)
  })

  t.test('of several processes one reads at a time, and none again what another has read', async t => {
    const legacy = legacyOf()
    const processes = [start(t, store, legacy), start(t, store, legacy), start(t, store, legacy)]
    await until(() => processes.some(({ lines }) => lines.length === 1))
    const [asked] = [legacy.asked.length]
    // Each has looked meanwhile whether it is due.
    await until(async () =>
      (await store.read(db => db.selectFrom('job_leases').select('due_at').executeTakeFirstOrThrow())).due_at >
        Date.now()
    )
    t.equal(legacy.busiest(), 1)
    t.equal(legacy.asked.length, asked)
    t.equal(processes.flatMap(({ lines }) => lines).length, 1)
  })
})

t.test('a system that does not allow it, or is outside its spare hours, is not asked', async t => {
  const closed = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
  const at = new Date(Date.now() + 7 * 3_600_000)
  const hour = (offset: number): string => `${String((at.getUTCHours() + offset + 24) % 24).padStart(2, '0')}:00`
  const dir = await sqlitePlace(t)
  const store = await dir.open()
  const [open, never, later] = [legacyOf(), legacyOf(), legacyOf()]
  start(t, store, never, null)
  start(t, store, later, { every_hours: 1, hours: [{ days: [...closed], from: hour(3), to: hour(5) }] })
  const one = start(t, await (await sqlitePlace(t)).open(), open)
  await until(() => one.lines.length === 1)
  t.same([never.asked.length, later.asked.length], [0, 0])
})
