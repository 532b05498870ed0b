import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { buildConnector } from 'undici'
import { createConnector } from '../../kit/connectors/http-connect.ts'
import { hostOf, TargetFault, type TargetRules } from './target.ts'

/** Looks all addresses of a name up, as `dns.lookup` does. */
export type Resolve = (
  hostname: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void
) => void

export interface ReceiverConnectorOptions {
  /** Those that hold at this moment. */
  rules(): TargetRules
  connectMs(): number
  resolve?: Resolve | undefined
  /** PEM of the authorities that are trusted, in place of the public ones. */
  ca?: string | undefined
}

const UNKNOWN_HOST = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'ENODATA'])

/**
 * Makes connections to receivers. What a name leads to is looked up and checked at each one, and the connection goes to
 * an address that was checked: a name that leads elsewhere a moment later (DNS rebinding) leads nowhere.
 */
export function createReceiverConnector(
  { rules, connectMs, resolve = systemLookup, ca }: ReceiverConnectorOptions
): buildConnector.connector {
  const faultOf = (addresses: readonly string[]): TargetFault | undefined => {
    const what = addresses.map(rules().judge).find(found => found !== undefined)
    return what === undefined ? undefined : new TargetFault('address', `leads to ${what}`)
  }
  const lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const [first] = found ?? []
      if (error !== null) return callback(nameFault(error), '')
      if (first === undefined) return callback(new TargetFault('unresolved', 'has a host name without an address'), '')
      const fault = faultOf(found.map(({ address }) => address))
      if (fault !== undefined) return callback(fault, '')
      if (options.all === true) callback(null, found)
      else callback(null, first.address, first.family)
    })
  }
  const connect = createConnector(ca === undefined ? undefined : { ca }, connectMs, lookup)
  return (options, callback) => {
    const host = hostOf(options)
    // An address is not looked up.
    const fault = isIP(host) === 0 ? undefined : faultOf([host])
    if (fault === undefined) connect(options, callback)
    else callback(fault, null)
  }
}

function nameFault(error: NodeJS.ErrnoException): Error {
  return UNKNOWN_HOST.has(error.code ?? '')
    ? new TargetFault('unresolved', 'has a host name that leads nowhere', { cause: error })
    : error
}
