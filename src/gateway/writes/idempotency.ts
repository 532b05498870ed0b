import { createHash } from 'node:crypto'

/** The text of an Idempotency-Key header, a structured-field string (RFC 9651, 3.3.3) that the contract has checked. */
export function readKey(header: string): string {
  return header.slice(1, -1).replace(/\\(["\\])/g, '$1')
}

/** By what a write is found again by its consumer's key, for as long as it is kept. It tells nobody the key. */
export function keyDigest(consumer: string, key: string): string {
  return createHash('sha256').update(JSON.stringify([consumer, key])).digest('base64url')
}

/**
 * The key under which a write of a person is kept: two people who use one application may choose the same key, and
 * neither may be given what the other wrote. It tells nobody who they are.
 */
export function keyOfPerson(key: string, { issuer, subject }: { issuer: string; subject: string }): string {
  return `person ${createHash('sha256').update(JSON.stringify([issuer, subject, key])).digest('base64url')}`
}

/**
 * Tells whether two writes under one key are the same one. The order of the fields of a body does not matter.
 * @param digest of the file that comes with it
 */
export function fingerprint(operation: string, key: string | undefined, body: unknown, digest?: string): string {
  const parts = [operation, key ?? null, sorted(body), ...(digest === undefined ? [] : [digest])]
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, item]) => [name, sorted(item)])
  )
}
