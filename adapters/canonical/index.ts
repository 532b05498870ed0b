import { Type } from 'typebox'
import { createHttp, defineAdapter, type FilterName, type Freshness, reader,
  type ResourceName } from '../../src/kit/index.ts'
import { type CanonicalClient, createCanonicalClient } from './client.ts'
import { createDesk } from './desk.ts'
import { mapRecord } from './map.ts'
import { createReferences } from './references.ts'
import type { WireRecord } from './wire.ts'
import { writes } from './writes.ts'

/** Filters of the contract's lists, by resource: the application applies them itself. */
const filters = {
  'agencies': ['updated_since', 'q'],
  'services': ['updated_since', 'agency', 'q'],
  'licence-applications': ['updated_since', 'status', 'agency', 'district_code', 'q'],
  'licences': ['updated_since', 'status', 'agency', 'district_code', 'q'],
  'complaints': ['updated_since', 'status', 'agency', 'district_code', 'bbox', 'q'],
  'tax-objects': ['updated_since', 'district_code', 'bbox', 'q'],
  'tax-bills': ['updated_since', 'status', 'district_code', 'q'],
  'information-requests': ['updated_since', 'status', 'agency', 'q'],
  'announcements': ['updated_since', 'agency', 'q'],
  'datasets': ['updated_since', 'agency', 'q'],
  'incidents': ['updated_since', 'status', 'agency', 'district_code', 'bbox', 'q'],
  'proposals': ['updated_since', 'agency', 'district_code', 'q']
} as const satisfies Partial<Record<ResourceName, readonly FilterName[]>>

type Served = keyof typeof filters

/** Records about people. */
const ofPeople: readonly ResourceName[] = ['licence-applications', 'licences', 'information-requests']

const freshness: Freshness = { fresh: 15, revalidate: 60, on_error: 86_400 }

/**
 * An application that speaks the hub's own contract, such as the successor of a legacy one. Its config says what it
 * serves.
 */
export const adapter = defineAdapter({
  product: 'canonical',
  title: 'Application that speaks the contract',
  version: 2,
  settings: Type.Object(
    {
      token: Type.Optional(
        Type.String({ minLength: 1, writeOnly: true, description: 'Access token for its closed operations.' })
      ),
      probe: Type.String({ pattern: '^/[A-Za-z0-9/._?=&-]*$', default: '/readyz',
        description: 'Path that answers 200 when it is well.' })
    },
    { additionalProperties: false }
  ),
  connect({ token, probe }, { url, tls, system: { prefix }, city }): CanonicalClient {
    const http = createHttp({ url, tls,
      ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }) })
    const references = createReferences({ prefix, agencies: new Set(city.agencies.map(({ id }) => id)) })
    return createCanonicalClient({ http, probe, references, desk: createDesk({ http, references }) })
  },
  probe: (client, call) => client.probe(call),
  close: client => client.close(),
  writes,
  resources: Object.fromEntries((Object.keys(filters) as Served[]).map(resource => [resource, readerOf(resource)]))
})

function readerOf<R extends Served>(resource: R) {
  return reader<R, CanonicalClient, WireRecord>(resource, {
    order: 'canonical',
    pageSize: 100,
    filters: filters[resource],
    carriesNik: ofPeople.includes(resource),
    freshness,
    list: (client, query, call) => client.list(resource, query, call),
    get: (client, key, call) => client.get(resource, key, call),
    map: (row, _tools, { references }) => mapRecord<R>(row, references)
  })
}
