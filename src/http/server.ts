import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { HubConfig } from '../platform/config/schema.ts'
import type { ServerTls } from '../platform/config/tls.ts'
import { distrustCertificate, noteCertificate } from './client-certificates.ts'
import { createHeard, drainAtTheEnd } from './drain.ts'
import { lingerAtTheEnd } from './linger.ts'
import { checkTlsChange, contextOptions, listenerOptions } from './tls.ts'

/** How often connections are looked through. */
const SWEEP_MS = 1_000
/** Who takes less of an answer than this in the time that is allowed is not reading it. */
const LEAST_BYTES = 16_384

export interface Listening {
  listener: RequestListener
  /** Somebody takes the hub for a proxy. */
  onConnect(socket: Socket): void
}

/** The listeners for callers: one for each address that the host has. */
export interface Listeners {
  create(listening: Listening): Server
  /** @throws Error when the listeners cannot become what the config says */
  check(tls: ServerTls | undefined): void
  /** Who connects from now on meets this certificate, and the authorities of this config; nobody is cut off. */
  renew(tls: ServerTls | undefined): void
}

/**
 * Who is slow to shake hands, to send a head or a request is refused, who does not read an answer loses the connection:
 * neither may hold what others need. What comes twice is joined, so that no second value hides. What Node would refuse
 * by itself, with an empty answer or none, is refused by `listener`, or told to `onConnect`.
 */
export function createListeners(
  { headers_ms: headersTimeout, request_ms: requestTimeout, idle_ms: keepAliveTimeout, read_ms: readMs,
    drain_ms: drainMs }: HubConfig['times'],
  first: ServerTls | undefined
): Listeners {
  const options = { headersTimeout, requestTimeout, keepAliveTimeout, connectionsCheckingInterval: SWEEP_MS,
    joinDuplicateHeaders: true, optimizeEmptyRequests: true, requireHostHeader: false }
  const secure: { server: TlsServer; sockets: ReadonlySet<Socket> }[] = []
  let current = first

  return {
    create(listening) {
      if (current === undefined) {
        const server = createServer(options)
        listen(server, 'connection', listening)
        dropSlowReaders(server, 'connection', { readMs, drainMs })
        return server
      }
      const server = createTlsServer({ ...options, ...listenerOptions(current, headersTimeout) })
      if (current.clientCertificates !== 'none')
        server.prependListener('secureConnection', (socket: TLSSocket) => {
          noteCertificate(socket)
        })
      listen(server, 'secureConnection', listening)
      secure.push({ server, sockets: dropSlowReaders(server, 'secureConnection', { readMs, drainMs }) })
      // Whoever uses it uses what both kinds of servers have.
      return server
    },
    check(next) {
      checkTlsChange(current, next)
    },
    renew(next) {
      const before = current
      current = next
      if (next === undefined || before === undefined || isSame(before, next)) return
      for (const { server, sockets } of secure) {
        server.setSecureContext(contextOptions(next))
        if (before.clientCa === next.clientCa) continue
        // Who was believed by the word of another authority is not by this one's.
        for (const socket of sockets) distrustCertificate(socket)
        server.closeIdleConnections()
      }
    }
  }
}

/** How a connection is told of that can be read from. */
export type Opened = 'connection' | 'secureConnection'

function listen(server: Server | TlsServer, opened: Opened, { listener, onConnect }: Listening): void {
  const came = lingerAtTheEnd(server, opened)
  const onRequest: RequestListener = (request, response) => {
    came(request)
    listener(request, response)
  }
  server.on('request', onRequest)
  // What a request expects beside going on is not done, and is no reason to refuse it (RFC 9110, section 10.1.1).
  server.on('checkExpectation', onRequest)
  server.on('connect', (_request, socket: Socket) => {
    onConnect(socket)
  })
}

function isSame(one: ServerTls, other: ServerTls): boolean {
  return JSON.stringify(contextOptions(one)) === JSON.stringify(contextOptions(other))
}

interface Waiting {
  since: number
  taken: number
}

/** Connections are looked at from outside, now and then: a timer of each answer would cost more than the answer. */
function dropSlowReaders(
  server: Server | TlsServer,
  opened: Opened,
  { readMs, drainMs }: { readMs: number; drainMs: number }
): ReadonlySet<Socket> {
  const sockets = new Set<Socket>()
  const waiting = new WeakMap<Socket, Waiting>()
  const heard = createHeard()
  drainAtTheEnd(server, { sockets, heard, drainMs })
  server.on(opened, (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => {
      sockets.delete(socket)
    })
  })
  const timer = setInterval(() => {
    const now = performance.now()
    for (const socket of sockets) {
      heard.look(socket, now)
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
  server.once('close', () => {
    clearInterval(timer)
  })
  return sockets
}

/**
 * Bytes of answers that the system has not taken over yet; of one large piece Node's own count knows the beginning and
 * the end alone.
 */
function unread(socket: Socket & { _handle?: { writeQueueSize?: number } | null }): number {
  return socket.writableLength === 0 ? 0 : socket._handle?.writeQueueSize ?? socket.writableLength
}
