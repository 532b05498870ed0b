import type { Sealing } from '../../platform/store/sealing.ts'
import { newSecret } from './signing.ts'
import type { Subscription } from './tables.ts'

/** A secret as it lies in the store. */
interface Kept {
  /** Base64. */
  sealed: string
  /** Until when it signs, ms since 1970; null for the one in use. */
  until: number | null
}

/** The secrets of subscriptions: sealed under the id of their subscription, the one in use first. */
export interface Secrets {
  /** Makes the first one. */
  issue(id: string): { secret: string; kept: string }
  /** Makes another; those before sign until then, ms since 1970. */
  rotate(subscription: Pick<Subscription, 'id' | 'secrets'>, until: number): { secret: string; kept: string }
  /**
   * All that sign now, the one in use first; empty when they cannot be opened, since the hub's own secret is another.
   */
  open(subscription: Pick<Subscription, 'id' | 'secrets'>): string[]
  /** Until when the one before the one in use signs, ms since 1970. */
  overlapsUntil(subscription: Pick<Subscription, 'secrets'>): number | undefined
}

/** More than anybody needs at once; each costs a signature in every message. */
const MOST = 4

export function createSecrets(sealing: Sealing, now: () => number = Date.now): Secrets {
  const seal = (id: string, secret: string): Kept => ({ sealed: sealing.seal(id, secret).toString('base64'),
    until: null })
  const valid = (kept: string): Kept[] =>
    (JSON.parse(kept) as Kept[]).filter(({ until }) => until === null || until > now())

  return {
    issue(id) {
      const secret = newSecret()
      return { secret, kept: JSON.stringify([seal(id, secret)]) }
    },
    rotate({ id, secrets }, until) {
      const secret = newSecret()
      // One that was to end sooner still does.
      const before = valid(secrets).map((old): Kept => ({ ...old, until: Math.min(old.until ?? until, until) })).filter(
        old => (old.until ?? 0) > now()
      )
      return { secret, kept: JSON.stringify([seal(id, secret), ...before].slice(0, MOST)) }
    },
    open({ id, secrets }) {
      const [current, ...before] = valid(secrets).map(({ sealed }) => sealing.open(id, Buffer.from(sealed, 'base64')))
      return current === undefined ? [] : [current, ...before.filter(secret => secret !== undefined)]
    },
    overlapsUntil({ secrets }) {
      const [, before] = valid(secrets)
      return before?.until ?? undefined
    }
  }
}
