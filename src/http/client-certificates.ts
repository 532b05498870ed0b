import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { ClientCertificate } from '../platform/identity/certificates.ts'
import type { Auth } from './auth.ts'
import { OF_CONNECTION } from './credentials.ts'

/** What a connection has shown of who made it: worked out when it was made, and once for each configuration. */
interface Shown {
  certificate: ClientCertificate
  auth: Auth | undefined
  credential: string | undefined
}

const shown = Symbol('client certificate')
type Marked = Socket & { [shown]?: Shown }

/** Remembers the certificate that a connection has shown, if it has. Called once, when its handshake is done. */
export function noteCertificate(socket: TLSSocket & Marked): void {
  const x509 = socket.getPeerX509Certificate()
  if (x509 === undefined) return
  const { fingerprint256, validFromDate, validToDate } = x509
  const subject = Object.entries(x509.toLegacyObject().subject as Record<string, unknown>)
  socket[shown] = {
    certificate: {
      sha256: fingerprint256.replaceAll(':', '').toLowerCase(),
      subject: Object.fromEntries(subject.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
      validFrom: validFromDate.getTime(),
      validUntil: validToDate.getTime(),
      distrust: socket.authorized
        ? undefined
        : String((socket.authorizationError as NodeJS.ErrnoException | undefined)?.code ?? socket.authorizationError)
    },
    auth: undefined,
    credential: undefined
  }
}

/** From now on no authority vouches for what the connection has shown: those that the hub believes are others. */
export function distrustCertificate(socket: Marked): void {
  const found = socket[shown]
  if (found !== undefined)
    socket[shown] = { certificate: { ...found.certificate, distrust: 'shown to other authorities: connect anew' },
      auth: undefined, credential: undefined }
}

export function certificateOf(socket: Marked): ClientCertificate | undefined {
  return socket[shown]?.certificate
}

/** The text by which the caller is remembered whom the connection itself shows; undefined when it shows nobody. */
export function credentialOfConnection(socket: Marked, auth: Auth): string | undefined {
  const found = socket[shown]
  if (found === undefined) return undefined
  if (found.auth !== auth) {
    found.auth = auth
    found.credential = auth.isCredential(found.certificate) ? `${OF_CONNECTION}${found.certificate.sha256}` : undefined
  }
  return found.credential
}
