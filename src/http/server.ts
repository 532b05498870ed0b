import { createServer, type RequestListener, type Server } from 'node:http'
import type { Socket } from 'node:net'
import type { HubConfig } from '../config/schema.ts'
import { lingerAtTheEnd } from './linger.ts'

/** How often connections are looked through. */
const SWEEP_MS = 1_000
/** Who takes less of an answer than this in the time that is allowed is not reading it. */
const LEAST_BYTES = 16_384

/**
 * The listener for callers. Who is slow to send a head or a request is refused with 408, who does not read an answer loses
 * the connection: neither may hold what others need. What comes twice is joined, so that no second value hides. What Node
 * would refuse by itself, with an empty answer or none, is refused by `listener`, or told to `onConnect`.
 */
export function createListener({ headers_ms: headersTimeout, request_ms: requestTimeout, idle_ms: keepAliveTimeout, read_ms: readMs }: HubConfig['times'], { listener, onConnect }: Listening): Server {
  const server = createServer({
    headersTimeout, requestTimeout, keepAliveTimeout, connectionsCheckingInterval: SWEEP_MS, joinDuplicateHeaders: true, optimizeEmptyRequests: true, requireHostHeader: false
  })
  const came = lingerAtTheEnd(server)
  const onRequest: RequestListener = (request, response) => {
    came(request)
    listener(request, response)
  }
  server.on('request', onRequest)
  // What a request expects beside going on is not done, and is no reason to refuse it (RFC 9110, section 10.1.1).
  server.on('checkExpectation', onRequest)
  server.on('connect', (_request, socket: Socket) => { onConnect(socket) })
  dropSlowReaders(server, readMs)
  return server
}

interface Listening {
  listener: RequestListener
  /** Somebody takes the hub for a proxy. */
  onConnect(socket: Socket): void
}

interface Waiting {
  since: number
  taken: number
}

/** Connections are looked at from outside, now and then: a timer of each answer would cost more than the answer. */
function dropSlowReaders(server: Server, readMs: number): void {
  const sockets = new Set<Socket>()
  const waiting = new WeakMap<Socket, Waiting>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => { sockets.delete(socket) })
  })
  const timer = setInterval(() => {
    const now = performance.now()
    for (const socket of sockets) {
      const left = unread(socket)
      if (left === 0) {
        waiting.delete(socket)
        continue
      }
      const taken = socket.bytesWritten - left
      const last = waiting.get(socket)
      if (last === undefined || taken - last.taken >= LEAST_BYTES) waiting.set(socket, { since: now, taken })
      else if (now - last.since >= readMs) socket.destroy()
    }
  }, Math.min(SWEEP_MS, readMs))
  timer.unref()
  server.once('close', () => { clearInterval(timer) })
}

/** Bytes of answers that the system has not taken over yet; of one large piece Node's own count knows the beginning and the end alone. */
function unread(socket: Socket & { _handle?: { writeQueueSize?: number } | null }): number {
  return socket.writableLength === 0 ? 0 : socket._handle?.writeQueueSize ?? socket.writableLength
}
