import { isIP } from 'node:net'
import { bag, list } from './bag.ts'

/** What a schema cannot say of the proxies that are believed. Whatever has the wrong shape is passed over. */
export function checkProxies(hub: unknown, report: (pointer: string, message: string) => void): void {
  for (const [i, proxy] of list(bag(hub)['trusted_proxies']).entries()) {
    if (typeof proxy !== 'string') continue
    const [address = '', bits] = proxy.split('/')
    const kind = isIP(address)
    const most = kind === 4 ? 32 : 128
    if (kind === 0) report(`/hub/trusted_proxies/${i}`, 'is neither an address nor a network such as 10.0.0.0/8')
    else if (bits !== undefined && (Number(bits) > most || Number(bits) === 0)) report(`/hub/trusted_proxies/${i}`, `must have from 1 to ${most} bits: whoever is in it can say that it is anybody`)
  }
}
