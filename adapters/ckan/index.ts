import { Type } from 'typebox'
import { type AgencyFinder, createAgencyFinder, createCkan, createHttp, defineAdapter, type HttpClient,
  reader } from '../../src/kit/index.ts'
import { type CatalogueClient, createCatalogueClient } from './client.ts'
import { createExtraFinder } from './extras.ts'
import { mapDataset } from './map.ts'
import { type ExtraField, extraNames } from './tables.ts'
import type { Package } from './wire.ts'

interface Catalogue {
  http: HttpClient
  client: CatalogueClient
  findAgency: AgencyFinder
}

const extraFields: readonly ExtraField[] = [...new Set(Object.values(extraNames))]

/** An open data portal that is a CKAN. */
export const adapter = defineAdapter({
  product: 'ckan',
  title: 'CKAN open data portal',
  version: 1,
  settings: Type.Object(
    {
      api_key: Type.Optional(
        Type.String({ minLength: 1, writeOnly: true,
          description: 'Key of an account, for a portal that answers nobody without. What is not public stays so.' })
      ),
      path: Type.String({ default: 'api/3/action', description: 'Address of the Action API below the url.' }),
      codes: Type.Object(
        {
          agency: Type.Record(Type.String(), Type.String({ minLength: 1 }), {
            default: {},
            description:
              "Names or titles of organisations that only this portal uses, each with the code of the city's agency."
          }),
          extras: Type.Record(Type.String(), Type.Unsafe<ExtraField>({ type: 'string', enum: [...extraFields] }), {
            default: {},
            description: 'Names of extra fields that only this portal uses, each with the field that it is.'
          })
        },
        { default: {}, additionalProperties: false }
      )
    },
    { additionalProperties: false }
  ),
  connect({ api_key, path, codes }, { url, tls, city }): Catalogue {
    // A hundred data sets with all their files take some megabytes at most.
    const http = createHttp({ url, tls, connections: 4, maxBodyBytes: 16 * 1024 * 1024 })
    return {
      http,
      client: createCatalogueClient(
        createCkan({ http, path, ...(api_key !== undefined && { apiKey: api_key }) }),
        createExtraFinder({ ...extraNames, ...codes.extras })
      ),
      findAgency: createAgencyFinder(city, codes.agency)
    }
  },
  probe: ({ client }: Catalogue, call) => client.look(call),
  close: ({ http }: Catalogue) => http.close(),
  resources: {
    datasets: reader('datasets', {
      order: 'updated',
      pageSize: 100,
      filters: ['updated_since'],
      freshness: { fresh: 300, revalidate: 3_600, on_error: 604_800 },
      list: ({ client }: Catalogue, { offset, limit, filters }, call) =>
        client.packages({ offset, limit, since: filters.updated_since }, call),
      get: ({ client }: Catalogue, key, call) => client.package(key, call),
      map: (dataset: Package, tools, { findAgency }: Catalogue) => mapDataset(dataset, tools, findAgency)
    })
  }
})
