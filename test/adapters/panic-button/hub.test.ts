import { readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { adapter } from '../../../adapters/panic-button/index.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { createPanicButtonSystem } from '../../../demo/systems/panic-button.ts'
import { buildHub } from '../../../src/hub.ts'
import { createConfig } from '../../suites/core/city.ts'
import { KEY } from './surroundings.ts'

const demoCity = createDemoCity()

interface Incident {
  id: string
  kind: string
  occurred_at: string
  location?: object
  quality: { code: string }[]
}

async function start(t: Test): Promise<{ url: string; dataDir: string; logged: () => string }> {
  const lines: string[] = []
  const dataDir = t.testdir()
  const legacy = { id: 'panic-button', prefix: 'PANIC', resource: 'incidents' as const, adapter }
  const hub = await buildHub({
    config: createConfig([legacy as never], { systems: { 'panic-button': { settings: { key: KEY } } } }),
    adapters: new Map([['panic-button', adapter]]),
    environment: { jwtSecret: 'a key for tests that is long enough', name: 'development', dataDir },
    log: { logger: pino({ level: 'trace' }, { write: line => void lines.push(line) }),
      request: line => void lines.push(JSON.stringify(line)), flush: () => {} }
  })
  t.teardown(() => hub.close())
  await hub.app.listen({ port: 0, host: '127.0.0.1' })
  return { url: `http://127.0.0.1:${(hub.app.server.address() as AddressInfo).port}`, dataDir,
    logged: () => lines.join('\n') }
}

const list = async (url: string): Promise<Incident[]> =>
  ((await (await fetch(`${url}/v1/incidents?limit=100`)).json()) as { items: Incident[] }).items

t.test('what residents press is listed: each press once, and nothing personal', async t => {
  const { url, dataDir, logged } = await start(t)
  const button = createPanicButtonSystem(demoCity)
  const sent = await button.press(url, 30)
  t.ok(sent.every(({ status, answer }) => status === 200 && answer === 'OK'))
  t.equal(sent.length, 56, 'three taps, and replays')
  const items = await list(url)
  t.equal(items.length, 30)
  t.equal(new Set(items.map(({ id }) => id)).size, 30)
  t.ok(items.every(({ kind }) => kind === 'panic'))
  t.ok(items.some(({ quality }) => quality.some(({ code }) => code === 'coord_swapped')))

  const kept = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(
    entry => readFileSync(join(entry.parentPath, entry.name), 'latin1')
  )
  const everything = [JSON.stringify(items), logged(), ...kept].join('\n')
  t.match(everything, items[0]?.id.slice('PANIC-'.length) ?? 'none', 'they were kept')
  for (const { hp, imei, lat, lng } of sent) {
    for (const personal of [hp, imei, lat, lng, lat.replace(',', '.'), lng.replace(',', '.'), hp.replace(/^0/, '62'),
      KEY])
    {
      if (everything.includes(personal)) return t.fail('something personal was kept or told')
    }
  }
})

t.test('gets one alert by its id', async t => {
  const { url } = await start(t)
  const [sent] = await createPanicButtonSystem(demoCity).press(url, 1)
  t.match(await (await fetch(`${url}/v1/incidents/PANIC-${sent?.id}`)).json(), { kind: 'panic',
    source: { system: 'panic-button', record_id: sent?.id } })
})

t.test('refuses wrong keys and broken alerts, and keeps none of them', async t => {
  const { url } = await start(t)
  const push = async (query: string): Promise<number> => (await fetch(`${url}/push/panic-button/alert?${query}`)).status
  t.equal(await push('key=wrong&id=PB1'), 401)
  t.equal(await push('id=PB1'), 401)
  t.equal(await push(`key=${KEY}`), 400)
  t.equal((await fetch(`${url}/push/panic-button/alert?key=${KEY}&id=PB1`, { method: 'POST', body: 'x' })).status, 400)
  t.same(await list(url), [])
})
