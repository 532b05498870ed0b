import { bag, list } from './bag.ts'
import { networkFault } from './networks.ts'

/** What a schema cannot say of the proxies that are believed. Whatever has the wrong shape is passed over. */
export function checkProxies(hub: unknown, report: (pointer: string, message: string) => void): void {
  for (const [i, proxy] of list(bag(hub)['trusted_proxies']).entries()) {
    const fault = typeof proxy === 'string'
      ? networkFault(proxy, 'whoever is in it can say that it is anybody')
      : undefined
    if (fault !== undefined) report(`/hub/trusted_proxies/${i}`, fault)
  }
}
