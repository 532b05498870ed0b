import { createHash } from 'node:crypto'

/** Makes the ids of this catalogue others than those of any other. Never changed: every id follows from it. */
const NAMESPACE = Buffer.from('5a7f0c3e9d2b4e61a8c4d17be0936f52', 'hex')

export type Kind = 'dataset' | 'file' | 'organization' | 'group' | 'tag'

/** A UUID that the same name always has (version 5, RFC 9562, section 5.5). */
export function uuidOf(kind: Kind, name: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(`${kind} ${name}`).digest().subarray(0, 16)
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Words as part of an address: lower-case letters, digits and hyphens. Empty when nothing is left. */
export function slugOf(words: string): string {
  return words.normalize('NFKD').toLowerCase().replace(/[^a-z0-9_]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 100)
}
