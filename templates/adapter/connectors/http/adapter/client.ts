import { pick, SystemFault, type Call, type HttpClient, type Page } from '../../../../../src/kit/index.ts' // only: list, else: import { pick, SystemFault, type Call, type HttpClient } from '../../../../../src/kit/index.ts'
import { columns, type Izin } from '../../../resources/licences/adapter/wire.ts'

/** The most rows that the system gives at once. */ // only: list
export const PAGE_SIZE = 100 // only: list

/** The system's calls, one method each, in its own words. */
export interface ContohClient {
  status(call: Call): Promise<void>
  /** Last change first; rows of one second by their key. */ // only: list
  daftarIzin(offset: number, limit: number, call: Call): Promise<Page<Izin>> // only: list
  /** Undefined when the system says that it has none. */
  izin(key: string, call: Call): Promise<Izin | undefined>
  close(): Promise<void>
}

/** What the system wraps its rows in. */
type Envelope<T> = Partial<T> | null

export function createContohClient(http: HttpClient, apiKey: string): ContohClient {
  const headers = { 'x-api-key': apiKey }
  return {
    async status(call) {
      await ask('status', {}, 'probe', call)
    },
    // begin only: list
    async daftarIzin(offset, limit, call) {
      const stage = 'list licences'
      const found = await ask<{ data: Izin[]; total: number }>('izin', { mulai: offset, jumlah: limit }, stage, call)
      if (!Array.isArray(found?.data) || typeof found.total !== 'number') throw new SystemFault('unreadable', { stage, detail: 'sent no list with its total' })
      return { rows: found.data.map(row => pick(row, columns)), end: offset + found.data.length >= found.total }
    },
    // end only
    async izin(key, call) {
      const stage = 'get licence'
      const found = await ask<{ data: Izin }>('izin/detail', { NO_IZIN: key }, stage, call)
      if (found === undefined) return undefined
      const row = found?.data
      // Many systems look for a part of what they are asked for.
      if (!row || String(row.NO_IZIN) !== key) throw new SystemFault('unreadable', { stage, detail: 'sent another record than the one asked for, or none' })
      return pick(row, columns)
    },
    close: () => http.close()
  }

  /** Undefined for a 404: there is no such record. */
  async function ask<T>(path: string, parameters: Record<string, string | number>, stage: string, call: Call): Promise<Envelope<T> | undefined> {
    // A NIK never stands in an address. // only: not list
    const { status, value } = await http.json<Envelope<T>>({ path, query: parameters, headers, stage }, call) // only: list, else: const { status, value } = await http.json<Envelope<T>>({ path, json: parameters, headers, stage }, call)
    if (status === 404 && path === 'izin/detail') return undefined
    if (status >= 400) throw new SystemFault('failed', { stage, detail: `answered with status ${status}` })
    return value
  }
}
