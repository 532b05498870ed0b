import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'

/** A certificate with those between it and its authority, and its key, in PEM. */
export interface KeyPair {
  certificate: string
  key: string
  /** From when on it is worth nothing, ms since 1970. */
  expiresAt: number
}

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g
const READABLE_BY_OTHERS = 0o004
const DAY_MS = 86_400_000
/** So long before its end a certificate should have been renewed. */
export const SOON_MS = 14 * DAY_MS

/** What is wrong with a file of certificates or a key, in words that hold nothing of it. */
export class CertificateFault extends Error {
  override readonly name = 'CertificateFault'
}

/** @throws CertificateFault */
export function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new CertificateFault(
      code === 'ENOENT' || code === 'ENOTDIR'
        ? 'there is no such file'
        : code === 'EISDIR'
        ? 'is a folder, not a file'
        : `cannot be read (${code})`,
      { cause: error }
    )
  }
}

/**
 * The certificates of a PEM text, in its order; what else it holds is passed over.
 * @throws CertificateFault when it holds none, or one that is broken
 */
export function certificatesIn(pem: string): X509Certificate[] {
  const blocks = pem.match(BLOCK) ?? []
  if (blocks.length === 0) throw new CertificateFault('holds no certificate in PEM')
  return blocks.map((block, i) => {
    try {
      return new X509Certificate(block)
    } catch (cause) {
      throw new CertificateFault(
        blocks.length === 1
          ? 'holds a certificate that is broken'
          : `holds a certificate that is broken, its ${i + 1}.`,
        { cause }
      )
    }
  })
}

/** @throws CertificateFault */
export function readPrivateKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch (cause) {
    const isLocked = (cause as NodeJS.ErrnoException).code === 'ERR_MISSING_PASSPHRASE' || pem.includes('ENCRYPTED')
    throw new CertificateFault(
      isLocked
        ? 'has a passphrase: give the key without one, readable by the hub alone'
        : 'holds no private key in PEM',
      { cause }
    )
  }
}

/** Why a certificate is worth nothing at a time; undefined when it is good then. */
export function faultOfTime({ validFromDate, validToDate }: X509Certificate, now: number): string | undefined {
  if (validToDate.getTime() <= now) return `has expired on ${dayOf(validToDate)}: renew it`
  return validFromDate.getTime() > now ? `is not valid before ${dayOf(validFromDate)}` : undefined
}

/** What is said of a certificate that ends soon; undefined for another. */
export function remarkOfTime(expiresAt: number, now: number): string | undefined {
  return expiresAt > now && expiresAt - now < SOON_MS ? `ends on ${dayOf(new Date(expiresAt))}: renew it` : undefined
}

/** What is said of a key that others than its owner may read. */
export function remarkOfKey(file: string): string | undefined {
  return (statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & READABLE_BY_OTHERS
    ? 'can be read by every user of this machine: give it the mode 0400'
    : undefined
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
