import { addressesOf, ports, rewire, schemeOf } from '../addresses.ts'
import { together } from '../barrier.ts'
import { startTcpProxy, type TcpFault } from '../tcp-proxy.ts'
import type { Group } from './bench.ts'
import { faultChecks, type Obstacle, PASS_CALL } from './faults.ts'

const LET_PASS = 'Let the faults of the connector pass.'

const obstacles: readonly Obstacle<TcpFault>[] = [
  { name: 'a refused connection is told', kinds: ['unreachable', 'reset'], fix: LET_PASS },
  { name: 'a connection that breaks before the answer is told', fault: 'reset', kinds: ['reset', 'unreachable'],
    fix: LET_PASS },
  { name: 'no answer ends with the time-out', fault: 'silence', timeoutMs: 300, kinds: ['timeout'], fix: PASS_CALL },
  { name: 'an answer of one byte at a time ends with the time-out', fault: 'drip', timeoutMs: 300, kinds: ['timeout'],
    fix: PASS_CALL },
  { name: 'an answer cut off is not taken for whole', fault: 'cut',
    kinds: ['truncated', 'reset', 'unreachable', 'unreadable'], fix: LET_PASS },
  { name: 'bytes without meaning are told', fault: 'noise', timeoutMs: 1_000,
    kinds: ['unreadable', 'reset', 'failed', 'truncated', 'unreachable', 'oversized', 'timeout'], fix: LET_PASS }
]

/** Systems that are asked over a connection of their own protocol: databases, file servers. */
export const tcpFaults: Group = bench => {
  const { standIn } = bench.subject
  const addresses = addressesOf(standIn, 'tcp').filter(address => new URL(address).hostname !== '')
  if (addresses.length === 0) return []
  return faultChecks(bench, {
    async raise() {
      const proxies = await Promise.all(addresses.map(address => {
        const { hostname, port } = new URL(address)
        return startTcpProxy(hostname.replace(/^\[|\]$/g, ''), Number(port || ports[schemeOf(address)]))
      }))
      const wiring = rewire(standIn, address => {
        const proxy = proxies[addresses.indexOf(address)]
        return proxy === undefined ? address : moved(address, proxy.port)
      })
      return { barrier: together(proxies), wiring }
    },
    obstacles,
    silence: 'silence'
  })
}

/**
 * The same address on this machine. Assigning to `host` is no way: URL ignores it for schemes that it does not know.
 */
function moved(address: string, port: number): string {
  return address.replace(/^([a-z]+:\/\/(?:[^@/]*@)?)[^/?#]*/, (_, start: string) => `${start}127.0.0.1:${port}`)
}
