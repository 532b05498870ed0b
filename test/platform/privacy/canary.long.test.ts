import { Redis } from 'ioredis'
import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { createDemoCity } from '../../../demo/city/city.ts'
import { redis } from '../../services.ts'
import { canariesOf, type Place } from '../../suites/canary.ts'
import { contract } from '../../suites/core/hub.ts'
import { JWT_SECRET, secretsOf, startCity } from '../../suites/demo-city.ts'
import { openWholeStore } from '../../suites/open-store.ts'
import { startReceiver } from '../../suites/receiver.ts'
import { silent } from '../../suites/stores.ts'

const redisUrl = await redis()
const purpose = { 'x-purpose': 'public_service' }
const city = await startCity({
  redisUrl,
  // One consumer sees everything, so that what is unmasked has been everywhere.
  change: config => ({
    ...config,
    hub: { ...config.hub,
      mirror: { ...config.hub.mirror,
        resources: ['agencies', 'services', 'licence-applications', 'licences', 'complaints', 'tax-objects',
          'tax-bills', 'information-requests', 'announcements', 'datasets', 'incidents'] } },
    consumers: { ...config.consumers,
      'demo-app': { ...config.consumers['demo-app'], agreement: { number: '470/1', expires: '2999-12-31' },
        purposes: ['public_service'],
        fields: ['name', 'nik', 'phone', 'email', 'address', 'birth_date', 'npwp'] } as never }
  })
})
t.teardown(() => city.close())
const people = createDemoCity().people.filter(({ name }) => name.includes(' ') && name.length > 12)
const secrets = [JWT_SECRET, ...secretsOf(city.config.systems)]
let find = canariesOf({ people }, secrets)
const places: Place[] = []
/** How the complaints begin that this test sends with a person's name in their words. */
const OWN_TITLE = 'Dari'
const add = (name: string, text: unknown): void => {
  places.push({ name, text: typeof text === 'string' ? text : JSON.stringify(text) })
}

t.test('the whole hub is asked for everything, masked and unmasked, rightly and wrongly', async t => {
  const [someone] = people
  if (someone === undefined) throw new Error('the demo has no people')
  let unmasked = 0
  for (const { id, method, path } of contract.operations) {
    if (method !== 'GET' || path.includes('{') || path.includes('events')) continue
    const masked = await city.get(`${path}?limit=20`)
    add(`answer of ${id}`, masked.body)
    add('headers', [...masked.headers])
    const record = (masked.body as { items?: { id: string }[] }).items?.[0]?.id
    if (record !== undefined && !path.startsWith('/v1/tax'))
      add(`record of ${id}`, (await city.get(`${path}/${record}`)).body)
    const open = await city.get(`${path}?limit=20`, { headers: purpose })
    if (find({ name: id, text: JSON.stringify(open.body) }).length > 0) unmasked++
    add('headers', [...open.headers])
    add('error body', (await city.get(`${path}?nik=${someone.nik}`)).body)
  }
  t.ok(unmasked > 1, `${unmasked} lists showed people to whom they are open`)
  const { body } = await city.post('/v1/residents/lookup', { nik: someone.nik }, { headers: purpose })
  t.equal((body as { nik?: string }).nik, someone.nik)
  add('answer of verifyResident',
    (await city.post('/v1/residents/verify', { nik: someone.nik, full_name: someone.name,
      birth_date: someone.birthDate })).body)
  add('error body', (await city.post('/v1/residents/verify', { nik: someone.nik, full_name: [someone.name] })).body)
  add('error body', (await city.post('/v1/residents/lookup', `{"nik": "${someone.nik}`, { headers: purpose })).body)
  add('error body', (await city.get(`/v1/complaints/${someone.nik}`)).body)
  const write = await city.post('/v1/complaints', { description: 'Lampu jalan mati.',
    reporter: { name: someone.name, phone: '+628129999123', anonymous: false, confidential: false } }, {
    headers: { 'idempotency-key': '"canary-1"' }
  })
  t.ok(write.status < 300, `a write is taken: ${write.status}`)
  add('answer of a write', write.body)
  for (const path of ['/', '/docs/', '/openapi.json', '/problems/not_found', '/v1/systems'])
    add(`page ${path}`, (await city.get(path)).body)
})

