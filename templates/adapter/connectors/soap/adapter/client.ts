import { pick, SoapFault, SystemFault, type Call, type Page, type SoapClient } from '../../../../../src/kit/index.ts' // only: list, else: import { pick, SoapFault, SystemFault, type Call, type SoapClient } from '../../../../../src/kit/index.ts'
import { columns, type Izin } from '../../../resources/licences/adapter/wire.ts'

/** The most rows that the system gives at once. */ // only: list
export const PAGE_SIZE = 100 // only: list

/** The system's operations, one method each, in its own words. */
export interface ContohClient {
  versi(call: Call): Promise<void>
  /** Last change first; rows of one second by their key. */ // only: list
  daftarIzin(offset: number, limit: number, call: Call): Promise<Page<Izin>> // only: list
  /** Undefined when the system says that it has none. */
  izin(key: string, call: Call): Promise<Izin | undefined>
  close(): Promise<void>
}

export interface ContohOptions {
  soap: SoapClient
  login: { user: string; password: string }
  close(): Promise<void>
}

export function createContohClient({ soap, login, close }: ContohOptions): ContohClient {
  return {
    async versi(call) {
      await soap.call('Versi', login, { stage: 'probe' }, call)
    },
    // begin only: list
    async daftarIzin(offset, limit, call) {
      const stage = 'list licences'
      // Rows are counted from 1.
      const { rows, fields } = await soap.call('DaftarIzin', { ...login, mulai: offset + 1, jumlah: limit }, { rows: 'baris', stage }, call)
      const total = Number(fields['total'] ?? NaN)
      if (!Number.isSafeInteger(total)) throw new SystemFault('unreadable', { stage, detail: 'sent a list without its total' })
      return { rows: rows.map(row => pick(row as unknown as Izin, columns)), end: offset + rows.length >= total }
    },
    // end only
    async izin(key, call) {
      const stage = 'get licence'
      try {
        const { rows } = await soap.call('DetailIzin', { ...login, kunci: key }, { rows: 'baris', stage }, call)
        const [row] = rows as unknown as Izin[]
        if (row?.NO_IZIN === key) return pick(row, columns)
      } catch (error) {
        if (isNotFound(error)) return undefined
        throw error
      }
      // Many systems look for a part of what they are asked for.
      throw new SystemFault('unreadable', { stage, detail: 'sent another record than the one asked for, or none' })
    },
    close
  }
}

/** The system has a fault of its own for it; only the fault's text tells it from others. */
function isNotFound(error: unknown): boolean {
  return error instanceof SystemFault && error.cause instanceof SoapFault && /^Data tidak ditemukan\b/i.test(error.cause.text)
}
