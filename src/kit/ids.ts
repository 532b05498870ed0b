/** Longest id the contract allows. */
export const MAX_ID_LENGTH = 64

const PREFIX = /^[A-Z][A-Z0-9]{3,7}$/
const PLAIN_KEY = /^[A-Za-z0-9-]+$/
/** By their code: most keys that need it hold a slash or a stop. */
const ESCAPED_ASCII: readonly string[] = Array.from({ length: 0x80 }, (_, code) => escapeByte(code))
const ENCODED_ID = /^([A-Z][A-Z0-9]{3,7})-((?:[A-Za-z0-9-]|_[0-9A-F]{2})+)$/

/** Why no id can be made. The message never holds the key, which may be personal. */
export class IdError extends Error {
  readonly reason: 'prefix' | 'empty' | 'text' | 'length'

  constructor(reason: IdError['reason'], message: string) {
    super(message)
    this.name = 'IdError'
    this.reason = reason
  }
}

export interface IdParts {
  /** 4 to 8 upper-case letters and digits, a letter first: which system. */
  prefix: string
  /** The key in the system's own words. */
  key: string
}

/**
 * The canonical id of a legacy record: `<prefix>-<key>`, in which every character but ASCII letters, digits
 * and hyphens is escaped as `_HH` per UTF-8 byte. Derived, stable and reversible: no look-up table.
 *
 * @param prefix `^[A-Z][A-Z0-9]{3,7}$`; it holds no hyphen, so the first hyphen of an id ends it
 * @throws IdError when the prefix is malformed, the key is empty or no well-formed text, or the id would
 *   exceed 64 characters
 */
export function toId(prefix: string, key: string): string {
  if (!PREFIX.test(prefix))
    throw new IdError('prefix', 'The id prefix must be 4 to 8 upper-case letters and digits, a letter first.')
  if (key === '') throw new IdError('empty', 'The legacy key is empty, so the record has no id.')
  // A lone surrogate has no UTF-8 form: escaping it would merge different keys.
  if (!key.isWellFormed()) throw new IdError('text', 'The legacy key is no well-formed Unicode text.')
  const id = `${prefix}-${PLAIN_KEY.test(key) ? key : escapeKey(key)}`
  if (id.length > MAX_ID_LENGTH) {
    throw new IdError('length', `The id would have ${id.length} characters; ${MAX_ID_LENGTH} are allowed.`)
  }
  return id
}

/** The parts of an id that `toId` made; undefined for any other text. */
export function parseId(id: string): IdParts | undefined {
  if (id.length > MAX_ID_LENGTH) return undefined
  const [, prefix, encoded] = ENCODED_ID.exec(id) ?? []
  if (prefix === undefined || encoded === undefined) return undefined
  const key = encoded.includes('_') ? unescapeKey(encoded) : encoded
  // Only one spelling per record: "A_41" for "AA" would be a second cache entry and a second link.
  return key !== undefined && toId(prefix, key) === id ? { prefix, key } : undefined
}

function escapeKey(key: string): string {
  return key.replace(/[^A-Za-z0-9-]/gu,
    char => ESCAPED_ASCII[char.charCodeAt(0)] ?? Array.from(Buffer.from(char), escapeByte).join(''))
}

function escapeByte(byte: number): string {
  return `_${byte.toString(16).toUpperCase().padStart(2, '0')}`
}

function unescapeKey(encoded: string): string | undefined {
  const percent = encoded.replaceAll('_', '%')
  try {
    return decodeURIComponent(percent)
  } catch {
    return undefined // escaped bytes that are no UTF-8
  }
}
