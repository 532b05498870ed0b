import { once } from 'node:events'
import { createServer } from 'node:net'
import t from 'tap'
import { freePort } from '../services/wait.ts'
import { authorization } from '../suites/events-hub.ts'
import { startReceiver } from '../suites/receiver.ts'
import { overEachStore, sqlitePlace } from '../suites/stores.ts'
import { type ConsumerName, type Reply, startWebhooksHub, webhookSettings,
  type WebhooksHub } from '../suites/webhooks-hub.ts'

let keys = 0
const create = (
  hub: WebhooksHub,
  body: unknown,
  { as = 'reader', key = `key-${++keys}` }: { as?: ConsumerName; key?: string } = {}
): Promise<Reply> =>
  hub.ask('createSubscription', 'POST', '/v1/subscriptions', { body, as, headers: { 'idempotency-key': `"${key}"` } })

overEachStore(async (t, place) => {
  const hub = await startWebhooksHub(t, place, { hub: { webhooks: { ...webhookSettings, per_consumer: 6 } } })
  const receiver = await startReceiver(t)
  const { ask } = hub
  t.afterEach(async () => {
    for (const as of ['reader', 'other'] as const) {
      for (const { id } of (await ask('listSubscriptions', 'GET', '/v1/subscriptions', { as })).body.items)
        await ask('deleteSubscription', 'DELETE', `/v1/subscriptions/${id}`, { as })
    }
  })

  t.test('a subscription is made, seen, changed and deleted', async t => {
    const wanted = { url: `${receiver.url}/hook?k=v`, description: 'Peta laporan', types: ['complaint.created'],
      system: 'complaints', resource: 'complaints', subject: 'LAPOR-7' }
    const made = await create(hub, wanted)
    t.equal(made.status, 201)
    const { id, secret, ...rest } = made.body
    t.match(rest, { ...wanted, consumer: 'reader', status: { code: 'active' }, failures: 0, waiting: 0 })
    t.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
    t.equal(made.headers.get('location'), `/v1/subscriptions/${id}`)
    t.equal(made.headers.get('cache-control'), 'no-store')
    const { secret: _secret, ...shown } = made.body
    t.same(await hub.get(id), shown, 'without its secret')
    t.same((await ask('listSubscriptions', 'GET', '/v1/subscriptions')).body.items, [shown])

    const changed = await ask('changeSubscription', 'PATCH', `/v1/subscriptions/${id}`, {
      body: { description: null, types: ['complaint.created', 'adapter.degraded'], system: null, resource: null,
        subject: null, url: receiver.url }
    })
    t.equal(changed.status, 200)
    t.match(changed.body, { url: receiver.url, types: ['complaint.created', 'adapter.degraded'] })
    for (const field of ['description', 'system', 'resource', 'subject']) t.notOk(field in changed.body, field)
    t.notOk(
      'types' in (await ask('changeSubscription', 'PATCH', `/v1/subscriptions/${id}`, { body: { types: null } })).body,
      'all that it may hear of'
    )
    const paused = await ask('changeSubscription', 'PATCH', `/v1/subscriptions/${id}`, { body: { paused: true } })
    t.match(paused.body, { status: { code: 'paused' } })
    t.same((await ask('listSubscriptions', 'GET', '/v1/subscriptions?status=active,disabled')).body.items, [])

    t.equal((await ask('deleteSubscription', 'DELETE', `/v1/subscriptions/${id}`)).status, 204)
    t.equal((await ask('getSubscription', 'GET', `/v1/subscriptions/${id}`)).status, 404)
    t.equal((await ask('deleteSubscription', 'DELETE', `/v1/subscriptions/${id}`)).status, 404)
  })

  t.test('the same key and body give the same answer again, with its secret, and one subscription', async t => {
    const [first, ...more] = await Promise.all([1, 2, 3].map(() => create(hub, { url: receiver.url }, { key: 'same' })))
    for (const { status, body } of more)
      t.same([status, body.id, body.secret], [201, first?.body.id, first?.body.secret])
    const nowhere = `http://127.0.0.1:${await freePort()}`
    t.match(await create(hub, { url: nowhere }, { key: 'same' }), { status: 422,
      body: { code: 'idempotency_key_reused' } })
    t.equal((await ask('listSubscriptions', 'GET', '/v1/subscriptions')).body.items.length, 1)
    t.match(await ask('createSubscription', 'POST', '/v1/subscriptions', { body: { url: receiver.url } }), {
      status: 400,
      body: { errors: [{ field: 'Idempotency-Key', code: 'required' }] }
    })
    await ask('deleteSubscription', 'DELETE', `/v1/subscriptions/${first?.body.id}`)
    t.match(await create(hub, { url: receiver.url }, { key: 'same' }), { status: 404 },
      'what was deleted is not made again')
  })

  t.test('a consumer has so many and no more', async t => {
    const made = await Promise.all(Array.from({ length: 8 }, () => create(hub, { url: receiver.url })))
    t.same(made.map(({ status }) => status).toSorted((a, b) => a - b), [201, 201, 201, 201, 201, 201, 409, 409])
    t.match(made.find(({ status }) => status === 409)?.body, { code: 'state_conflict',
      detail: 'A consumer may have 6 subscriptions: delete one first.' })
    t.equal((await create(hub, { url: receiver.url }, { as: 'other' })).status, 201, 'others are not touched')
    const page = await ask('listSubscriptions', 'GET', '/v1/subscriptions?limit=4')
    t.equal(page.body.items.length, 4)
    t.match(page.headers.get('link'), `</v1/subscriptions?limit=4&cursor=${page.body.next_cursor}>; rel="next"`)
    const last = await ask('listSubscriptions', 'GET', `/v1/subscriptions?limit=4&cursor=${page.body.next_cursor}`)
    t.same([last.body.items.length, last.body.next_cursor], [2, null])
  })

  t.test("another consumer's subscription is not there", async t => {
    const { id } = await hub.subscribe({ url: receiver.url })
    const { status, body: { id: event } } = await ask('pingSubscription', 'POST', `/v1/subscriptions/${id}/ping`)
    t.equal(status, 202)
    const paths: [string, string, string, unknown?][] = [
      ['getSubscription', 'GET', ''],
      ['changeSubscription', 'PATCH', '', { paused: true }],
      ['deleteSubscription', 'DELETE', ''],
      ['rotateSubscriptionSecret', 'POST', '/rotate-secret', {}],
      ['pingSubscription', 'POST', '/ping'],
      ['redeliverSince', 'POST', '/redeliver', { since: '2016-01-01T00:00:00Z' }],
      ['listWebhookDeliveries', 'GET', '/deliveries'],
      ['getWebhookDelivery', 'GET', `/deliveries/${event}`],
      ['redeliverOne', 'POST', `/deliveries/${event}/redeliver`]
    ]
    for (const [operation, method, path, body] of paths) {
      t.match(await ask(operation, method, `/v1/subscriptions/${id}${path}`, { as: 'other', body }), { status: 404,
        body: { code: 'not_found' } }, operation)
    }
    t.same((await ask('listSubscriptions', 'GET', '/v1/subscriptions', { as: 'other' })).body.items, [])
    t.equal((await ask('listSubscriptions', 'GET', '/v1/subscriptions?consumer=reader', { as: 'other' })).status, 403)
    t.equal((await hub.get(id)).status.code, 'active')
  })

  t.test('operators see those of all, without paths and secrets, and change what stops and what goes', async t => {
    const { id } = await hub.subscribe({ url: `${receiver.url}/hook/secret-in-the-path?token=1` })
    t.equal((await hub.get(id, 'desk')).url, receiver.url)
    t.same(
      (await ask('listSubscriptions', 'GET', '/v1/subscriptions?consumer=reader', { as: 'desk' })).body.items.map((
        one: { id: string; url: string }
      ) => [one.id, one.url]),
      [[id, receiver.url]]
    )
    const patch = (body: unknown) => ask('changeSubscription', 'PATCH', `/v1/subscriptions/${id}`, { as: 'desk', body })
    t.match((await patch({ paused: true })).body, { status: { code: 'paused' }, url: receiver.url })
    for (const body of [{ url: receiver.url }, { types: null }, { paused: false, description: 'mine' }])
      t.equal((await patch(body)).status, 403, JSON.stringify(body))
    t.match((await patch({ paused: false })).body, { status: { code: 'active' } })
    t.equal(
      (await ask('rotateSubscriptionSecret', 'POST', `/v1/subscriptions/${id}/rotate-secret`, { as: 'desk', body: {} }))
        .status,
      403
    )
    t.equal(
      (await ask('redeliverSince', 'POST', `/v1/subscriptions/${id}/redeliver`, { as: 'desk',
        body: { since: '2099-01-01T00:00:00Z' } })).status,
      200
    )
    t.equal((await ask('deleteSubscription', 'DELETE', `/v1/subscriptions/${id}`, { as: 'desk' })).status, 204)
  })

  if (place.engine === 'postgres') return

  t.test('only types that the caller may hear of are subscribed', async t => {
    t.match(await create(hub, { url: receiver.url, types: ['complaint.created', 'tax_bill.paid'] }), { status: 403,
      body: { code: 'forbidden', detail: /tax-bills:read/ } })
    const { id } = await hub.subscribe({ url: receiver.url, types: ['complaint.created'] })
    t.match(await ask('changeSubscription', 'PATCH', `/v1/subscriptions/${id}`, { body: { types: ['tax_bill.paid'] } }),
      { status: 403 })
    t.match(await create(hub, { url: receiver.url, types: ['adapter.degraded'] }, { as: 'other' }), { status: 403,
      body: { detail: /systems:read/ } })
  })

  t.test('what does not fit the contract is told field by field', async t => {
    const wrong: [unknown, string, string][] = [
      [{}, 'url', 'required'],
      [{ url: 'hooks' }, 'url', 'pattern'],
      [{ url: 'ftp://hooks.example.go.id' }, 'url', 'pattern'],
      [{ url: `https://a.example/${'a'.repeat(2_000)}` }, 'url', 'maxLength'],
      [{ url: receiver.url, types: [] }, 'types', 'minItems'],
      [{ url: receiver.url, types: ['complaint.eaten'] }, 'types.0', 'enum'],
      [{ url: receiver.url, types: ['complaint.created', 'complaint.created'] }, 'types', 'uniqueItems'],
      [{ url: receiver.url, system: 'no such' }, 'system', 'pattern'],
      [{ url: receiver.url, resource: 'people' }, 'resource', 'enum'],
      [{ url: receiver.url, subject: 'LAPOR 1' }, 'subject', 'pattern'],
      [{ url: receiver.url, secret: 'whsec_mine' }, 'secret', 'unknown'],
      [{ url: receiver.url, description: 'NIK 3273021305859991' }, 'description', 'pattern']
    ]
    for (const [body, field, code] of wrong) {
      const { status, body: problem } = await create(hub, body)
      t.match([status, problem.errors], [400, [{ in: 'body', field, code }]], JSON.stringify(body).slice(0, 80))
      t.notMatch(JSON.stringify(problem), '3273021305859991')
    }
    const { id } = await hub.subscribe({ url: receiver.url })
    t.match(await ask('changeSubscription', 'PATCH', `/v1/subscriptions/${id}`, { body: {} }), { status: 400 })
    t.match(await ask('changeSubscription', 'PATCH', `/v1/subscriptions/${id}`, { body: { skip_missed: true } }), {
      status: 400,
      body: { errors: [{ field: 'skip_missed' }] }
    })
    t.match(await ask('changeSubscription', 'PATCH', `/v1/subscriptions/${id}`, { body: { status: 'disabled' } }), {
      status: 400,
      body: { errors: [{ field: 'status', code: 'unknown' }] }
    })
    t.match(
      await ask('rotateSubscriptionSecret', 'POST', `/v1/subscriptions/${id}/rotate-secret`, {
        body: { overlap_seconds: 604_801 }
      }),
      { status: 400 }
    )
    t.match(await ask('redeliverSince', 'POST', `/v1/subscriptions/${id}/redeliver`, { body: { since: 'yesterday' } }),
      { status: 400 })
    t.match(await ask('getWebhookDelivery', 'GET', `/v1/subscriptions/${id}/deliveries/x`), { status: 400 })
    t.match(await ask('getWebhookDelivery', 'GET', `/v1/subscriptions/${id}/deliveries/999999`), { status: 404 })
    t.match(await ask('redeliverOne', 'POST', `/v1/subscriptions/${id}/deliveries/999999/redeliver`), { status: 404 })
    t.match(await ask('listWebhookDeliveries', 'GET', `/v1/subscriptions/${id}/deliveries?status=lost`), {
      status: 400
    })
    t.match(await ask('listWebhookDeliveries', 'GET', `/v1/subscriptions/${id}/deliveries?cursor=nonsense`), {
      status: 400
    })
    t.match(await ask('getSubscription', 'GET', '/v1/subscriptions/whk-nobody'), { status: 404 })
    t.equal(
      (await fetch(`${hub.url}/v1/subscriptions`, { method: 'POST', body: '{',
        headers: { ...authorization('reader', ['events:subscribe']), 'content-type': 'application/json',
          'idempotency-key': '"k"' } })).status,
      400
    )
    t.equal(
      (await fetch(`${hub.url}/v1/subscriptions`, { method: 'POST', body: 'url=a',
        headers: { ...authorization('reader', ['events:subscribe']), 'content-type': 'text/plain',
          'idempotency-key': '"k"' } })).status,
      415
    )
  })
})

