import { pick, SystemFault, type Call, type CkanClient, type CkanPackage, type Page } from '../../../../../src/kit/index.ts'
import { columns, type Kumpulan } from './wire.ts'

/** CKAN gives 1,000 at most; fewer are answered sooner. */
export const PAGE_SIZE = 100

/** The catalogue. */
export interface ContohClient {
  satuBaris(call: Call): Promise<void>
  /** Last change first; those of one second by their id. */
  daftarKumpulan(offset: number, limit: number, call: Call): Promise<Page<Kumpulan>>
  /** Undefined when the catalogue has none. */
  kumpulan(key: string, call: Call): Promise<Kumpulan | undefined>
  close(): Promise<void>
}

export interface ContohOptions {
  ckan: CkanClient
  close(): Promise<void>
}

export function createContohClient({ ckan, close }: ContohOptions): ContohClient {
  return {
    async satuBaris(call) {
      await ckan.search({ start: 0, rows: 1, sort: 'id asc' }, call)
    },
    async daftarKumpulan(offset, limit, call) {
      const { count, results } = await ckan.search({ start: offset, rows: limit, sort: 'metadata_modified desc, id asc' }, call)
      return { rows: results.map(toRow), end: offset + results.length >= count }
    },
    async kumpulan(key, call) {
      const found = await ckan.show(key, call)
      // Private ones and drafts are shown to those who may edit them.
      if (found === undefined || found['private'] === true || found['state'] !== 'active') return undefined
      // CKAN takes its id as well, and capital letters for small ones.
      if (found['id'] === key) return undefined
      if (found['name'] !== key) throw new SystemFault('unreadable', { stage: 'get data set', detail: 'sent another data set than the one asked for' })
      return toRow(found)
    },
    close
  }
}

function toRow(found: CkanPackage): Kumpulan {
  return pick(found as unknown as Kumpulan, columns)
}
