import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Makes what leaves the process unreadable, and tells when it was altered (AES-256-GCM). Names are made unreadable
 * too: the key of a record may be a number that a person is known by.
 */
export interface Sealing {
  /** `name`: what it is kept under; it opens under no other. */
  seal(name: string, text: string): Buffer
  /** Undefined for anything that was not sealed with the same secret under this name. */
  open(name: string, sealed: Buffer): string | undefined
  /** The same for the same text, and telling nothing about it. */
  nameOf(text: string): string
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

export function createSealing(secret: string, purpose: string): Sealing {
  const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `${purpose} ${use}`, 32))
  const key = derive('seal')
  const nameKey = derive('name')
  return {
    seal(name, text) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name))
      const body = cipher.update(text, 'utf8')
      cipher.final()
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open(name, sealed) {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
        decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
        const text = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES))
        decipher.final()
        return text.toString('utf8')
      } catch {
        return undefined
      }
    },
    nameOf: text => createHmac('sha256', nameKey).update(text).digest('base64url').slice(0, 32)
  }
}
