import { type Call, createHttp, defineAdapter, reader } from '../../src/kit/index.ts'
import { createSicantikClient } from './client.ts'
import { createSicantikDesk } from './desk.ts'
import { mapApplication, mapLicence, mapService, serviceKey } from './map.ts'
import { decreeNumber, registrationNumber } from './numbers.ts'
import { settingsSchema } from './settings.ts'
import type { Perizinan, Permohonan, Sk } from './wire.ts'
import { type SicantikWriting as Sicantik, writes } from './writes.ts'

// Anything else cannot be a registration number, and the grid would search for it in every column.
const NUMBER = /^[A-Za-z0-9-]{8,40}$/

/** SiCANTIK, the licensing office's application. */
export const adapter = defineAdapter({
  product: 'sicantik',
  title: 'SiCANTIK licensing',
  version: 2,
  settings: settingsSchema,
  connect({ api_key, codes }, { url, tls, system, city }): Sicantik {
    const http = createHttp({ url, tls })
    return {
      client: createSicantikClient(http, api_key),
      desk: createSicantikDesk(http, api_key),
      office: { agencyId: system.agencyId, codes },
      prefix: system.prefix,
      regions: city.regions
    }
  },
  probe: async ({ client }: Sicantik, call) => void (await client.listSk({ offset: 0, limit: 1 }, call)),
  close: ({ client }: Sicantik) => client.close(),
  writes,
  resources: {
    'licence-applications': reader('licence-applications', {
      order: 'updated',
      onlyOwnAgency: true,
      pageSize: 100,
      numbers: [registrationNumber],
      freshness: { fresh: 30, revalidate: 120, on_error: 86_400 },
      list: ({ client }: Sicantik, { offset, limit }, call) => client.listPermohonan({ offset, limit }, call),
      get: getApplication,
      map: (row: Permohonan, tools, { office }: Sicantik) => mapApplication(row, tools, office)
    }),
    'licences': reader('licences', {
      order: 'updated',
      onlyOwnAgency: true,
      pageSize: 100,
      numbers: [registrationNumber, decreeNumber],
      freshness: { fresh: 60, revalidate: 300, on_error: 86_400 },
      list: ({ client }: Sicantik, { offset, limit }, call) => client.listSk({ offset, limit }, call),
      async get({ client }: Sicantik, key, call): Promise<Sk | undefined> {
        if (!NUMBER.test(key)) return undefined
        const { rows } = await client.listSk({ offset: 0, limit: 100, search: key }, call)
        return rows.find(({ pendaftaran_id }) => pendaftaran_id === key)
      },
      map: (row: Sk, tools, { office }: Sicantik) => mapLicence(row, tools, office)
    }),
    'services': reader('services', {
      order: 'none',
      onlyOwnAgency: true,
      pageSize: 100,
      freshness: { fresh: 3_600, revalidate: 3_600, on_error: 604_800 },
      async list({ client }: Sicantik, { offset, limit }, call) {
        const kinds = await client.jenisPerizinan(call)
        return { rows: kinds.slice(offset, offset + limit), end: offset + limit >= kinds.length }
      },
      get: async ({ client }: Sicantik, key, call): Promise<Perizinan | undefined> =>
        (await client.jenisPerizinan(call)).find(row => serviceKey(row) === key),
      map: (row: Perizinan, tools, { office }: Sicantik) => mapService(row, tools, office)
    })
  }
})

// One call after the other: the guard counts this as one, and the office's machine must not see two at once.
async function getApplication({ client }: Sicantik, key: string, call: Call): Promise<Permohonan | undefined> {
  if (!NUMBER.test(key)) return undefined
  const registration = await client.pendaftaran(key, call)
  const details = registration && (await client.cek(key, call))
  return details && { ...details, ...(Array.isArray(registration.tracking) && { tracking: registration.tracking }) }
}
