import { getEventListeners, once } from 'node:events'
import { readFile } from 'node:fs/promises'
import http from 'node:http'
import net from 'node:net'
import { inspect } from 'node:util'
import t from 'tap'
import { SystemFault } from '../../../src/kit/faults.ts'
import { aCall, clientOf, failureOf, listening, startHttp, startRaw, startTcp } from './servers.ts'

const stage = 'list permits'

/** An address where nobody listens any more. */
async function deadAddress(): Promise<string> {
  const server = net.createServer()
  const url = await listening(server)
  await new Promise(done => server.close(done))
  return url
}

t.test('a refused connection is unreachable, and says that nothing was sent', async t => {
  const fault = await failureOf(clientOf(t, await deadAddress()).send({ stage }, aCall()))
  t.match(fault, { kind: 'unreachable', stage: 'connect', message: 'refused the connection',
    cause: { code: 'ECONNREFUSED' } })
})

t.test('an unknown host name is unreachable', async t => {
  const fault = await failureOf(clientOf(t, 'http://legacy.invalid').send({ stage }, aCall()))
  t.match(fault, { kind: 'unreachable', stage: 'connect', message: /^has a host name that/ })
})

t.test('a certificate that nobody known has signed is unreachable', async t => {
  const fault = await failureOf(clientOf(t, await startTls(t)).send({ stage }, aCall()))
  t.match(fault, { kind: 'unreachable', stage: 'connect',
    message: 'has a certificate that is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)' })
})

t.test('a certificate for another host is unreachable', async t => {
  const ca = await readFile(new URL('fixtures/other-host.cert.pem', import.meta.url), 'utf8')
  const fault = await failureOf(clientOf(t, await startTls(t), { tls: { ca } }).send({ stage }, aCall()))
  t.match(fault, { kind: 'unreachable', stage: 'connect', message: 'has a certificate for another host' })
})

