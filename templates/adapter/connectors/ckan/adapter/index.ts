import { Type } from 'typebox'
import { createCkan, createHttp, defineAdapter, reader } from '../../../../../src/kit/index.ts'
import { codesSchema, type Codes } from '../../../resources/licences/adapter/codes.ts' // only: codes
import { mapLicence } from '../../../resources/licences/adapter/map.ts'
import { createContohClient, PAGE_SIZE, type ContohClient } from './client.ts' // only: list, else: import { createContohClient, type ContohClient } from './client.ts'

/** One system of this product, as its readers are given it. */
interface Deployment {
  client: ContohClient
  codes: Codes // only: codes
  agencyId: string | undefined // only: agency
}

/** Contoh: say in a line what it is, and whose. */
export const adapter = defineAdapter({
  product: 'contoh',
  title: 'Contoh licences',
  version: 1,
  settings: Type.Object(
    {
      codes: codesSchema, // only: codes
      resource_id: Type.String({ minLength: 1, description: 'Id of the table in the catalogue (its resource).' }),
      api_key: Type.Optional(Type.String({ minLength: 1, writeOnly: true, description: 'Key of the hub, where the data set is not public.' }))
    },
    { additionalProperties: false }
  ),
  // Nothing is sent here: a system that is down must not stop the hub.
  connect(settings, context): Deployment {
    const http = createHttp({ url: context.url, tls: context.tls })
    const ckan = createCkan({ http, ...(settings.api_key !== undefined && { apiKey: settings.api_key }) })
    return {
      codes: settings.codes, // only: codes
      agencyId: context.system.agencyId, // only: agency
      client: createContohClient({ ckan, resourceId: settings.resource_id, close: () => http.close() })
    }
  },
  probe: ({ client }: Deployment, call) => client.satuBaris(call),
  close: ({ client }: Deployment) => client.close(),
  resources: {
    licences: reader('licences', {
      order: 'updated', // only: list, else: order: 'none',
      pageSize: PAGE_SIZE, // only: list, else: pageSize: 1,
      onlyOwnAgency: true, // only: agency
      freshness: { fresh: 300, revalidate: 3_600, on_error: 604_800 },
      list: ({ client }: Deployment, { offset, limit }, call) => client.daftarIzin(offset, limit, call), // only: list
      get: ({ client }: Deployment, key, call) => client.izin(key, call),
      map: mapLicence
    })
  }
})
