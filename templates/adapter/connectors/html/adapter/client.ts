import { createHtmlSession, readDetails, readPaged, readTable, SystemFault, type Call, type HtmlSession, type HttpClient, type Page } from '../../../../../src/kit/index.ts' // only: list, else: import { createHtmlSession, readDetails, SystemFault, type Call, type HtmlSession, type HttpClient } from '../../../../../src/kit/index.ts'
import type { Izin } from '../../../resources/licences/adapter/wire.ts'

/** Rows on a page of the table; every page but the last is full. */ // only: list
export const PAGE_SIZE = 10 // only: list

/** The application's pages, one method each. */
export interface ContohClient {
  beranda(call: Call): Promise<void>
  /** Last change first; rows of one second by their key. */ // only: list
  daftarIzin(offset: number, limit: number, call: Call): Promise<Page<Izin>> // only: list
  /** Undefined when the application says that it has none. */
  izin(key: string, call: Call): Promise<Izin | undefined>
  close(): Promise<void>
}

/** How the table and the page of one record head the columns that the hub takes over. Case and punctuation do not count. */
const headers = {
  // each column
  NO_IZIN: 'No Izin',
  JENIS: 'Jenis',
  STATUS: 'Status',
  PEMEGANG: 'Pemegang',
  ALAMAT: 'Alamat',
  TGL_TERBIT: 'Tgl Terbit',
  TGL_HABIS: 'Tgl Habis',
  TGL_UBAH: 'Tgl Ubah'
  // end each
} as const satisfies Record<keyof Izin, string>

/** The application behind its login. */
export function openContoh(http: HttpClient, { user, password }: { user: string; password: string }): HtmlSession {
  return createHtmlSession({
    http,
    login: {
      path: 'masuk',
      form: () => ({ user, password }),
      isLoggedIn: $ => $('a[href="keluar"]').length > 0
    }
  })
}

export function createContohClient(session: HtmlSession, close: () => Promise<void>): ContohClient {
  return {
    async beranda(call) {
      await session.page({ path: 'beranda', stage: 'probe' }, call)
    },
    // begin only: list
    daftarIzin(offset, limit, call) {
      const stage = 'list licences'
      return readPaged({
        offset, limit, stage,
        pageSize: PAGE_SIZE,
        async page(halaman) {
          const $ = await session.page({ path: 'izin', query: { halaman }, stage }, call)
          // Whoever asks for a page behind the last is shown the last: the page says which it is.
          const [, number, last] = /Halaman (\d+) dari (\d+)/.exec($('.halaman').text()) ?? []
          if (number === undefined) throw new SystemFault('unreadable', { stage, detail: 'has no page numbers below its table' })
          const rows = readTable($, 'table.izin', headers, { stage }).map(cells => textsOf(cells))
          return { rows, last: Number(number) >= Number(last), number: Number(number) }
        }
      })
    },
    // end only
    async izin(key, call) {
      const stage = 'get licence'
      // A NIK never stands in an address. // only: not list
      const $ = await session.page({ path: 'izin/detail', query: { kunci: key }, accept404: true, stage }, call) // only: list, else: const $ = await session.page({ path: 'izin/detail', form: { kunci: key }, accept404: true, stage }, call)
      if ($ === undefined) return undefined
      const row: Izin = readDetails($, '#detail', headers, { stage })
      if (row.NO_IZIN !== key) throw new SystemFault('unreadable', { stage, detail: 'sent another record than the one asked for, or none' })
      return row
    },
    close
  }
}
// begin only: list

function textsOf(cells: Record<keyof Izin, { text: string }>): Izin {
  return {
    // each column
    NO_IZIN: cells.NO_IZIN.text,
    JENIS: cells.JENIS.text,
    STATUS: cells.STATUS.text,
    PEMEGANG: cells.PEMEGANG.text,
    ALAMAT: cells.ALAMAT.text,
    TGL_TERBIT: cells.TGL_TERBIT.text,
    TGL_HABIS: cells.TGL_HABIS.text,
    TGL_UBAH: cells.TGL_UBAH.text
    // end each
  }
}
// end only
