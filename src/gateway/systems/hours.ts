import { WIB_OFFSET_MINUTES } from '../../kit/indonesia/calendar.ts'
import { type OpeningHours, openSpans, WEEK_MINUTES } from '../../platform/config/week.ts'

/** When a system may be asked. */
export interface Timetable {
  /** When it opens next, ms since 1970; undefined while it is open. */
  closedUntil(now: number): number | undefined
}

const MINUTE_MS = 60_000
const WEEK_MS = WEEK_MINUTES * MINUTE_MS
/** The first of January 1970 was a Thursday. */
const MONDAY_MS = 3 * 24 * 60 * MINUTE_MS

/** Undefined for a system that may always be asked. Every city's zone is UTC+7 the year round. */
export function createTimetable(limits: OpeningHours): Timetable | undefined {
  if (limits.hours === undefined && limits.closed === undefined) return undefined
  const spans = openSpans(limits).map(([from, to]) => [from * MINUTE_MS, to * MINUTE_MS] as const)
  // The answer holds until the next change: looked up once, compared from then on.
  let known = { from: 0, to: 0, opens: undefined as number | undefined }

  const lookUp = (now: number): typeof known => {
    const inWeek = (now + WIB_OFFSET_MINUTES * MINUTE_MS + MONDAY_MS) % WEEK_MS
    const monday = now - inWeek
    const next = spans.findIndex(([, to]) => inWeek < to)
    const [from, to] = spans[next] ?? [spans[0]![0] + WEEK_MS, 0]
    if (inWeek >= from) return { from: monday + from, to: monday + to, opens: undefined }
    const closedAt = next > 0 ? spans[next - 1]![1] : next === 0 ? 0 : spans.at(-1)![1]
    return { from: monday + closedAt, to: monday + from, opens: monday + from }
  }

  return {
    closedUntil(now) {
      if (now < known.from || now >= known.to) known = lookUp(now)
      return known.opens
    }
  }
}
