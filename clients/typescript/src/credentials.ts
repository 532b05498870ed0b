import type { Settings } from './settings.ts'

/** What a caller shows of itself. */
export interface Credentials {
  /** Headers of the next request. */
  headers(): Promise<Record<string, string>>
  /**
   * Gets another token in place of one that the hub has refused.
   * @returns whether there is another
   */
  renew(refused: string | undefined): Promise<boolean>
}

/** A token that ends within this time is not sent any more. */
const MARGIN_MS = 30_000

export function createCredentials({ token, apiKey }: Pick<Settings, 'token' | 'apiKey'>): Credentials {
  if (apiKey !== undefined) return fixed({ 'x-api-key': apiKey })
  if (token === undefined) return fixed({})
  if (typeof token === 'string') return fixed({ authorization: `Bearer ${token}` })

  let current: string | undefined
  let asking: Promise<string> | undefined
  /** Requests that come meanwhile wait for the same answer. */
  const ask = (refresh: boolean): Promise<string> => (asking ??= Promise.resolve()
    .then(() => token({ refresh }))
    .then(given => (current = given))
    .finally(() => {
      asking = undefined
    }))

  return {
    async headers() {
      const given = current === undefined ? await ask(false) : isEnding(current) ? await ask(true) : current
      return { authorization: `Bearer ${given}` }
    },
    async renew(refused) {
      // Another request may have got a new one already.
      if (current !== undefined && `Bearer ${current}` !== refused) return true
      return `Bearer ${await ask(true)}` !== refused
    }
  }
}

function fixed(headers: Record<string, string>): Credentials {
  return { headers: () => Promise.resolve(headers), renew: () => Promise.resolve(false) }
}

/** By the token's own word (`exp`), where it can be read. */
function isEnding(token: string): boolean {
  try {
    const payload = token.split('.')[1] ?? ''
    const { exp } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { exp?: unknown }
    return typeof exp === 'number' && exp * 1_000 - Date.now() < MARGIN_MS
  } catch {
    return false
  }
}
