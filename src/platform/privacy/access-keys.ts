import { createHmac, hkdfSync } from 'node:crypto'
import type { Environment } from '../config/environment.ts'

/**
 * What people are called by, each for a use of its own: whom a row is about, on whose behalf it was, whose a write is.
 */
export type NameKind = 'subject' | 'person' | 'owner'

/** One key of the access log, at work. */
export interface WorkingKey {
  id: string
  /** What the hub calls a person by: the same for the same text, and telling nothing about it. */
  nameOf(kind: NameKind, text: string): string
  /** The id of a person's record, instead of the NIK. */
  recordKey(nik: string): string
  /** What people are encoded with for finding who is the same; of no use for anything else. */
  matchingSecret: Buffer
  /** Keyed hash over a row. */
  seal(text: string): string
}

export interface AccessLogKeys {
  /** What is written from now on. */
  current: WorkingKey
  /** Every key that somebody has, the current one first. */
  all: readonly WorkingKey[]
  /** Undefined when nobody has the key any more. */
  get(id: string): WorkingKey | undefined
  /** What each key calls a person by. */
  namesOf(kind: NameKind, text: string): string[]
}

/** The keys of the environment; without any, one that follows from the hub's own secret and changes with it. */
export function createAccessLogKeys(
  { accessKeys, jwtSecret }: Pick<Environment, 'jwtSecret'> & Partial<Pick<Environment, 'accessKeys'>>
): AccessLogKeys {
  const [first, ...older] = (accessKeys ?? []).map(({ id, secret }) => workingKey(id, secret))
  const current = first ?? ownKey(jwtSecret)
  const keys = new Map([...older, current].map(key => [key.id, key]))
  return {
    current,
    all: [current, ...[...keys.values()].filter(key => key !== current)],
    get: id => keys.get(id),
    namesOf: (kind, text) => [...keys.values()].map(key => key.nameOf(kind, text))
  }
}

function ownKey(secret: string): WorkingKey {
  const derived = Buffer.from(hkdfSync('sha256', secret, '', 'satu access log', 32))
  // Another secret makes another id, so that its rows are not taken for forged ones.
  return workingKey(`own-${createHmac('sha256', derived).update('id').digest('hex').slice(0, 8)}`, derived)
}

function workingKey(id: string, secret: Buffer): WorkingKey {
  const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `satu access log ${use}`, 32))
  const names = { subject: derive('subject'), person: derive('person'), owner: derive('owner') }
  const [chain, record] = [derive('chain'), derive('record')]
  return {
    id,
    nameOf: (kind, text) => createHmac('sha256', names[kind]).update(text).digest('base64url').slice(0, 32),
    // Letters alone: whatever looks for numbers of people finds none by chance.
    recordKey: nik =>
      createHmac('sha256', record).update(nik).digest('hex').slice(0, 24).replace(/\d/g, digit =>
        'ghijklmnop'.charAt(Number(digit))),
    matchingSecret: derive('matching'),
    seal: text => createHmac('sha256', chain).update(text).digest('base64url')
  }
}
