import { createNetworks } from '../../platform/config/networks.ts'

/**
 * What is not the public Internet, by what it is: the special-purpose registries of IANA (RFC 6890), and where clouds
 * tell machines their secrets. An IPv4 address in an IPv6 one (`::ffff:127.0.0.1`) is found as what it is.
 */
const special: readonly (readonly [what: string, networks: readonly string[]])[] = [
  ['the machine of the hub itself', ['127.0.0.0/8', '::1']],
  ['a private network', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10']],
  ['a link-local address', ['169.254.0.0/16', 'fe80::/10']],
  ['a network between a provider and its customers', ['100.64.0.0/10']],
  ['the metadata service of a cloud', ['168.63.129.16']],
  ['a multicast address', ['224.0.0.0/4', 'ff00::/8']],
  ['an address for documentation', ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20']],
  ['an address for measurements', ['198.18.0.0/15', '2001:2::/48']],
  // Of IPv6 those that hold an IPv4 address, which might be any of the above.
  ['an address for protocols', ['0.0.0.0/8', '192.0.0.0/24', '192.88.99.0/24', '240.0.0.0/4', '2001::/23', '2002::/16',
    '64:ff9b::/96', '64:ff9b:1::/48']]
]
const ranges = special.map(([what, networks]) => ({ what, holds: createNetworks(networks) }))
/** IANA has given out nothing else of IPv6 to be reached by everybody. */
const isPublicIpv6 = createNetworks(['2000::/3'])

export const isLoopback = createNetworks(['127.0.0.0/8', '::1'])

export interface AddressRules {
  /** Networks that are not public, and may be called all the same. */
  networks: readonly string[]
  /** Whether the machine of the hub may be called. */
  isLocal: boolean
}

/** Tells what an address is that must not be called; undefined for one that may be. */
export type JudgeAddress = (address: string) => string | undefined

export function createAddressJudge({ networks, isLocal }: AddressRules): JudgeAddress {
  const isOpen = createNetworks(networks)
  return given => {
    // The scope of a link-local address stands behind it.
    const address = given.split('%')[0] ?? ''
    if (isOpen(address) || (isLocal && isLoopback(address))) return undefined
    const found = ranges.find(({ holds }) => holds(address))
    if (found !== undefined) return found.what
    return address.includes(':') && !isPublicIpv6(address) ? 'no address of the public Internet' : undefined
  }
}
