import type { ServerResponse } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { forgetDeliveries } from '../../src/features/webhooks/forget.ts'
import { forgetting } from '../../src/platform/store/forgetting.ts'
import { until } from '../services/wait.ts'
import { createConfig } from '../suites/core/city.ts'
import { authorization, happenings } from '../suites/events-hub.ts'
import { type Receiver, startReceiver } from '../suites/receiver.ts'
import { overEachStore } from '../suites/stores.ts'
import { consumers, startWebhooksHub, webhookSettings } from '../suites/webhooks-hub.ts'

overEachStore(async (whole, place) => {
  const t = whole
  const happen = await happenings(t, place)
  const store = await place.open()
  let hub = await startWebhooksHub(t, place)
  const names = (count: number, of: string): string[] => Array.from({ length: count }, (_, i) => `${of}-${i}`)
  const feed = async (query: string): Promise<{ type: string; subject: string; data: object }[]> =>
    ((await (await fetch(`${hub.url}/v1/events?${query}`, {
      headers: authorization('reader', consumers.reader.scopes)
    })).json()) as { items: never[] }).items
  const change = (id: string, body: unknown) =>
    hub.ask('changeSubscription', 'PATCH', `/v1/subscriptions/${id}`, { body })
  t.afterEach(async () => {
    for (const as of ['reader', 'other'] as const) {
      for (const { id } of (await hub.ask('listSubscriptions', 'GET', '/v1/subscriptions', { as })).body.items)
        await hub.ask('deleteSubscription', 'DELETE', `/v1/subscriptions/${id}`, { as })
    }
  })

  t.test('an event is sent as a signed CloudEvent, the same as in the feed', async t => {
    const receiver = await startReceiver(t)
    const { id, secret } = await hub.subscribe({ url: `${receiver.url}/hook?city=bandung` })
    await happen({ subject: 'SIGN-1', data: { status: 'submitted', service_code: 'lamp' } })
    const [message] = await receiver.until(1)
    if (message === undefined) throw new Error('nothing came')
    const { headers, body, path } = message
    t.equal(path, '/hook?city=bandung')
    t.match(headers, { 'content-type': 'application/cloudevents+json; charset=utf-8', 'user-agent': 'Satu',
      'webhook-id': /^\d+$/ })
    const event = new Webhook(secret).verify(body, headers as Record<string, string>) as { id: string }
    t.same(event, (await feed('subject=SIGN-1'))[0])
    t.equal(event.id, headers['webhook-id'])
    t.throws(() => new Webhook(secret).verify(body.replace('submitted', 'closed'), headers as Record<string, string>))
    await hub.settled(id)
    t.match(await hub.deliveries(id), [{ id: event.id, type: 'complaint.created', subject: 'SIGN-1',
      status: { code: 'delivered' }, attempts: 1,
      tries: [{ outcome: 'delivered', http_status: 204, detail: 'took it' }] }])
    t.match(await hub.get(id), { last_success_at: /^20/, failures: 0, waiting: 0 })
  })

  t.test('a subscription gets what fits its filters and is its own', async t => {
    const receiver = await startReceiver(t)
    const at = (path: string): string => `${receiver.url}/${path}`
    await hub.subscribe({ url: at('type'), types: ['complaint.status_changed'] })
    await hub.subscribe({ url: at('system'), system: 'weather' })
    await hub.subscribe({ url: at('resource'), resource: 'complaints' })
    await hub.subscribe({ url: at('subject'), subject: 'FIT-1' })
    await hub.subscribe({ url: at('all') })
    await hub.subscribe({ url: at('other') }, 'other')
    await happen(
      { subject: 'FIT-1' },
      { subject: 'FIT-1', type: 'complaint.status_changed', data: { status: 'closed' } },
      { subject: 'weather', system: 'weather', type: 'adapter.degraded', data: { status: 'down' } },
      { subject: 'sub-1', type: 'submission.delivered', resource: 'complaints', consumer: 'other',
        data: { status: 'delivered' } },
      { subject: 'BILL-1', type: 'tax_bill.paid', data: { status: 'paid' } },
      { subject: 'FIT-2' }
    )
    await receiver.until(1 + 1 + 3 + 2 + 4 + 3)
    const found = Object.groupBy(receiver.received, ({ path }) => path.slice(1))
    const told = (path: string): string[] =>
      (found[path] ?? []).map(({ event: { type, subject } }) => `${type.slice('org.example.'.length)} ${subject}`)
        .toSorted()
    t.same(told('type'), ['complaint.status_changed FIT-1'])
    t.same(told('system'), ['adapter.degraded weather'])
    t.same(told('resource'), ['complaint.created FIT-1', 'complaint.created FIT-2', 'complaint.status_changed FIT-1'])
    t.same(told('subject'), ['complaint.created FIT-1', 'complaint.status_changed FIT-1'])
    t.same(told('all'), ['adapter.degraded weather', 'complaint.created FIT-1', 'complaint.created FIT-2',
      'complaint.status_changed FIT-1'])
    t.same(told('other'), ['complaint.created FIT-1', 'complaint.created FIT-2', 'complaint.status_changed FIT-1'],
      'without systems:read, and without submissions:read')
  })

  t.test('what is not taken is tried again, under the same id and with a new time', async t => {
    const receiver = await startReceiver(t)
    const { id, secret } = await hub.subscribe({ url: receiver.url })
    receiver.answer = 503
    await happen({ subject: 'AGAIN-1' })
    await receiver.until(1)
    receiver.answer = 200
    const [first, second] = await receiver.until(2)
    t.equal(first?.headers['webhook-id'], second?.headers['webhook-id'])
    t.ok(Number(second?.headers['webhook-timestamp']) > Number(first?.headers['webhook-timestamp']))
    t.equal(first?.body, second?.body)
    for (const message of [first, second])
      new Webhook(secret).verify(message?.body ?? '', message?.headers as Record<string, string>)
    await hub.settled(id)
    t.match(await hub.deliveries(id), [{ status: { code: 'delivered' }, attempts: 2,
      tries: [{ outcome: 'status', http_status: 503, detail: 'answered with status 503' }, { outcome: 'delivered',
        http_status: 200 }] }])
  })

  t.test('events of one record come in turn, those of others beside it, and no more at once than allowed', async t => {
    const receiver = await startReceiver(t)
    const { id } = await hub.subscribe({ url: receiver.url })
    const seen = new Set<string>()
    receiver.answer = ({ event }, response) => {
      // The first one of each record is refused once: what follows it waits.
      const isFirst = !seen.has(event.id) && event.data['status'] === 's0' && event.subject !== 'LINE-0'
      seen.add(event.id)
      setImmediate(() => {
        response.writeHead(isFirst ? 500 : 200).end()
      })
    }
    const states = ['s0', 's1', 's2', 's3']
    await happen(
      ...states.flatMap(status =>
        names(6, 'LINE').map(subject => ({ subject, type: 'complaint.status_changed' as const, data: { status } }))
      )
    )
    await receiver.until(24 + 5, 'all of them, five twice')
    await hub.settled(id)
    for (const subject of names(6, 'LINE')) {
      const came = receiver.received.filter(({ event }) => event.subject === subject).map(({ event }) =>
        event.data['status']
      )
      t.same(came, subject === 'LINE-0' ? states : ['s0', ...states], subject)
    }
    t.ok(receiver.most <= webhookSettings.parallel, `${receiver.most} at once`)
    t.ok(receiver.most > 1, 'and not one by one')
  })

  t.test('a receiver that hangs holds nobody else up', async t => {
    const [slow, quick] = [await startReceiver(t), await startReceiver(t)]
    const hanging: ServerResponse[] = []
    slow.answer = (_, response) => {
      hanging.push(response)
    }
    await hub.subscribe({ url: slow.url })
    await hub.subscribe({ url: quick.url })
    await happen(...names(30, 'SLOW').map(subject => ({ subject })))
    await quick.until(30)
    await slow.until(webhookSettings.parallel)
    t.equal(slow.received.length, webhookSettings.parallel, 'and it gets no more than so many')
    t.equal(quick.received.length, 30)
    slow.answer = 200
    for (const response of hanging) response.writeHead(200).end()
    await slow.until(30)
    t.same(slow.subjects().toSorted(), names(30, 'SLOW').toSorted())
  })

  t.test('410 disables a subscription and tells of it; made active again it gets all that it missed', async t => {
    const receiver = await startReceiver(t)
    const { id } = await hub.subscribe({ url: receiver.url, types: ['complaint.created'] })
    receiver.answer = 410
    await happen({ subject: 'GONE-1' })
    await until(async () => (await hub.get(id)).status.code === 'disabled', { what: 'a disabled subscription' })
    t.match(await hub.get(id), { status: { cause: 'gone' } })
    t.match(await feed(`type=subscription.disabled&subject=${id}`), [{ subject: id,
      data: { status: 'disabled', cause: 'gone' } }])
    await happen({ subject: 'GONE-2' }, { subject: 'GONE-3' })
    t.match(await hub.deliveries(id), [{ subject: 'GONE-1', status: { code: 'failed' },
      tries: [{ outcome: 'gone', http_status: 410 }] }])
    receiver.answer = 200
    t.match((await change(id, { paused: false })).body, { status: { code: 'active' }, failures: 0 })
    await receiver.until(3)
    t.same(receiver.subjects(), ['GONE-1', 'GONE-2', 'GONE-3'])
    t.match(
      await hub.ask('redeliverSince', 'POST', `/v1/subscriptions/${id}/redeliver`, {
        body: { since: '2016-01-01T00:00:00Z' }
      }),
      { body: { again: 1 } }
    )
    await until(() => receiver.subjects().filter(subject => subject === 'GONE-1').length === 2, {
      what: 'what had failed'
    })
  })

  t.test('a receiver that takes nothing for as long as messages are tried is given up', async t => {
    const receiver = await startReceiver(t)
    const { id } = await hub.subscribe({ url: receiver.url, types: ['complaint.created'] })
    receiver.answer = 500
    await happen({ subject: 'DEAD-1' }, { subject: 'DEAD-2' })
    await receiver.until(2)
    await until(async () => (await hub.deliveries(id)).every(({ attempts }) => attempts > 0), {
      what: 'what came of the first attempts'
    })
    // As if it had been tried for three days.
    await store.write(db =>
      db.updateTable('webhook_deliveries').set({ first_at: Date.now() - webhookSettings.retry_hours * 3_600_000,
        due_at: Date.now() }).where('subject', '=', 'DEAD-1').execute()
    )
    await store.write(db => db.updateTable('subscriptions').set({ due_at: Date.now() }).where('id', '=', id).execute())
    await until(async () => (await hub.get(id)).status.code === 'disabled', { what: 'a disabled subscription' })
    t.match(await hub.get(id), { status: { cause: 'failing' }, waiting: 1 })
    t.match(await hub.deliveries(id), [{ subject: 'DEAD-1', status: { code: 'failed' } }, { subject: 'DEAD-2',
      status: { code: 'waiting' } }])
    t.match(await feed(`type=subscription.disabled&subject=${id}`), [{ data: { cause: 'failing' } }])
    receiver.answer = 200
    receiver.received.length = 0
    await change(id, { paused: false })
    await receiver.until(1)
    await hub.settled(id)
    t.same(receiver.subjects(), ['DEAD-2'])
  })

  t.test('one message that is never taken fails alone', async t => {
    const receiver = await startReceiver(t)
    const { id } = await hub.subscribe({ url: receiver.url })
    receiver.answer = ({ event }, response) => {
      response.writeHead(event.subject === 'POISON' ? 422 : 200).end()
    }
    await happen({ subject: 'POISON' })
    await receiver.until(1)
    await until(async () => (await hub.deliveries(id))[0]?.attempts === 1, { what: 'what came of it' })
    await store.write(db =>
      db.updateTable('webhook_deliveries').set({ first_at: Date.now() - webhookSettings.retry_hours * 3_600_000 })
        .where('subject', '=', 'POISON').execute()
    )
    await happen({ subject: 'FINE-1' })
    await until(async () => (await hub.deliveries(id, '&status=failed')).length === 1, { what: 'a failed message' })
    await happen({ subject: 'FINE-2' })
    await until(() => receiver.subjects().includes('FINE-2'), { what: 'the next one' })
    t.equal((await hub.get(id)).status.code, 'active')
  })

  t.test('nothing is sent while it is paused, and all of it after that, or what comes then alone', async t => {
    const receiver = await startReceiver(t)
    const { id } = await hub.subscribe({ url: receiver.url })
    await happen({ subject: 'PAUSE-1' })
    await receiver.until(1)
    await hub.settled(id)
    await change(id, { paused: true })
    const witness = await startReceiver(t)
    await hub.subscribe({ url: witness.url })
    await happen(...names(520, 'PAUSED').map(subject => ({ subject })))
    await witness.until(520)
    t.equal(receiver.received.length, 1)
    t.equal((await hub.ask('pingSubscription', 'POST', `/v1/subscriptions/${id}/ping`)).status, 409)
    await change(id, { paused: false })
    await receiver.until(521)
    t.same(receiver.subjects().slice(1).toSorted(), names(520, 'PAUSED').toSorted(), 'more than fits into one batch')

    await change(id, { paused: true })
    await happen({ subject: 'SKIPPED' })
    await until(() => witness.subjects().includes('SKIPPED'), { what: 'the witness' })
    await change(id, { paused: false, skip_missed: true })
    await happen({ subject: 'AFTER' })
    await until(() => receiver.subjects().includes('AFTER'), { what: 'what came then' })
    t.notOk(receiver.subjects().includes('SKIPPED'))
    t.match(
      await hub.ask('redeliverSince', 'POST', `/v1/subscriptions/${id}/redeliver`, {
        body: { since: '2016-01-01T00:00:00Z' }
      }),
      { body: { again: 0, missed: /^\d+$/ } }
    )
    await until(() => receiver.subjects().includes('SKIPPED'), { what: 'what was left out, on demand' })
  })

  t.test('a message is sent again on demand, one or all since a time', async t => {
    const receiver = await startReceiver(t)
    await happen({ subject: 'BEFORE-1' })
    const since = new Date(Date.now() + 1).toISOString()
    await until(() => Date.now() > Date.parse(since), { what: 'the next moment' })
    const { id } = await hub.subscribe({ url: receiver.url, types: ['complaint.created'] })
    await happen({ subject: 'DEMAND-1' }, { subject: 'DEMAND-2' })
    await receiver.until(2)
    await hub.settled(id)
    const [one] = await hub.deliveries(id)
    const again = await hub.ask('redeliverOne', 'POST', `/v1/subscriptions/${id}/deliveries/${one?.id}/redeliver`)
    t.match(again, { status: 202,
      body: { id: one?.id, status: { code: 'waiting' }, attempts: 0, tries: [{ outcome: 'delivered' }] } })
    t.equal(again.headers.get('location'), `/v1/subscriptions/${id}/deliveries/${one?.id}`)
    await receiver.until(3)
    t.equal(receiver.received[2]?.headers['webhook-id'], one?.id)
    await hub.settled(id)
    t.match((await hub.ask('getWebhookDelivery', 'GET', `/v1/subscriptions/${id}/deliveries/${one?.id}`)).body, {
      status: { code: 'delivered' },
      attempts: 1,
      tries: [{}, {}]
    })
    const redeliver = async (body: object): Promise<unknown> =>
      (await hub.ask('redeliverSince', 'POST', `/v1/subscriptions/${id}/redeliver`, { body })).body
    t.same(await redeliver({ since }), { again: 0, missed: 0 }, 'all was taken')
    t.same(await redeliver({ since, all: true }), { again: 2, missed: 0 })
    await receiver.until(5)
    t.same(receiver.subjects().slice(3).toSorted(), ['DEMAND-1', 'DEMAND-2'])
    await hub.settled(id)
    t.match(await redeliver({ since: '2016-01-01T00:00:00Z' }), { again: 0 })
    await until(() => receiver.subjects().includes('BEFORE-1'), { what: 'what happened before it was made' })
  })

  t.test('the log of deliveries is read page by page, and by status, type and subject', async t => {
    const receiver = await startReceiver(t)
    const { id } = await hub.subscribe({ url: receiver.url })
    receiver.answer = ({ event }, response) => {
      response.writeHead(event.subject === 'LOG-0' ? 500 : 200).end()
    }
    await happen(...names(5, 'LOG').map(subject => ({ subject })), { subject: 'LOG-1', type: 'complaint.status_changed',
      data: { status: 'closed' } })
    await until(async () => (await hub.get(id)).waiting === 1, { what: 'all but one' })
    const page = await hub.ask('listWebhookDeliveries', 'GET', `/v1/subscriptions/${id}/deliveries?limit=4`)
    t.same(page.body.items.map(({ subject }: { subject: string }) => subject), ['LOG-1', 'LOG-4', 'LOG-3', 'LOG-2'],
      'newest first')
    t.match(page.headers.get('link'), `</v1/subscriptions/${id}/deliveries?`)
    const next = /<([^>]+)>/.exec(page.headers.get('link') ?? '')?.[1] ?? ''
    t.same(
      (await hub.ask('listWebhookDeliveries', 'GET', next)).body.items.map(({ subject }: { subject: string }) =>
        subject
      ),
      ['LOG-1', 'LOG-0']
    )
    const subjects = async (query: string): Promise<string[]> =>
      (await hub.deliveries(id, query)).map(({ subject }) => subject)
    t.same(await subjects('&status=waiting,failed'), ['LOG-0'])
    t.same(await subjects('&type=complaint.status_changed'), ['LOG-1'])
    t.same(await subjects('&subject=LOG-1&status=delivered'), ['LOG-1', 'LOG-1'])
  })

  t.test('a rotated secret signs beside the old one, until that ends', async t => {
    const receiver = await startReceiver(t)
    const { id, secret } = await hub.subscribe({ url: receiver.url })
    const rotate = async (body: object): Promise<{ secret: string; old_secret_ends_at?: string }> =>
      (await hub.ask('rotateSubscriptionSecret', 'POST', `/v1/subscriptions/${id}/rotate-secret`, { body })).body
    const next = await rotate({})
    t.not(next.secret, secret)
    t.match(next.old_secret_ends_at, /^20/)
    await happen({ subject: 'ROTATE-1' })
    const [first] = await receiver.until(1)
    for (const one of [secret, next.secret])
      t.doesNotThrow(() => new Webhook(one).verify(first?.body ?? '', first?.headers as Record<string, string>))
    const last = await rotate({ overlap_seconds: 0 })
    t.equal(last.old_secret_ends_at, undefined)
    await happen({ subject: 'ROTATE-2' })
    const [, second] = await receiver.until(2)
    t.doesNotThrow(() => new Webhook(last.secret).verify(second?.body ?? '', second?.headers as Record<string, string>))
    for (const one of [secret, next.secret])
      t.throws(() => new Webhook(one).verify(second?.body ?? '', second?.headers as Record<string, string>))
    const rows = JSON.stringify(await store.read(db => db.selectFrom('subscriptions').selectAll().execute()))
    for (const one of [secret, next.secret, last.secret])
      t.notOk(rows.includes(one.slice(6, 40)), 'none of them lies open in the store')
  })

  t.test('a secret that cannot be opened disables, and another one mends it', async t => {
    const receiver = await startReceiver(t)
    const { id } = await hub.subscribe({ url: receiver.url })
    await store.write(db =>
      db.updateTable('subscriptions').set({
        secrets: JSON.stringify([{ sealed: Buffer.alloc(60).toString('base64'), until: null }])
      }).where('id', '=', id).execute()
    )
    await happen({ subject: 'SEALED-1' })
    await until(async () => (await hub.get(id)).status.cause === 'secret', { what: 'a disabled subscription' })
    const { body: { secret } } = await hub.ask('rotateSubscriptionSecret', 'POST',
      `/v1/subscriptions/${id}/rotate-secret`, { body: {} })
    await change(id, { paused: false })
    const [message] = await receiver.until(1)
    t.doesNotThrow(() => new Webhook(secret).verify(message?.body ?? '', message?.headers as Record<string, string>))
  })

  t.test('a ping is sent to its subscription alone, whatever its filters', async t => {
    const receiver = await startReceiver(t)
    const { id } = await hub.subscribe({ url: `${receiver.url}/pinged`, types: ['complaint.created'],
      system: 'nobody' })
    await hub.subscribe({ url: `${receiver.url}/all` })
    const { status, body, headers } = await hub.ask('pingSubscription', 'POST', `/v1/subscriptions/${id}/ping`)
    t.match([status, body], [202, { type: 'subscription.ping', subject: id, status: { code: 'waiting' } }])
    const [message] = await receiver.until(1)
    t.match(message?.event, { id: body.id, type: 'org.example.subscription.ping', subject: id, data: {} })
    await hub.settled(id)
    t.match((await hub.ask('getWebhookDelivery', 'GET', headers.get('location') ?? '')).body, {
      status: { code: 'delivered' }
    })
    await happen({ subject: 'PING-AFTER' })
    await until(() => receiver.subjects().includes('PING-AFTER'), { what: 'the next event' })
    t.same(receiver.received.map(({ path }) => path), ['/pinged', '/all'])
  })

  t.test('after it is deleted nothing more is sent', async t => {
    const [receiver, witness] = [await startReceiver(t), await startReceiver(t)]
    receiver.answer = 503
    const { id } = await hub.subscribe({ url: receiver.url })
    await hub.subscribe({ url: witness.url })
    await happen(...names(5, 'DELETE').map(subject => ({ subject })))
    await receiver.until(2)
    await hub.ask('deleteSubscription', 'DELETE', `/v1/subscriptions/${id}`)
    await happen({ subject: 'DELETE-MARK' })
    await until(() => witness.subjects().includes('DELETE-MARK') && receiver.open === 0, { what: 'what is on its way' })
    const came = receiver.received.length
    receiver.answer = 200
    await happen({ subject: 'DELETE-AFTER' })
    await until(() => witness.subjects().includes('DELETE-AFTER'), { what: 'the witness' })
    t.equal(receiver.received.length, came)
    const rows = (): Promise<unknown[]> =>
      store.read(db => db.selectFrom('webhook_deliveries').select('event').where('subject', '=', 'DELETE-0').execute())
    t.equal((await rows()).length, 2)
    await forgetDeliveries(store, 0, 10_000)
    t.equal((await rows()).length, 1, 'and its log is swept')
  })

  t.test('who may not hear of it any more is sent nothing more', async t => {
    const [receiver, witness] = [await startReceiver(t), await startReceiver(t)]
    const { id } = await hub.subscribe({ url: receiver.url })
    await hub.subscribe({ url: witness.url }, 'other')
    const under = (reader: object | undefined) =>
      hub.hub.reload(createConfig([], { consumers: { ...consumers, ...(reader && { reader }) } }), new Map())
    const passes = async (subject: string): Promise<void> => {
      await happen({ subject }, { subject: `${subject}-weather`, system: 'weather', type: 'adapter.degraded',
        data: { status: subject } })
      await until(() => witness.subjects().includes(subject), { what: `the witness of ${subject}` })
    }
    await passes('BEFORE')
    await receiver.until(2)
    await hub.settled(id)

    await under({ scopes: ['events:read', 'events:subscribe'] })
    await passes('NARROW')
    await receiver.until(3)
    t.same(receiver.subjects().toSorted(), ['BEFORE', 'BEFORE-weather', 'NARROW'],
      'a scope that is lost closes what it opened')

    const shut: [string, object][] = [
      ['NO-SCOPE', { scopes: ['events:read', 'complaints:read'] }],
      ['ENDED', { scopes: consumers.reader.scopes, agreement: { number: '1', expires: '2024-12-31' } }],
      ['ELSEWHERE', { scopes: consumers.reader.scopes, environments: ['production'] }]
    ]
    for (const [subject, reader] of shut) {
      await under(reader)
      await passes(subject)
      t.match(await hub.get(id, 'desk'), { status: { code: 'active', cause: 'not_allowed' }, waiting: 0 }, subject)
    }
    t.equal(receiver.received.length, 3)
    await under(undefined)
    await passes('LATER')
    await receiver.until(5)
    t.same(receiver.subjects().slice(3).toSorted(), ['LATER', 'LATER-weather'],
      'what happened meanwhile is not told later')
  })

  t.test('what waited when the hub was closed is sent when it is back', async t => {
    const receiver: Receiver = await startReceiver(t)
    const { id } = await hub.subscribe({ url: receiver.url })
    receiver.answer = 503
    await happen({ subject: 'RESTART-1' })
    await receiver.until(1)
    await hub.close()
    await happen({ subject: 'RESTART-2' })
    receiver.answer = 200
    receiver.received.length = 0
    hub = await startWebhooksHub(whole, place)
    await receiver.until(2)
    await hub.settled(id)
    t.same(receiver.subjects().toSorted(), ['RESTART-1', 'RESTART-2'])
  })

  t.test('a message whose event is not kept any more fails, and is not found again', async t => {
    const receiver = await startReceiver(t)
    const { id } = await hub.subscribe({ url: receiver.url })
    receiver.answer = 503
    await happen({ subject: 'FORGET-1' })
    await receiver.until(1)
    await until(async () => (await hub.deliveries(id))[0]?.attempts === 1, { what: 'what came of it' })
    await forgetting.events(store, Date.now() + 1, 5_000)
    receiver.answer = 200
    await until(async () => (await hub.deliveries(id))[0]?.status.code === 'failed', { what: 'a failed message' })
    const [delivery] = await hub.deliveries(id)
    t.match(delivery, { tries: [{ outcome: 'status' }, { outcome: 'forgotten' }] })
    t.match(await hub.ask('redeliverOne', 'POST', `/v1/subscriptions/${id}/deliveries/${delivery?.id}/redeliver`), {
      status: 410,
      body: { code: 'events_forgotten' }
    })
    t.equal((await hub.get(id)).status.code, 'active', 'that is no fault of its receiver')
  })

  t.test('what became of messages is forgotten by age, and what waits is not', async t => {
    const receiver = await startReceiver(t)
    const { id } = await hub.subscribe({ url: receiver.url })
    receiver.answer = ({ event }, response) => {
      response.writeHead(event.subject === 'AGE-WAITS' ? 503 : 200).end()
    }
    await happen({ subject: 'AGE-1' }, { subject: 'AGE-WAITS' }, { subject: 'AGE-2' })
    await until(async () => (await hub.get(id)).waiting === 1, { what: 'all but one' })
    await forgetDeliveries(store, Date.now() - 60_000, 10_000)
    t.equal((await hub.deliveries(id)).length, 3, 'what is young stays')
    await forgetDeliveries(store, Date.now() + 1, 10_000)
    t.same((await hub.deliveries(id)).map(({ subject }) => subject), ['AGE-WAITS'])
  })

  t.test('numbers tell what waits, for how long, and how attempts end', async t => {
    const receiver = await startReceiver(t)
    receiver.answer = 503
    await hub.subscribe({ url: receiver.url })
    await happen({ subject: 'NUMBER-1' })
    await receiver.until(1)
    const value = (name: string, labels = ''): number =>
      hub.hub.metrics().find(family => family.name === name)?.series.find(([of]) => of === labels)?.[1] ?? 0
    await until(() => value('satu_webhook_waiting') > 0, { what: 'a look at what waits' })
    t.ok(value('satu_webhook_oldest_seconds') > 0)
    t.ok(value('satu_webhook_attempts_total', '{outcome="status"}') > 0)
    t.ok(value('satu_webhook_subscriptions', '{status="active"}') > 0)
  })
}, { together: true })
