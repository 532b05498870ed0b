import type { Test } from 'tap'
import type { Store } from '../../../src/platform/store/database.ts'
import { createGate } from '../../suites/core/gate.ts'
import { complaintRow } from '../../suites/core/legacy.ts'
import { overEachStore } from '../../suites/stores.ts'
import { type Bench, createBench, fault } from './bench.ts'

const lamp = { description: 'Lampu jalan mati sejak Senin.' }
const desk = { by: 'desk', reason: undefined }
const rows = [complaintRow('1', '2026-11-01T08:00:00+07:00')]
const asIs = { ...desk, force: false }

/** A write whose answer was lost, and which the system would not let itself be asked for. */
async function parkUnclear(bench: Bench, key?: string): Promise<string> {
  const { legacy, take, reaches } = bench
  legacy.after = () => {
    throw fault('reset')
  }
  legacy.before = operation => {
    if (operation === 'find') throw fault('rejected')
  }
  const { submission: { id } } = await take(lamp, key)
  await reaches(id, 'parked')
  legacy.after = () => {}
  legacy.before = () => {}
  return id
}

/** A write that waits, since the system is down. */
async function keepWaiting({ legacy, take }: Bench, body: unknown = lamp, key?: string): Promise<string> {
  legacy.before = () => {
    throw fault('unreachable')
  }
  const { submission: { id }, attempt } = await take(body, key)
  await attempt
  return id
}

