import { Type } from 'typebox'
import { createHttp, defineAdapter, reader } from '../../../../../src/kit/index.ts'
import { codesSchema, type Codes } from '../../../resources/licences/adapter/codes.ts' // only: codes
import { mapLicence } from '../../../resources/licences/adapter/map.ts'
import { createContohClient, openContoh, PAGE_SIZE, type ContohClient } from './client.ts' // only: list, else: import { createContohClient, openContoh, type ContohClient } from './client.ts'
// only: not write, else: import { createContohDesk } from './desk.ts'
// only: not write, else: import type { Izin } from '../../../resources/licences/adapter/wire.ts'
// only: not write, else: import { writes, type ContohWriting } from './writes.ts'

/** One system of this product, as its readers are given it. */
interface Deployment { // only: not write, else: interface Deployment extends ContohWriting {
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
      user: Type.String({ minLength: 1, description: 'Account that may see the register.' }),
      password: Type.String({ minLength: 1, writeOnly: true, description: 'Its password.' })
    },
    { additionalProperties: false }
  ),
  // Nothing is sent here: a system that is down must not stop the hub.
  connect(settings, context): Deployment {
    const http = createHttp({ url: context.url, tls: context.tls, connections: 2 })
    const session = openContoh(http, settings)
    return {
      codes: settings.codes, // only: codes
      agencyId: context.system.agencyId, // only: agency
      client: createContohClient(session, () => http.close()),
      // only: not write, else: desk: createContohDesk(session),
      // only: not write, else: prefix: context.system.prefix,
      // only: not write, else: regions: context.city.regions
    }
  },
  probe: ({ client }: Deployment, call) => client.beranda(call),
  close: ({ client }: Deployment) => client.close(),
  // only: not write, else: writes,
  resources: {
    licences: reader('licences', {
      order: 'updated', // only: list, else: order: 'none',
      pageSize: PAGE_SIZE, // only: list, else: pageSize: 1,
      onlyOwnAgency: true, // only: agency
      // A person is asked for anew each time: nothing personal is kept to save a call. // only: not list
      freshness: { fresh: 60, revalidate: 300, on_error: 86_400 }, // only: list, else: freshness: { fresh: 0, revalidate: 0, on_error: 0 },
      list: ({ client }: Deployment, { offset, limit }, call) => client.daftarIzin(offset, limit, call), // only: list
      get: ({ client }: Deployment, key, call) => client.izin(key, call),
      map: mapLicence // only: not write, else: map: (row: Izin, tools, deployment: Deployment) => mapLicence(row, tools, deployment)
    })
  }
})
