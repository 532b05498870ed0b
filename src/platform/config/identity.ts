import { bag, list } from './bag.ts'
import { pointerTo } from './document.ts'
import { suggestion } from './problems.ts'

/**
 * What a schema cannot say of identity providers and of the clients that they know. Whatever has the wrong shape is
 * passed over.
 */
export function checkIdentity(
  file: unknown,
  report: (pointer: string, message: string, allowed?: readonly string[]) => void
): void {
  const { issuers, revocations } = bag(bag(file)['identity'])
  const ids = Object.keys(bag(issuers))
  const owners = new Map<string, string>()
  for (const [id, issuer] of Object.entries(bag(issuers))) {
    const { issuer: name, jwks_uri } = bag(issuer)
    for (const [key, address] of Object.entries({ issuer: name, jwks_uri })) {
      const fault = typeof address === 'string' ? faultOf(address) : undefined
      if (fault !== undefined) report(`/identity/issuers/${id}/${key}`, fault)
    }
    const owner = typeof name === 'string' ? owners.get(name) : undefined
    if (owner !== undefined)
      report(`/identity/issuers/${id}/issuer`, `is already the name of identity.issuers.${owner}`)
    else if (typeof name === 'string') owners.set(name, id)
  }
  const { url, file: path } = bag(revocations)
  if (revocations !== undefined && url === undefined && path === undefined)
    report('/identity/revocations', 'needs a file or a url')
  const fault = typeof url === 'string' ? faultOf(url) : undefined
  if (fault !== undefined) report('/identity/revocations/url', fault)
  checkAgreements(bag(bag(file)['consumers']), report)
  checkClients(bag(bag(file)['consumers']), ids, report)
}

/** Personal data are opened by an agreement, for a purpose. */
function checkAgreements(
  consumers: Readonly<Record<string, unknown>>,
  report: (pointer: string, message: string) => void
): void {
  for (const [consumer, value] of Object.entries(consumers)) {
    const { fields, agreement, purposes } = bag(value)
    if (list(fields).length === 0) continue
    if (agreement === undefined) report(`/consumers/${consumer}/fields`, 'needs an `agreement` that opens them')
    else if (list(purposes).length === 0) report(`/consumers/${consumer}/fields`, 'needs `purposes` to see them for')
  }
}

/** A client that stood for two consumers would be neither. */
function checkClients(
  consumers: Readonly<Record<string, unknown>>,
  issuers: readonly string[],
  report: (pointer: string, message: string, allowed?: readonly string[]) => void
): void {
  const owners = new Map<string, string>()
  for (const [consumer, value] of Object.entries(consumers)) {
    for (const [issuer, clients] of Object.entries(bag(bag(value)['clients']))) {
      const at = pointerTo(`/consumers/${consumer}/clients`, issuer)
      if (!issuers.includes(issuer)) report(at, `unknown issuer "${issuer}"${suggestion(issuer, issuers)}`, issuers)
      for (const [i, client] of list(clients).entries()) {
        const name = JSON.stringify([issuer, client])
        const owner = owners.get(name) ?? consumer
        owners.set(name, owner)
        if (owner !== consumer) report(pointerTo(at, i), `is already a client of consumers.${owner}`)
      }
    }
  }
}

/** Who can change what comes from there can let anybody in: never over an open wire. */
function faultOf(address: string): string | undefined {
  if (!/^https?:\/\//.test(address)) return undefined
  if (!URL.canParse(address)) return 'is not a valid address'
  const { protocol, hostname, username, password } = new URL(address)
  if (username !== '' || password !== '') return 'must not hold credentials'
  return protocol === 'https:' || isThisMachine(hostname) ? undefined : 'must be https, unless it is on this machine'
}

/** Whether a host is this machine, where http gives nothing away. */
export function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
