import Type from 'typebox'
import { type AdapterContext, defineAdapter, reader } from '../../src/kit/index.ts'
import { mapAgency, type Row } from './map.ts'

/** The city's own register of agencies, as the config lists them: no network, always there. */
export const adapter = defineAdapter({
  product: 'register',
  title: 'Register of agencies',
  version: 1,
  needsUrl: false,
  settings: Type.Object(
    {
      as_of: Type.String({
        format: 'date',
        description: 'Day of the decree or decision that the list of agencies follows.'
      })
    },
    { additionalProperties: false }
  ),
  connect: (settings, { city }: AdapterContext): Row[] =>
    city.agencies.map(agency => ({ agency, asOf: settings.as_of })),
  probe: async () => {},
  resources: {
    agencies: reader('agencies', {
      order: 'none',
      pageSize: 1_000,
      freshness: { fresh: 3_600, revalidate: 0, on_error: 0 },
      list: async (rows: Row[], { offset, limit }) => ({
        rows: rows.slice(offset, offset + limit),
        end: offset + limit >= rows.length
      }),
      get: async (rows: Row[], key) => rows.find(({ agency }) => agency.code === key),
      map: mapAgency
    })
  }
})
