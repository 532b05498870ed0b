import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { endOfDay } from '../../kit/indonesia/calendar.ts'
import type { ConsumerConfig } from '../config/schema.ts'
import { type Caller, Refusal } from './caller.ts'
import { keyMark } from './revocations.ts'

/** Begins every key, so that scanners for leaked secrets know one when they see it. */
const MARK = 'satu_'
const KEY = /^(satu_[0-9a-z]{8})_[A-Za-z0-9_-]{43}$/
const SECRET_BYTES = 32
/** Without the letters that are taken for digits. */
const PREFIX_LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'

/** A new key: shown once, and known to the hub by its hash alone. */
export interface NewApiKey {
  key: string
  prefix: string
  sha256: string
}

export function newApiKey(): NewApiKey {
  const prefix = MARK + [...randomBytes(8)].map(byte => PREFIX_LETTERS[byte % PREFIX_LETTERS.length]).join('')
  const key = `${prefix}_${randomBytes(SECRET_BYTES).toString('base64url')}`
  return { key, prefix, sha256: hashOf(key).toString('hex') }
}

/**
 * Checks API keys against the hashes that the config has. A key holds 256 random bits, so a fast hash keeps it as safe
 * as a slow one would.
 * @returns throws Refusal when a key is unknown or has ended
 */
export function createApiKeys(consumers: Readonly<Record<string, ConsumerConfig>>): (key: string) => Caller {
  const entries = new Map(
    Object.values(consumers).flatMap(({ id, keys }) =>
      keys.map(({ prefix, sha256, expires, scopes }) =>
        [prefix, { hash: Buffer.from(sha256, 'hex'),
          caller: { consumer: id, kind: 'app', scopes, expiresAt: endOfDay(expires),
            marks: [keyMark(prefix)] } satisfies Caller }] as const
      )
    )
  )
  return key => {
    const found = entries.get(KEY.exec(key)?.[1] ?? '')
    if (found === undefined || !timingSafeEqual(hashOf(key), found.hash))
      throw new Refusal('The API key is not one that this hub accepts.')
    if (found.caller.expiresAt <= Date.now()) throw new Refusal('The API key has expired.')
    return found.caller
  }
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
