import { SystemFault } from '../../src/kit/index.ts'

/** What the control file says of one table. */
export interface Expected {
  /** Records that are not deleted. */
  records: number
  /** Sum of the table's amounts, in rupiah. */
  total: bigint
}

/** The control file of a night, which the export writes last. */
export interface Kontrol {
  /** YYYYMMDD */
  stamp: string
  /** By file name. */
  tables: ReadonlyMap<string, Expected>
}

const STAGE = 'read control file'

/**
 * Reads `KONTROL_<stamp>.TXT`: a title, a line for each table (`name|records|total`), and `SELESAI <time>` at the end.
 * @throws SystemFault `failed` when the export says that it failed, `truncated` when its end is not there yet
 */
export function readKontrol(text: string, stamp: string): Kontrol {
  const [title = '', ...lines] = text.trimEnd().split(/\r?\n/)
  if (title !== `PBB-P2 EKSPOR ${stamp}`)
    throw new SystemFault('unreadable', { stage: STAGE, detail: 'has a control file of another kind' })
  const tables = new Map<string, Expected>()
  for (const line of lines) {
    // What Oracle said goes no further: it may quote a statement.
    if (line.startsWith('GAGAL'))
      throw new SystemFault('failed', { stage: STAGE, detail: 'says that its export failed' })
    if (line.startsWith('SELESAI')) return { stamp, tables }
    const [, name, records, total] = /^([A-Z_]+_\d{8}\.[A-Z]{3})\|(\d{1,9})\|(\d{1,20})$/.exec(line) ?? []
    if (name === undefined || records === undefined || total === undefined) {
      if (line === lines.at(-1)) break
      throw new SystemFault('unreadable', { stage: STAGE, detail: 'has a control file with a line that is none' })
    }
    tables.set(name, { records: Number(records), total: BigInt(total) })
  }
  throw new SystemFault('truncated', { stage: STAGE, detail: 'has a control file without its end' })
}

/** Counts a table's records and adds up its amounts. */
export interface Tally {
  count(amount: unknown): void
  /** @throws SystemFault `truncated` when they are not what the control file says */
  check(): void
}

/** @throws SystemFault `truncated` when the control file does not know the table */
export function createTally({ tables }: Kontrol, name: string): Tally {
  const expected = tables.get(name)
  if (expected === undefined)
    throw new SystemFault('truncated', { stage: STAGE, detail: `has a control file without ${name}` })
  let records = 0
  let total = 0n
  // Sums stay exact as numbers for long; what could exceed that is carried over.
  let units = 0
  return {
    count(amount) {
      records++
      units += Number(amount) || 0
      if (units > 1e14) {
        total += BigInt(units)
        units = 0
      }
    },
    check() {
      total += BigInt(Math.round(units))
      if (records === expected.records && total === expected.total) return
      const [what, found, wanted] = records === expected.records
        ? ['a total of', total, expected.total]
        : ['', records, expected.records]
      throw new SystemFault('truncated', {
        stage: 'check',
        detail: `holds ${what}${what && ' '}${found}${
          what ? '' : ' records'
        } in ${name}, where its control file says ${wanted}`
      })
    }
  }
}
