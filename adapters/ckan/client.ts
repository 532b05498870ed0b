import { type Call, type CkanClient, type CkanPackage, type Page, pick, SystemFault } from '../../src/kit/index.ts'
import { type ExtraFinder, readExtras } from './extras.ts'
import { plainNotes } from './notes.ts'
import { columns, type Package } from './wire.ts'

export interface CatalogueClient {
  /** Last change first; only those changed since, if told. */
  packages(query: { offset: number; limit: number; since?: string | undefined }, call: Call): Promise<Page<Package>>
  package(id: string, call: Call): Promise<Package | undefined>
  /** The search engine answers; how many data sets there are is all it is asked for. */
  look(call: Call): Promise<void>
}

/** Harvesters keep their sources as packages of other types. */
const DATASETS = 'dataset_type:dataset'
/** Ties are many after an import; the id puts them in an order. */
const SORT = 'metadata_modified desc, id asc'
const ID = /^[A-Za-z0-9_-]{1,58}$/

export function createCatalogueClient(ckan: CkanClient, findExtra: ExtraFinder): CatalogueClient {
  async function toPackage(raw: CkanPackage): Promise<Package> {
    const dataset: Package = { ...pick(raw, columns), found: readExtras(raw, findExtra) }
    try {
      return { ...dataset, notes: await plainNotes(dataset.notes) }
    } catch (error) {
      return { ...dataset, notes: undefined, refused: (error as Error).message }
    }
  }

  return {
    async packages({ offset, limit, since }, call) {
      const fq = since === undefined ? DATASETS : `${DATASETS} metadata_modified:[${toUtc(since)} TO *]`
      const { count, results } = await ckan.search({ start: offset, rows: limit, sort: SORT, fq }, call)
      const end = offset + results.length >= count
      if (results.length === 0 && !end)
        throw new SystemFault('truncated', { stage: 'search', detail: `sent no data sets after ${offset} of ${count}` })
      return { rows: await Promise.all(results.slice(0, limit).map(toPackage)), end }
    },
    // `package_show` finds names too, and says "denied" to whoever asks for one that is not public: the search does
    // neither.
    async package(id, call) {
      if (!ID.test(id)) return undefined
      const { results } = await ckan.search({ start: 0, rows: 1, sort: SORT, fq: `${DATASETS} id:"${id}"` }, call)
      const found = results.find(dataset => dataset['id'] === id)
      return found && toPackage(found)
    },
    look: async call => void (await ckan.search({ start: 0, rows: 0, sort: SORT, fq: DATASETS }, call))
  }
}

function toUtc(time: string): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`
}
