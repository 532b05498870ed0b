import iconv from 'iconv-lite'

export interface CharsetHints {
  /** The Content-Type header, whole. */
  contentType?: string | undefined
  /** What the document declares of itself, as in `<?xml encoding="..."?>`. */
  declared?: string | undefined
  /** What the system is known to send, whatever it declares. */
  actual?: string | undefined
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

export function decodeBody(bytes: Buffer, { contentType = '', declared, actual }: CharsetHints): { text: string; repaired: boolean } {
  const header = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1]
  const charset = actual ?? header ?? declared ?? 'utf-8'
  if (/^utf-?8$/i.test(charset) || !iconv.encodingExists(charset)) {
    try {
      return { text: utf8.decode(bytes), repaired: false }
    } catch {
      return { text: iconv.decode(bytes, 'windows-1252'), repaired: true }
    }
  }
  return { text: iconv.decode(bytes, charset), repaired: false }
}
