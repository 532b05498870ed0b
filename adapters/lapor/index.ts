import { createHttp, defineAdapter, reader } from '../../src/kit/index.ts'
import { createLaporClient } from './client.ts'
import { mapComplaint, mapTopic, toSejak } from './map.ts'
import { createLaporPush } from './push.ts'
import { createTables, settingsSchema } from './settings.ts'
import { nameTopics, type TopicRow } from './topics.ts'
import type { Stream } from './wire.ts'
import { type LaporWriting as Lapor, writes } from './writes.ts'

/** LAPOR!, where residents report and agencies answer in public. */
export const adapter = defineAdapter({
  product: 'lapor',
  title: 'LAPOR! complaints',
  version: 2,
  settings: settingsSchema,
  connect(settings, { url, tls, city, system }): Lapor {
    const http = createHttp({ url, tls })
    return {
      client: createLaporClient(http, settings.api_key),
      push: createLaporPush(http, settings.api_key),
      tables: createTables(settings, city, system.agencyId),
      prefix: system.prefix,
      regions: city.regions
    }
  },
  probe: async ({ client }: Lapor, call) => void (await client.gettopics(call)),
  close: ({ client }: Lapor) => client.close(),
  writes,
  resources: {
    complaints: reader('complaints', {
      numbers: [{
        name: { id: 'nomor laporan LAPOR!', en: 'LAPOR! tracking number' },
        example: '1420986',
        pattern: /^\d{6,9}$/,
        keys: ([number]) => [number]
      }],
      // Not `status`: it comes of several fields and dates, and `getstreams` knows only the public one of them.
      filters: ['updated_since'],
      order: 'updated',
      pageSize: 100,
      freshness: { fresh: 30, revalidate: 60, on_error: 86_400 },
      async list({ client }: Lapor, { offset, limit, filters: { updated_since } }, call) {
        const sejak = updated_since === undefined ? undefined : toSejak(updated_since)
        const { total, data } = await client.getstreams({ start: offset, limit, sejak }, call)
        return { rows: data, end: data.length === 0 || offset + data.length >= total }
      },
      get: ({ client }: Lapor, key, call) => client.getstream(key, call),
      map: (row: Stream, tools, { tables }: Lapor) => mapComplaint(row, tools, tables)
    }),
    services: reader('services', {
      order: 'none',
      pageSize: 1000,
      freshness: { fresh: 3600, revalidate: 3600, on_error: 604_800 },
      async list({ client }: Lapor, { offset, limit }, call) {
        const topics = nameTopics(await client.gettopics(call))
        return { rows: topics.slice(offset, offset + limit), end: offset + limit >= topics.length }
      },
      get: async ({ client }: Lapor, key, call) =>
        nameTopics(await client.gettopics(call)).find(({ id }) => id === key),
      map: (row: TopicRow, tools, { tables }: Lapor) => mapTopic(row, tools, tables)
    })
  }
})
