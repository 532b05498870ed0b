import { SatuError } from '../../errors.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'

/** Why operators do not have a system asked now. */
export interface Hold {
  kind: 'paused' | 'maintenance'
  /** ms since 1970 */
  since: number
  /** When it ends by itself, ms since 1970. */
  until?: number
  /** What callers are told, in both languages; plain text. */
  message?: { id: string; en: string }
}

/** A maintenance that runs or is to come. */
export interface Planned {
  /** ms since 1970 */
  from: number
  until: number
  message: { id: string; en: string }
}

/** What operators have decided about systems: looked up with each call, never waited for. */
export interface HeldSystems {
  of(system: string): Hold | undefined
  planned(system: string): readonly Planned[]
}

/** Of what waits for an operator: nobody knows when that will be. */
const LOOK_AGAIN_MS = 60_000

/** The stage of the error by which such a system is told from one that is ill. */
const STAGE = 'hold'

/** What callers are told while a system is not asked. */
export function heldError(system: string, { kind, until, message }: Hold, now = Date.now()): SatuError {
  const why = kind === 'paused'
    ? 'paused by the operators'
    : `in maintenance${until === undefined ? '' : ` until ${toWib(new Date(until))}`}`
  const words = message === undefined ? '' : `. ${message.id} / ${message.en}`
  return new SatuError('system_unavailable', `${system}: ${why}${words}`, { stage: STAGE,
    retryAfterMs: until === undefined ? LOOK_AGAIN_MS : Math.max(1_000, until - now) })
}

/** Whether a system was not asked because operators hold it: that says nothing about it. */
export function isHeld(error: unknown): boolean {
  return error instanceof SatuError && error.stage === STAGE
}
