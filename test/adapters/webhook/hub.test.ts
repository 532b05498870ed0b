import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { adapter } from '../../../adapters/webhook/index.ts'
import { buildHub } from '../../../src/hub.ts'
import { createConfig } from '../../suites/core/city.ts'
import { fixture, SECRET, signed } from './surroundings.ts'

async function start(t: Test): Promise<string> {
  const legacy = { id: 'reports', prefix: 'HOOK', resource: 'incidents' as const, adapter }
  const hub = await buildHub({
    config: createConfig([legacy as never], { systems: { reports: { settings: { secret: SECRET } } } }),
    adapters: new Map([['webhook', adapter]]),
    environment: { jwtSecret: 'a key for tests that is long enough', name: 'development', dataDir: t.testdir() },
    log: { logger: pino({ enabled: false }), request: () => {}, flush: () => {} }
  })
  t.teardown(() => hub.close())
  await hub.app.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(hub.app.server.address() as AddressInfo).port}`
}

const message = (status: string, timestamp: string): string => {
  const good = JSON.parse(fixture('message')) as { data: object }
  return JSON.stringify({ ...good, timestamp, data: { ...good.data, status } })
}
const post = async (
  url: string,
  body: string,
  id: string,
  headers = signed(body, { id, at: new Date().toISOString().slice(0, 19) + 'Z' })
): Promise<number> =>
  (await fetch(`${url}/push/reports/incidents`, { method: 'POST', body,
    headers: { 'content-type': 'application/json', ...headers } })).status
const get = async (url: string): Promise<unknown> => (await fetch(`${url}/v1/incidents/HOOK-2026-000481`)).json()

t.test('an incident follows its messages, and a delivery counts once', async t => {
  const url = await start(t)
  const [reported, resolved] = [message('reported', '2026-11-20T09:00:00+07:00'),
    message('resolved', '2026-11-20T10:00:00+07:00')]
  t.equal(await post(url, reported, 'msg_1'), 200)
  t.match(await get(url), { status: { code: 'reported' }, source: { system: 'reports', record_id: '2026-000481' } })
  t.equal(await post(url, resolved, 'msg_2'), 200)
  t.equal(await post(url, resolved, 'msg_2'), 200, 'a sender that missed the answer is told again that all is well')
  const { items } = (await (await fetch(`${url}/v1/incidents?status=resolved`)).json()) as { items: object[] }
  t.match(items, [{ id: 'HOOK-2026-000481', status: { code: 'resolved' } }])
  t.equal(items.length, 1)
})

t.test('refuses what is not signed, and what is no incident', async t => {
  const url = await start(t)
  t.equal(await post(url, fixture('message'), 'msg_1', signed('another body')), 401)
  t.equal(await post(url, '{}', 'msg_1'), 400)
  t.match(await get(url), { status: 404 })
})
