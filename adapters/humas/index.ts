import { Type } from 'typebox'
import { createAgencyFinder, createHttp, defineAdapter, reader } from '../../src/kit/index.ts'
import { createHumasClient, type HumasClient } from './client.ts'
import { mapPost, type Names } from './map.ts'
import type { Post } from './wire.ts'

interface Humas {
  client: HumasClient
  names: Names
}

/** News of a public relations office: any RSS or Atom feed, and the archive behind it where WordPress keeps one. */
export const adapter = defineAdapter({
  product: 'humas',
  title: 'News feed',
  version: 1,
  settings: Type.Object(
    {
      path: Type.String({ default: 'feed/',
        description: 'Address of the feed below the url; empty when the url is that of the feed.',
        examples: ['?feed=rss2', 'index.php?format=feed&type=rss'] }),
      dates: Type.Union([Type.Literal('as_stated'), Type.Literal('local')], {
        default: 'as_stated',
        description: 'What dates mean: the zone that they state, or local time whatever they state.'
      }),
      charset: Type.Optional(
        Type.String({ minLength: 1,
          description: 'Character set that the system is known to send, whatever it declares.',
          examples: ['windows-1252'] })
      ),
      archive: Type.Union([Type.Literal('none'), Type.Literal('wordpress')], {
        default: 'none',
        description: 'Where older items are: nowhere, or on further pages of the feed as WordPress has them.'
      }),
      page_size: Type.Integer({ minimum: 1, maximum: 1000, default: 10,
        description: 'Items on each page of the archive ("Syndication feeds show the most recent").' }),
      codes: Type.Object(
        {
          agency: Type.Record(Type.String(), Type.String({ minLength: 1 }), {
            default: {},
            description:
              "Accounts that post for an agency and are not named like it, each with the code of the city's agency."
          })
        },
        { default: {}, additionalProperties: false }
      )
    },
    { additionalProperties: false }
  ),
  connect: ({ path, dates, charset, archive, page_size, codes }, { url, tls, city, today, system }): Humas => ({
    client: createHumasClient({
      http: createHttp({ url, tls, connections: 4 }),
      path,
      zone: dates === 'local' ? 'local' : 'asStated',
      today,
      archive: archive === 'wordpress' ? { pageSize: page_size } : undefined,
      ...(charset !== undefined && { assumeCharset: charset })
    }),
    names: { findAgency: createAgencyFinder(city, codes.agency), own: system.agencyId }
  }),
  probe: ({ client }: Humas, call) => client.look(call),
  close: ({ client }: Humas) => client.close(),
  resources: {
    announcements: reader('announcements', {
      order: 'updated',
      pageSize: 50,
      filters: ['updated_since'],
      freshness: { fresh: 60, revalidate: 600, on_error: 86_400 },
      list: ({ client }: Humas, { offset, limit, filters }, call) =>
        client.posts({ offset, limit, since: filters.updated_since }, call),
      get: ({ client }: Humas, key, call) => client.post(key, call),
      map: (post: Post, tools, { names }: Humas) => mapPost(post, tools, names)
    })
  }
})
