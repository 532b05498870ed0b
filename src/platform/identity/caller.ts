import type { callerKinds } from '../config/identity-schema.ts'

/** What a credential stands for: an application of its own, or a person who uses one. */
export type CallerKind = (typeof callerKinds)[number]

/** A person on whose behalf an application calls. Never logged as it stands. */
export interface Person {
  /** Of the config; `satu` for the hub's own tokens. */
  issuer: string
  /** Who it is to the issuer. */
  subject: string
  /** Of a citizen, if the issuer tells it. */
  nik?: string
}

/** What is known of a caller after everything about its credential was checked. */
export interface Caller {
  /** Id of a consumer, as the credential has it: it may be none of this hub. */
  consumer: string
  kind: CallerKind
  person?: Person
  /** What the credential allows at most; undefined: all that its consumer may. */
  scopes: readonly string[] | undefined
  /** End of the credential, ms since 1970. */
  expiresAt: number
  /** SHA-256, in hex, of the client certificate that the token is bound to; undefined: to none. */
  boundTo?: string
  /** What a list of revocations may name it by. */
  marks: readonly string[]
}

/** Why a credential is not taken, in words that its bearer may read: they tell nothing about others. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}
