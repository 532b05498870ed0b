import { pick, SystemFault, type Call, type CkanClient, type Page } from '../../../../../src/kit/index.ts' // only: list, else: import { pick, SystemFault, type Call, type CkanClient } from '../../../../../src/kit/index.ts'
import { columns, type Izin } from '../../../resources/licences/adapter/wire.ts'

/** CKAN gives 32,000 rows at most; fewer are answered sooner. */ // only: list
export const PAGE_SIZE = 500 // only: list

/** One table of the catalogue's datastore. */
export interface ContohClient {
  satuBaris(call: Call): Promise<void>
  /** Last change first; rows of one second by their key. */ // only: list
  daftarIzin(offset: number, limit: number, call: Call): Promise<Page<Izin>> // only: list
  /** Undefined when the table has none. */
  izin(key: string, call: Call): Promise<Izin | undefined>
  close(): Promise<void>
}

export interface ContohOptions {
  ckan: CkanClient
  resourceId: string
  close(): Promise<void>
}

export function createContohClient({ ckan, resourceId, close }: ContohOptions): ContohClient {
  return {
    async satuBaris(call) {
      await ckan.datastorePage({ resourceId, offset: 0, limit: 1 }, call)
    },
    // begin only: list
    async daftarIzin(offset, limit, call) {
      const { records, total } = await ckan.datastorePage({ resourceId, sort: 'TGL_UBAH desc, NO_IZIN asc', offset, limit }, call)
      return { rows: records.map(row => pick(row as unknown as Izin, columns)), end: offset + records.length >= total }
    },
    // end only
    async izin(key, call) {
      const { records } = await ckan.datastorePage({ resourceId, filters: { NO_IZIN: key }, offset: 0, limit: 1 }, call)
      const [row] = records as unknown as Izin[]
      if (row === undefined) return undefined
      if (String(row.NO_IZIN) !== key) throw new SystemFault('unreadable', { stage: 'get licence', detail: 'sent another record than the one asked for' })
      return pick(row, columns)
    },
    close
  }
}
