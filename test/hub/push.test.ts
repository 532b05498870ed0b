import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { Type } from 'typebox'
import { buildHub, type Hub } from '../../src/hub.ts'
import { defineAdapter, reader, SystemFault, type Adapter } from '../../src/kit/index.ts'
import { createConfig } from '../suites/core/city.ts'
import { testFolder } from '../suites/folder.ts'

interface Row {
  id: string
  at: string
  headline: string
}

/** A siren that reports itself: `GET /push/siren/alert?key=..&id=..&at=..`. */
const adapter: Adapter = defineAdapter({
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
          if (query.get('key') !== 'secret') throw new SystemFault('denied', { stage: 'receive', detail: 'the key is wrong' })
          if (path !== 'alert') throw new SystemFault('rejected', { stage: 'receive', detail: 'only alerts are taken' })
          const row = method === 'POST' ? (JSON.parse(body.toString()) as Row) : { id: query.get('id') ?? '', at: query.get('at') ?? '', headline: query.get('say') ?? '' }
          return { rows: [row], answer: { status: 200, contentType: 'text/plain', body: 'OK' } }
        },
        repeat: { of: row => `${row.headline} ${row.at.slice(0, 16)}`, seconds: 30 }
      },
      map: ({ id, at, headline }: Row) => {
        if (headline === '') throw new Error('has no headline')
        return {
          key: id,
          updatedAt: at,
          record: { identifiers: [], status: { code: 'reported' as const, raw_code: 'new' }, kind: 'fire' as const, severity: 'severe' as const, occurred_at: at, headline }
        }
      }
    })
  }
})

const legacy = { id: 'siren', prefix: 'SIREN', resource: 'incidents' as const, adapter }

async function start(t: Test, dataDir = testFolder()): Promise<{ hub: Hub; url: string; dataDir: string }> {
  const hub = await buildHub({
    config: createConfig([legacy as never]),
    adapters: new Map([['siren', adapter]]),
    environment: { jwtSecret: 'a key for tests that is long enough', name: 'development', dataDir },
    log: { logger: pino({ enabled: false }), request: () => {}, flush: () => {} }
  })
  t.teardown(() => hub.close())
  await hub.app.listen({ port: 0, host: '127.0.0.1' })
  return { hub, url: `http://127.0.0.1:${(hub.app.server.address() as AddressInfo).port}`, dataDir }
}

const alert = (id: string, say: string, at = '2026-11-20T10:00:00+07:00'): string =>
  `/push/siren/alert?${new URLSearchParams({ key: 'secret', id, say, at })}`

async function headlines(url: string): Promise<string[]> {
  // A question that was not asked before: nothing is remembered of it.
  const body = (await (await fetch(`${url}/v1/incidents?limit=${50 + Math.floor(Math.random() * 50)}&updated_since=2000-01-01T00:00:0${Math.floor(Math.random() * 9)}Z`)).json()) as { items: { headline: string }[] }
  return body.items.map(({ headline }) => headline)
}

t.test('what a system pushes is answered in its own words, and listed', async t => {
  const { url } = await start(t)
  const pushed = await fetch(url + alert('1', 'Fire at the market'))
  t.equal(pushed.status, 200)
  t.equal(await pushed.text(), 'OK')
  const posted = await fetch(`${url}/push/siren/alert?key=secret`, {
    method: 'POST', body: JSON.stringify({ id: '2', at: '2026-11-20T11:00:00+07:00', headline: 'Fire in a shed' }), headers: { 'content-type': 'application/json' }
  })
  t.equal(posted.status, 200)
  t.same(await headlines(url), ['Fire in a shed', 'Fire at the market'])
  const one = (await (await fetch(`${url}/v1/incidents/SIREN-1`)).json()) as { headline: string; source: object }
  t.match(one, { headline: 'Fire at the market', source: { system: 'siren', record_id: '1' } })
})

t.test('the same push again within seconds is dropped, a newer one of the same key takes its place', async t => {
  const { url } = await start(t)
  await fetch(url + alert('1', 'Fire'))
  await fetch(url + alert('99', 'Fire'))
  t.same(await headlines(url), ['Fire'])
  await fetch(url + alert('1', 'Fire is out', '2026-11-20T12:00:00+07:00'))
  t.same(await headlines(url), ['Fire is out'])
})

t.test('a pusher that does not prove itself, or says what nobody understands, is refused', async t => {
  const { url } = await start(t)
  t.equal((await fetch(`${url}/push/siren/alert?key=wrong`)).status, 401)
  t.equal((await fetch(`${url}/push/siren/other?key=secret`)).status, 400)
  t.equal((await fetch(`${url}/push/nobody/alert?key=secret`)).status, 404)
  t.equal((await fetch(`${url}/push/siren/alert?key=secret`, { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } })).status, 400)
  t.equal((await fetch(`${url}/push/siren/alert?key=secret`, { method: 'DELETE' })).status, 404)
  t.same(await headlines(url), [])
})

t.test('a pushed record that fits nothing is quarantined, and the push is taken', async t => {
  const { url } = await start(t)
  t.equal((await fetch(url + alert('1', ''))).status, 200)
  t.same(await headlines(url), [])
})

t.test('what was acknowledged is there after a restart', async t => {
  const { hub, url, dataDir } = await start(t)
  await Promise.all(Array.from({ length: 50 }, (_, i) => fetch(url + alert(String(i), `Fire ${i}`))))
  await hub.close()
  const again = await start(t, dataDir)
  t.equal((await headlines(again.url)).length, 50)
})
