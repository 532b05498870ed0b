import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { createNetworks } from '../platform/config/networks.ts'

/** The address that a request is counted by. */
export type AddressOf = (request: Pick<IncomingMessage, 'socket' | 'headers'>) => string

const MAPPED = '::ffff:'
/** More proxies than any request passes. */
const MOST_HOPS = 20

/**
 * Reads callers' addresses. Anybody can write an `X-Forwarded-For`, so it counts only behind proxies that the config
 * trusts: from its end, each trusted one vouches for what it has put before itself, and the first other one is the
 * caller.
 * @param trusted addresses, and networks such as 10.0.0.0/8
 */
export function createAddresses(trusted: readonly string[]): AddressOf {
  if (trusted.length === 0) return ({ socket }) => socket.remoteAddress ?? ''
  const isTrusted = createNetworks(trusted)

  return ({ socket, headers }) => {
    let address = plain(socket.remoteAddress ?? '')
    const forwarded = headers['x-forwarded-for']
    if (forwarded === undefined) return address
    const hops = [forwarded].flat().join(',').split(',').slice(-MOST_HOPS)
    while (isTrusted(address)) {
      const next = plain(hops.pop()?.trim() ?? '')
      // What is no address vouches for nobody: the last proxy stands for whoever is behind it.
      if (isIP(next) === 0) break
      address = next
    }
    return address
  }
}

function plain(address: string): string {
  return address.toLowerCase().startsWith(MAPPED) ? address.slice(MAPPED.length) : address
}
