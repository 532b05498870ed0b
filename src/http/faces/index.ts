import type { FastifyInstance } from 'fastify'
import { createCatalogues } from '../../features/catalogue/catalogues.ts'
import { addCkan, ckanRefusal } from '../../features/ckan/routes.ts'
import { addDcat, dcatRefusal } from '../../features/dcat/routes.ts'
import type { OpenData } from '../../features/open-data/model.ts'
import { addOpen311, type Open311Options, open311Refusal } from '../../features/open311/routes.ts'
import type { Purges } from '../../gateway/reads/purges.ts'
import { addApiCatalog } from './api-catalog.ts'
import { operationOf } from './operations.ts'

export interface FacesOptions extends Open311Options {
  /** The hub's own datasets. */
  openData: OpenData
  purges: Purges
}

/** The same reads and writes in the words of other standards, and where all of it is to be found. */
export async function addFaces(app: FastifyInstance, { openData, purges, ...options }: FacesOptions): Promise<void> {
  const { contract, cityOf, log } = options
  const operation = operationOf(contract.operations, 'listDatasets')
  const catalogues = createCatalogues({ operation, openData, purges, cityOf })
  await addOpen311(app, options)
  await addCkan(app, { catalogues, openData, operation, log })
  await addDcat(app, { catalogues, log })
  addApiCatalog(app)
}

/** How each of them tells of a fault. */
export const refusals = [open311Refusal, ckanRefusal, dcatRefusal]
