import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import type { Resolve } from '../../../src/features/webhooks/connect.ts'
import { type Answer, createSender, type Sender, type SenderOptions } from '../../../src/features/webhooks/sender.ts'
import { createTargetRules, type TargetFault } from '../../../src/features/webhooks/target.ts'
import type { HubConfig } from '../../../src/platform/config/schema.ts'
import { freePort, until } from '../../services/wait.ts'
import { createConfig } from '../../suites/core/city.ts'
import { createReceiver, startReceiver } from '../../suites/receiver.ts'

const never = new AbortController().signal
const message = { headers: { 'content-type': 'application/json' }, body: '{}' }

function senderOf(t: Test, settings: Partial<HubConfig['webhooks']> = {}, more: Partial<SenderOptions> = {}): Sender {
  const rules = createTargetRules({ ...createConfig([]).hub.webhooks, allow_http: true, ...settings }, 'development')
  const sender = createSender({ rules: () => rules, connectMs: () => 1_000, timeoutMs: () => 2_000, ...more })
  t.teardown(() => sender.close())
  return sender
}

const send = (sender: Sender, url: string): Promise<Answer> => sender.send(url, message, never)
const faultOf = (sender: Sender, url: string): Promise<TargetFault> =>
  sender.probe(new URL(url)).then(() => {
    throw new Error('there is a receiver')
  }, (error: unknown) => error as TargetFault)

/** A server that does with its connections what it likes. */
async function startTcp(t: Test, onSocket: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => {})
    onSocket(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

t.test('only a 2xx is a success', async t => {
  const receiver = await startReceiver(t)
  const sender = senderOf(t)
  const outcomes: Record<number, string> = {}
  for (const status of [200, 201, 202, 204, 299, 300, 400, 401, 404, 410, 422, 429, 500, 502, 503]) {
    receiver.answer = status
    outcomes[status] = (await send(sender, receiver.url)).outcome
  }
  t.same(outcomes, {
    200: 'delivered',
    201: 'delivered',
    202: 'delivered',
    204: 'delivered',
    299: 'delivered',
    300: 'redirect',
    400: 'status',
    401: 'status',
    404: 'status',
    410: 'gone',
    422: 'status',
    429: 'status',
    500: 'status',
    502: 'status',
    503: 'status'
  })
})

t.test('a redirect is never followed, wherever it leads', async t => {
  const [receiver, elsewhere] = [await startReceiver(t), await startReceiver(t)]
  const sender = senderOf(t)
  for (const status of [301, 302, 303, 307, 308]) {
    receiver.answer = (_, response) => {
      response.writeHead(status, { location: elsewhere.url }).end()
    }
    t.match(await send(sender, receiver.url), { outcome: 'redirect', status,
      detail: 'leads elsewhere, which is not followed' })
  }
  t.equal(elsewhere.received.length, 0)
})

t.test("the answer's body is not waited for, however long it takes or grows", async t => {
  const receiver = await startReceiver(t)
  const sender = senderOf(t, {}, { timeoutMs: () => 30_000 })
  receiver.answer = (_, response) => {
    response.writeHead(200)
    response.write('a')
  }
  t.match(await send(sender, receiver.url), { outcome: 'delivered' }, 'a body that never ends')
  let sent = 0
  receiver.answer = (_, response) => {
    response.writeHead(200)
    const pour = (): void => {
      for (let open = true; open && !response.destroyed;) {
        open = response.write(Buffer.alloc(65_536))
        sent += 65_536
      }
    }
    response.on('drain', pour).on('error', () => {})
    pour()
  }
  t.match(await send(sender, receiver.url), { outcome: 'delivered' }, 'an endless body')
  await until(() => receiver.open <= 1, { what: 'a connection that is cut' })
  t.ok(sent < 50_000_000, `${sent} bytes left the receiver`)
  receiver.answer = 200
  t.match(await send(sender, receiver.url), { outcome: 'delivered' })
})

t.test('a receiver that says nothing, or nothing of HTTP, is not waited for for ever', async t => {
  const sender = senderOf(t, {}, { timeoutMs: () => 300 })
  t.match(await send(sender, await startTcp(t, () => {})), { outcome: 'timeout' })
  t.match(await send(sender, await startTcp(t, socket => {
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nX-Slow: ')
    })
  })), { outcome: 'timeout' }, 'a head that never ends')
  t.match(await send(sender, await startTcp(t, socket => {
    socket.once('data', () => {
      socket.end('SSH-2.0-OpenSSH_9\r\n')
    })
  })), { outcome: 'unreachable' })
  t.match(await send(sender, await startTcp(t, socket => {
    socket.once('data', () => {
      socket.destroy()
    })
  })), { outcome: 'unreachable', detail: 'broke off the connection without an answer' })
  t.match(await send(sender, await startTcp(t, socket => {
    socket.once('data', () => {
      socket.end(`HTTP/1.1 200 OK\r\nX-Large: ${'a'.repeat(100_000)}\r\n\r\n`)
    })
  })), { outcome: 'unreachable', detail: 'sent more headers than allowed' })
  t.match(await send(sender, `http://127.0.0.1:${await freePort()}`), { outcome: 'unreachable',
    detail: 'refused the connection' })
})

