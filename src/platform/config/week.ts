export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** A time of day on some days; over midnight when it ends before it begins, and then named by the day it begins on. */
export interface Hours {
  days: readonly Weekday[]
  /** `06:00` */
  from: string
  /** `22:00`; `24:00` is the end of the day. */
  to: string
}

/** When a system may be asked: within these hours, always without any, but never while it is closed. */
export interface OpeningHours {
  hours?: readonly Hours[] | undefined
  closed?: readonly Hours[] | undefined
}

/** Minutes since the beginning of Monday: from the first up to the second. */
export type Span = readonly [from: number, to: number]

const DAY = 24 * 60
export const WEEK_MINUTES = 7 * DAY

/** The spans of a week in which a system is open, in order, not touching each other. */
export function openSpans({ hours, closed = [] }: OpeningHours): Span[] {
  const opened = hours === undefined ? [[0, WEEK_MINUTES] as const] : hours.flatMap(spansOf)
  return without(joined(opened), joined(closed.flatMap(spansOf)))
}

export function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

function spansOf({ days, from, to }: Hours): Span[] {
  const start = minutesOf(from)
  const end = minutesOf(to) <= start ? minutesOf(to) + DAY : minutesOf(to)
  return days.flatMap((day): Span[] => {
    const midnight = weekdays.indexOf(day) * DAY
    if (midnight + end <= WEEK_MINUTES) return [[midnight + start, midnight + end]]
    return [[midnight + start, WEEK_MINUTES], [0, midnight + end - WEEK_MINUTES]]
  })
}

function joined(spans: readonly Span[]): Span[] {
  const result: [number, number][] = []
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else result.push([from, to])
  }
  return result
}

function without(spans: readonly Span[], holes: readonly Span[]): Span[] {
  return holes.reduce<Span[]>((rest, [from, to]) =>
    rest.flatMap(([start, end]): Span[] => [
      ...(start < Math.min(end, from) ? [[start, Math.min(end, from)] as const] : []),
      ...(Math.max(start, to) < end ? [[Math.max(start, to), end] as const] : [])
    ]), [...spans])
}
