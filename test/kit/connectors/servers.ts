import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import type { Test } from 'tap'
import type { Call } from '../../../src/kit/call.ts'
import { createHttp, type HttpClient, type HttpOptions } from '../../../src/kit/connectors/http.ts'

/** A legacy system that answers over HTTP; its address. */
export async function startHttp(t: Test, answer: http.RequestListener): Promise<string> {
  const server = http.createServer(answer)
  t.teardown(() => {
    server.closeAllConnections()
    return new Promise(done => server.close(done))
  })
  return listening(server)
}

/** One that answers with the bytes it is told to, HTTP or not. */
export async function startTcp(t: Test, answer: (socket: net.Socket) => void): Promise<string> {
  const open = new Set<net.Socket>()
  const server = net.createServer(socket => {
    open.add(socket)
    socket.on('error', () => {}).on('close', () => open.delete(socket))
    answer(socket)
  })
  t.teardown(() => {
    for (const socket of open) socket.destroy()
    return new Promise(done => server.close(done))
  })
  return listening(server)
}

/** Answers each request with these bytes, then does what `end` says. */
export function startRaw(t: Test, bytes: string, end: (socket: net.Socket) => void = () => {}): Promise<string> {
  return startTcp(t, socket => {
    socket.once('data', () => socket.write(bytes, 'latin1', () => end(socket)))
  })
}

export function listening(server: net.Server): Promise<string> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
}

export function clientOf(t: Test, url: string, options: Partial<HttpOptions> = {}): HttpClient {
  const client = createHttp({ url, ...options })
  t.teardown(() => client.close())
  return client
}

export function aCall(signal: AbortSignal = new AbortController().signal): Call {
  return { signal, requestId: 'req-1' }
}

/** What a promise is rejected with. */
export function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => new Error('it was not rejected'),
    (error: unknown) => error
  )
}
