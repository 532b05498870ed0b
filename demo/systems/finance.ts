import type { DemoCity } from '../city/city.ts'
import type { DropFile, FolderDrop } from '../legacy-system.ts'
import { FIRST_YEAR, type SubUnit, subUnitsOf } from './finance-units.ts'

const WIB_MS = 7 * 3_600_000
const columns = ['Kd_Urusan', 'Kd_Bidang', 'Kd_Unit', 'Kd_Sub', 'Nm_Sub_Unit'] as const

export interface FinanceOptions {
  /** When the job ran. */
  writtenAt?: Date
}

/** SIMDA Keuangan: a SQL Server database for each budget year, of which a job writes Ref_Sub_Unit with sqlcmd. */
export function createFinanceSystem(
  city: DemoCity,
  { writtenAt: modifiedAt = new Date() }: FinanceOptions = {}
): FolderDrop {
  const lastYear = new Date(modifiedAt.getTime() + WIB_MS).getUTCFullYear()
  const years = Array.from({ length: lastYear - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index)
  let files: DropFile[] | undefined
  const all =
    (): DropFile[] => (files ??= years.map(year => ({ name: fileOf(year), modifiedAt,
      bytes: sqlcmd(subUnitsOf(city, year)) })
    ))
  return {
    id: 'finance',
    files: all,
    // sqlcmd writes what went wrong into the file that it was to fill.
    failure:
      () => [...all().slice(0, -1), { name: fileOf(lastYear), modifiedAt: new Date(), bytes: Buffer.from(sqlError) }],
    environment: url => ({ FINANCE_FILES_URL: url })
  }
}

const sqlError =
  '\ufeffMsg 4060, Level 11, State 1, Server SIMDA, Line 1\r\nCannot open database requested by the login.\r\n'
const fileOf = (year: number): string => `Ref_Sub_Unit_${year}.csv`

/** As `sqlcmd -s; -W -f 65001` has it: a byte order mark, dashes under the titles, a count at the end. */
function sqlcmd(units: readonly SubUnit[]): Buffer {
  const lines = [
    columns.join(';'),
    columns.map(name => '-'.repeat(name.length)).join(';'),
    ...units.map(unit => columns.map(name => unit[name] ?? 'NULL').join(';')),
    '',
    `(${units.length} rows affected)`,
    ''
  ]
  return Buffer.from(`\ufeff${lines.join('\r\n')}`)
}