t.test('whoever subscribed to everything is sent something', async t => {
  const receiver = await startReceiver(t)
  const { status, body } = await city.post('/v1/subscriptions', { url: receiver.url }, {
    headers: { 'idempotency-key': '"canary-2"' }
  })
  t.equal(status, 201)
  const { id, secret } = body as { id: string; secret: string }
  secrets.push(secret)
  find = canariesOf({ people }, secrets)
  const [someone] = people
  // A person in every place where one can be written, also where none belongs.
  for (const [i, description] of [`Saya ${someone?.name}, NIK ${someone?.nik}, telepon ${someone?.phone}.`,
    'Jalan rusak.'].entries())
  {
    const write = await city.post('/v1/complaints', { description, title: `${OWN_TITLE} ${someone?.name}`,
      reporter: { name: someone?.name, phone: '+628129999123', email: someone?.email, anonymous: false,
        confidential: false } }, { headers: { 'idempotency-key': `"canary-3-${i}"` } })
    t.ok(write.status < 300, `a write is taken: ${write.status}`)
  }
  // Two events of each write, and the ping.
  await receiver.until(4)
  t.equal((await city.post(`/v1/subscriptions/${id}/ping`, {})).status, 202)
  await receiver.until(5)
  add('what receivers are sent', receiver.received.map(({ text }) => text).join('\n'))
  add('answer of getSubscription', (await city.get(`/v1/subscriptions/${id}`)).body)
  add('answer of listWebhookDeliveries', (await city.get(`/v1/subscriptions/${id}/deliveries`)).body)
})

t.test('nobody and no secret is in what the hub says, tells, counts and keeps', async t => {
  add('metrics', await (await fetch(`${city.url}/metrics`, { headers: city.authorization(['metrics:read']) })).text())
  add('log lines', city.log())
  const store = await openWholeStore({ dataDir: city.dataDir, log: silent })
  t.teardown(() => store.close())
  await store.read(async db => {
    add('events', await db.selectFrom('events').selectAll().execute())
    add('subscriptions', await db.selectFrom('subscriptions').selectAll().execute())
    add('messages to receivers', await db.selectFrom('webhook_deliveries').selectAll().execute())
    add('access log', await db.selectFrom('access_log').selectAll().execute())
    add('idempotency keys', await db.selectFrom('idempotency_keys').selectAll().execute())
    add('steps of writes', await db.selectFrom('submission_transitions').selectAll().execute())
    // What was read last is written soon, and what lies on this machine when the start is over.
    let mirrored = await db.selectFrom('mirror').selectAll().execute()
    while (new Set(mirrored.map(({ resource }) => resource)).size < 8) {
      await wait(100)
      mirrored = await db.selectFrom('mirror').selectAll().execute()
    }
    t.ok(new Set(mirrored.map(({ resource }) => resource)).size >= 8, `${mirrored.length} records are mirrored`)
    // LAPOR! keeps no name of who complains: in the words of a complaint sent to it, a name is a word like any other.
    mirrored = mirrored.filter(({ record }) => !record.includes(OWN_TITLE))
    add('mirror', mirrored)
    add('keys of the mirror', await db.selectFrom('mirror_keys').selectAll().execute())
    add('what is searched', [
      ...(await db.selectFrom('search_texts').selectAll().execute()).filter(({ title }) => !title.includes(OWN_TITLE)),
      ...await db.selectFrom('search_entries').selectAll().execute()
    ])
    add('words that are searched', [...await db.selectFrom('search_words').selectAll().execute(),
      ...await db.selectFrom('search_slips').selectAll().execute()])
    // The body is what has to be delivered: it is personal, and forgotten when it is there.
    add('writes', (await db.selectFrom('submissions').selectAll().execute()).map(({ body: _body, ...row }) => row))
  })
  const client = new Redis(redisUrl)
  t.teardown(() => {
    client.disconnect()
  })
  const keys = await client.keys('satu:*')
  t.ok(keys.length > 0, `${keys.length} keys in Redis`)
  add('keys in Redis', keys)
  add('values in Redis',
    (await Promise.all(keys.map(async key => client.dumpBuffer(key)))).map(value => value?.toString('latin1')))
  const found = places.flatMap(find)
  t.comment(
    `${places.length} texts of ${
      new Set(places.map(({ name }) => name)).size
    } places, ${people.length} people, ${secrets.length} secrets: ${found.length} found`
  )
  t.same([...new Set(found)], [])
})

t.test('a leak is found in every place', async t => {
  const [someone] = people
  for (const name of new Set(places.map(place => place.name))) {
    for (const [kind, leak] of [['nik', someone?.nik], ['phone', someone?.phone], ['name', someone?.name], ['email',
      someone?.email], ['secret', secrets[0]]] as const)
    {
      // The end is enough of a long text.
      const text = `${places.find(place => place.name === name)?.text.slice(-10_000) ?? ''} ${leak}`
      t.ok(find({ name, text }).includes(`${kind} in ${name}`), `${kind} in ${name}`)
    }
  }
})
