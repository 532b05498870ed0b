import { Type } from 'typebox'
import { createCkan, createHttp, defineAdapter, reader } from '../../../../../src/kit/index.ts'
import { mapDataset } from './map.ts'
import { createContohClient, PAGE_SIZE, type ContohClient } from './client.ts'

/** One system of this product, as its readers are given it. */
interface Deployment {
  client: ContohClient
  agencyId: string | undefined
}

/** Contoh: say in a line what it is, and whose. */
export const adapter = defineAdapter({
  product: 'contoh',
  title: 'Contoh datasets',
  version: 1,
  settings: Type.Object(
    {
      api_key: Type.Optional(Type.String({ minLength: 1, writeOnly: true, description: 'Key of the hub, where the catalogue is not public.' }))
    },
    { additionalProperties: false }
  ),
  // Nothing is sent here: a system that is down must not stop the hub.
  connect(settings, context): Deployment {
    const http = createHttp({ url: context.url, tls: context.tls })
    const ckan = createCkan({ http, ...(settings.api_key !== undefined && { apiKey: settings.api_key }) })
    return {
      agencyId: context.system.agencyId,
      client: createContohClient({ ckan, close: () => http.close() })
    }
  },
  probe: ({ client }: Deployment, call) => client.satuBaris(call),
  close: ({ client }: Deployment) => client.close(),
  resources: {
    datasets: reader('datasets', {
      order: 'updated',
      pageSize: PAGE_SIZE,
      onlyOwnAgency: true,
      freshness: { fresh: 300, revalidate: 3_600, on_error: 604_800 },
      list: ({ client }: Deployment, { offset, limit }, call) => client.daftarKumpulan(offset, limit, call),
      get: ({ client }: Deployment, key, call) => client.kumpulan(key, call),
      map: mapDataset
    })
  }
})
