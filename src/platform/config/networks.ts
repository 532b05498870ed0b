import { BlockList, isIP } from 'node:net'

/**
 * What is wrong with an address, or a network such as `10.0.0.0/8`; undefined when it is one.
 * @param why a network must not be everything, as the reader of the message is told
 */
export function networkFault(entry: string, why: string): string | undefined {
  const [address = '', bits] = entry.split('/')
  const kind = isIP(address)
  const most = kind === 4 ? 32 : 128
  if (kind === 0) return 'is neither an address nor a network such as 10.0.0.0/8'
  return bits !== undefined && (Number(bits) > most || Number(bits) === 0)
    ? `must have from 1 to ${most} bits: ${why}`
    : undefined
}

/** Addresses and networks, to look an address up in. What is no address is in none. */
export function createNetworks(entries: readonly string[]): (address: string) => boolean {
  const networks = new BlockList()
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/')
    const family = familyOf(address)
    if (bits === undefined) networks.addAddress(address, family)
    else networks.addSubnet(address, Number(bits), family)
  }
  return address => isIP(address) !== 0 && networks.check(address, familyOf(address))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6'
}
