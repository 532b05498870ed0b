import { randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import type { Registry } from '../../../src/gateway/systems/registry.ts'
import type { Settled } from '../../../src/gateway/writes/deliver.ts'
import { createJournal, type Journal, type Order } from '../../../src/gateway/writes/journal.ts'
import { change, claim } from '../../../src/gateway/writes/submissions.ts'
import { type FaultKind, SystemFault } from '../../../src/kit/faults.ts'
import type { Store } from '../../../src/platform/store/database.ts'
import { until } from '../../services/wait.ts'
import { createConfig } from '../../suites/core/city.ts'
import { createGate } from '../../suites/core/gate.ts'
import { connect } from '../../suites/core/hub.ts'
import { createLegacy, type Legacy, type LegacyOptions } from '../../suites/core/legacy.ts'
import { startJobs } from '../../suites/jobs.ts'
import { overEachStore, silent } from '../../suites/stores.ts'

interface Bench {
  legacy: Legacy
  registry: Registry
  /** A hub process's own, over the same store. */
  process(): Promise<{ journal: Journal; store: Store; settled: Settled[] }>
  order(more?: Partial<Order>): Order
}

const fault = (kind: FaultKind): SystemFault => new SystemFault(kind, { stage: 'send', detail: 'in a test' })

overEachStore(async (t, place) => {
  const start = (t: Test, options: Partial<LegacyOptions> = {}): Bench => {
    const legacy = createLegacy({ id: `complaints-${randomUUID().slice(0, 8)}`, prefix: 'LAPOR', writes: 'findable',
      ...options })
    const registry = connect([legacy], createConfig([legacy], {
      limits: { concurrency: 4, timeout_ms: 500, breaker: { failures: 1_000, cooldown_ms: 50 } }
    }))
    t.teardown(() => registry.close())
    return {
      legacy,
      registry,
      async process() {
        const store = await place.open()
        const settled: Settled[] = []
        const journal = createJournal({ jobs: startJobs(t, store), store, registry: () => registry, log: silent,
          maxSends: 3, onSettled: async (_db, one) => {
            settled.push(one)
          }, onDelivered: () => {} })
        t.teardown(() => journal.stop())
        return { journal, store, settled }
      },
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
        waitMs: 1_000,
        ...more
      })
    }
  }

  const ends = async (journal: Journal, ids: readonly string[]): Promise<string[]> =>
    Promise.all(ids.map(async id => (await journal.get(id))?.state ?? 'gone'))
  const delivered = (journal: Journal, ids: readonly string[]): Promise<void> =>
    until(async () => (await ends(journal, ids)).every(state => state === 'delivered'), { what: 'delivery' })

  t.test('two processes share what waits, and neither doubles it', async t => {
    const { legacy, process, order } = start(t)
    const [one, other] = [await process(), await process()]
    legacy.before = operation => {
      if (operation === 'send') throw fault('unreachable')
    }
    const taken = await Promise.all(
      Array.from({ length: 30 }, (_, n) => (n % 2 === 0 ? one : other).journal.take(order()))
    )
    for (const { attempt } of taken) await attempt
    legacy.before = () => {}
    const ids = taken.map(({ submission }) => submission.id)
    await delivered(one.journal, ids)
    t.equal(legacy.written.length, 30)
    t.equal(new Set(legacy.written.map(({ receipt }) => receipt)).size, 30)
    t.equal(one.settled.length + other.settled.length, 30, 'each settled once')
  })

  t.test('the same key in two processes at once is one write', async t => {
    const { legacy, process, order } = start(t)
    const [one, other] = [await process(), await process()]
    const gate = createGate()
    legacy.before = operation => (operation === 'send' ? gate.opened : undefined)
    const same = order()
    const results = await Promise.allSettled([one.journal.take(same), other.journal.take(same), one.journal.take(same)])
    gate.open()
    t.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
    for (const result of results)
      if (result.status === 'rejected') t.match(result.reason, { code: 'write_in_progress' })
    const taken = results.find(result => result.status === 'fulfilled')?.value
    await taken?.attempt
    t.equal((await other.journal.take(same)).submission.id, taken?.submission.id)
    await t.rejects(other.journal.take({ ...same, fingerprint: 'another' }), { code: 'idempotency_key_reused' })
    t.equal(legacy.written.length, 1)
  })

  t.test('what a process was sending when it was lost is looked for by another', async t => {
    const { legacy, registry, process, order } = start(t)
    const { journal, store } = await process()
    await journal.switches.pause({ system: legacy.id, reason: 'test', by: 'desk', at: 1 })
    const { submission } = await journal.take(order())
    t.equal(submission.state, 'accepted')
    // A process that claims it, writes it, and is never heard of again.
    const [claimed] = await claim(store, { system: legacy.id, owner: 'lost', now: Date.now(),
      leaseUntil: Date.now() + 50, most: 1 })
    t.match(claimed, { id: submission.id, state: 'delivering', attempts: 1 })
    await registry.systems[0]!.writer('complaints', 'create')?.send(
      { receipt: submission.id.slice(4), key: undefined, body: {}, acceptedAt: '2026-11-01T08:00:00+07:00' },
      { requestId: 'r', consumer: 'app' },
      () => {}
    )
    await journal.switches.resume(legacy.id)
    await delivered(journal, [submission.id])
    t.match(await journal.get(submission.id), { attempts: 1, reference: 'found' })
    t.equal(legacy.written.length, 1)
    t.equal(await change(store, claimed!, { state: 'accepted' }, { cause: 'late', at: Date.now() }), false,
      'who was lost changes nothing any more')
  })

  t.test('writes to one record keep their order over processes, and a parked one holds those behind it', async t => {
    const { legacy, process, order } = start(t, { writes: 'blind' })
    const [one, other] = [await process(), await process()]
    let calls = 0
    legacy.before = operation => {
      if (operation === 'send' && ++calls === 1) throw fault('timeout')
    }
    const first = await one.journal.take(order({ recordKey: '7', action: 'update', body: { text: '1' } }))
    await first.attempt
    const second = await other.journal.take(order({ recordKey: '7', action: 'update', body: { text: '2' } }))
    const elsewhere = await other.journal.take(order({ recordKey: '8', action: 'update', body: { text: 'x' } }))
    t.equal(second.submission.state, 'accepted')
    await elsewhere.attempt
    await until(async () => (await one.journal.get(first.submission.id))?.state === 'parked', { what: 'parking' })
    other.journal.wake()
    await until(async () => (await ends(one.journal, [elsewhere.submission.id]))[0] === 'delivered', {
      what: 'delivery'
    })
    t.same(await ends(one.journal, [first.submission.id, second.submission.id]), ['parked', 'accepted'])
    t.same(legacy.written.map(({ body }) => body), [{ text: 'x' }])
  })

  t.test('while deliveries are paused nothing is sent, in any process', async t => {
    const { legacy, process, order } = start(t)
    const [one, other] = [await process(), await process()]
    await one.journal.switches.pause({ system: legacy.id, reason: 'maintenance', by: 'desk', at: 1 })
    await other.journal.switches.refresh()
    const taken = [await one.journal.take(order()), await other.journal.take(order())]
    t.same(taken.map(({ submission, attempt }) => [submission.state, attempt]), [['accepted', undefined], ['accepted',
      undefined]])
    t.match(other.journal.switches.paused(legacy.id), { reason: 'maintenance', by: 'desk' })
    await one.journal.switches.resume(legacy.id)
    await delivered(one.journal, taken.map(({ submission }) => submission.id))
    t.equal(legacy.written.length, 2)
  })

  t.test('a write that comes to nothing again and again waits for a person', async t => {
    const { legacy, process, order } = start(t, { writes: 'findable' })
    const { journal, settled } = await process()
    legacy.before = operation => {
      if (operation === 'send') throw fault('failed')
    }
    const { submission, attempt } = await journal.take(order())
    await attempt
    await until(async () => (await journal.get(submission.id))?.state === 'parked', { what: 'parking' })
    const parked = await journal.get(submission.id)
    t.equal(parked?.attempts, 3)
    t.match(JSON.parse(parked?.problem ?? ''), { code: 'system_failed', detail: /failed 3 times/ })
    t.match(settled.map(one => one.submission.state), ['parked'])
    t.equal(legacy.written.length, 0)
  })

  t.test('a process that closes waits for what it is delivering', async t => {
    const { legacy, process, order } = start(t)
    const { journal, store } = await process()
    const gate = createGate()
    legacy.after = () => gate.opened
    const { submission } = await journal.take(order())
    await until(() => legacy.written.length === 1)
    const stopped = journal.stop()
    gate.open()
    await stopped
    const row = await store.read(db =>
      db.selectFrom('submissions').select('state').where('id', '=', submission.id).executeTakeFirstOrThrow()
    )
    t.equal(row.state, 'delivered')
  })
})
