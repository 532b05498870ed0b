export interface Clock {
  /** `HH:MM:SS` */
  time: string
  /** East of UTC; undefined when the text names no zone. */
  offsetMinutes: number | undefined
}

const CLOCK = new RegExp(
  [
    /^(?:[\s|,T-]*(?:pukul|pkl\.?|jam)?[\s:]*)/,
    /([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,:][0-9]{1,9})?)?\s*(am|pm)?\s*/,
    /(wib|wita|wit|utc|gmt|z|[+-][0-9]{2}:?(?:[0-9]{2})?)?$/
  ].map(({ source }) => source).join(''),
  'i'
)

// Indonesia's three zones, and the names that feeds use for UTC.
const ZONES: Readonly<Record<string, number>> = { WIB: 420, WITA: 480, WIT: 540, UTC: 0, GMT: 0, Z: 0 }

/**
 * The time of day that follows a date: ` 09:15`, `T09:15:00.123Z`, ` | 09.15 WIB`, ` 9:15AM`.
 * Nothing but punctuation is midnight; anything else that is no time gives undefined.
 */
export function readClock(rest: string): Clock | undefined {
  if (/^[\s|,]*$/.test(rest)) return { time: '00:00:00', offsetMinutes: undefined }
  const [all, hours = '', minutes = '', seconds = '00', half, zone] = CLOCK.exec(rest) ?? []
  if (all === undefined) return undefined
  const hour = half === undefined ? Number(hours) : fromHalfDay(Number(hours), half)
  if (hour === undefined || hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined
  return { time: `${String(hour).padStart(2, '0')}:${minutes}:${seconds}`, offsetMinutes: offset(zone) }
}

function fromHalfDay(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
}

function offset(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined
  const known = ZONES[zone.toUpperCase()]
  if (known !== undefined) return known
  const sign = zone.startsWith('-') ? -1 : 1
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.replace(':', '').slice(3, 5) || '0'))
}
