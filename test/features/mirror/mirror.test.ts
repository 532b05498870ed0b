import { sql } from 'kysely'
import t from 'tap'
import type { Mirrored } from '../../../src/features/mirror/mirror.ts'
import { complaint, openMirror, traits } from '../../suites/mirror.ts'
import { overEachStore, sqlitePlace } from '../../suites/stores.ts'

const AT = (second: number): string => `2026-11-20T10:00:${String(second).padStart(2, '0')}+07:00`

overEachStore(async (t, place) => {
  const store = await place.open()
  const mirror = openMirror(t, store)
  t.beforeEach(async () => {
    await mirror.forget('lapor')
  })
  const all = async (): Promise<Mirrored[]> => (await Array.fromAsync(mirror.scan())).flat()
  const descriptions = async (): Promise<unknown[]> => (await all()).map(({ record }) => record['description'])

  t.test('a record is kept as everybody may see it, with what finds it as keyed hashes', async t => {
    mirror.take('lapor', 'complaints', [complaint('LAPOR-1', AT(1))])
    await mirror.flushed()
    const kept = await mirror.get('lapor', 'complaints', 'LAPOR-1')
    t.match(kept?.record, { description: 'Lampu jalan mati.', reporter: { name: 'S. A.', phone: /\*/ } })
    t.same([kept?.firstSeenAt, kept?.seenAt], [Date.parse(AT(1)), Date.parse(AT(1))])
    t.same(kept?.traits, traits.traitsOf('complaints', complaint('LAPOR-1', AT(1))))
    const { rows } = await store.read(db =>
      sql`select m.*, k.hash as key_hash from mirror m join mirror_keys k on k.id = m.id`.execute(db)
    )
    t.notMatch(JSON.stringify(rows), /81299990001|AMINAH/)
    const hash = traits.keyOf('phone', '+6281299990001') ?? ''
    t.same((await mirror.byKey('phone', hash)).map(({ id }) => id), ['LAPOR-1'])
    t.same(await mirror.byKey('nik', hash), [])
  })

  t.test('what is seen again as it was keeps the day of its change', async t => {
    mirror.take('lapor', 'complaints', [complaint('LAPOR-1', AT(1)), complaint('LAPOR-2', AT(1))])
    await mirror.flushed()
    const before = await all()
    const other = openMirror(t, store)
    other.take('lapor', 'complaints', [complaint('LAPOR-1', AT(5)),
      complaint('LAPOR-2', AT(5), { description: 'Sudah diperbaiki.' })])
    await other.flushed()
    const after = await all()
    t.same(after.map(({ seenAt }) => seenAt), [Date.parse(AT(5)), Date.parse(AT(5))])
    t.same(after.map(({ firstSeenAt }) => firstSeenAt), [Date.parse(AT(1)), Date.parse(AT(1))])
    t.equal(after[0]?.changedAt, before[0]?.changedAt)
    t.ok((after[1]?.changedAt ?? 0) >= (before[1]?.changedAt ?? Infinity))
    t.same((await Array.fromAsync(mirror.scan({ changedSince: Date.now() + 60_000 }))).flat(), [])
  })

  t.test('an older record never takes the place of a newer one, whichever process has which', async t => {
    const [one, two] = [openMirror(t, store), openMirror(t, store)]
    two.take('lapor', 'complaints', [complaint('LAPOR-1', AT(9), { description: 'new' })])
    await two.flushed()
    one.take('lapor', 'complaints', [complaint('LAPOR-1', AT(3), { description: 'old' })])
    await one.flushed()
    t.same(await descriptions(), ['new'])
    // Of one second the system's own date decides.
    one.take('lapor', 'complaints', [
      complaint('LAPOR-1', AT(9), { description: 'older' }, '2026-10-01T08:00:00+07:00')
    ])
    await one.flushed()
    t.same(await descriptions(), ['new'])
  })

  t.test('many processes that take the same records at once keep each once, the newest', async t => {
    const processes = Array.from({ length: 4 }, () => openMirror(t, store))
    const ids = Array.from({ length: 120 }, (_, i) => `LAPOR-${1_000 + i}`)
    for (const [i, one] of processes.entries())
      one.take('lapor', 'complaints',
        (i % 2 === 0 ? ids : ids.toReversed()).map(id => complaint(id, AT(i), { description: `by ${i}` })))
    await Promise.all(processes.map(one => one.flushed()))
    const kept = await all()
    t.same(kept.map(({ id }) => id), ids)
    t.ok(kept.every(({ record }) => record['description'] === 'by 3'))
    const hash = traits.keyOf('phone', '+6281299990001') ?? ''
    t.equal((await mirror.byKey('phone', hash)).length, 120)
  })

  t.test('what nobody may see is not kept, and forgotten when it was kept before', async t => {
    mirror.take('lapor', 'complaints', [complaint('LAPOR-1', AT(1)), complaint('LAPOR-2', AT(1))])
    await mirror.flushed()
    mirror.take('lapor', 'complaints', [
      complaint('LAPOR-1', AT(2), { reporter: { anonymous: false, confidential: true } })
    ])
    await mirror.flushed()
    t.same((await all()).map(({ id }) => id), ['LAPOR-2'])
  })

  t.test('a record that its system does not have any more goes with its keys', async t => {
    mirror.take('lapor', 'complaints', [complaint('LAPOR-1', AT(1))])
    mirror.gone('lapor', 'complaints', ['LAPOR-1', 'LAPOR-404'])
    await mirror.flushed()
    mirror.take('lapor', 'complaints', [complaint('LAPOR-1', AT(1)), complaint('LAPOR-2', AT(1))])
    await mirror.flushed()
    mirror.gone('lapor', 'complaints', ['LAPOR-1'])
    await mirror.flushed()
    t.same((await all()).map(({ id }) => id), ['LAPOR-2'])
    const { keys } = await store.read(db =>
      db.selectFrom('mirror_keys').select(({ fn }) => fn.countAll<number>().as('keys')).executeTakeFirstOrThrow()
    )
    t.equal(keys, 1)
  })

  t.test('what a whole reading does not see is gone, and nothing else', async t => {
    const old = complaint('LAPOR-1', AT(1))
    const fetched = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().replace(/\.\d+Z/, '+07:00')
    mirror.take('lapor', 'complaints', [old, complaint('LAPOR-2', AT(1))])
    mirror.take('lapor', 'announcements', [{ ...old, id: 'LAPOR-3' }])
    await mirror.flushed()
    const broken = mirror.readWhole('lapor', 'complaints')
    broken.abandon()
    t.equal((await all()).length, 3)
    const reading = mirror.readWhole('lapor', 'complaints')
    // A record that is known well is looked at all the same.
    mirror.take('lapor', 'complaints', [complaint('LAPOR-2', fetched())])
    t.equal(await reading.finish(store), 1)
    t.same((await all()).map(({ id }) => id), ['LAPOR-3', 'LAPOR-2'])
  })

  t.test('followers change in the same transaction, or not at all', async t => {
    const told: string[] = []
    let fails = true
    const other = openMirror(t, store, {
      followers: [{
        kept: (_db, entries) => {
          if (fails) throw new Error('no')
          told.push(...entries.map(({ id }) => `+${id}`))
          return Promise.resolve()
        },
        gone: (_db, places) => {
          told.push(...places.map(({ id }) => `-${id}`))
          return Promise.resolve()
        }
      }]
    })
    other.take('lapor', 'complaints', [complaint('LAPOR-1', AT(1))])
    await t.rejects(other.flushed())
    t.same(await all(), [])
    fails = false
    other.take('lapor', 'complaints', [complaint('LAPOR-1', AT(1))])
    await other.flushed()
    await other.forget('lapor', 'complaints')
    t.same(told, ['+LAPOR-1', '-LAPOR-1'])
  })

  t.test('what the configuration does not allow is not taken, or forgotten when it allowed it before', async t => {
    mirror.take('lapor', 'complaints', [complaint('LAPOR-1', AT(1))])
    await mirror.flushed()
    const strict = openMirror(t, store, { allows: system => system !== 'lapor' })
    strict.take('lapor', 'complaints', [complaint('LAPOR-2', AT(1))])
    await strict.flushed()
    t.equal((await all()).length, 1)
    await strict.prune()
    t.equal((await all()).length, 0)
  })

  t.test('what was last seen long ago is forgotten, some at a time', async t => {
    mirror.take('lapor', 'complaints', [complaint('LAPOR-1', AT(1)), complaint('LAPOR-2', AT(1)),
      complaint('LAPOR-3', AT(9))])
    await mirror.flushed()
    t.equal(await mirror.forgetOld(store, Date.parse(AT(5)), 1), 1)
    t.equal(await mirror.forgetOld(store, Date.parse(AT(5)), 10), 1)
    t.same((await all()).map(({ id }) => id), ['LAPOR-3'])
  })
})

t.test('what comes faster than it can be written is dropped and counted, and what waits is bounded', async t => {
  // Nothing is written before this turn of the event loop is over.
  const mirror = openMirror(t, await (await sqlitePlace(t)).open())
  mirror.take('lapor', 'complaints', Array.from({ length: 20_050 }, (_, i) => complaint(`LAPOR-${i}`, AT(1))))
  const families = mirror.families()
  t.same(families.find(({ name }) => name === 'satu_mirror_waiting')?.series, [['', 20_000]])
  t.match(families.find(({ name }) => name === 'satu_mirror_records_total')?.series, [['{outcome="dropped"}', 50]])
  await mirror.forget('lapor')
})
