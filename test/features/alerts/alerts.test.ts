import { createHmac } from 'node:crypto'
import t from 'tap'
import type { Config } from '../../../src/platform/config/schema.ts'
import { freePort, until } from '../../services/wait.ts'
import { createSystems, onlyDown, QUICK, SECRET, startAlerts } from '../../suites/alerts-city.ts'
import { type Received, type Receiver, startReceiver } from '../../suites/receiver.ts'
import { overEachStore } from '../../suites/stores.ts'

interface Payload {
  type: string
  id: string
  title: string
  text: string
  alerts: { id: string; state: string; kind: string; subject: string; since: string; resolved_at?: string; name: string;
    agency?: string; resources: string[]; consumers: number; runbook: string }[]
  more: number
}
const payloadOf = ({ body }: Received): Payload => JSON.parse(body) as Payload
const told = (receiver: Receiver): string[] =>
  receiver.received.flatMap(message => payloadOf(message).alerts.map(({ state, subject }) => `${state} ${subject}`))
const webhook = (url: string) => ({ webhook: { url, secret: SECRET } })
const settings = (receivers: Record<string, { url: string }>, more: Partial<Config['alerts']> = {}) => ({
  consumers: { kiosk: { scopes: ['complaints:read'] }, other: { scopes: ['licences:read'] } },
  alerts: { language: 'en' as const,
    receivers: Object.fromEntries(Object.entries(receivers).map(([id, { url }]) => [id, webhook(url)])),
    rules: { ...onlyDown, 'system-down': { enabled: true, for_seconds: 0 } }, ...more }
})
/** So many looks more, and then it would have been told. */
const looks = async (look: () => Promise<unknown>, count = 10): Promise<void> => {
  for (let i = 0; i < count; i++)
    await new Promise(resolve => {
      setTimeout(resolve, QUICK.roundMs)
    }).then(look)
}

