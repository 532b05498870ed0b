import type { Server } from 'node:http'
import type { Server as TlsServer } from 'node:https'
import type { Socket } from 'node:net'

/** Whoever is still at half a request after so many times the silence that is waited for has had its time. */
const MOST_TIMES = 5
const LOOK_MS = 100

/** When something came over each connection the last time, as far as looks now and then can tell. */
export interface Heard {
  /** Looks at a connection now. @returns since when it is silent */
  look(socket: Socket, now: number): number
}

export function createHeard(): Heard {
  const last = new WeakMap<Socket, { bytes: number; at: number }>()
  return {
    look(socket, now) {
      const before = last.get(socket)
      if (before?.bytes === socket.bytesRead) return before.at
      last.set(socket, { bytes: socket.bytesRead, at: now })
      return now
    }
  }
}

export interface DrainOptions {
  /** All that are open. */
  sockets: ReadonlySet<Socket>
  heard: Heard
  /** Who was silent for so long is taken to have nothing on its way. */
  drainMs: number
}

/**
 * A server that closes lets nobody in any more, and Node's own would at once cut whoever waits for its next request.
 * That request may be on its way: who kept a connection busy is given a moment to use it once more, and is told in the
 * answer that it was the last. Connections at rest are let go of at once.
 */
export function drainAtTheEnd(server: Server | TlsServer, { sockets, heard, drainMs }: DrainOptions): void {
  const close = server.close.bind(server)
  const closeIdle = server.closeIdleConnections.bind(server)
  server.close = callback => {
    server.closeIdleConnections = () => {}
    close(callback)
    server.closeIdleConnections = closeIdle
    const began = performance.now()
    const timer = setInterval(letGo, LOOK_MS)
    // Nothing is left when it is over.
    server.once('close', () => {
      clearInterval(timer)
    })
    letGo()
    return server

    function letGo(): void {
      const now = performance.now()
      for (const socket of sockets) {
        const since = heard.look(socket, now)
        if (isWithoutRequest(socket) && (now - since >= drainMs || now - began >= drainMs * MOST_TIMES))
          socket.destroy()
      }
    }
  }
}

/** Nothing is being answered over it: where Node keeps the answer at hand is not public. */
function isWithoutRequest(socket: Socket & { _httpMessage?: unknown }): boolean {
  return socket._httpMessage === undefined || socket._httpMessage === null
}
