import type { Socket } from 'node:net'
import { buildConnector, errors } from 'undici'

/**
 * Makes the connections of a pool within a time that is asked for at each one, to the millisecond: undici's own timer is
 * half a second coarse, and set once for all.
 */
export function createConnector(ca: string | undefined, timeoutMs: () => number): buildConnector.connector {
  const connect = buildConnector({ allowH2: false, timeout: 0, ...(ca && { ca }) }) as (...parameters: Parameters<buildConnector.connector>) => Socket
  return (options, callback) => {
    const timer = setTimeout(() => { socket.destroy(new errors.ConnectTimeoutError()) }, timeoutMs())
    const socket = connect(options, (...ended) => {
      clearTimeout(timer)
      callback(...ended)
    })
  }
}
