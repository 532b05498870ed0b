import { createGrowth, type Growth } from './growth.ts'
import { alertKind, type AlertKindName, type AlertRule } from './settings.ts'
import type { Sight, SystemSight } from './sight.ts'

/** Something that a rule finds wrong at this moment. */
export interface Condition {
  /** Rule and subject. */
  key: string
  rule: AlertRule
  /** Id of the system or the agency, use of the certificate, or `hub`. */
  subject: string
  system: string | null
  agency: string | null
  /** Since when it is so, where that is known. */
  since?: number
  /** What was counted. */
  value: number | null
}

export interface Found {
  conditions: ReadonlyMap<string, Condition>
  /** Of these kinds nothing could be found out: nothing of them begins or ends. */
  unknown: ReadonlySet<AlertKindName>
  /** Whether these systems are up this process does not know yet: that one is down ends for none of them. */
  unjudged: ReadonlySet<string>
  /** Of these systems it is no news now that they do not answer. */
  excused: ReadonlySet<string>
}

/** Fewer calls than this say nothing about a share. */
const LEAST_CALLS = 20
const DAY_MS = 86_400_000

export const HUB = 'hub'

/** Holds rules against what is seen. */
export function createConditions(): (rules: readonly AlertRule[], sight: Sight) => Found {
  const growths = new Map<string, Growth>()
  const grown = (name: string, rule: AlertRule, { id }: SystemSight, total: number, now: number): number => {
    const key = `${name} ${rule.windowSeconds} ${id}`
    const growth = growths.get(key) ?? createGrowth(rule.windowSeconds * 1_000)
    growths.set(key, growth)
    return growth(now, total)
  }

  /** What it counts of one system, and since when; undefined while that is no reason for an alert. */
  function ofSystem(
    rule: AlertRule,
    system: SystemSight,
    sight: Sight
  ): { value: number | null; since?: number } | undefined {
    const { threshold } = rule
    const now = sight.at
    switch (rule.kind) {
      case 'system_down':
        return system.state === 'down' ? { value: null, since: system.since } : undefined
      case 'error_rate': {
        const calls = grown('calls', rule, system, system.calls, now)
        const failures = grown('failures', rule, system, system.failures, now)
        return calls >= LEAST_CALLS && failures / calls >= threshold ? { value: failures / calls } : undefined
      }
      case 'stale': {
        const seconds = system.staleSince === undefined ? 0 : (now - system.staleSince) / 1_000
        return seconds >= threshold ? { value: Math.round(seconds) } : undefined
      }
      case 'parked': {
        const parked = sight.backlog?.get(system.id)?.parked ?? 0
        return parked >= threshold ? { value: parked } : undefined
      }
      case 'waiting': {
        const oldest = sight.backlog?.get(system.id)?.oldestAt ?? now
        return now - oldest >= threshold * 1_000 ? { value: Math.round((now - oldest) / 1_000) } : undefined
      }
      case 'quarantined': {
        const count = grown('quarantined', rule, system, system.quarantined, now)
        return count >= threshold ? { value: count } : undefined
      }
      case 'drift': {
        const at = sight.drifted?.get(system.id)
        return at !== undefined && now - at < rule.windowSeconds * 1_000 ? { value: null, since: at } : undefined
      }
      default:
        return undefined
    }
  }

  function ofHub(
    { kind, threshold }: AlertRule,
    { at, freeShare, store, certificates }: Sight
  ): { subject: string; value: number | null; since?: number }[] {
    if (kind === 'disk')
      return freeShare !== undefined && freeShare < threshold
        ? [{ subject: HUB, value: freeShare }]
        : []
    if (kind === 'store') return store.isDown ? [{ subject: HUB, value: store.isFull ? 1 : 0, since: store.since }] : []
    return certificates.filter(({ expiresAt }) => expiresAt - at < threshold * DAY_MS).map(({ use, expiresAt }) => ({
      subject: use,
      value: Math.floor((expiresAt - at) / DAY_MS)
    }))
  }

  return (rules, sight) => {
    const conditions = new Map<string, Condition>()
    const add = (rule: AlertRule, subject: string, more: Omit<Condition, 'key' | 'rule' | 'subject'>): void => {
      const key = `${rule.name} ${subject}`
      conditions.set(key, { key, rule, subject, ...more })
    }
    const unknown = new Set<AlertKindName>()
    for (const rule of rules) {
      const { about } = alertKind(rule.kind)
      if (!isKnown(rule.kind, sight)) unknown.add(rule.kind)
      else if (about === 'hub') {
        for (const { subject, ...found } of ofHub(rule, sight))
          add(rule, subject, { system: null, agency: null, ...found })
      } else if (about === 'agency') {
        for (const [agency, count] of sight.overdue ?? []) {
          const isChosen = rule.agencies === undefined || rule.agencies.includes(sight.codes.get(agency) ?? '')
          if (isChosen && count >= rule.threshold) add(rule, agency, { system: null, agency, value: count })
        }
      } else {
        for (const system of sight.systems) {
          const isChosen = (rule.systems?.includes(system.id) ?? true) &&
            (rule.agencies === undefined ||
              (system.agencyCode !== undefined && rule.agencies.includes(system.agencyCode)))
          const found = isChosen ? ofSystem(rule, system, sight) : undefined
          if (found !== undefined) add(rule, system.id, { system: system.id, agency: system.agency ?? null, ...found })
        }
      }
    }
    return { conditions, unknown, unjudged: new Set(
      sight.systems.filter(({ state, hasAnswered }) => state !== 'down' && !hasAnswered).map(({ id }) => id)
    ), excused: new Set(sight.systems.filter(({ isExcused }) => isExcused).map(({ id }) => id)) }
  }
}

function isKnown(kind: AlertKindName, { backlog, overdue, drifted, freeShare }: Sight): boolean {
  if (kind === 'parked' || kind === 'waiting') return backlog !== undefined
  if (kind === 'overdue') return overdue !== undefined
  if (kind === 'drift') return drifted !== undefined
  return kind !== 'disk' || freeShare !== undefined
}
