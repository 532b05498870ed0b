import { Type } from 'typebox'
import { createFeed, createHttp, defineAdapter, reader } from '../../../../../src/kit/index.ts'
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
      path: Type.String({ default: 'feed.xml', description: 'Of the feed, below the url.' })
    },
    { additionalProperties: false }
  ),
  // Nothing is sent here: a system that is down must not stop the hub.
  connect(settings, context): Deployment {
    const http = createHttp({ url: context.url, tls: context.tls })
    return {
      codes: settings.codes, // only: codes
      agencyId: context.system.agencyId, // only: agency
      client: createContohClient({ feed: createFeed({ http, path: settings.path }), close: () => http.close() })
    }
  },
  probe: async ({ client }: Deployment, call) => void (await client.semua(call)),
  close: ({ client }: Deployment) => client.close(),
  resources: {
    licences: reader('licences', {
      // A feed holds its last items only: few enough to be sorted by the hub.
      order: 'none',
      pageSize: PAGE_SIZE, // only: list, else: pageSize: 1,
      onlyOwnAgency: true, // only: agency
      freshness: { fresh: 120, revalidate: 600, on_error: 86_400 },
      // begin only: list
      async list({ client }: Deployment, { offset, limit }, call) {
        const rows = await client.semua(call)
        return { rows: rows.slice(offset, offset + limit), end: offset + limit >= rows.length }
      },
      // end only
      get: async ({ client }: Deployment, key, call) => (await client.semua(call)).find(({ NO_IZIN }) => NO_IZIN === key),
      map: mapLicence
    })
  }
})
