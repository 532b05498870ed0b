import { addressesOf, rewire, type Wiring } from '../addresses.ts'
import { type Barrier, together } from '../barrier.ts'
import type { StandIn } from '../declaration.ts'
import { type HttpFault, startHttpProxy } from '../http-proxy.ts'
import type { Group } from './bench.ts'
import { faultChecks } from './faults.ts'
import { readsReencoded } from './http-charset.ts'
import { tellsLastRequest, tellsRecordsApart } from './http-mixups.ts'
import { httpObstacles, waitForEver } from './http-obstacles.ts'

/** Systems that are asked over HTTP, behind a proxy that can do whatever such systems do when they are ill. */
export const httpFaults: Group = bench => {
  const { standIn } = bench.subject
  if (addressesOf(standIn, 'http').length === 0) return []
  return faultChecks(bench, {
    raise: () => raiseHttp(standIn),
    obstacles: httpObstacles,
    silence: waitForEver,
    more: onGround => [
      onGround('text in another character set than declared is read all the same, or refused',
        ground => readsReencoded(bench, ground)),
      onGround('an answer to another question is not taken', ground => tellsRecordsApart(bench, ground)),
      onGround('trouble with one of several requests is told', ground => tellsLastRequest(bench, ground))
    ]
  })
}

/** Puts a proxy in front of each address of the stand-in. */
export async function raiseHttp(standIn: StandIn): Promise<{ barrier: Barrier<HttpFault>; wiring: Wiring }> {
  const addresses = addressesOf(standIn, 'http')
  const proxies = await Promise.all(addresses.map(address => startHttpProxy(address, { tls: standIn.tls })))
  const wiring = rewire(standIn, address => proxies[addresses.indexOf(address)]?.url ?? address)
  return { barrier: together(proxies), wiring }
}
