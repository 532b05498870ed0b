import type { FastifyInstance } from 'fastify'
import type { Hub } from '../../http/hub.ts'
import { createMediaStore } from '../../platform/store/media.ts'
import { addOpen311, open311Refusal } from './routes.ts'

/** Serves complaints as Open311 GeoReport v2. */
export async function register(app: FastifyInstance, hub: Hub): Promise<void> {
  const { contract, journal, submit, store, cityOf, environment, log: { logger }, refusals, apis } = hub
  refusals.push(open311Refusal)
  apis.push({
    path: '/open311/v2',
    title: 'Open311 GeoReport v2: complaints',
    desc: [{ href: '/open311/v2/discovery.json', type: 'application/json' }, { href: '/open311/v2/discovery.xml',
      type: 'text/xml' }],
    doc: [{ href: 'http://wiki.open311.org/GeoReport_v2', type: 'text/html' }]
  })
  await addOpen311(app, { contract, journal, submit, media: createMediaStore(store), cityOf, environment, log: logger })
}
