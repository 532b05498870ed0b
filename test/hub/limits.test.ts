import type { AddressInfo } from 'node:net'
import t from 'tap'
import { createConfig } from '../suites/core/city.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { bearer } from '../suites/core/tokens.ts'
import { sendRaw } from '../suites/raw-http.ts'

const settings = {
  hub: { rate: { anonymous: { requests: 2, seconds: 600 }, consumer: { requests: 2, seconds: 600 } } },
  consumers: { app: { rate: { requests: 2, seconds: 600 } } }
}

t.test('who has used up a window is not let in by a change of the configuration', async t => {
  const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('100001', day(1))],
    freshness: { fresh: 60, revalidate: 0, on_error: 0 } })
  const hub = await startHub(t, [legacy], settings)
  const headers = bearer({ claims: { sub: 'app' } })
  const ask = async (init = {}): Promise<[number, string | null]> => {
    const { status, headers } = await hub.get('/v1/complaints', init)
    return [status, headers.get('ratelimit')?.replace(/t=\d+/, 't') ?? null]
  }
  for (const init of [{}, { headers }]) {
    t.same(await ask(init), [200, '"default";r=1;t'])
    t.same(await ask(init), [200, '"default";r=0;t'])
    t.equal((await ask(init))[0], 429)
  }
  const adapters = new Map([['a', legacy.adapter]])
  await hub.reload(createConfig([legacy], settings), adapters)
  for (const init of [{}, { headers }]) t.equal((await ask(init))[0], 429)
  const more = { ...settings, hub: { rate: { ...settings.hub.rate, anonymous: { requests: 4, seconds: 600 } } },
    consumers: { app: { rate: { requests: 4, seconds: 600 } } } }
  await hub.reload(createConfig([legacy], more), adapters)
  for (const init of [{}, { headers }])
    t.same(await ask(init), [200, '"default";r=1;t'], 'a larger one lets in the difference')
})

t.test('a target that leads nowhere, before anything could be routed, is counted too', async t => {
  const hub = await startHub(t, [], settings)
  const { port } = hub.app.server.address() as AddressInfo
  const statuses: number[] = []
  for (let round = 0; round < 4; round++) statuses.push((await sendRaw(port, '/v1/%zz')).status)
  t.same(statuses, [400, 400, 429, 429])
})
