import type { Socket } from 'node:net'
import { SatuError } from '../errors.ts'
import { SAFE } from './browsers.ts'
import { endLingering } from './linger.ts'
import { PROBLEM_TYPE, toProblem } from './problems.ts'
import { requestIdOf } from './request-id.ts'

/**
 * How those are told of it whose bytes are no request that the framework could answer. Each loses the connection by it.
 */
export interface Refusals {
  /** Bytes that are not HTTP, too large headers, or too slow: answered by hand, since there is no request. */
  unreadable(error: NodeJS.ErrnoException, socket: Socket): void
  /** Somebody takes the hub for a proxy. */
  connect(socket: Socket): void
}

/** @param transport headers of every answer beside those of `SAFE` */
export function createRefusals(transport: Readonly<Record<string, string>>): Refusals {
  return {
    unreadable(error, socket) {
      // Who has not shaken hands cannot be told anything.
      if (/^ERR_(SSL|TLS)_/.test(error.code ?? '')) socket.destroy()
      if (!socket.writable) return
      const [status, reason] = error.code === 'HPE_HEADER_OVERFLOW' ?
        [431, 'Request Header Fields Too Large']
        : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ?
        [408, 'Request Timeout']
        : [400, 'Bad Request']
      endWith(socket, status, reason,
        new SatuError('invalid_request', 'The request is not valid HTTP.', { stage: 'http' }))
    },
    connect(socket) {
      socket.on('error', () => {})
      endWith(socket, 405, 'Method Not Allowed',
        new SatuError('method_not_allowed', 'This hub is no proxy.', { stage: 'http' }))
    }
  }

  function endWith(socket: Socket, status: number, reason: string, error: SatuError): void {
    const body = JSON.stringify({ ...toProblem(error, requestIdOf(undefined)), status })
    const headers = { 'Content-Type': PROBLEM_TYPE, 'Cache-Control': 'no-store', ...SAFE, ...transport,
      'Content-Length': Buffer.byteLength(body), 'Connection': 'close' }
    endLingering(socket,
      `HTTP/1.1 ${status} ${reason}\r\n${
        Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')
      }\r\n${body}`)
  }
}