overEachStore(async (t, place) => {
  const store: Store = await place.open()
  const bench = (t: Test, options?: Parameters<typeof createBench>[2]): Bench => createBench(t, store, options)

  t.test('what is parked and may have arrived is looked for before anything else', async t => {
    const one = bench(t)
    const id = await parkUnclear(one)
    const { state } = await one.journal.operations.retry(id, { by: 'desk', reason: 'the vendor mended it',
      force: false })
    t.equal(state, 'uncertain')
    t.match(await one.reaches(id, 'delivered'), { reference: 'found', attempts: 1, problem: null })
    t.equal(one.legacy.written.length, 1)
    t.ok((await one.steps(id)).includes('parked > uncertain desk: retried: the vendor mended it'))
  })

  t.test('what cannot be looked for is sent again by force alone', async t => {
    const one = bench(t, { writes: 'blind' })
    const id = await parkUnclear(one)
    await t.rejects(one.journal.operations.retry(id, asIs), { code: 'state_conflict', message: /no way to look/ })
    t.equal((await one.get(id)).state, 'parked')
    const { state } = await one.journal.operations.retry(id, { by: 'desk', reason: 'it is not there, I looked',
      force: true })
    t.equal(state, 'accepted')
    await one.reaches(id, 'delivered')
    t.equal(one.legacy.written.length, 2)
    t.ok((await one.steps(id)).includes('parked > accepted desk: retried by force: it is not there, I looked'))
  })

  t.test('what was sent too often has all its attempts before it again', async t => {
    const one = bench(t, { maxSends: 1 })
    one.legacy.before = operation => {
      if (operation === 'send') throw fault('reset')
    }
    const { submission: { id } } = await one.take(lamp)
    t.match(await one.reaches(id, 'parked'), { attempts: 1 })
    one.legacy.before = () => {}
    await one.journal.operations.retry(id, asIs)
    t.match(await one.reaches(id, 'delivered'), { attempts: 2, forgiven: 1 })
    t.equal(one.legacy.written.length, 1)
  })

  t.test('what waits for its turn is tried now', async t => {
    const one = bench(t)
    const id = await keepWaiting(one)
    one.legacy.before = () => {}
    const { state, due_at: due } = await one.journal.operations.retry(id, asIs)
    t.equal(state, 'accepted')
    t.ok(due <= Date.now())
    await one.reaches(id, 'delivered')
  })

  t.test('what was written can be corrected, and the step names the fields alone', async t => {
    const one = bench(t)
    const id = await keepWaiting(one)
    one.legacy.before = () => {}
    const change = (body: unknown) => ({ body: { ...body as object, description: 'Lampu jalan mati di Dago.' },
      changed: ['description'] })
    await one.journal.operations.edit(id, { by: 'desk', reason: 'by phone', force: false, change })
    await one.reaches(id, 'delivered')
    t.same(one.legacy.written.map(({ body }) => body), [{ description: 'Lampu jalan mati di Dago.' }])
    t.ok((await one.steps(id)).includes('accepted > accepted desk: edited description: by phone'))
    t.notMatch(JSON.stringify(await one.steps(id)), /Dago/)
  })

  t.test('what may have arrived as it was written is corrected by force alone', async t => {
    const one = bench(t)
    const id = await parkUnclear(one)
    const change = () => ({ body: { description: 'anders' }, changed: ['description'] })
    await t.rejects(one.journal.operations.edit(id, { ...asIs, change }), { code: 'state_conflict' })
    t.same(JSON.parse((await one.get(id)).body), lamp)
    await one.journal.operations.edit(id, { ...asIs, force: true, change })
    await one.reaches(id, 'delivered')
    t.equal(one.legacy.written.length, 2)
  })

  t.test('a correction that does not fit changes nothing', async t => {
    const one = bench(t)
    const id = await keepWaiting(one)
    const before = await one.get(id)
    await t.rejects(one.journal.operations.edit(id, { ...asIs, change() {
      throw new Error('does not fit')
    } }), { message: 'does not fit' })
    t.match(await one.get(id), { body: before.body, state: 'accepted', forgiven: 0 })
  })

  t.test('what is given up is never sent again, and what waits behind it goes on', async t => {
    const one = bench(t, { rows })
    const first = await parkUnclear(one, '1')
    const { submission: second } = await one.take({ text: 'second' }, '1')
    t.equal(second.state, 'accepted')
    await one.journal.operations.abandon(first, { by: 'desk', reason: 'sent twice' })
    await one.reaches(second.id, 'delivered')
    t.match(await one.get(first), { state: 'abandoned', attempts: 1 })
    t.ok((await one.steps(first)).includes('parked > abandoned desk: abandoned: sent twice'))
    t.ok(one.settled.some(({ submission }) => submission.id === first && submission.state === 'abandoned'),
      'it is told like every end')
  })

  t.test('what an operator found is delivered as that record, which is looked at', async t => {
    const one = bench(t, { writes: 'blind' })
    const id = await parkUnclear(one)
    const { confirm } = one.journal.operations
    const found = { by: 'desk', reason: 'the vendor looked it up', reference: undefined,
      asker: { requestId: 'r', consumer: 'desk' } }
    await t.rejects(confirm(id, { ...found, key: 'W0' }), { code: 'state_conflict',
      message: /no record under this key/ })
    t.equal((await one.get(id)).state, 'parked')
    const key = `W${id.slice(4)}`
    t.match(await confirm(id, { ...found, key: `LAPOR-${key}`, reference: '17' }), { state: 'delivered', made_key: key,
      reference: '17', problem: null })
    t.ok((await one.steps(id)).includes('parked > delivered desk: found by an operator: the vendor looked it up'))
    t.match(one.settled.at(-1), { submission: { id, state: 'delivered' }, written: { key, reference: '17' } },
      'it is told like every delivery')
    t.equal(one.legacy.written.length, 1)
    await t.rejects(confirm(id, { ...found, key }), { code: 'state_conflict', message: 'It is delivered already.' })

    const other = await parkUnclear(one)
    await t.rejects(confirm(other, { ...found, key }), { code: 'state_conflict',
      message: new RegExp(`${id} was delivered as this record`) })
    await confirm(other, { ...found, key: `W${other.slice(4)}` })
  })

  t.test('a change that an operator found is one of its own record', async t => {
    const one = bench(t, { writes: 'blind', rows: [...rows, complaintRow('2', '2026-11-01T08:00:00+07:00')] })
    const first = await parkUnclear(one, '1')
    const { submission: second } = await one.take({ text: 'second' }, '1')
    const found = { ...desk, reference: undefined, asker: { requestId: 'r', consumer: 'desk' } }
    await t.rejects(one.journal.operations.confirm(first, { ...found, key: '2' }), { code: 'state_conflict',
      message: /another record/ })
    await one.journal.operations.confirm(first, { ...found, key: '1' })
    await one.reaches(second.id, 'delivered')
    t.same(one.legacy.written.map(({ receipt }) => `sub-${receipt}`), [first, second.id])
  })

  t.test('while its system cannot be asked, or has never been able to be, nobody finds anything', async t => {
    const one = bench(t)
    const id = await parkUnclear(one)
    const found = { ...desk, reference: undefined, asker: { requestId: 'r', consumer: 'desk' }, key: `W${id.slice(4)}` }
    one.legacy.before = () => {
      throw fault('unreachable')
    }
    await t.rejects(one.journal.operations.confirm(id, found), { code: 'system_failed' })
    t.equal((await one.get(id)).state, 'parked')
    await t.rejects(one.journal.operations.confirm('sub-000000000000', found), { code: 'not_found' })
  })

  t.test('what is being delivered right now, or has ended, is left alone', async t => {
    const one = bench(t)
    const gate = createGate()
    one.legacy.before = operation => (operation === 'send' ? gate.opened : undefined)
    const { submission: { id }, attempt } = await one.take(lamp)
    const { retry, edit, abandon } = one.journal.operations
    const acts = [() => retry(id, { ...asIs, force: true }),
      () => edit(id, { ...asIs, force: true, change: body => ({ body, changed: [] }) }), () => abandon(id, desk)]
    for (const act of acts) await t.rejects(act(), { code: 'state_conflict', message: /right now/ })
    gate.open()
    await attempt
    for (const act of acts) await t.rejects(act(), { code: 'state_conflict', message: 'It is delivered already.' })
    await t.rejects(abandon('sub-000000000000', desk), { code: 'not_found' })
    t.equal(one.legacy.written.length, 1)
  })

  t.test('whether operators or workers come first: each write is delivered or given up, never both', async t => {
    const one = bench(t)
    const { switches, operations } = one.journal
    await switches.pause({ system: one.legacy.id, reason: 'test', by: 'desk', at: Date.now() })
    const ids = await Promise.all(Array.from({ length: 40 }, async () => (await one.take(lamp)).submission.id))
    await switches.resume(one.legacy.id)
    one.journal.wake()
    const acts = await Promise.allSettled(ids.toReversed().map(id => operations.abandon(id, desk)))
    for (const id of ids) await one.reaches(id, (await one.get(id)).state === 'abandoned' ? 'abandoned' : 'delivered')
    const states = await Promise.all(ids.map(async id => (await one.get(id)).state))
    t.equal(states.filter(state => state === 'abandoned').length,
      acts.filter(({ status }) => status === 'fulfilled').length)
    const written = one.legacy.written.map(({ receipt }) => `sub-${receipt}`)
    t.same(written.toSorted(), ids.filter((_, i) => states[i] === 'delivered').toSorted())
  })

  t.test('of several operators one is first', async t => {
    const one = bench(t)
    const id = await parkUnclear(one)
    await one.journal.switches.pause({ system: one.legacy.id, reason: 'test', by: 'desk', at: Date.now() })
    const acts = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => one.journal.operations.abandon(id, { by: `desk-${i}`, reason: 'x' }))
    )
    t.equal(acts.filter(({ status }) => status === 'fulfilled').length, 1)
    t.equal((await one.steps(id)).filter(step => step.includes('> abandoned')).length, 1)
  })
}, { together: true })
