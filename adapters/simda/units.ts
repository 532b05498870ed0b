import type { RefSubUnit, UnitCode, UnitRow } from './wire.ts'

/** Ref_Sub_Unit of one budget year. */
export interface Year {
  year: number
  rows: readonly RefSubUnit[]
}

/** Tells whether two names are one unit's: the same text for both. */
export type Identity = (name: string) => string

interface Period {
  code: string
  from: number
  to: number
  /** Oldest first. */
  names: string[]
  identity: string
}

/**
 * The units of all years. Codes are given anew with a reorganisation, and to others: a unit is known by its name, and
 * has a row for each code that it had, from the year in which it got it.
 */
export function joinYears(years: readonly Year[], identity: Identity): UnitRow[] {
  const open = new Map<string, Period>()
  const periods: Period[] = []
  for (const [index, { year, rows }] of years.entries()) {
    const before = years[index - 1]?.year
    const identities = identitiesOf(rows, identity)
    for (const row of rows) {
      const code = codeOf(row)
      const name = nameOf(row)
      if (code === undefined) continue
      const last = open.get(code)
      // A name that is missing for a year says nothing of a change.
      const own = name === undefined ? last?.identity : identities.get(row)
      if (own === undefined) continue
      if (last !== undefined && last.to === before && last.identity === own) {
        last.to = year
        if (name !== undefined) last.names.push(name)
      } else if (name !== undefined) {
        const period = { code, from: year, to: year, names: [name], identity: own }
        open.set(code, period)
        periods.push(period)
      }
    }
  }
  return describe(periods, years.at(-1)?.year ?? 0)
}

/** A name that two units of one year share identifies neither: their codes do. */
function identitiesOf(rows: readonly RefSubUnit[], identity: Identity): Map<RefSubUnit, string> {
  const found = new Map(rows.map(row => [row, identity(nameOf(row) ?? '')] as const))
  const times = new Map<string, number>()
  for (const own of found.values()) times.set(own, (times.get(own) ?? 0) + 1)
  return new Map([...found].map(([row, own]) => [row, times.get(own) === 1 ? own : `${codeOf(row)} ${own}`]))
}

function describe(periods: readonly Period[], lastYear: number): UnitRow[] {
  const unitOf = Map.groupBy(periods, ({ identity }) => identity)
  return periods.map(period => {
    const { code, to, names, identity } = period
    const unit = unitOf.get(identity) ?? []
    const name = names.at(-1) ?? ''
    const next = unit.filter(other => other.from > to).sort((a, b) => a.from - b.from)[0]
    const parent = periods.find(other => other.code === mainCodeOf(code) && other.from <= to && other.to >= to)
    return {
      ...unitCode(period, lastYear),
      Nama_Lain: different(unit.flatMap(other => other.names).reverse(), name),
      Kode_Lain: different(unit.map(other => other.code).reverse(), code),
      Penerus: next === undefined ? null : unitCode(next, lastYear),
      Induk: parent === undefined || parent === period ? null : unitCode(parent, lastYear)
    }
  })
}

function unitCode({ code, from, to, names }: Period, lastYear: number): UnitCode {
  return { Kode: code, Tahun_Awal: from, Tahun_Akhir: to === lastYear ? null : to, Nm_Sub_Unit: names.at(-1) ?? '' }
}

/** The legacy key: a code alone has meant several agencies. */
export function keyOf({ Kode, Tahun_Awal }: Pick<UnitCode, 'Kode' | 'Tahun_Awal'>): string {
  return `${Kode.replaceAll('.', '-')}-${Tahun_Awal}`
}

/** `1.03.01.01`, as the finance system prints it; undefined for what is no code. */
function codeOf({ Kd_Urusan, Kd_Bidang, Kd_Unit, Kd_Sub }: RefSubUnit): string | undefined {
  const parts = [Kd_Urusan, Kd_Bidang, Kd_Unit, Kd_Sub].map(part => part.trim())
  if (!parts.every(part => /^\d{1,3}$/.test(part))) return undefined
  const [first = '', ...rest] = parts
  return [String(Number(first)), ...rest.map(part => part.padStart(2, '0'))].join('.')
}

/** Code of the unit that the others of its number are parts of: `1.20.12.03` belongs to `1.20.12.01`. */
function mainCodeOf(code: string): string {
  return code.replace(/\d+$/, '01')
}

function nameOf({ Nm_Sub_Unit }: RefSubUnit): string | undefined {
  const name = Nm_Sub_Unit.replace(/\s+/g, ' ').trim()
  return name === '' || name === 'NULL' ? undefined : name
}

/** Each once, without regard to case. */
function different(texts: readonly string[], from: string): string[] {
  const seen = new Set([from.toLowerCase()])
  return texts.filter(text => !seen.has(text.toLowerCase()) && seen.add(text.toLowerCase()))
}
