import { ALL } from '../../../src/gateway/writes/switches.ts'
import { overEachStore } from '../../suites/stores.ts'
import { type Bench, createBench, fault } from './bench.ts'

const lamp = { description: 'Lampu jalan mati.' }
const desk = { by: 'desk', reason: 'it is back' }

/** Writes that are parked: they may have arrived. */
async function park(bench: Bench, count: number): Promise<string[]> {
  const { legacy, take, reaches } = bench
  legacy.after = () => {
    throw fault('reset')
  }
  legacy.before = operation => {
    if (operation === 'find') throw fault('rejected')
  }
  const ids: string[] = []
  for (let i = 0; i < count; i++) ids.push((await take(lamp)).submission.id)
  for (const id of ids) await reaches(id, 'parked')
  legacy.after = () => {}
  legacy.before = () => {}
  return ids
}

overEachStore(async (t, place) => {
  const store = await place.open()
  const pauseOf = (system: string) => ({ system, reason: 'test', by: 'desk', at: Date.now() })

  t.test('all that is parked is tried again, one after the other at the given pace', async t => {
    const one = createBench(t, store)
    const ids = await park(one, 4)
    const { retried, left, lastAt } = await one.journal.retryParked(one.legacy.id, { ...desk, perSecond: 20 })
    t.match({ retried, left }, { retried: 4, left: 0 })
    const dues = await Promise.all(ids.map(async id => (await one.get(id)).due_at))
    t.same(dues.slice(1).map((due, i) => due - (dues[i] ?? 0)), [50, 50, 50])
    t.equal(dues.at(-1), lastAt)
    for (const id of ids) t.match(await one.reaches(id, 'delivered'), { reference: 'found' })
    t.ok((await one.steps(ids[2] ?? '')).includes('parked > uncertain desk: retried with all others: it is back'))
    t.match(await one.journal.retryParked(one.legacy.id, { ...desk, perSecond: 20 }), { retried: 0, left: 0,
      lastAt: undefined })
  })

  t.test('what nobody can look for stays parked, and is counted', async t => {
    const one = createBench(t, store, { writes: 'blind' })
    const ids = await park(one, 2)
    t.match(await one.journal.retryParked(one.legacy.id, { ...desk, perSecond: 20 }), { retried: 0, left: 2 })
    for (const id of ids) t.equal((await one.get(id)).state, 'parked')
    t.equal(one.legacy.written.length, 2)
  })

  t.test('a pause stops it, and what is left goes on at the same pace after it', async t => {
    const one = createBench(t, store)
    const ids = await park(one, 3)
    // So slow that only the first comes within this test.
    await one.journal.retryParked(one.legacy.id, { ...desk, perSecond: 0.001 })
    await one.reaches(ids[0] ?? '', 'delivered')
    const before = await Promise.all(ids.slice(1).map(async id => (await one.get(id)).due_at))
    for (const which of [one.legacy.id, ALL]) {
      await one.journal.switches.pause(pauseOf(which))
      await t.rejects(one.journal.retryParked(one.legacy.id, { ...desk, perSecond: 1 }), { code: 'state_conflict',
        message: /paused/ })
      // As if it had been paused a minute ago, and retried before that.
      await store.write(async db => {
        await db.updateTable('switches').set({ at: Date.now() - 60_000 }).execute()
        await db.updateTable('submissions').set({ changed_at: Date.now() - 120_000 }).where('id', 'in', ids).execute()
      })
      await one.journal.switches.resume(which)
    }
    const after = await Promise.all(ids.slice(1).map(async id => (await one.get(id)).due_at))
    t.ok(after.every((due, i) => due - (before[i] ?? 0) >= 120_000), 'later by the two minutes of the two pauses')
    t.equal((after[1] ?? 0) - (after[0] ?? 0), (before[1] ?? 0) - (before[0] ?? 0), 'and as far apart as before')
  })

  t.test('nothing is sent while everything is paused, and all that was accepted is when it goes on', async t => {
    const one = createBench(t, store)
    await one.journal.switches.pause(pauseOf(ALL))
    const ids = (await Promise.all(Array.from({ length: 5 }, () => one.take(lamp)))).map(({ submission: { id } }) => id)
    one.journal.wake()
    t.match((await one.journal.backlog()).get(one.legacy.id), { waiting: 5, uncertain: 0, parked: 0 })
    t.equal(one.legacy.written.length, 0)
    await one.journal.switches.resume(ALL)
    one.journal.wake()
    for (const id of ids) await one.reaches(id, 'delivered')
    t.equal((await one.journal.backlog()).get(one.legacy.id), undefined)
  })
})
