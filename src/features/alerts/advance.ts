import type { Condition, Found } from './conditions.ts'
import type { AlertRule } from './settings.ts'

/** An alert that is open. */
export interface Open {
  key: string
  rule: string
  kind: string
  system: string | null
  firedAt: number
  /** Since when what it is about is over; undefined while it is not. */
  clearSince?: number
}

export interface Times {
  /** For how long it has to be well before it is over. */
  clearMs: number
  /** The same of one that comes and goes. */
  calmMs: number
}

/** So often within the last hour, and it comes and goes. */
export const FLAPS = 3
export const FLAP_WINDOW_MS = 3_600_000

export interface Step<O> {
  begin: { condition: Condition; since: number }[]
  end: O[]
}

/**
 * What has to be told anew, by what is found: one that lasts long enough begins, one that is over for long enough ends.
 * What is unknown, or excused for the time being, stays as it is.
 * @param pending when each condition was first seen; kept up here
 * @param flaps how often each key has fired within the last hour
 */
export function advance<O extends Open>(
  found: Found,
  open: ReadonlyMap<string, O>,
  pending: Map<string, number>,
  options: { now: number; rules: readonly AlertRule[]; times: Times; flaps(key: string): number }
): Step<O> {
  const { now, rules, times, flaps } = options
  const step: Step<O> = { begin: [], end: [] }
  for (const key of pending.keys()) if (!found.conditions.has(key)) pending.delete(key)
  for (const condition of found.conditions.values()) {
    const { key, rule, system } = condition
    if (open.has(key)) continue
    if (system !== null && rule.kind === 'system_down' && found.excused.has(system)) {
      pending.delete(key)
      continue
    }
    const first = pending.get(key) ?? now
    pending.set(key, first)
    const since = Math.min(condition.since ?? first, first)
    if (now - (condition.since ?? first) >= rule.forSeconds * 1_000) step.begin.push({ condition, since })
  }
  const inUse = new Set(rules.map(({ name }) => name))
  for (const alert of open.values()) {
    const { key, rule, kind, system } = alert
    if (found.conditions.has(key)) {
      delete alert.clearSince
      continue
    }
    // What nobody watches any more is over at once.
    if (!inUse.has(rule)) {
      step.end.push(alert)
      continue
    }
    if (found.unknown.has(kind as never) || (system !== null && found.excused.has(system))) continue
    // Who has just begun, or taken over, has to hear of a system first.
    if (kind === 'system_down' && system !== null && found.unjudged.has(system)) continue
    alert.clearSince ??= now
    if (now - alert.clearSince >= (flaps(key) >= FLAPS ? times.calmMs : times.clearMs)) step.end.push(alert)
  }
  return step
}
