import type { SecureContextOptions, TlsOptions } from 'node:tls'
import type { ServerTls } from '../platform/config/tls.ts'

/**
 * What a listener over TLS is made with. HTTP/1.1 alone is offered: HTTP/2 would need a second path beside the hot one,
 * and a balancer in front speaks it with browsers.
 */
export function listenerOptions(tls: ServerTls, handshakeMs: number): TlsOptions {
  return {
    ...contextOptions(tls),
    ALPNProtocols: ['http/1.1'],
    // Who opens a connection and says nothing holds it no longer than one who is slow to send a head.
    handshakeTimeout: handshakeMs,
    requestCert: tls.clientCertificates !== 'none',
    // Where a certificate is optional one that is not good is refused with words, not with an alert of TLS.
    rejectUnauthorized: tls.clientCertificates === 'required'
  }
}

/** What of it may be exchanged while the listener runs. */
export function contextOptions(
  { certificate, key, minVersion, clientCa, clientCertificates }: ServerTls
): SecureContextOptions {
  return {
    cert: certificate,
    key,
    minVersion,
    // Without one Node would take the public authorities: anybody can have a certificate of those.
    ...(clientCertificates !== 'none' && { ca: clientCa ?? [] })
  }
}

/** @throws Error when a listener that runs cannot become what the config says now */
export function checkTlsChange(before: ServerTls | undefined, after: ServerTls | undefined): void {
  if ((before === undefined) !== (after === undefined))
    throw new Error(
      `hub.tls was ${after === undefined ? 'taken out' : 'added'}: the hub has to be started anew for that`
    )
  if (before?.clientCertificates !== after?.clientCertificates)
    throw new Error('hub.tls.client_certificates was changed: the hub has to be started anew for that')
}
