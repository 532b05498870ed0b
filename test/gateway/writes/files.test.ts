import type { Test } from 'tap'
import type { AttachedFile } from '../../../src/kit/writer.ts'
import { until } from '../../services/wait.ts'
import { createGate } from '../../suites/core/gate.ts'
import { overEachStore } from '../../suites/stores.ts'
import { type Bench, createBench, fault } from './bench.ts'

const content = Buffer.concat([Buffer.from('%PDF-1.4'), Buffer.from([0, 255, 13, 10])])
const file = { mediaType: 'application/pdf', content, mostWaiting: 20 }

overEachStore(async (t, place) => {
  const store = await place.open()
  const bench = (t: Test, options: Parameters<typeof createBench>[2] = {}): Bench =>
    createBench(t, store, { resource: 'licence-applications', ...options })
  const held = async (id: string): Promise<Buffer | undefined> => {
    const row = await store.read(db =>
      db.selectFrom('submission_files').select('content').where('submission_id', '=', id).executeTakeFirst()
    )
    return row && Buffer.from(row.content)
  }

  t.test('a file is on the disk before it is answered, arrives byte for byte, and is forgotten then', async t => {
    const one = bench(t)
    const gate = createGate()
    one.legacy.before = operation => (operation === 'send' ? gate.opened : undefined)
    const { submission: { id }, attempt } = await one.attach(file, '1')
    t.same(await held(id), content)
    gate.open()
    await attempt
    const body = one.legacy.written[0]?.body as AttachedFile
    t.match(body, { requirement: 'KTP', file: 'ktp.pdf', media_type: 'application/pdf' })
    t.same(Buffer.from(body.content), content)
    t.equal((await one.get(id)).state, 'delivered')
    t.equal(await held(id), undefined)
  })

  t.test('it waits for a person with its write, and is found again by whoever retries', async t => {
    const one = bench(t, { maxSends: 1 })
    one.legacy.before = operation => {
      if (operation === 'send') throw fault('failed')
    }
    const { submission: { id } } = await one.attach(file, '1')
    await one.reaches(id, 'parked')
    t.same(await held(id), content)
    one.legacy.before = () => {}
    await one.journal.operations.retry(id, { by: 'desk', reason: undefined, force: false })
    await one.reaches(id, 'delivered')
    t.same(one.legacy.written.map(({ body }) => Buffer.from((body as AttachedFile).content)), [content])
    t.equal(await held(id), undefined)
  })

  t.test('what its system refuses, and what is given up, is forgotten at once', async t => {
    const one = bench(t)
    one.legacy.before = operation => {
      if (operation === 'send') throw fault('rejected')
    }
    const { submission: refused, attempt } = await one.attach(file, '1')
    t.equal((await attempt)?.state, 'rejected')
    t.equal(await held(refused.id), undefined)
    one.legacy.before = () => {
      throw fault('unreachable')
    }
    const waiting = await one.attach(file, '1')
    await waiting.attempt
    t.same(await held(waiting.submission.id), content)
    await one.journal.operations.abandon(waiting.submission.id, { by: 'desk', reason: 'twice' })
    t.equal(await held(waiting.submission.id), undefined)
  })

  t.test('as many for one record may wait as may, in whichever process they come', async t => {
    const one = bench(t)
    await one.journal.switches.pause({ system: one.legacy.id, reason: 'test', by: 'desk', at: Date.now() })
    const two = { ...file, mostWaiting: 2 }
    const ids = await Promise.all(
      [one.attach(two, '1'), one.attach(two, '1')].map(async taken => (await taken).submission.id)
    )
    await t.rejects(one.attach(two, '1'), { code: 'payload_too_large', message: /may be: 2/ })
    await one.attach(two, '2')
    const files = await store.read(db => db.selectFrom('submission_files').select('submission_id').execute())
    t.equal(files.length, 3, 'nothing is kept of the one too many')
    await one.journal.switches.resume(one.legacy.id)
    one.journal.wake()
    await until(async () => (await Promise.all(ids.map(id => one.get(id)))).every(({ state }) => state === 'delivered'),
      { what: 'delivery' })
    await one.attach(two, '1')
  })

  t.test('without its file a write waits for a person', async t => {
    const one = bench(t)
    await one.journal.switches.pause({ system: one.legacy.id, reason: 'test', by: 'desk', at: Date.now() })
    const { submission: { id } } = await one.attach(file, '1')
    await store.write(db => db.deleteFrom('submission_files').where('submission_id', '=', id).execute())
    await one.journal.switches.resume(one.legacy.id)
    one.journal.wake()
    t.match(JSON.parse((await one.reaches(id, 'parked')).problem ?? ''), { detail: /file is not kept/ })
    t.equal(one.legacy.written.length, 0)
  })
})
