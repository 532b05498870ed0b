import { connect } from 'node:net'

/**
 * Makes a connection to the host of an address and closes it again, without a word. Whether it came about; never
 * rejects.
 */
export type Knock = (url: string) => Promise<boolean>

/** A network of a city answers within this; what does not is looked at more closely. */
const PATIENCE_MS = 1_000
/** For how long the address that a name led to is taken again: names are not looked up every few seconds. */
const KNOWN_MS = 60_000

export function createKnocking(): Knock {
  const known = new Map<string, { address: string; until: number }>()

  return url =>
    new Promise(resolve => {
      const { hostname, protocol, port, host } = new URL(url)
      const name = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
      const before = known.get(host)
      const socket = connect({ host: before !== undefined && before.until > Date.now() ? before.address : name,
        port: Number(port || (protocol === 'https:' ? 443 : 80)) })
      const end = (isThere: boolean): void => {
        clearTimeout(timer)
        if (isThere && before === undefined && socket.remoteAddress !== undefined)
          known.set(host, {
            address: socket.remoteAddress,
            until: Date.now() + KNOWN_MS
          })
        else if (!isThere || (before !== undefined && before.until <= Date.now())) known.delete(host)
        socket.destroy()
        resolve(isThere)
      }
      const timer = setTimeout(end, PATIENCE_MS, false)
      timer.unref()
      socket.once('connect', () => {
        end(true)
      })
      socket.on('error', () => {
        end(false)
      })
    })
}
