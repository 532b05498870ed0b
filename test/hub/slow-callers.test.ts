import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import t from 'tap'
import { until } from '../services/wait.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { readAnswer } from '../suites/raw-http.ts'

const rows = Array.from({ length: 100 },
  (_, i) => complaintRow(String(100_001 + i), day(1), { description: 'Lampu jalan mati. '.repeat(150) }))
const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows, freshness: { fresh: 60, revalidate: 0, on_error: 0 } })
const hub = await startHub(t, [legacy], {
  hub: { times: { headers_ms: 1_000, request_ms: 1_500, read_ms: 1_000, idle_ms: 72_000, drain_ms: 0 } }
})
const { port } = hub.app.server.address() as AddressInfo

async function open(
  t: { teardown(end: () => void): void },
  bytes: string
): Promise<{ socket: Socket; got: () => string; ended: Promise<unknown> }> {
  const socket = connect(port, '127.0.0.1')
  let got = ''
  socket.on('error', () => {})
  socket.on('data', chunk => {
    got += chunk.toString()
  })
  const ended = once(socket, 'close')
  t.teardown(() => {
    socket.destroy()
  })
  await once(socket, 'connect')
  socket.write(bytes)
  return { socket, got: () => got, ended }
}

t.test('who is slow to send a head or a body is told so, and loses the connection', async t => {
  for (const bytes of ['GET /v1/complaints HTTP/1.1\r\nHost: hub\r\nX-Slow: ',
    'POST /v1/residents/verify HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: ' +
    '100\r\n\r\n{'])
  {
    const { got, ended } = await open(t, bytes)
    await ended
    // A body that nobody may send is answered before it has come.
    t.ok([401, 408].includes(readAnswer(got()).status), got().slice(0, 30))
  }
})

t.test('a trickle does not keep a head alive', async t => {
  const { socket, got, ended } = await open(t, 'GET /v1/complaints HTTP/1.1\r\n')
  const timer = setInterval(() => {
    socket.write('X-A: b\r\n')
  }, 50)
  await ended
  clearInterval(timer)
  t.equal(readAnswer(got()).status, 408)
})

t.test('who does not read loses the connection, and nobody else waits', async t => {
  await hub.get('/v1/complaints?limit=100')
  const taken: Socket[] = []
  hub.app.server.on('connection', (socket: Socket) => {
    taken.push(socket)
  })
  const sockets = await Promise.all(Array.from({ length: 20 }, async () => {
    const { socket, ended } = await open(t, '')
    socket.pause()
    // More answers than any buffer between the two holds.
    socket.write('GET /v1/complaints?limit=100 HTTP/1.1\r\nHost: hub\r\n\r\n'.repeat(50))
    return { socket, ended }
  }))
  let gone = 0
  for (const { ended } of sockets)
    void ended.then(() => {
      gone++
    })
  const theirs = new Set(sockets.map(({ socket }) => socket.localPort))
  // On a slow machine the first may be gone before the last has come.
  await until(() => taken.length >= 20)
  // All of them: whoever reads again before would be read to, and stay.
  await until(async () => {
    t.equal((await hub.get('/v1/complaints?limit=1')).status, 200)
    return taken.every(({ remotePort = 0, destroyed }) => destroyed || !theirs.has(remotePort))
  }, { what: 'slow readers to be dropped' })
  for (const { socket } of sockets) socket.resume()
  await until(() => gone === 20)
})

t.test('of a crowd that is slow in every way nobody stays, and others are answered meanwhile', async t => {
  await hub.get('/v1/complaints?limit=100')
  const ways = [
    'GET /v1/complaints HTTP/1.1\r\nHost: hub\r\nX-Slow: ',
    'POST /open311/v2/requests.json HTTP/1.1\r\nHost: hub\r\nContent-Length: 1000\r\n\r\n',
    'GET /v1/complaints?limit=100 HTTP/1.1\r\nHost: hub\r\n\r\n'.repeat(50)
  ]
  const crowd = await Promise.all(Array.from({ length: 300 }, async (_, i) => {
    const { socket } = await open(t, '')
    if (i % ways.length === 2) socket.pause()
    socket.write(ways[i % ways.length] ?? '')
    return socket
  }))
  const trickle = setInterval(() => {
    for (const [i, socket] of crowd.entries()) if (i % ways.length !== 2 && socket.writable) socket.write('a')
  }, 100)
  const connections = (): Promise<number> =>
    new Promise((resolve, reject) => {
      hub.app.server.getConnections((error, count) => {
        if (error) reject(error)
        else resolve(count)
      })
    })
  let answered = 0
  await until(async () => {
    t.equal((await hub.get('/v1/complaints?limit=1')).status, 200)
    answered++
    return (await connections()) < 20
  }, { what: 'the crowd to be dropped' })
  clearInterval(trickle)
  for (const socket of crowd) socket.destroy()
  t.ok(answered > 0, `${answered} others were answered meanwhile`)
})

t.test('who reads slowly but reads gets all of it', async t => {
  const { socket, ended } = await open(t, '')
  let bytes = 0
  socket.removeAllListeners('data')
  socket.pause()
  socket.write(
    'GET /v1/complaints?limit=100 HTTP/1.1\r\nHost: hub\r\n\r\n'.repeat(40) +
      'GET /v1/complaints?limit=1 HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n'
  )
  const timer = setInterval(() => {
    const chunk = socket.read(65_536) as Buffer | null ?? socket.read() as Buffer | null
    bytes += chunk?.length ?? 0
  }, 10)
  await ended
  clearInterval(timer)
  t.ok(bytes > 10_000_000, `${bytes} bytes`)
})

t.test('who is refused while still sending gets to read why', async t => {
  // More than lies in any buffer between the two: what nobody reads would have the connection reset.
  const body = Buffer.alloc(12_000_000, 'x')
  for (const length of [body.length, 2_000_000_000]) {
    const { socket, got, ended } = await open(t,
      `POST /v1/residents/verify HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nContent-Type: ` +
        `application/json\r\nContent-Length: ${length}\r\n\r\n`)
    socket.write(body)
    await ended
    t.equal(readAnswer(got()).status, 401)
    t.match(JSON.parse(readAnswer(got()).body), { code: 'unauthenticated' })
  }
})

t.test('who is refused for what is no request, and neither reads nor goes, loses the connection', async t => {
  const connections = (): Promise<number> =>
    new Promise((resolve, reject) => {
      hub.app.server.getConnections((error, count) => {
        if (error) reject(error)
        else resolve(count)
      })
    })
  // Those of Node's own client may still wait for their next request.
  const before = await connections()
  const bytes = ['a head without an end', 'no HTTP at all'].map((
    _,
    i
  ) => (i === 0
    ? `GET /v1/complaints HTTP/1.1\r\nHost: hub\r\nX-Long: ${'x'.repeat(2_000_000)}`
    : `NONSENSE\r\n\r\n${'x'.repeat(2_000_000)}`)
  )
  const refused = bytes.map(text => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    socket.on('error', () => {})
    socket.pause().write(text)
    t.teardown(() => {
      socket.destroy()
    })
    return socket
  })
  await Promise.all(refused.map(socket => once(socket, 'connect')))
  await until(async () => (await connections()) > before, { what: 'the hub to see them' })
  await until(async () => (await connections()) <= before, { what: 'the hub to let go of them' })
  t.ok(refused.every(socket => !socket.destroyed), 'though they have not gone')
})
