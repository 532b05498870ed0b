/** What is known of a caller after everything about its credential was checked. */
export interface Caller {
  /** Id of a consumer, as the credential has it: it may be none of this hub. */
  consumer: string
  /** What the credential allows at most; undefined: all that its consumer may. */
  scopes: readonly string[] | undefined
  /** End of the credential, ms since 1970. */
  expiresAt: number
}

/** Why a credential is not taken, in words that its bearer may read: they tell nothing about others. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}