t.test('a receiver may ask for time, in seconds or by a date', async t => {
  const receiver = await startReceiver(t)
  const sender = senderOf(t)
  const ask = async (status: number, value: string): Promise<number | undefined> => {
    receiver.answer = (_, response) => {
      response.writeHead(status, { 'retry-after': value }).end()
    }
    return (await send(sender, receiver.url)).retryAfterMs
  }
  t.equal(await ask(429, '120'), 120_000)
  t.equal(await ask(503, '1'), 1_000)
  const byDate = await ask(503, new Date(Date.now() + 90_000).toUTCString())
  t.ok(byDate !== undefined && byDate > 60_000 && byDate <= 90_000, String(byDate))
  for (const value of ['-1', '0', 'soon', '99999999999', new Date(0).toUTCString()])
    t.equal(await ask(503, value), undefined, value)
  t.equal(await ask(500, '120'), undefined, 'only where it means that')
})

t.test('nobody is called whose address is forbidden, by name or number', async t => {
  const receiver = await startReceiver(t)
  const port = new URL(receiver.url).port
  const table: Record<string, string[]> = {
    'a private network': ['10.0.0.7'],
    'a link-local address': ['169.254.169.254'],
    'the machine of the hub itself': ['127.0.0.1', '::1'],
    'an address for protocols': ['0.0.0.0'],
    'no address of the public Internet': ['::']
  }
  for (const [what, addresses] of Object.entries(table)) {
    for (const address of addresses) {
      const resolve: Resolve = (_, __, callback) => {
        callback(null, [{ address, family: address.includes(':') ? 6 : 4 }])
      }
      const sender = senderOf(t, { loopback: [], ports: [Number(port)] }, { resolve })
      const literal = address.includes(':') ? `[${address}]` : address
      for (const host of ['hooks.example.go.id', literal]) {
        t.match(await send(sender, `http://${host}:${port}/`), { outcome: 'address', detail: `leads to ${what}` },
          `${host} -> ${address}`)
        t.match(await faultOf(sender, `http://${host}:${port}/`), { code: 'address', message: `leads to ${what}` })
      }
    }
  }
  t.equal(receiver.received.length, 0)
})

t.test('one forbidden address among those of a name forbids it', async t => {
  const receiver = await startReceiver(t, { host: '127.0.0.2' })
  const port = Number(new URL(receiver.url).port)
  const resolve: Resolve = (_, __, callback) => {
    callback(null, [{ address: '127.0.0.2', family: 4 }, { address: '10.0.0.1', family: 4 }])
  }
  const sender = senderOf(t, { loopback: [], networks: ['127.0.0.2'], ports: [port] }, { resolve })
  t.match(await send(sender, `http://hooks.example.go.id:${port}/`), { outcome: 'address' })
  t.equal(receiver.received.length, 0)
})

