import type { components } from './contract.gen.ts'
import type { SourceState } from './errors.ts'

export type Purpose = components['schemas']['Purpose']

/** Gives an access token. It is asked again when the hub refuses the last one, or shortly before that ends. */
export type TokenProvider = (about: { refresh: boolean }) => string | Promise<string>

/** How patient calls are. Every call may have its own. */
export interface Patience {
  /** For each attempt, in ms: 30,000. */
  timeoutMs?: number
  /** How often it is sent again: 4 times. */
  retries?: number
  /**
   * The longest that the hub may ask to wait, in ms: 60,000. What asks for more fails at once and says so in
   * `retryAfterMs`.
   */
  mostWaitMs?: number
}

export interface SatuOptions extends Patience {
  /** Where the hub is: `https://hub.example.go.id`. In a browser an empty text means the page's own origin. */
  url: string
  token?: string | TokenProvider | undefined
  /** In place of a token. */
  apiKey?: string | undefined
  /** Why you ask for personal data, as your agreement says. */
  purpose?: Purpose
  /** Hears of every answer, such as how fresh it is. */
  onAnswer?: (about: AnswerInfo) => void
  /** In place of the platform's own. */
  fetch?: typeof globalThis.fetch
}

/** Of each call. */
export interface CallOptions extends Patience {
  signal?: AbortSignal
  purpose?: Purpose
  /** Hears of this call's answers. */
  onAnswer?: (about: AnswerInfo) => void
}

export interface WriteOptions extends CallOptions {
  /** Your own, to send the same after a restart of yours; without it each call has a new one. */
  idempotencyKey?: string
}

/** What an answer says beside its body. */
export interface AnswerInfo {
  operation: string
  status: number
  requestId: string | undefined
  /** How many attempts it took. */
  attempts: number
  /** Seconds since the oldest part of it was asked of its system. */
  ageSeconds: number | undefined
  /** The systems behind it; what `failed` is missing from it, what is `stale` is as of `as_of`. */
  sources: readonly SourceState[]
}

export type Settings = Required<Pick<SatuOptions, keyof Patience | 'url' | 'fetch'>> & Omit<SatuOptions,
  keyof Patience | 'url' | 'fetch'>

const DEFAULTS: Required<Patience> = { timeoutMs: 30_000, retries: 4, mostWaitMs: 60_000 }

/** @throws TypeError for settings that cannot work */
export function readSettings(options: SatuOptions): Settings {
  const url = options.url.replace(/\/+$/, '')
  if (url !== '' && !URL.canParse(url))
    throw new TypeError('url must be the address of a hub, such as https://hub.example.go.id')
  if (url === '' && !('location' in globalThis))
    throw new TypeError('url is empty: outside of a browser there is no origin to take in its place')
  if (options.token !== undefined && options.apiKey !== undefined)
    throw new TypeError('give a token or an apiKey, never both')
  // A browser's own fetch wants to be called of its window.
  return { ...DEFAULTS, ...options, url, fetch: options.fetch ?? globalThis.fetch.bind(globalThis) }
}
