import type { Records, ResourceName } from '../../contract/resources.ts'
import type { Clock, Clocks, FirstClock } from '../../gateway/reads/clocks.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import type { Filters } from '../../kit/adapter.ts'
import { endOfDay, toWibDate } from '../../kit/indonesia/calendar.ts'
import type { WorkingDays } from '../../kit/indonesia/working-days.ts'
import { complaintLimit, forwarding, officeHasComplaint } from './complaint-limit.ts'
import { answering, informationLimit, objectionEnd, officeHasRequest } from './information-limit.ts'
import type { Limit } from './limit.ts'

interface Rules {
  first: Omit<Limit<FirstClock['step']>, 'since'>
  limit(record: CanonicalRecord): Limit | undefined
  officeHas: readonly string[]
}

const rules: Partial<Record<ResourceName, Rules>> = {
  'complaints': { first: forwarding, limit: record => complaintLimit(record as Records['complaints']),
    officeHas: officeHasComplaint },
  'information-requests': { first: answering,
    limit: record => informationLimit(record as Records['information-requests']), officeHas: officeHasRequest }
}

/** What ends later has no end that a calendar shows; some systems write "never" so. */
const LAST_YEAR = '9990'

export function createClocks(
  { workingDays, now = Date.now }: { workingDays: WorkingDays; now?: () => number }
): Clocks {
  function count({ step, waitsFor, since, days, stated }: Limit, today: string): Clock | undefined {
    if (since === undefined || since > LAST_YEAR) return undefined
    const countedFrom = workingDays.receivedOn(since)
    const byRule = workingDays.add(countedFrom, days)
    const own = stated?.slice(0, 10)
    // One that lies before the beginning belongs to an earlier round, or is a slip.
    const isOwn = own !== undefined && own >= countedFrom && own < LAST_YEAR
    const dueOn = isOwn ? own : byRule
    const isOver = today > dueOn
    if (isOver && waitsFor === 'resident') return undefined
    return {
      step,
      waits_for: waitsFor,
      counted_from: countedFrom,
      due_on: dueOn,
      set_by: isOwn ? 'system' : 'rule',
      ...(dueOn === byRule ? {} : { rule_due_on: byRule }),
      remaining_working_days: workingDays.between(today, dueOn),
      overdue: isOver,
      estimated: !(workingDays.knows(countedFrom, byRule) && workingDays.knows(today, dueOn))
    } as Clock
  }

  const of: Clocks['of'] = (resource, record, today) => {
    const limit = rules[resource]?.limit(record)
    return limit && count(limit, today)
  }

  return {
    narrow: narrowToOverdue,
    day(resource) {
      if (rules[resource] === undefined) return undefined
      const today = toWibDate(new Date(now()))
      return { today, until: endOfDay(today) }
    },
    of,
    shown(resource, record, today) {
      const clock = of(resource, record, today)
      return clock === undefined && !('clock' in record) ? record : ({ ...record, clock } as CanonicalRecord)
    },
    first(resource, acceptedAt) {
      const limit = rules[resource]?.first
      return limit && (count({ ...limit, since: acceptedAt }, toWibDate(new Date(now()))) as FirstClock | undefined)
    },
    lastDay: (
      resource,
      action,
      record
    ) => (resource === 'information-requests' && action === 'object'
      ? objectionEnd(record as Records['information-requests'], workingDays)
      : undefined)
  }
}

/**
 * Filters that find what is overdue with fewer rows looked at: a system that filters by status need not give those in
 * which no office has to act.
 */
export function narrowToOverdue<F extends Filters & { overdue?: boolean }>(resource: ResourceName, filters: F): F {
  const { overdue, status } = filters
  if (overdue !== true) return filters
  const possible = (rules[resource]?.officeHas ?? []).filter(code => status === undefined || status.includes(code))
    .toSorted()
  // Without any, what is asked for does not exist: the test of each record finds that out.
  return possible.length === 0 ? filters : { ...filters, status: possible }
}
