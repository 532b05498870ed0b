import type { FastifyInstance } from 'fastify'
import { operationOf } from '../../http/faces/operations.ts'
import type { Hub } from '../../http/hub.ts'
import type { Catalogues } from '../catalogue/index.ts'
import type { OpenData } from '../open-data/index.ts'
import { addCkan, ckanRefusal } from './routes.ts'

/** Serves the catalogue as the CKAN Action API. */
export async function register(
  app: FastifyInstance,
  { contract, log: { logger }, refusals, apis }: Hub,
  { catalogue: catalogues, openData }: { catalogue: Catalogues; openData: OpenData }
): Promise<void> {
  refusals.push(ckanRefusal)
  apis.push({ path: '/api/3/action', title: 'CKAN Action API v3: open data',
    desc: [{ href: '/api/3/action/status_show', type: 'application/json' }],
    doc: [{ href: 'https://docs.ckan.org/en/latest/api/', type: 'text/html' }] })
  await addCkan(app, { catalogues, openData, operation: operationOf(contract.operations, 'listDatasets'), log: logger })
}
