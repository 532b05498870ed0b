import type { Epicentre } from './epicentre.ts'
import type { Alert, Gempa } from './wire.ts'

export type Row =
  | { kind: 'earthquake'; gempa: Gempa; epicentre: Epicentre }
  /** `readAt`, in ms since 1970, tells whether it has expired. */
  | { kind: 'warning'; code: string; alert: Alert; readAt: number }
  | { kind: 'broken'; reason: string }

export interface EventsOptions {
  /** Only warnings whose title has one of these words; all when there are none. */
  about: readonly string[]
  /** How long feeds are shared between calls. */
  rememberMs: number
  now?: () => number
}
