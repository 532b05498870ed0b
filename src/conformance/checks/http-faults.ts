import { addressesOf, rewire } from '../addresses.ts'
import { together } from '../barrier.ts'
import { startHttpProxy } from '../http-proxy.ts'
import type { Group } from './bench.ts'
import { faultChecks } from './faults.ts'
import { readsReencoded } from './http-charset.ts'
import { tellsLastRequest, tellsRecordsApart } from './http-mixups.ts'
import { httpObstacles, waitForEver } from './http-obstacles.ts'

/** Systems that are asked over HTTP, behind a proxy that can do whatever such systems do when they are ill. */
export const httpFaults: Group = bench => {
  const { standIn } = bench.subject
  const addresses = addressesOf(standIn, 'http')
  if (addresses.length === 0) return []
  return faultChecks(bench, {
    async raise() {
      const proxies = await Promise.all(addresses.map(address => startHttpProxy(address)))
      const wiring = rewire(standIn, address => proxies[addresses.indexOf(address)]?.url ?? address)
      return { barrier: together(proxies), wiring }
    },
    obstacles: httpObstacles,
    silence: waitForEver,
    more: onGround => [
      onGround('text in another character set than declared is read all the same, or refused', ground => readsReencoded(bench, ground)),
      onGround('an answer to another question is not taken', ground => tellsRecordsApart(bench, ground)),
      onGround('trouble with one of several requests is told', ground => tellsLastRequest(bench, ground))
    ]
  })
}
