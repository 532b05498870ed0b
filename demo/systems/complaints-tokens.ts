export interface TokenLimits {
  now: () => number
  lifeMs: number
  /** Calls that one token allows. */
  calls: number
}

export interface Tokens {
  issue(): string
  /** Counts a use; tells what is wrong with the token, if anything. */
  spend(token: string | undefined): 'unknown' | 'expired' | undefined
}

/** Session tokens that die of age or of use. */
export function createTokens(prefix: string, { now, lifeMs, calls }: TokenLimits): Tokens {
  const issued = new Map<string, { until: number; left: number }>()
  let serial = 0
  return {
    issue() {
      const token = `${prefix}${String(++serial).padStart(8, '0')}`
      issued.set(token, { until: now() + lifeMs, left: calls })
      return token
    },
    spend(token = '') {
      const entry = issued.get(token)
      if (entry === undefined) return 'unknown'
      if (now() >= entry.until || entry.left <= 0) return 'expired'
      entry.left -= 1
      return undefined
    }
  }
}
