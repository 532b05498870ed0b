/**
 * How a system is reached over TLS, where that differs from what every client does: from the `tls` of its entry in the
 * config.
 */
export interface SystemTls {
  /** PEM of the authorities that may have signed the system's certificate, in place of the public ones. */
  ca?: string
  /** What the hub shows of itself, for systems that ask, in PEM. */
  client?: { certificate: string; key: string }
  /** The name that the system's certificate must have, in place of the host of its address. */
  serverName?: string
}

/** The same as Node's own TLS takes it. */
export function tlsOptions(
  { ca, client, serverName }: SystemTls = {}
): { ca?: string; cert?: string; key?: string; servername?: string } {
  return {
    ...(ca !== undefined && { ca }),
    ...(client && { cert: client.certificate, key: client.key }),
    ...(serverName !== undefined && { servername: serverName })
  }
}
