import { type Call, decodeBody, type FilesClient, readCsv, SystemFault } from '../../src/kit/index.ts'
import type { RefSubUnit } from './wire.ts'

/** The file of one budget year's database. */
export interface Database {
  year: number
  name: string
  size: number
  /** RFC 3339 in UTC. */
  modifiedAt: string
}

/** What SIMDA's job leaves: Ref_Sub_Unit of each budget year. */
export interface SimdaClient {
  /** Oldest year first. */
  databases(call: Call): Promise<Database[]>
  refSubUnit(database: Database, call: Call): Promise<RefSubUnit[]>
  close(): Promise<void>
}

export function createSimdaClient(files: FilesClient): SimdaClient {
  return {
    async databases(call) {
      const found = (await files.list('Ref_Sub_Unit_????.csv', call)).flatMap(({ name, size, modifiedAt }) => {
        const year = Number(/_(\d{4})\./.exec(name)?.[1])
        return year > 0 ? [{ year, name, size, modifiedAt }] : []
      })
      return found.sort((a, b) => a.year - b.year)
    },
    refSubUnit: async ({ name }, call) => readSqlcmd(await files.read(name, call), name),
    close: () => files.close()
  }
}

const columns = ['Kd_Urusan', 'Kd_Bidang', 'Kd_Unit', 'Kd_Sub', 'Nm_Sub_Unit']
const FOOTER = /\n\((\d+) rows affected\)\s*$/

/**
 * Reads what `sqlcmd -s; -W` writes: titles, a line of dashes, rows, and their number at the end.
 * @throws SystemFault `failed` when it holds an error of the server, `truncated` when its end or a row is missing
 */
export async function readSqlcmd(bytes: Buffer, name: string): Promise<RefSubUnit[]> {
  const stage = `read ${name}`
  const { text } = decodeBody(bytes)
  // The message itself is not repeated: it may quote a statement.
  if (/^Msg \d+, Level \d+/.test(text))
    throw new SystemFault('failed', { stage, detail: 'holds an error of SQL Server in place of rows' })
  const [footer, count] = FOOTER.exec(text) ?? []
  if (footer === undefined)
    throw new SystemFault(isTable(text) ? 'truncated' : 'unreadable', { stage,
      detail: 'does not end with the number of its rows' })
  const rows: RefSubUnit[] = []
  const body = Buffer.from(text.slice(0, -footer.length))
  for await (const row of readCsv<RefSubUnit>([body], { separator: ';', quotes: false, required: columns, stage })) {
    if (!/^-+$/.test(row.Kd_Urusan)) rows.push(row)
  }
  if (rows.length === Number(count)) return rows
  throw new SystemFault('truncated', { stage, detail: `holds ${rows.length} rows, where its last line says ${count}` })
}

function isTable(text: string): boolean {
  return text.startsWith(columns.join(';').slice(0, text.length)) && text !== ''
}