t.test('a name that leads elsewhere after it was checked leads nowhere (DNS rebinding)', async t => {
  const open = await startReceiver(t, { host: '127.0.0.2' })
  const port = Number(new URL(open.url).port)
  const secret = await startReceiver(t, { host: '127.0.0.1', port })
  let address = '127.0.0.2'
  const resolve: Resolve = (_, __, callback) => {
    callback(null, [{ address, family: 4 }])
  }
  const sender = senderOf(t, { loopback: [], networks: ['127.0.0.2'], ports: [port] }, { resolve })
  const url = `http://hooks.example.go.id:${port}/`
  await sender.probe(new URL(url))
  t.match(await send(sender, url), { outcome: 'delivered' })
  address = '127.0.0.1'
  await open.close()
  t.match(await send(sender, url), { outcome: 'address', detail: 'leads to the machine of the hub itself' })
  t.equal(secret.received.length, 0)
  t.equal(open.received.length, 1)
})

t.test('a receiver shows a certificate of its own name', async t => {
  const [cert, key] = await Promise.all(
    ['cert', 'key'].map(what => readFile(`test/kit/connectors/fixtures/other-host.${what}.pem`, 'utf8'))
  )
  const { receiver, listener } = createReceiver()
  const server = createTlsServer({ cert, key }, listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const resolve: Resolve = (_, __, callback) => {
    callback(null, [{ address: '127.0.0.1', family: 4 }])
  }
  const settings = { networks: ['127.0.0.1'], ports: [port] }
  const trusting = senderOf(t, settings, { resolve, ca: cert as string })
  t.match(await send(trusting, `https://legacy.other.invalid:${port}/satu`), { outcome: 'delivered' })
  t.equal(receiver.received[0]?.headers.host, `legacy.other.invalid:${port}`)
  await trusting.probe(new URL(`https://legacy.other.invalid:${port}/`))
  t.match(await faultOf(trusting, `https://hooks.example.go.id:${port}/`), { code: 'unreachable',
    message: 'has a certificate for another host' })
  t.match(await send(trusting, `https://hooks.example.go.id:${port}/`), { outcome: 'unreachable',
    detail: 'has a certificate for another host' })
  t.match(await faultOf(senderOf(t, settings, { resolve }), `https://legacy.other.invalid:${port}/`), {
    code: 'unreachable',
    message: /not trusted/
  })
  t.equal(receiver.received.length, 1)
})

t.test('an address where nobody is, or whose name nobody knows, is found out', async t => {
  const sender = senderOf(t, { networks: ['127.0.0.0/8'] })
  t.match(await faultOf(sender, `http://127.0.0.1:${await freePort()}/`), { code: 'unreachable',
    message: 'refused the connection' })
  t.match(await faultOf(sender, 'https://hooks.invalid/'), { code: 'unresolved',
    message: 'has a host name that leads nowhere' })
  t.match(await send(sender, 'https://hooks.invalid/'), { outcome: 'unreachable',
    detail: 'has a host name that leads nowhere' })
  const silent = await startTcp(t, () => {})
  t.match(await faultOf(senderOf(t, {}, { connectMs: () => 100 }), silent.replace('http:', 'https:')), {
    code: 'unreachable',
    message: 'did not accept a connection in time'
  })
})

t.test('what is on its way is cut off when the hub closes, and what came of it is not known', async t => {
  const sender = senderOf(t)
  const closing = new AbortController()
  const call = sender.send(await startTcp(t, () => {}), message, closing.signal)
  closing.abort(new Error('the hub closes'))
  await t.rejects(call, { message: 'the hub closes' })
})
