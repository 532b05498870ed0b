import type { Call, Page, SqlClient } from '../../../../../src/kit/index.ts' // only: list, else: import type { Call, SqlClient } from '../../../../../src/kit/index.ts'
import { columns, type Izin } from '../../../resources/licences/adapter/wire.ts'

/** Rows that are asked for at once. */ // only: list
export const PAGE_SIZE = 100 // only: list

/** The application's tables, one method for each question. */
export interface ContohClient {
  satuBaris(call: Call): Promise<void>
  /** Last change first; rows of one second by their key. */ // only: list
  daftarIzin(offset: number, limit: number, call: Call): Promise<Page<Izin>> // only: list
  izin(key: string, call: Call): Promise<Izin | undefined>
  close(): Promise<void>
}

// The columns are named, never *: what else is in the table is nobody's business here.
const SELECT = `SELECT ${columns.join(', ')} FROM IZIN`

export function createContohClient(sql: SqlClient): ContohClient {
  return {
    async satuBaris(call) {
      await sql.rows(`${SELECT} LIMIT 1`, {}, { stage: 'probe' }, call)
    },
    // begin only: list
    async daftarIzin(offset, limit, call) {
      // One row more than wanted says whether there is a next page.
      const text = `${SELECT} ORDER BY TGL_UBAH DESC, NO_IZIN LIMIT :most OFFSET :offset`
      const rows = await sql.rows<Izin>(text, { offset, most: limit + 1 }, { stage: 'list licences' }, call)
      return { rows: rows.slice(0, limit), end: rows.length <= limit }
    },
    // end only
    async izin(key, call) {
      const rows = await sql.rows<Izin>(`${SELECT} WHERE NO_IZIN = :key`, { key }, { stage: 'get licence' }, call)
      // Many databases compare without regard to case and trailing blanks.
      return rows.find(({ NO_IZIN }) => String(NO_IZIN) === key)
    },
    close: () => sql.close()
  }
}
