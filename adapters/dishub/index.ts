import { createHttp, createSoap, defineAdapter, reader } from '../../src/kit/index.ts'
import { createDishubClient, type DishubClient, kindOfFault, type Rows } from './client.ts'
import { mapIncident } from './incidents.ts'
import { mapApplication, mapLicence, mapService } from './map.ts'
import { settingsSchema } from './settings.ts'
import { writes } from './writes.ts'

/** Permits and traffic log of the transport agency: SOAP 1.1. */
export const adapter = defineAdapter({
  product: 'dishub',
  title: 'Dishub transport permits and traffic log',
  version: 2,
  settings: settingsSchema,
  connect({ user, password, codes, types_as_of }, { url, tls, system, city }): DishubClient {
    const http = createHttp({ url, tls })
    const soap = createSoap({ http, path: '/ws/izin.php', namespace: 'urn:dishub:izin', kindOf: kindOfFault })
    return createDishubClient({
      soap,
      login: { user, password },
      codes,
      agencyId: system.agencyId,
      regions: city.regions,
      typesAsOf: types_as_of,
      close: () => http.close()
    })
  },
  async probe(client: DishubClient, call) {
    await client.daftarIzin({ offset: 0, limit: 1 }, call)
  },
  close: (client: DishubClient) => client.close(),
  writes,
  resources: {
    'licences': reader('licences', {
      order: 'updated',
      pageSize: 50,
      onlyOwnAgency: true,
      carriesNik: true,
      numbers: [{
        name: { id: 'nomor izin perhubungan', en: 'number of a transport permit' },
        example: '551.2/0123-DISHUB/2026',
        pattern: /^5512(\d{4})DISHUB((?:19|20)\d\d)$/,
        keys: ([, count, year]) => [`551.2/${count}-DISHUB/${year}`]
      }],
      freshness: { fresh: 60, revalidate: 300, on_error: 86_400 },
      list: async (client: DishubClient, { offset, limit }, call) =>
        pageOf(await client.daftarIzin({ offset, limit }, call), offset),
      get: (client: DishubClient, number, call) => client.detailIzin(number, call),
      map: mapLicence
    }),
    'licence-applications': reader('licence-applications', {
      order: 'updated',
      pageSize: 50,
      onlyOwnAgency: true,
      carriesNik: true,
      numbers: [{
        name: { id: 'nomor agenda permohonan izin perhubungan', en: 'agenda number of a transport permit' },
        example: 'AGD/00123/2026',
        pattern: /^AGD(\d{5})((?:19|20)\d\d)$/,
        keys: ([, count, year]) => [`AGD/${count}/${year}`]
      }],
      freshness: { fresh: 30, revalidate: 120, on_error: 86_400 },
      list: async (client: DishubClient, { offset, limit }, call) =>
        pageOf(await client.daftarPermohonan({ offset, limit }, call), offset),
      get: (client: DishubClient, number, call) => client.detailPermohonan(number, call),
      map: mapApplication
    }),
    'incidents': reader('incidents', {
      order: 'updated',
      pageSize: 50,
      onlyOwnAgency: true,
      numbers: [{
        name: { id: 'nomor laporan kejadian lalu lintas', en: 'number of a traffic report' },
        example: 'LL-20261124-003',
        pattern: /^LL(20\d{6})(\d{3})$/,
        keys: ([, day, count]) => [`LL-${day}-${count}`]
      }],
      freshness: { fresh: 15, revalidate: 60, on_error: 3_600 },
      list: async (client: DishubClient, { offset, limit }, call) =>
        pageOf(await client.daftarKejadian({ offset, limit }, call), offset),
      get: (client: DishubClient, number, call) => client.detailKejadian(number, call),
      map: mapIncident
    }),
    'services': reader('services', {
      order: 'none',
      pageSize: 100,
      onlyOwnAgency: true,
      freshness: { fresh: 3_600, revalidate: 86_400, on_error: 604_800 },
      async list(client: DishubClient, { offset, limit }, call) {
        const rows = await client.jenisIzin(call)
        return { rows: rows.slice(offset, offset + limit), end: offset + limit >= rows.length }
      },
      get: async (client: DishubClient, code, call) =>
        (await client.jenisIzin(call)).find(({ row }) => row.KD_JENIS === code),
      map: mapService
    })
  }
})

function pageOf<T>({ rows, total }: Rows<T>, offset: number): { rows: Rows<T>['rows']; end: boolean } {
  return { rows, end: rows.length === 0 || offset + rows.length >= total }
}
