import type { LookupFunction, Socket } from 'node:net'
import { buildConnector, errors } from 'undici'
import { type SystemTls, tlsOptions } from '../tls.ts'
import { isRefusedCertificate } from './transport-faults.ts'

/**
 * Makes the connections of a pool within a time that is asked for at each one, to the millisecond: undici's own timer
 * is half a second coarse, and set once for all.
 * @param lookup in place of the system's own
 */
export function createConnector(
  tls: SystemTls | undefined,
  timeoutMs: () => number,
  lookup?: LookupFunction
): buildConnector.connector {
  const { servername, ...secure } = tlsOptions(tls)
  const connect = buildConnector({ allowH2: false, timeout: 0, ...secure, ...(lookup && { lookup }) }) as (
    ...parameters: Parameters<buildConnector.connector>
  ) => Socket
  return (options, callback) => {
    const timer = setTimeout(() => {
      socket.destroy(new errors.ConnectTimeoutError())
    }, timeoutMs())
    // A pool names the host of each request, which goes before what a connector was made with.
    const socket = connect(servername === undefined ? options : { ...options, servername }, (...ended) => {
      clearTimeout(timer)
      if (options.protocol === 'https:') socket.once('error', keepRefusal)
      callback(...ended)
    })
  }
}

/**
 * With TLS 1.3 a refusal comes over a connection that is made. It is told, and then its end, which undici would tell
 * instead.
 */
function keepRefusal(this: Socket, error: NodeJS.ErrnoException): void {
  if (isRefusedCertificate(error.code ?? '')) this.destroy(error)
}
