import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { Type } from 'typebox'
import { buildHub, type Hub } from '../../src/hub.ts'
import { type Adapter, defineAdapter, reader, SystemFault } from '../../src/kit/index.ts'
import type { Config } from '../../src/platform/config/schema.ts'
import { createConfig, type TestConfig } from './core/city.ts'
import type { Legacy } from './core/legacy.ts'

interface Row {
  id: string
  at: string
  headline: string
}

/** A siren that reports itself: `GET /push/siren/alert?key=..&id=..&at=..`. */
export const adapter: Adapter = defineAdapter({
  product: 'siren',
  title: 'Siren',
  version: 1,
  needsUrl: false,
  settings: Type.Object({}),
  connect: () => ({}),
  probe: async () => {},
  resources: {
    incidents: reader('incidents', {
      order: 'canonical',
      pageSize: 100,
      freshness: { fresh: 1, revalidate: 0, on_error: 0 },
      inbox: {
        receive(_client: object, { method, path, query, body }) {
          if (query.get('key') !== 'secret')
            throw new SystemFault('denied', { stage: 'receive', detail: 'the key is wrong' })
          if (path !== 'alert') throw new SystemFault('rejected', { stage: 'receive', detail: 'only alerts are taken' })
          const row = method === 'POST'
            ? (JSON.parse(body.toString()) as Row)
            : { id: query.get('id') ?? '', at: query.get('at') ?? '', headline: query.get('say') ?? '' }
          return { rows: [row], answer: { status: 200, contentType: 'text/plain', body: 'OK' } }
        },
        repeat: { of: row => `${row.headline} ${row.at.slice(0, 16)}`, seconds: 30 }
      },
      map: ({ id, at, headline }: Row) => {
        if (headline === '') throw new Error('has no headline')
        return {
          key: id,
          updatedAt: at,
          record: { identifiers: [], status: { code: 'reported' as const, raw_code: 'new' }, kind: 'fire' as const,
            severity: 'severe' as const, occurred_at: at, headline }
        }
      }
    })
  }
})

/** It is pushed alone: nothing of it can be asked or written. */
export const siren = { id: 'siren', prefix: 'SIREN', resource: 'incidents', adapter } as unknown as Legacy

export const sirenConfig = (settings?: TestConfig): Config => createConfig([siren], settings)

/** A hub that the siren pushes into. */
export async function startSirenHub(
  dataDir: string,
  settings?: TestConfig
): Promise<{ hub: Hub; url: string; port: number }> {
  const hub = await buildHub({
    config: sirenConfig(settings),
    adapters: new Map([['siren', adapter]]),
    environment: { jwtSecret: 'a key for tests that is long enough', name: 'development', dataDir },
    log: { logger: pino({ enabled: false }), request: () => {}, flush: () => {} }
  })
  await hub.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = hub.app.server.address() as AddressInfo
  return { hub, port, url: `http://127.0.0.1:${port}` }
}

export const alert = (id: string, say: string, at = '2026-11-20T10:00:00+07:00'): string =>
  `/push/siren/alert?${new URLSearchParams({ key: 'secret', id, say, at })}`
