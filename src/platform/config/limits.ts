import { bag, list } from './bag.ts'
import { type Hours, openSpans, weekdays } from './week.ts'

/**
 * What a schema cannot say of a system's limits. Whatever has the wrong shape is passed over: the schema has told it.
 */
export function checkLimits(limits: unknown, report: (key: string, message: string) => void): void {
  const { timeout_ms: whole, hours, closed, ...others } = bag(limits)
  for (const part of ['connect_ms', 'first_byte_ms']) {
    const ms = others[part]
    if (typeof whole === 'number' && typeof ms === 'number' && ms > whole)
      report(part, `must not be more than timeout_ms, which is ${whole}`)
  }
  for (const key of ['hours', 'closed'] as const) {
    for (const [i, entry] of list({ hours, closed }[key]).entries()) {
      if (isHours(entry) && entry.from === entry.to)
        report(`${key}/${i}/to`, 'must differ from `from`; a whole day is from 00:00 to 24:00')
    }
  }
  const all = [...list(hours), ...list(closed)]
  if (all.length === 0 || !all.every(isHours) || all.some(({ from, to }) => from === to)) return
  const open = openSpans({ hours: hours === undefined ? undefined : list(hours) as Hours[],
    closed: list(closed) as Hours[] })
  if (open.length === 0)
    report(closed === undefined ? 'hours' : 'closed', 'leaves no time at which the system may be asked')
}

function isHours(value: unknown): value is Hours {
  const { days, from, to } = bag(value)
  return isTime(from) && isTime(to) && list(days).length > 0 &&
    list(days).every(day => (weekdays as readonly unknown[]).includes(day))
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && /^([01]\d:[0-5]\d|2[0-3]:[0-5]\d|24:00)$/.test(value)
}