overEachStore(async (t, place) => {
  const store = await place.open()
  t.beforeEach(async () => {
    await store.write(async db => {
      for (const table of ['alerts', 'alert_notices', 'alert_silences', 'job_leases', 'events'] as const)
        await db.deleteFrom(table).execute()
    })
  })

  t.test('a system that is down is told once, signed, with whom it hurts; and its end', async t => {
    const receiver = await startReceiver(t)
    const systems = createSystems(['lapor', 'permits'], settings({ duty: receiver }))
    const { alerts } = startAlerts(t, store, systems)
    await systems.fall('lapor')
    const [message] = await receiver.until(1)
    const payload = payloadOf(message!)
    t.match(payload, { type: 'satu.alerts', title: 'Satu Kota Contoh: [NOW] lapor does not answer', more: 0,
      alerts: [{ state: 'firing', kind: 'system_down', subject: 'lapor', agency: 'Dinas Perhubungan',
        resources: ['complaints'], consumers: 1, runbook: 'docs/alerts.md#system_down' }] })
    t.match(payload.text, /Hurts: complaints; Dinas Perhubungan; 1 consuming applications/)
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = message!.headers
    t.equal(signature,
      `v1,${
        createHmac('sha256', Buffer.alloc(32, 7)).update(`${String(id)}.${String(at)}.${message!.body}`).digest(
          'base64'
        )
      }`)
    await looks(() => alerts.list({ all: false, limit: 1, after: undefined }))
    t.equal(receiver.received.length, 1, 'it is told once')
    t.match(alerts.families().find(({ name }) => name === 'satu_alerts_firing')?.series, [[
      '{kind="system_down",severity="page"}',
      1
    ]])
    await systems.rise('lapor')
    await receiver.until(2)
    t.same(told(receiver), ['firing lapor', 'resolved lapor'])
    t.equal(payloadOf(receiver.received[1]!).title, 'Satu Kota Contoh: Over: lapor does not answer')
    const events = await store.read(db =>
      db.selectFrom('events').select(['type', 'subject', 'data']).orderBy('seq').execute()
    )
    t.same(events.map(({ type, subject }) => `${type} ${subject}`), ['alert.fired lapor', 'alert.resolved lapor'])
    t.match(JSON.parse(events[0]!.data), { rule: 'system-down', kind: 'system_down', severity: 'page' })
    const notices = () => alerts.families().find(({ name }) => name === 'satu_alert_notices_total')?.series
    // A notice counts once its answer has been read, a moment after the receiver had it.
    await until(() => notices()?.[0]?.[1] === 2, { what: 'two notices' })
    t.match(notices(), [['{receiver="duty",outcome="sent"}', 2]])
  })

  t.test('400 systems that fall at once are one message', async t => {
    const receiver = await startReceiver(t)
    const ids = Array.from({ length: 400 }, (_, i) => `system-${i}`)
    const systems = createSystems(ids, settings({ duty: receiver }))
    startAlerts(t, store, systems, { times: { ...QUICK, roundMs: 100, quietMs: 1_000, mostMs: 60_000 } })
    await systems.fall(...ids)
    const [message] = await receiver.until(1)
    const { title, alerts, text } = payloadOf(message!)
    t.equal(title, 'Satu Kota Contoh: [NOW] 400 systems do not answer')
    t.equal(alerts.length, 400)
    t.match(text, /and 360 more/)
    t.ok(text.length < 2_000, 'and the text is one that people read')
    t.equal(receiver.received.length, 1)
  })

  t.test('a restart neither repeats nor forgets', async t => {
    const receiver = await startReceiver(t)
    const systems = createSystems(['a', 'b'], settings({ duty: receiver }))
    const first = startAlerts(t, store, systems)
    await systems.fall('a')
    await receiver.until(1)
    await first.alerts.close()
    await systems.fall('b')
    const second = startAlerts(t, store, systems)
    await receiver.until(2)
    await second.alerts.close()
    await systems.rise('a')
    startAlerts(t, store, systems)
    await receiver.until(3)
    t.same(told(receiver), ['firing a', 'firing b', 'resolved a'])
  })

  t.test('of several processes one tells, and another goes on when it is gone', async t => {
    const receiver = await startReceiver(t)
    const systems = createSystems(['a', 'b'], settings({ duty: receiver }))
    const [first, ...others] = [startAlerts(t, store, systems), startAlerts(t, store, systems),
      startAlerts(t, await place.open(), systems)]
    await systems.fall('a')
    await receiver.until(1)
    await looks(() => first.alerts.list({ all: false, limit: 1, after: undefined }))
    t.same(told(receiver), ['firing a'])
    await first.alerts.close()
    await systems.fall('b')
    await receiver.until(2)
    await looks(() => others[0].alerts.list({ all: false, limit: 1, after: undefined }))
    t.same(told(receiver), ['firing a', 'firing b'])
  })

  t.test('a receiver that is down loses nothing, and holds up nobody else', async t => {
    const well = await startReceiver(t)
    const port = await freePort()
    const warnings: unknown[] = []
    const log = { info: () => {}, error: () => {}, warn: (about: unknown) => {
      warnings.push(about)
    } } as never
    const systems = createSystems(['a'], settings({ gone: { url: `http://127.0.0.1:${port}` }, well }))
    startAlerts(t, store, systems, { log })
    await systems.fall('a')
    await well.until(1)
    await systems.rise('a')
    await well.until(2)
    await until(
      async () =>
        (await store.read(db =>
          db.selectFrom('alert_notices').select('seq').where('receiver', '=', 'gone').where('attempts', '>', 1)
            .execute()
        )).length > 0,
      { what: 'a second attempt' }
    )
    const gone = await startReceiver(t, { port })
    await gone.until(2)
    t.same(told(gone), ['firing a', 'resolved a'])
    t.match(warnings, [{ receiver: 'gone', outcome: 'unreachable' }], 'the log is told once')
  })

  t.test('what goes on is told again until somebody is at it', async t => {
    const receiver = await startReceiver(t)
    const systems = createSystems(['a'], settings({ duty: receiver }, { repeat_hours: 1 / 3_600_000 * 100 }))
    const { alerts } = startAlerts(t, store, systems)
    await systems.fall('a')
    await receiver.until(3)
    t.same(told(receiver).slice(0, 3), ['firing a', 'again a', 'again a'])
    const { items: [alert] } = await alerts.list({ all: false, limit: 10, after: undefined })
    t.match(await alerts.acknowledge(alert!.id, 'operations', 'the vendor is on its way'), {
      acknowledged: { by: 'operations', reason: 'the vendor is on its way' }
    })
    await looks(() => Promise.resolve())
    const count = receiver.received.length
    await looks(() => Promise.resolve(), 15)
    t.equal(receiver.received.length, count, 'nothing more')
    t.equal(await alerts.acknowledge('alt-999999', 'operations', 'what'), undefined, 'there is no such alert')
  })

  t.test('a silence and maintenance keep quiet, and what is still wrong after them is told', async t => {
    const receiver = await startReceiver(t)
    const systems = createSystems(['a', 'b', 'c'], settings({ duty: receiver }))
    const { alerts, maintenance } = startAlerts(t, store, systems)
    const now = Date.now()
    const silence = await alerts.silences.add({ system: 'a', kind: 'system_down', from: now, until: now + 3_600_000,
      reason: 'it moves house', by: 'operations' })
    await alerts.silences.add({ system: 'c', kind: 'parked', from: now, until: now + 3_600_000,
      reason: 'of another kind', by: 'operations' })
    maintenance.add('b')
    await systems.fall('a', 'b', 'c')
    await receiver.until(1)
    t.same(told(receiver), ['firing c'])
    t.match(await alerts.silences.remove(silence.id), { system: 'a', reason: 'it moves house' })
    await receiver.until(2)
    maintenance.delete('b')
    await receiver.until(3)
    t.same(told(receiver), ['firing c', 'firing a', 'firing b'])
    t.equal(await alerts.silences.remove(silence.id), undefined)
  })

  t.test('what comes and goes is told three times, and then only when it is calm', async t => {
    const receiver = await startReceiver(t)
    const systems = createSystems(['a'], settings({ duty: receiver }))
    const { alerts } = startAlerts(t, store, systems)
    for (const times of [1, 2, 3]) {
      await systems.fall('a')
      await receiver.until(times * 2 - 1)
      await systems.rise('a')
      if (times < 3) await receiver.until(times * 2)
    }
    await looks(() => alerts.list({ all: false, limit: 1, after: undefined }), 15)
    t.same(told(receiver), ['firing a', 'resolved a', 'firing a', 'resolved a', 'firing a'])
    t.match(payloadOf(receiver.received[4]!).text, /Comes and goes/)
  })
})

t.test('rules say who is told', async t => {
  const { sqlitePlace } = await import('../../suites/stores.ts')
  const store = await (await sqlitePlace(t)).open()
  const [duty, owner] = [await startReceiver(t), await startReceiver(t)]
  const systems = createSystems(['a', 'b'], settings({ duty, owner }, {
    rules: { ...onlyDown, 'system-down': { enabled: true, for_seconds: 0, to: ['duty'] },
      'b-down': { enabled: true, kind: 'system_down', for_seconds: 0, systems: ['b'], to: ['owner'] } }
  }))
  startAlerts(t, store, systems)
  await systems.fall('a', 'b')
  await Promise.all([duty.until(1), owner.until(1)])
  t.same(told(duty).toSorted(), ['firing a', 'firing b'])
  t.same(told(owner), ['firing b'])
})
