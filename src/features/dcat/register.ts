import type { FastifyInstance } from 'fastify'
import type { Hub } from '../../http/hub.ts'
import type { Catalogues } from '../catalogue/index.ts'
import { addDcat, dcatRefusal } from './routes.ts'

/** Serves the catalogue as linked data. */
export async function register(
  app: FastifyInstance,
  { log: { logger }, refusals, apis }: Hub,
  { catalogue: catalogues }: { catalogue: Catalogues }
): Promise<void> {
  refusals.push(dcatRefusal)
  apis.push({ path: '/catalog', title: 'DCAT-AP 3: catalogue of open data',
    desc: [{ href: '/catalog.jsonld', type: 'application/ld+json' }, { href: '/catalog.ttl', type: 'text/turtle' }, {
      href: '/catalog.rdf',
      type: 'application/rdf+xml'
    }], doc: [{ href: 'https://semiceu.github.io/DCAT-AP/releases/3.0.0/', type: 'text/html' }] })
  await addDcat(app, { catalogues, log: logger })
}
