import { Type } from 'typebox'
import { createSql, defineAdapter, reader, sqlOptions, SqlSettings } from '../../../../../src/kit/index.ts'
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
  needsUrl: false,
  settings: Type.Object(
    {
      codes: codesSchema, // only: codes
      database: SqlSettings
    },
    { additionalProperties: false }
  ),
  // Nothing is sent here: a system that is down must not stop the hub.
  connect: (settings, context): Deployment => ({
    codes: settings.codes, // only: codes
    agencyId: context.system.agencyId, // only: agency
    client: createContohClient(createSql(sqlOptions(settings.database, context.tls)))
  }),
  probe: ({ client }: Deployment, call) => client.satuBaris(call),
  close: ({ client }: Deployment) => client.close(),
  resources: {
    licences: reader('licences', {
      order: 'updated', // only: list, else: order: 'none',
      pageSize: PAGE_SIZE, // only: list, else: pageSize: 1,
      onlyOwnAgency: true, // only: agency
      // A person is asked for anew each time: nothing personal is kept to save a call. // only: not list
      freshness: { fresh: 60, revalidate: 300, on_error: 86_400 }, // only: list, else: freshness: { fresh: 0, revalidate: 0, on_error: 0 },
      list: ({ client }: Deployment, { offset, limit }, call) => client.daftarIzin(offset, limit, call), // only: list
      get: ({ client }: Deployment, key, call) => client.izin(key, call),
      map: mapLicence
    })
  }
})
