import { createSql, defineAdapter, type ListQuery, reader, sqlOptions } from '../../src/kit/index.ts'
import { createMusrenbangClient, type MusrenbangClient, type Search } from './client.ts'
import { mapProposal } from './map.ts'
import { settingsSchema } from './settings.ts'

/** Proposals for the budget, from the database of the participation application: MySQL or MariaDB. */
export const adapter = defineAdapter({
  product: 'musrenbang',
  title: 'Musrenbang proposals',
  version: 1,
  needsUrl: false,
  settings: settingsSchema,
  connect: ({ database, schema, codes }, { tls, city }): MusrenbangClient =>
    createMusrenbangClient({
      sql: createSql(sqlOptions(database, tls)),
      schema,
      codes,
      regency: city.regions.regencyCode,
      agencies: city.agencies
    }),
  probe: async (client: MusrenbangClient, call) => void (await client.daftarUsulan({ offset: 0, limit: 1 }, call)),
  close: (client: MusrenbangClient) => client.close(),
  resources: {
    proposals: reader('proposals', {
      filters: ['updated_since', 'district_code'],
      order: 'updated',
      pageSize: 100,
      freshness: { fresh: 300, revalidate: 3_600, on_error: 604_800 },
      async list(client: MusrenbangClient, query, call) {
        // One row more than wanted says whether there is a next page.
        const rows = await client.daftarUsulan(searchOf(query, client.regency), call)
        return { rows: rows.slice(0, query.limit), end: rows.length <= query.limit }
      },
      // Any other key was never given out by this database.
      get: async (
        client: MusrenbangClient,
        key,
        call
      ) => (/^[1-9]\d{0,17}$/.test(key) ? client.usulan(key, call) : undefined),
      map: mapProposal
    })
  }
})

function searchOf({ offset, limit, filters }: ListQuery, regency: string): Search {
  const { updated_since, district_code } = filters
  const inCity = district_code?.filter(code => code.startsWith(`${regency}.`))
  return {
    offset,
    limit: limit + 1,
    ...(updated_since !== undefined && { berubahSejak: updated_since.slice(0, 19).replace('T', ' ') }),
    // Rows from a spreadsheet have lost the zero: 02 is 2 there.
    ...(inCity !== undefined && { kecamatan: inCity.flatMap(code => [code.slice(-2), String(Number(code.slice(-2)))]) })
  }
}
