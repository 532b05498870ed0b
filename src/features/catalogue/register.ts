import { operationOf } from '../../http/faces/operations.ts'
import type { Hub } from '../../http/hub.ts'
import type { OpenData } from '../open-data/index.ts'
import { type Catalogues, createCatalogues } from './catalogues.ts'

/** Makes one catalogue of the datasets of all portals and the hub's own. */
export function register(
  _app: unknown,
  { contract, caches: { purges }, cityOf }: Hub,
  { openData }: { openData: OpenData }
): Catalogues {
  return createCatalogues({ operation: operationOf(contract.operations, 'listDatasets'), openData, purges, cityOf })
}
