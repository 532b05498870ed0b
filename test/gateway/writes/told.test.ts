import { randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import { createEventLog } from '../../../src/gateway/events/log.ts'
import { happeningOfWaiting, happeningsOf } from '../../../src/gateway/writes/happenings.ts'
import { createJournal, type Journal, type Order } from '../../../src/gateway/writes/journal.ts'
import type { Store } from '../../../src/platform/store/database.ts'
import { until } from '../../services/wait.ts'
import { createConfig } from '../../suites/core/city.ts'
import { connect } from '../../suites/core/hub.ts'
import { createLegacy, type Legacy } from '../../suites/core/legacy.ts'
import { startJobs } from '../../suites/jobs.ts'
import { overEachStore, silent } from '../../suites/stores.ts'

interface Told {
  legacy: Legacy
  journal: Journal
  order(more?: Partial<Order>): Order
  /** Types of the events about a write. */
  events(id: string): Promise<string[]>
}

/** A journal that tells of its writes in the log. @param tell may throw where an event has been written */
async function start(t: Test, store: Store, tell: () => void): Promise<Told> {
  const legacy = createLegacy({ id: `s${randomUUID().slice(0, 8)}`, prefix: 'LAPOR', writes: 'findable' })
  const registry = connect([legacy],
    createConfig([legacy], { limits: { timeout_ms: 5_000, breaker: { failures: 1_000, cooldown_ms: 50 } } }))
  const log = createEventLog({ engine: store.engine })
  const journal = createJournal({ jobs: startJobs(t, store), store, registry: () => registry, log: silent, maxSends: 12,
    onDelivered: () => {}, async onWaiting(db, submission) {
    await log.append(db, happeningOfWaiting(submission))
    tell()
  }, async onSettled(db, settled) {
    await log.append(db, ...happeningsOf(settled, 'LAPOR'))
    tell()
  } })
  t.teardown(async () => {
    await journal.stop()
    await registry.close()
  })
  return {
    legacy,
    journal,
    order: more => ({
      consumer: 'app',
      requestId: 'r',
      idempotencyKey: randomUUID(),
      fingerprint: 'f',
      resource: 'complaints',
      action: 'create',
      system: registry.systems[0]!,
      recordKey: undefined,
      body: { description: 'Lampu mati.' },
      waitMs: 0,
      ...more
    }),
    events: async id =>
      (await store.read(db =>
        db.selectFrom('events').select('type').where('subject', '=', id).orderBy('seq').execute()
      )).map(({ type }) => type)
  }
}

overEachStore(async (t, place) => {
  const store = await place.open()

  t.test('what came of a write and its event are kept together or not at all', async t => {
    let isBroken = true
    const { legacy, journal, order, events } = await start(t, store, () => {
      if (isBroken) throw new Error('the process was killed here')
    })
    const { submission: { id }, attempt } = await journal.take(order())
    await attempt
    t.equal(legacy.written.length, 1)
    t.match(await journal.get(id), { state: 'uncertain', delivered_at: null, made_key: null })
    const { items: steps } = await journal.steps(id, { order: 'oldest', limit: 100, after: undefined })
    t.same(steps.map(({ to_state: to }) => to), ['accepted', 'delivering', 'uncertain'])
    t.same(await events(id), [])
    isBroken = false
    await until(async () => (await journal.get(id))?.state === 'delivered', { what: 'delivery' })
    t.same(await events(id), ['submission.delivered'])
    t.equal(legacy.written.length, 1, 'it was looked for, and not sent again')
  })

  t.test('a write that waits is told of in the transaction in which it is accepted', async t => {
    let isBroken = true
    const { legacy, journal, order, events } = await start(t, store, () => {
      if (isBroken) throw new Error('the process was killed here')
    })
    await journal.switches.pause({ system: legacy.id, reason: 'in a test', by: 'test', at: Date.now() })
    const refused = order()
    await t.rejects(journal.take(refused), { message: 'the process was killed here' })
    t.equal(await journal.knows('app', refused.idempotencyKey), false, 'nothing of it is kept')
    isBroken = false
    const { submission: { id, state } } = await journal.take(refused)
    t.equal(state, 'accepted')
    t.same(await events(id), ['submission.accepted'])
    await journal.switches.resume(legacy.id)
    journal.wake()
    await until(async () => (await journal.get(id))?.state === 'delivered', { what: 'delivery' })
    t.same(await events(id), ['submission.accepted', 'submission.delivered'])
  })

  t.test('a key that has ended is new again: what comes under it is another write', async t => {
    const { legacy, journal, order, events } = await start(t, store, () => {})
    const first = order()
    const { submission: { id }, attempt } = await journal.take(first)
    await attempt
    t.equal((await journal.take(first)).submission.id, id, 'until then it is a repeat')
    const { expires_at: ends } = await store.read(db =>
      db.selectFrom('idempotency_keys').select('expires_at').where('key', '=', first.idempotencyKey)
        .executeTakeFirstOrThrow()
    )
    const day = 24 * 3_600_000
    t.ok(Math.abs(ends - Date.now() - day) < 10 * 60_000, 'which is for a day')
    await store.write(db =>
      db.updateTable('idempotency_keys').set({ expires_at: Date.now() - 1 }).where('key', '=', first.idempotencyKey)
        .execute()
    )
    t.equal(await journal.knows('app', first.idempotencyKey), false)
    const again = await journal.take({ ...first, fingerprint: 'another', body: { description: 'Jalan rusak.' } })
    await again.attempt
    t.not(again.submission.id, id)
    t.equal(legacy.written.length, 2)
    t.same([await events(id), await events(again.submission.id)], [['submission.delivered'], ['submission.delivered']])
    await t.rejects(journal.take(first), { code: 'idempotency_key_reused' }, 'and holds for that one')
  })
})
