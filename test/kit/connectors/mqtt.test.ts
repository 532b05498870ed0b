import type { Aedes } from 'aedes'
import { connectAsync } from 'mqtt'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer as createTlsServer } from 'node:tls'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { createMqtt, type MqttClient, type MqttMessage, type MqttOptions } from '../../../src/kit/connectors/mqtt.ts'
import type { SystemFault } from '../../../src/kit/faults.ts'
import { startBroker } from './mqtt-broker.ts'
import { aCall, failureOf, listening, startRaw, startTcp } from './servers.ts'

const topics = ['bandung/panik/+']
const retryMs = { first: 10, longest: 50 }

/** What comes in, to be waited for. */
class Inbox<T> {
  all: T[] = []
  #waiting: { count: number; resolve: () => void }[] = []
  add(item: T): void {
    this.all.push(item)
    for (const waiter of this.#waiting) if (this.all.length >= waiter.count) waiter.resolve()
  }
  async until(count: number): Promise<T[]> {
    if (this.all.length < count) await new Promise<void>(resolve => this.#waiting.push({ count, resolve }))
    return this.all
  }
}

interface Subscribed {
  client: MqttClient
  messages: Inbox<MqttMessage>
  faults: Inbox<SystemFault>
  ended: Promise<void>
  leave: () => void
}

function subscribe(
  t: Test,
  url: string,
  options: Partial<MqttOptions> = {},
  handle: (message: MqttMessage) => Promise<void> = async () => {}
): Subscribed {
  const messages = new Inbox<MqttMessage>()
  const faults = new Inbox<SystemFault>()
  const client = createMqtt({ url, clientId: 'satu', retryMs, onFault: fault => faults.add(fault), ...options })
  t.teardown(() => client.close())
  const control = new AbortController()
  const ended = client.subscribe(
    topics,
    async message => {
      messages.add(message)
      await handle(message)
    },
    control.signal
  )
  ended.catch(() => {})
  return { client, messages, faults, ended, leave: () => control.abort() }
}

const subscribed = (aedes: Aedes): Promise<unknown> => once(aedes, 'subscribe')
const texts = (messages: readonly MqttMessage[]): string[] => messages.map(({ payload }) => payload.toString())

t.test('hands over messages one after the other, in order', async t => {
  const broker = await startBroker(t)
  let atOnce = 0
  let most = 0
  const ready = subscribed(broker.aedes)
  const { messages } = subscribe(t, broker.url, {}, async () => {
    most = Math.max(most, ++atOnce)
    await new Promise(setImmediate)
    atOnce--
  })
  await ready
  const sent = Array.from({ length: 50 }, (_, index) => `pesan ${index}`)
  for (const text of sent) await broker.publish('bandung/panik/7', text)
  await broker.publish('bandung/lain/7', 'bukan')
  t.strictSame(texts(await messages.until(50)), sent)
  t.match(messages.all[0], { topic: 'bandung/panik/7', retained: false, duplicate: false })
  t.equal(most, 1)
})

t.test('acknowledges a message when it was handled, not before', async t => {
  const broker = await startBroker(t)
  const handling = Promise.withResolvers<void>()
  const acknowledged: string[] = []
  broker.aedes.on('ack', packet => void acknowledged.push(String((packet as { payload?: Buffer }).payload)))
  const ready = subscribed(broker.aedes)
  const { messages } = subscribe(t, broker.url, {}, () => handling.promise)
  await ready
  await broker.publish('bandung/panik/1', 'a')
  await messages.until(1)
  // A whole exchange with the broker has gone by.
  await createMqtt({ url: broker.url, clientId: 'lain' }).probe(aCall())
  t.strictSame(acknowledged, [])
  const ack = once(broker.aedes, 'ack')
  handling.resolve()
  await ack
  t.equal(acknowledged.length, 1)
})

t.test('a message that could not be handled is delivered again', async t => {
  const broker = await startBroker(t)
  let attempts = 0
  const ready = subscribed(broker.aedes)
  const { messages, faults } = subscribe(t, broker.url, {}, async () => {
    if (++attempts < 3) throw new Error('the store is full')
  })
  await ready
  await broker.publish('bandung/panik/1', 'a')
  await broker.publish('bandung/panik/1', 'b')
  t.strictSame(texts(await messages.until(4)), ['a', 'a', 'a', 'b'])
  t.equal(faults.all.length, 2)
  t.match(faults.all[0], { kind: 'failed', stage: 'handle message', cause: { message: 'the store is full' } })
})

t.test('connects again when the broker comes back, and misses nothing', async t => {
  const broker = await startBroker(t)
  let ready = subscribed(broker.aedes)
  const { messages, faults } = subscribe(t, broker.url)
  await ready
  await broker.cut()
  await broker.publish('bandung/panik/1', 'sementara')
  await faults.until(2)
  t.match(faults.all.map(({ kind }) => kind), ['reset', 'unreachable'])
  ready = subscribed(broker.aedes)
  await broker.mend()
  await ready
  await broker.publish('bandung/panik/1', 'kemudian')
  t.strictSame(texts(await messages.until(2)), ['sementara', 'kemudian'])
})

t.test('takes up its subscription at a broker that was killed and has forgotten it', async t => {
  const start = async (port = 0): Promise<{ broker: ChildProcess; port: number }> => {
    const broker = spawn(process.execPath, [fileURLToPath(new URL('mqtt-broker.ts', import.meta.url)), String(port)], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    t.teardown(() => broker.kill('SIGKILL'))
    const [told] = (await once(broker.stdout, 'data')) as [Buffer]
    return { broker, port: Number(told) }
  }
  const { broker, port } = await start()
  const url = `mqtt://127.0.0.1:${port}`
  const { messages, faults } = subscribe(t, url)
  const say = async (text: string): Promise<void> => {
    const other = await connectAsync(url)
    // Until somebody listens the broker throws it away.
    while (!texts(messages.all).includes(text)) {
      await other.publishAsync('bandung/panik/1', text, { qos: 1 })
      await new Promise(setImmediate)
    }
    await other.endAsync()
  }
  await say('sebelum')
  broker.kill('SIGKILL')
  await faults.until(2)
  await start(port)
  await say('sesudah')
  t.equal(texts(messages.all).at(-1), 'sesudah')
})

t.test('waits longer from attempt to attempt, and leaves at once when told', async t => {
  const broker = await startBroker(t)
  await broker.cut()
  const faults = new Inbox<{ fault: SystemFault; at: number }>()
  const { ended, leave } = subscribe(t, broker.url, { retryMs: { first: 5, longest: 60_000 },
    onFault: fault => faults.add({ fault, at: performance.now() }) })
  await faults.until(6)
  const [first, ...later] = faults.all
  // 5, 10, 20, 40 and 80 ms, each of it half at least; a slow machine only makes it longer.
  const waits = later.map(({ at }, index) => at - faults.all[index]!.at)
  t.ok(waits.every((wait, index) => wait >= (5 * 2 ** index) / 2 - 1), String(waits))
  t.match(first!.fault, { kind: 'unreachable', stage: 'connect', message: 'refused the connection' })
  leave()
  await ended
})

t.test('ends after the message at hand, which is acknowledged', async t => {
  const broker = await startBroker(t)
  const handling = Promise.withResolvers<void>()
  const ready = subscribed(broker.aedes)
  const { messages, ended, leave, faults } = subscribe(t, broker.url, {}, () => handling.promise)
  await ready
  await broker.publish('bandung/panik/1', 'a')
  await broker.publish('bandung/panik/1', 'b')
  await messages.until(1)
  leave()
  const ack = once(broker.aedes, 'ack')
  const gone = once(broker.aedes, 'clientDisconnect')
  handling.resolve()
  await ack
  await ended
  await gone
  t.strictSame(texts(messages.all), ['a'])
  t.strictSame(faults.all, [])
  const later = subscribe(t, broker.url)
  t.strictSame(texts(await later.messages.until(1)), ['b'], 'what was not handed over waits at the broker')
})

t.test('close ends every subscription', async t => {
  const broker = await startBroker(t)
  const ready = subscribed(broker.aedes)
  const { client, ended } = subscribe(t, broker.url)
  await ready
  const gone = once(broker.aedes, 'clientDisconnect')
  await client.close()
  await ended
  await gone
  await client.subscribe(topics, async () => {}, new AbortController().signal)
  t.equal(broker.aedes.connectedClients, 0)
})

t.test('a signal that is aborted already makes no connection', async t => {
  const client = createMqtt({ url: 'mqtt://127.0.0.1:9', clientId: 'satu', onFault: () => t.fail('it tried') })
  await client.subscribe(topics, async () => {}, AbortSignal.abort())
})

t.test('a message that is too large is left out and acknowledged, the next one comes', async t => {
  const broker = await startBroker(t)
  const acknowledged = new Inbox<unknown>()
  broker.aedes.on('ack', packet => acknowledged.add(packet))
  const ready = subscribed(broker.aedes)
  const { messages, faults } = subscribe(t, broker.url, { maxMessageBytes: 1_000 })
  await ready
  await broker.publish('bandung/panik/1', Buffer.alloc(8 * 1024 * 1024))
  await broker.publish('bandung/panik/1', Buffer.alloc(2_000), { qos: 0 })
  await broker.publish('bandung/panik/1', Buffer.alloc(1_000 - 'bandung/panik/1'.length - 4, 65))
  await broker.publish('bandung/panik/1', 'kecil')
  await messages.until(2)
  t.strictSame(messages.all.map(({ payload }) => payload.length), [981, 5])
  t.match(faults.all,
    Array.from({ length: 2 },
      () => ({ kind: 'oversized', message: 'sent a message of more than 1000 bytes; it was left out' })))
  await acknowledged.until(3)
})

t.test('refused credentials and topics end the subscription', async t => {
  const broker = await startBroker(t, {
    authenticate: (_client, user, password, done) =>
      done(null, user === 'satu' && password?.toString() === 'demo-mqtt'),
    authorizeSubscribe: (client, subscription, done) => done(null, client.id === 'terbatas' ? null : subscription)
  })
  const wrong = subscribe(t, broker.url, { username: 'satu', password: 'salah' })
  const fault = await failureOf(wrong.ended)
  t.match(fault, { name: 'SystemFault', kind: 'denied', stage: 'connect', message: 'refused the credentials' })
  t.notMatch(JSON.stringify(fault) + String((fault as Error).stack), /salah/)
  const right = { username: 'satu', password: 'demo-mqtt' }
  t.match(await failureOf(subscribe(t, broker.url, { ...right, clientId: 'terbatas' }).ended), { kind: 'denied',
    stage: 'subscribe', message: 'refused the subscription' })
  const ready = subscribed(broker.aedes)
  const { messages } = subscribe(t, broker.url, right)
  await ready
  await broker.publish('bandung/panik/1', 'a')
  await messages.until(1)
})

t.test('the probe tells whether the broker would have the hub', async t => {
  const broker = await startBroker(t, { authenticate: (_client, user, _password, done) => done(null, user === 'satu') })
  const gone = once(broker.aedes, 'clientDisconnect')
  await createMqtt({ url: broker.url, clientId: 'satu', username: 'satu' }).probe(aCall())
  await gone
  t.match(await failureOf(createMqtt({ url: broker.url, clientId: 'satu' }).probe(aCall())), { kind: 'denied' })
  await broker.cut()
  t.match(await failureOf(createMqtt({ url: broker.url, clientId: 'satu' }).probe(aCall())), { kind: 'unreachable' })
  const silent = (await startTcp(t, () => {})).replace('http', 'mqtt')
  t.match(await failureOf(createMqtt({ url: silent, clientId: 'satu' }).probe(aCall(AbortSignal.timeout(30)))), {
    name: 'TimeoutError'
  })
})

t.test('what does not answer as a broker is told from one that does', async t => {
  const probe = async (url: string, options: Partial<MqttOptions> = {}): Promise<unknown> =>
    failureOf(
      createMqtt({ url: url.replace('http', 'mqtt'), clientId: 'satu', connectTimeoutMs: 100, ...options }).probe(
        aCall()
      )
    )
  t.match(await probe(await startTcp(t, () => {})), { kind: 'timeout', stage: 'connect',
    message: 'did not accept the connection within 100 ms' })
  t.match(await probe(await startRaw(t, '', socket => socket.destroy())), { kind: 'reset', stage: 'connect' })
  t.match(await probe(await startRaw(t, 'HTTP/1.1 400 Bad Request\r\n\r\n')), { kind: 'unreadable',
    message: 'did not answer in valid MQTT' })
  t.match(await probe(await startRaw(t, '\x20\xff\xff\xff\xff\xff')), { kind: 'unreadable',
    message: 'did not answer in valid MQTT' })
  t.match(await probe(await startRaw(t, '\x20\xff\xff\x7f')), { kind: 'oversized',
    message: 'sent a packet of more than 262144 bytes' })
  t.match(await probe(await startRaw(t, '\x20\x02\x00\x03')), { kind: 'throttled', message: 'is not available now' })
})

t.test('speaks TLS, and only with the host that the certificate names', async t => {
  const read = (name: string): Promise<string> => readFile(new URL(`fixtures/${name}`, import.meta.url), 'utf8')
  const [cert, key] = await Promise.all([read('other-host.cert.pem'), read('other-host.key.pem')])
  const server = createTlsServer({ cert, key }, () => t.fail('it connected'))
  t.teardown(() => new Promise(done => server.close(done)))
  const url = (await listening(server)).replace('http', 'mqtts')
  t.match(await failureOf(createMqtt({ url, clientId: 'satu', tls: { ca: cert } }).probe(aCall())), {
    kind: 'unreachable',
    message: 'has a certificate for another host'
  })
  t.match(await failureOf(createMqtt({ url, clientId: 'satu' }).probe(aCall())), { kind: 'unreachable',
    message: /certificate that is not trusted/ })
})

t.test('only addresses of brokers are taken, without credentials in them', t => {
  for (const url of ['http://a', 'a', 'mqtt://', 'mqtt://u:p@a', 'mqtt://a/x', 'mqtt://a?x', 'wss://a'])
    t.throws(() => createMqtt({ url, clientId: 'satu' }), TypeError, url)
  for (const url of ['mqtt://a', 'mqtts://a:8884/', 'mqtt://[::1]'])
    t.doesNotThrow(() => createMqtt({ url, clientId: 'satu' }), url)
  t.end()
})
