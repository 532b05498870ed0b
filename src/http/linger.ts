import type { IncomingMessage, Server } from 'node:http'
import type { Server as TlsServer } from 'node:https'
import type { Socket } from 'node:net'

/** How long who was answered already may go on sending. */
const LINGER_MS = 2_000

/**
 * Says the last words to somebody whose bytes were no request, or more than one may have. Nobody reads what else comes:
 * not even that they have gone would be seen, so that the connection is let go of after a moment whatever they do.
 */
export function endLingering(socket: Socket, words: string): void {
  const timer = setTimeout(() => {
    socket.destroy()
  }, LINGER_MS)
  socket.once('close', () => {
    clearTimeout(timer)
  })
  socket.end(words)
}

/**
 * Who is answered while it still sends, and loses the connection by it, such as with a body that is too large, is
 * listened to for a moment: a connection that is closed with something unread is reset, which takes the answer away
 * from its reader (RFC 9112, section 9.6).
 * @returns to be told of each request
 */
export function lingerAtTheEnd(
  server: Server | TlsServer,
  opened: 'connection' | 'secureConnection'
): (request: IncomingMessage) => void {
  const latest = new WeakMap<Socket, IncomingMessage>()
  server.on(opened, (socket: Socket) => {
    // Node ends connections by this, once all that it had to say is written.
    const destroySoon = socket.destroySoon.bind(socket)
    socket.destroySoon = () => {
      const request = latest.get(socket)
      if (request === undefined || request.complete || socket.destroyed) {
        destroySoon()
        return
      }
      const timer = setTimeout(() => {
        socket.destroy()
      }, LINGER_MS)
      socket.once('close', () => {
        clearTimeout(timer)
      })
      request.once('end', destroySoon).resume()
      socket.end()
    }
  })
  return request => {
    latest.set(request.socket, request)
  }
}
