import { Type } from 'typebox'
import { type City, createHttp, defineAdapter, reader } from '../../src/kit/index.ts'
import { type BmkgClient, createBmkgClient } from './client.ts'
import { createEvents, type Events } from './events.ts'
import { mapIncident } from './map.ts'
import type { Row } from './rows.ts'

interface Bmkg {
  client: BmkgClient
  events: Events
  box: City['box']
}

const LIST = { connections: 4, maxBodyBytes: 4 * 1024 * 1024 }

/** BMKG's open data: earthquakes and weather warnings of the whole country. */
export const adapter = defineAdapter({
  product: 'bmkg',
  title: 'BMKG earthquakes and weather warnings',
  version: 1,
  settings: Type.Object(
    {
      format: Type.Union([Type.Literal('json'), Type.Literal('xml')], { default: 'json',
        description: 'Format in which earthquakes are asked for.' }),
      alerts_url: Type.Optional(
        Type.String({ pattern: '^https?://',
          description: 'Address of the weather warnings, when it is not that of the earthquakes.',
          examples: ['https://www.bmkg.go.id'] })
      ),
      warnings_about: Type.Array(Type.String({ minLength: 2 }), {
        default: [],
        description:
          'Only weather warnings whose title has one of these, such as the name of the province; all when empty.'
      }),
      remember_seconds: Type.Integer({ minimum: 0, maximum: 300, default: 15,
        description: 'How long lists and look-ups share what was asked of the feeds.' })
    },
    { additionalProperties: false }
  ),
  connect({ format, alerts_url, warnings_about, remember_seconds }, { url, tls, city }): Bmkg {
    const data = createHttp({ url, tls, ...LIST })
    const alerts = alerts_url === undefined ? data : createHttp({ url: alerts_url, ...LIST })
    const client = createBmkgClient(data, alerts, format)
    return { client, events: createEvents(client, { about: warnings_about, rememberMs: remember_seconds * 1_000 }),
      box: city.box }
  },
  probe: async ({ client }: Bmkg, call) => void (await client.gempa('autogempa', call)),
  close: ({ client }: Bmkg) => client.close(),
  resources: {
    incidents: reader('incidents', {
      // Three feeds of at most 15 and one warning a province: all of it is one page.
      order: 'none',
      pageSize: 200,
      freshness: { fresh: 30, revalidate: 60, on_error: 21_600 },
      async list({ events }: Bmkg, { offset, limit }, call) {
        const rows = await events.list(call)
        return { rows: rows.slice(offset, offset + limit), end: offset + limit >= rows.length }
      },
      get: ({ events }: Bmkg, key, call) => events.get(key, call),
      map: (row: Row, tools, { box }: Bmkg) => mapIncident(row, tools, box)
    })
  }
})
