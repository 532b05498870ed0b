import { isRealDate } from '../../kit/indonesia/calendar.ts'
import { bag, list } from './bag.ts'

/** What a schema cannot say of the days off. Whatever has the wrong shape is passed over: the schema has told it. */
export function checkHolidays(years: unknown, report: (key: string, message: string) => void): void {
  const listed = new Set<unknown>()
  const isRepeated = (value: unknown): boolean => listed.size === listed.add(value).size
  for (const [i, entry] of list(years).entries()) {
    const { year, ...days } = bag(entry)
    if (typeof year === 'number' && isRepeated(year)) report(`${i}/year`, `the year ${year} is listed already`)
    for (const kind of ['national', 'collective_leave']) {
      for (const [at, day] of list(days[kind]).entries()) {
        const { date } = bag(day)
        const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typeof date === 'string' ? date : '')?.slice(1).map(Number)
        if (parts === undefined) continue
        const fault = faultOf(parts, year) ?? (isRepeated(date) ? 'is listed already' : undefined)
        if (fault !== undefined) report(`${i}/${kind}/${at}/date`, fault)
      }
    }
  }
}

function faultOf([y = 0, m = 0, d = 0]: number[], year: unknown): string | undefined {
  if (!isRealDate(y, m, d)) return 'is no day of the calendar'
  return typeof year === 'number' && y !== year ? `does not lie in ${year}` : undefined
}
