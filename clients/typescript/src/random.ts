/**
 * A key that nobody has used (a UUID, version 4). `crypto.randomUUID` is missing in pages that did not come over TLS.
 */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** An id for a request, by which the hub's log names it. Letters alone: the hub takes no long runs of digits. */
export function newRequestId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map(byte => String.fromCharCode(97 + (byte % 26))).join('')
}
