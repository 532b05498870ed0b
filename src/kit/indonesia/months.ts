// Months as clerks, databases and feeds spell them: Indonesian with the spelling before 1972
// (Djanuari, Pebruari, Nopember), the abbreviations in use, and English from Oracle, SQL Server and RSS.
const SPELLINGS: readonly (readonly string[])[] = [
  ['januari', 'djanuari', 'jan', 'january'],
  ['februari', 'pebruari', 'feb', 'peb', 'february'],
  ['maret', 'mar', 'mrt', 'march'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'djuni', 'jun', 'june'],
  ['juli', 'djuli', 'jul', 'july'],
  ['agustus', 'agu', 'agt', 'ags', 'agust', 'aug', 'august'],
  ['september', 'sep', 'sept'],
  ['oktober', 'okt', 'oct', 'october'],
  ['november', 'nopember', 'nov', 'nop'],
  ['desember', 'des', 'dec', 'december']
]

const MONTHS: ReadonlyMap<string, number> = new Map(
  SPELLINGS.flatMap((spellings, index) => spellings.map((spelling): [string, number] => [spelling, index + 1]))
)

/** The month, 1 to 12, of a name or abbreviation in any case. */
export function monthNumber(name: string): number | undefined {
  return MONTHS.get(name.toLowerCase())
}

/** "Senin,", "Jum'at", "Mon, ": a weekday at the start adds nothing that the date does not say. */
export const WEEKDAY = new RegExp(
  "^(?:senin|selasa|rabu|kamis|jum['’`]?at|sabtu|minggu|ahad|sen|sel|rab|kam|jum|sab|min|mon|tue|wed|thu|fri|sat|sun)" +
    String.raw`(?:day|sday|nesday|rsday|urday)?\b\.?\s*,?\s*`,
  'i'
)
