import type { ConsumerConfig } from '../config/schema.ts'
import { fingerprintOf } from '../config/tls.ts'
import { type Caller, Refusal } from './caller.ts'
import { certificateMark } from './revocations.ts'

/** The certificate that a caller has shown, and proved to have the key of, when it connected. */
export interface ClientCertificate {
  /** SHA-256 of it, in hex. */
  sha256: string
  /** The attributes of its subject, as OpenSSL names them (`CN`, `O`); one that is there more than once is left out. */
  subject: Readonly<Record<string, string>>
  /** ms since 1970 */
  validFrom: number
  validUntil: number
  /** Why no authority of the config vouches for it; undefined when one does. */
  distrust: string | undefined
}

/** Whose certificates are whose. */
export interface Certificates {
  /**
   * Whether the certificate by itself is a credential: because it stands for a consumer, or because it is a bad one.
   */
  isCredential(certificate: ClientCertificate): boolean
  /** @throws Refusal when it stands for nobody, for several, or is not good */
  read(certificate: ClientCertificate): Caller
  /** Whether it is one of a consumer's. */
  isOf(consumer: string, certificate: ClientCertificate | undefined): boolean
}

type Named = ConsumerConfig['certificates'][number]

/**
 * @param trustsAuthorities whether the config names authorities: then a certificate that none of them has signed is a
 *   bad credential, not none
 */
export function createCertificates(
  consumers: Readonly<Record<string, ConsumerConfig>>,
  trustsAuthorities: boolean
): Certificates {
  const owners = Object.values(consumers).filter(({ certificates }) => certificates.length > 0)
  const standsFor = ({ certificates }: ConsumerConfig, shown: ClientCertificate): boolean =>
    certificates.some(named => fits(named, shown))
  const ownersOf = (shown: ClientCertificate): ConsumerConfig[] => owners.filter(consumer => standsFor(consumer, shown))

  return {
    isCredential(shown) {
      const found = ownersOf(shown)
      // Where it is asked for beside a token it says nothing by itself.
      return found.length > 0
        ? found.some(({ needs_certificate: isBeside }) => !isBeside)
        : trustsAuthorities && shown.distrust !== undefined
    },
    read(shown) {
      const [owner, other] = ownersOf(shown).filter(({ needs_certificate: isBeside }) => !isBeside)
      if (owner === undefined)
        throw new Refusal(
          `The client certificate is not one that this hub accepts${
            shown.distrust === undefined ? '' : ` (${shown.distrust})`
          }.`
        )
      if (other !== undefined) throw new Refusal('The client certificate stands for more than one consumer.')
      checkTime(shown)
      return { consumer: owner.id, kind: 'app', scopes: undefined, expiresAt: shown.validUntil,
        marks: [certificateMark(shown.sha256)] }
    },
    isOf(consumer, shown) {
      const owner = owners.find(({ id }) => id === consumer)
      return owner !== undefined && shown !== undefined && standsFor(owner, shown) && shown.validFrom <= Date.now() &&
        shown.validUntil > Date.now()
    }
  }
}

/** A fingerprint names one certificate, whoever signed it; a name is worth what an authority vouches for. */
function fits({ sha256, subject }: Named, shown: ClientCertificate): boolean {
  if (sha256 !== undefined && fingerprintOf(sha256) !== shown.sha256) return false
  if (subject === undefined) return sha256 !== undefined
  return (sha256 !== undefined || shown.distrust === undefined) &&
    Object.entries(subject).every(([name, value]) =>
      Object.hasOwn(shown.subject, name) && shown.subject[name] === value
    )
}

function checkTime({ validFrom, validUntil }: ClientCertificate): void {
  if (validUntil <= Date.now()) throw new Refusal('The client certificate has expired.')
  if (validFrom > Date.now()) throw new Refusal('The client certificate is not valid yet.')
}

/**
 * The certificate that a token is bound to (RFC 8705, section 3.1): SHA-256 of it, in hex. Undefined for a token that
 * is bound to nothing.
 * @throws Refusal when it is bound to something that the hub cannot check
 */
export function boundCertificateOf(confirmation: unknown): string | undefined {
  if (confirmation === undefined) return undefined
  const thumbprint =
    typeof confirmation === 'object' && confirmation !== null && Object.hasOwn(confirmation, 'x5t#S256')
      ? (confirmation as Record<string, unknown>)['x5t#S256']
      : undefined
  const digest = typeof thumbprint === 'string' ? Buffer.from(thumbprint, 'base64url') : Buffer.alloc(0)
  if (digest.length !== 32) throw new Refusal('The token is bound to a key in a way that this hub cannot check.')
  return digest.toString('hex')
}