t.test('a server that does not speak TLS is unreachable', async t => {
  const url = await startTcp(t, socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  const fault = await failureOf(clientOf(t, url.replace('http:', 'https:')).send({ stage }, aCall()))
  t.match(fault, { kind: 'unreachable', stage: 'connect', message: /TLS/ })
})

t.test('a connection that does not come about is a time-out of stage connect', async t => {
  const url = await startTcp(t, () => {})
  const client = clientOf(t, url.replace('http:', 'https:'), { connectTimeoutMs: 50 })
  t.match(await failureOf(client.send({ stage }, aCall())), {
    kind: 'timeout',
    stage: 'connect',
    message: 'did not accept a connection in time'
  })
})

t.test('a connection cut before the answer is reset', async t => {
  const dropped = await startTcp(t, socket => socket.once('data', () => socket.resetAndDestroy()))
  t.match(await failureOf(clientOf(t, dropped).send({ stage }, aCall())), { kind: 'reset', stage })
  const ended = await startTcp(t, socket => socket.once('data', () => socket.end()))
  t.match(await failureOf(clientOf(t, ended).send({ stage }, aCall())), { kind: 'reset', stage })
  const halfway = await startRaw(t, 'HTTP/1.1 200 OK\r\nContent-Le', socket => socket.end())
  t.match(await failureOf(clientOf(t, halfway).send({ stage }, aCall())), { kind: 'reset', stage })
})

t.test('an answer shorter than it said is truncated', async t => {
  const url = await startRaw(t, 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"rows":[', socket => socket.end())
  const fault = await failureOf(clientOf(t, url).json({ stage }, aCall()))
  t.match(fault, { kind: 'truncated', stage, message: 'broke off in the middle of its answer' })
})

t.test('an answer cut between or within chunks is truncated', async t => {
  for (const body of ['5\r\n{"a":\r\n', '5\r\n{"a']) {
    for (const connection of ['keep-alive', 'close']) {
      const head = `HTTP/1.1 200 OK\r\nConnection: ${connection}\r\nTransfer-Encoding: chunked\r\n\r\n`
      const url = await startRaw(t, head + body, socket => socket.end())
      t.match(await failureOf(clientOf(t, url).send({ stage }, aCall())), { kind: 'truncated', stage })
    }
  }
})

t.test('an answer reset in its middle is truncated', async t => {
  const url = await startHttp(t, (request, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('{', () => request.socket.resetAndDestroy())
  })
  t.match(await failureOf(clientOf(t, url).send({ stage }, aCall())), { kind: 'truncated', stage })
})

t.test('what is no HTTP is unreadable, and its bytes are kept out of the cause', async t => {
  const url = await startRaw(t, 'SSH-2.0-rahasia\r\n', socket => socket.end())
  const fault = (await failureOf(clientOf(t, url).send({ stage }, aCall()))) as SystemFault
  t.match(fault, { kind: 'unreadable', stage, message: 'did not answer in valid HTTP' })
  t.notMatch(inspect(fault), /rahasia/)
})

t.test('a head without end is oversized', async t => {
  const url = await startRaw(t, `HTTP/1.1 200 OK\r\nX-Filler: ${'x'.repeat(100_000)}\r\n\r\n`)
  t.match(await failureOf(clientOf(t, url).send({ stage }, aCall())), { kind: 'oversized', stage })
})

t.test('no head of an answer in time is a time-out', async t => {
  const silent = await startTcp(t, () => {})
  const fault = await failureOf(clientOf(t, silent, { firstByteTimeoutMs: 30 }).send({ stage }, aCall()))
  t.match(fault, { kind: 'timeout', stage, message: 'sent no answer within 30 ms' })
})

t.test('a head that comes byte by byte is a time-out', async t => {
  const url = await startTcp(t, socket => drip(socket, 'HTTP/1.1 200 OK\r\n'.padEnd(1_000, 'x-')))
  const fault = await failureOf(clientOf(t, url, { firstByteTimeoutMs: 60 }).send({ stage }, aCall()))
  t.match(fault, { kind: 'timeout', message: 'sent no answer within 60 ms' })
})

t.test('a body that comes byte by byte is a time-out, however lively it looks', async t => {
  const url = await startTcp(t, socket => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n')
    drip(socket, ' '.repeat(1_000))
  })
  const fault = await failureOf(clientOf(t, url, { wholeTimeoutMs: 80 }).send({ stage }, aCall()))
  t.match(fault, { kind: 'timeout', stage, message: 'did not finish its answer within 80 ms' })
})

t.test('a body may take longer than its head', async t => {
  const url = await startTcp(t, socket => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n')
    setTimeout(() => {
      drip(socket, ' '.repeat(60))
    }, 1_200)
  })
  t.equal((await clientOf(t, url, { firstByteTimeoutMs: 1_000 }).send({ stage }, aCall())).bytes.length, 60)
})

t.test('a call that never gets a connection is a time-out of stage connect', async t => {
  // The server takes the connection and never says a word of TLS.
  const url = (await startTcp(t, () => {})).replace('http:', 'https:')
  const client = clientOf(t, url, { connections: 1, wholeTimeoutMs: 60 })
  const first = failureOf(client.send({ stage }, aCall()))
  t.match(await failureOf(client.send({ stage }, aCall())), { kind: 'timeout', stage: 'connect' })
  t.match(await first, { kind: 'timeout', stage: 'connect' })
})

t.test('whatever ends a call early closes its connection', async t => {
  const closed: Promise<unknown>[] = []
  const url = await startHttp(t, (request, response) => {
    closed.push(once(request.socket, 'close'))
    if (request.url === '/slow') return
    if (request.url === '/moved') return response.writeHead(302, { location: '/login' }).write('x')
    return response.writeHead(200).write('x'.repeat(2_000))
  })
  const client = clientOf(t, url, { firstByteTimeoutMs: 30, maxBodyBytes: 1_000 })
  for (const path of ['/slow', '/moved', '/large']) await failureOf(client.send({ path, stage }, aCall()))
  t.equal(closed.length, 3)
  await Promise.all(closed)
})

t.test('redirects are not followed', async t => {
  for (const status of [301, 302, 303, 307, 308]) {
    let asked = 0
    const url = await startHttp(t, (_, response) => {
      asked++
      response.writeHead(status, { location: '/login?sesi=rahasia' }).end()
    })
    const fault = await failureOf(clientOf(t, url).json({ stage }, aCall()))
    t.match(fault, { kind: 'unreadable', stage, message: `redirects to another address (status ${status})` })
    t.equal(asked, 1)
  }
})

t.test('a caller that leaves gets its own reason and the system sees the connection close', async t => {
  const control = new AbortController()
  const gone = Promise.withResolvers<void>()
  const url = await startHttp(t, request => {
    request.socket.once('close', gone.resolve)
    control.abort()
  })
  const error = await failureOf(clientOf(t, url).send({ stage }, aCall(control.signal)))
  t.equal(error, control.signal.reason)
  t.equal((error as Error).name, 'AbortError')
  await gone.promise
})

t.test('a caller that leaves in the middle of the body releases the connection', async t => {
  const control = new AbortController()
  const gone = Promise.withResolvers<void>()
  const url = await startHttp(t, (request, response) => {
    request.socket.once('close', gone.resolve)
    response.writeHead(200).write('x', () => setImmediate(() => control.abort()))
  })
  t.equal(await failureOf(clientOf(t, url).send({ stage }, aCall(control.signal))), control.signal.reason)
  await gone.promise
})

t.test("the guard's own fault is passed on as it is", async t => {
  const control = new AbortController()
  const url = await startHttp(t,
    () => control.abort(new SystemFault('timeout', { stage: 'guard', detail: 'no whole answer' })))
  t.equal(await failureOf(clientOf(t, url).send({ stage }, aCall(control.signal))), control.signal.reason)
})

t.test('a call cancelled before it is sent never reaches the system', async t => {
  const asked: (string | undefined)[] = []
  const first = Promise.withResolvers<http.ServerResponse>()
  const url = await startHttp(t, (request, response) => {
    asked.push(request.url)
    if (asked.length === 1) first.resolve(response)
    else response.end()
  })
  const client = clientOf(t, url, { connections: 1 })
  t.equal(await failureOf(client.send({ path: '/0', stage }, aCall(AbortSignal.abort('early')))), 'early')

  const running = client.send({ path: '/1', stage }, aCall())
  const response = await first.promise
  const control = new AbortController()
  const waiting = failureOf(client.send({ method: 'POST', path: '/2', stage }, aCall(control.signal)))
  control.abort('left the queue')
  t.equal(await waiting, 'left the queue')
  response.end()
  await running
  await client.send({ path: '/3', stage }, aCall())
  t.strictSame(asked, ['/1', '/3'])
})

t.test('a finished call leaves nothing on the signal', async t => {
  const url = await startHttp(t, (_, response) => response.end())
  const { signal } = new AbortController()
  await clientOf(t, url).send({ stage }, aCall(signal))
  t.equal(getEventListeners(signal, 'abort').length, 0)
})

t.test('a client still works after the system came back', async t => {
  const url = await deadAddress()
  const client = clientOf(t, url)
  t.match(await failureOf(client.send({ stage }, aCall())), { kind: 'unreachable' })
  const server = http.createServer((_, response) => response.end('ada'))
  server.listen(Number(new URL(url).port), '127.0.0.1')
  t.teardown(() => server.close())
  await once(server, 'listening')
  t.equal((await client.send({ stage }, aCall())).text(), 'ada')
})

t.test('no fault shows the query, a header or the body', async t => {
  const secret = 'rahasia'
  const request = { query: { key: secret }, headers: { 'x-key': secret }, form: { password: secret }, stage }
  const urls = [
    await deadAddress(),
    await startTcp(t, socket => socket.once('data', () => socket.resetAndDestroy())),
    await startRaw(t, `HTTP/1.1 500 ${secret}\r\nX-A: ${secret}\r\nContent-Length: 7\r\n\r\n${secret}`),
    await startRaw(t, `HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n"${secret}`),
    await startRaw(t, `HTTP/1.1 302 OK\r\nLocation: /${secret}\r\nContent-Length: 0\r\n\r\n`)
  ]
  for (const url of urls) {
    const fault = (await failureOf(clientOf(t, url).json(request, aCall()))) as SystemFault
    t.type(fault, SystemFault)
    t.notMatch(inspect(fault), /rahasia/)
  }
})

t.test('a header that HTTP cannot carry is refused before anything is sent', async t => {
  const url = await startHttp(t, () => t.fail('it was sent'))
  const fault = await failureOf(clientOf(t, url).send({ headers: { 'x-a': 'a\r\nX-B: b' }, stage }, aCall()))
  t.match(fault, { kind: 'rejected', message: 'cannot be sent this request: it is not valid HTTP' })
})

/** One byte every 5 ms, until the other side has gone. */
function drip(socket: net.Socket, bytes: string): void {
  let sent = 0
  const timer = setInterval(() => socket.write(bytes[sent++ % bytes.length]!), 5)
  socket.once('close', () => clearInterval(timer))
}

async function startTls(t: Parameters<typeof startTcp>[0]): Promise<string> {
  const { createServer } = await import('node:https')
  const read = (name: string): Promise<string> => readFile(new URL(`fixtures/${name}`, import.meta.url), 'utf8')
  const server = createServer({ key: await read('other-host.key.pem'), cert: await read('other-host.cert.pem') })
  t.teardown(() => server.close())
  return (await listening(server)).replace('http:', 'https:')
}