t.test('a forbidden or unreachable address is a 422 at once, which says why', async t => {
  const receiver = await startReceiver(t)
  const { port } = new URL(receiver.url)
  const silent = createServer(() => {}).listen(0, '127.0.0.3')
  await once(silent, 'listening')
  t.teardown(() => silent.close())
  const silentPort = (silent.address() as { port: number }).port
  const closed = await freePort()
  const hub = await startWebhooksHub(t, await sqlitePlace(t), {
    hub: {
      webhooks: { ...webhookSettings, loopback: [], allow_http: true, networks: ['127.0.0.3'],
        ports: [443, Number(port), silentPort, closed], connect_ms: 300 }
    }
  })
  const strict = await startWebhooksHub(t, await sqlitePlace(t), {
    hub: { webhooks: { ...webhookSettings, loopback: ['production'] } }
  })
  const table: [url: string, code: string, detail: RegExp, hub?: WebhooksHub][] = [
    [`http://hooks.example.go.id/`, 'https', /must begin with https:/, strict],
    [`http://127.0.0.1:${port}/`, 'https', /must begin with https:/, strict],
    ['https://hooks.example.go.id:8443/', 'port', /must use the port 443/, strict],
    ['https://127.0.0.1/', 'address', /leads to the machine of the hub itself/, strict],
    ['http://hooks.example.go.id:6379/', 'port', /must use one of the ports 443, /],
    ['https://user:secret@hooks.example.go.id/', 'credentials', /must not hold a user or a password/],
    [`http://127.0.0.1:${port}/`, 'address', /leads to the machine of the hub itself/],
    [`http://localhost:${port}/`, 'address', /leads to the machine of the hub itself/],
    [`http://2130706433:${port}/`, 'address', /leads to the machine of the hub itself/],
    [`http://0x7f000001:${port}/`, 'address', /leads to the machine of the hub itself/],
    [`http://0177.0.0.1:${port}/`, 'address', /leads to the machine of the hub itself/],
    [`http://[::1]:${port}/`, 'address', /leads to the machine of the hub itself/],
    [`http://[::ffff:127.0.0.1]:${port}/`, 'address', /leads to the machine of the hub itself/],
    [`http://[::ffff:7f00:1]:${port}/`, 'address', /leads to the machine of the hub itself/],
    [`http://0.0.0.0:${port}/`, 'address', /leads to an address for protocols/],
    [`http://[::]:${port}/`, 'address', /leads to no address of the public Internet/],
    ['http://169.254.169.254/latest/meta-data/', 'address', /leads to a link-local address/],
    ['http://[fd00:ec2::254]/', 'address', /leads to a private network/],
    ['http://10.0.0.1/', 'address', /leads to a private network/],
    ['http://192.168.1.1/', 'address', /leads to a private network/],
    ['http://172.20.0.1/', 'address', /leads to a private network/],
    ['http://100.64.0.1/', 'address', /leads to a network between/],
    ['http://224.0.0.1/', 'address', /leads to a multicast address/],
    ['http://255.255.255.255/', 'address', /leads to an address for protocols/],
    ['http://[64:ff9b::7f00:1]/', 'address', /leads to an address for protocols/],
    ['http://[2002:7f00:1::]/', 'address', /leads to an address for protocols/],
    ['https://hooks.invalid/', 'unresolved', /has a host name that leads nowhere/],
    [`http://127.0.0.3:${closed}/`, 'unreachable', /refused the connection/],
    [`https://127.0.0.3:${silentPort}/`, 'unreachable', /did not accept a connection in time/]
  ]
  for (const [url, code, detail, at = hub] of table) {
    t.match(await create(at, { url }), { status: 422,
      body: { code: 'receiver_refused', at_fault: 'caller', errors: [{ in: 'body', field: 'url', code, detail }] } },
      url)
  }
  t.equal(receiver.received.length, 0)
  t.equal((await create(hub, { url: `http://127.0.0.3:${silentPort}/` })).status, 201, 'what the configuration opens')
  const { body } = await hub.ask('listSubscriptions', 'GET', '/v1/subscriptions')
  t.equal(body.items.length, 1)
  t.match(
    await hub.ask('changeSubscription', 'PATCH', `/v1/subscriptions/${body.items[0].id}`, {
      body: { url: 'http://10.0.0.1/' }
    }),
    { status: 422, body: { code: 'receiver_refused' } },
    'nor is it changed to one'
  )
  t.comment(`${table.length} addresses refused`)
})
